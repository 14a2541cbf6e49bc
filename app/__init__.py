"""Layby on the device: wellbeing conversations, plans and summaries, offline."""
