"""One file per question; prints a table and JSON."""
