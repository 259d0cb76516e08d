"""One module a step, oldest first; none imports the live tables."""
