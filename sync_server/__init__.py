"""The sync server: takes in summaries, serves leads de-identified themes."""
