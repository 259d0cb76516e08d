"""The central REST backend."""
