"""Keys, and making hostile content safe to show."""
