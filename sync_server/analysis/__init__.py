"""Pure functions over counts and texts."""
