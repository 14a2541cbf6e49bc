"""The browser's database, below the records."""
