"""Copies that a person takes: one file per kind."""
