"""The page around the worker: its look, the ways in and out, its cover, copies and passkeys."""
