"""Finds what could identify someone in a text, and lets a person decide."""
