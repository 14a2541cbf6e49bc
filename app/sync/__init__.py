"""The outbox and the client of the sync server."""
