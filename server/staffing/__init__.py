"""Makes up people for the sample company from hand-made ingredients; knows no database."""
