"""A colleague on one card."""
