"""The page around the worker: its cover, its forgetting, its copies and its passkeys."""
