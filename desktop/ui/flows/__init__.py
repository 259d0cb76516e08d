"""Who speaks to whom: one file for each of searching, reading, syncing, connecting."""
