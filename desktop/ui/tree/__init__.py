"""Trees of pages and of units, read as they are unfolded."""
