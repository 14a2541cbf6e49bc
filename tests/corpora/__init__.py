"""Texts that the project wrote to measure itself by."""
