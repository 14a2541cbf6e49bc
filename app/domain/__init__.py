"""Nouns and rules of wellbeing conversations. Pure: no Flet, no I/O, standard library only."""
