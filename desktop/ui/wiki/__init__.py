"""Pages, and everything else that is read."""
