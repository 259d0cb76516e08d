"""Everything else that can be found."""
