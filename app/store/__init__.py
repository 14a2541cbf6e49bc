"""Encrypted records on the device, and tables over them."""
