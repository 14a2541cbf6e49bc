"""The page around the worker, by itself: what stands in for Python and Flutter is in here."""
