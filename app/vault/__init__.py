"""Profiles, keys and locking."""
