"""Whose window has a profile open."""
