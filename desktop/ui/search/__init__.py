"""The box, its chips and what was found."""
