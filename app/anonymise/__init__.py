"""Text in, spans with reasons out: what could tell somebody who a note is about."""
