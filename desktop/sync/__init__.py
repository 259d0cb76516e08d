"""Keeping the replica in step with the server."""
