"""Units and who is in them."""
