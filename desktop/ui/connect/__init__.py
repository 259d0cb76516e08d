"""The first minute: which server, and as whom."""
