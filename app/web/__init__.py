"""Makes the PWA. Runs on a developer's machine, never in the app."""
