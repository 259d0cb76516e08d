"""Where things come from: each module reads one kind of source and yields what it found.

None of them knows the database.
"""
