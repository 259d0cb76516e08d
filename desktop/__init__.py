"""The desktop app: an offline, searchable, encrypted replica of directory and wiki."""
