"""What stands in the middle while nothing is looked for: tiles, news, what is at hand."""
