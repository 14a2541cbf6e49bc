"""A plan as bytes that a person can keep: codes to scan, a sealed file, a page, a calendar."""
