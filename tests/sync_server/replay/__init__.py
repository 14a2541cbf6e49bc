"""Attackers who see everything that may be seen."""
