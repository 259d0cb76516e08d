"""Setting up and running a checkout. Standard library only: it runs before anything is there."""
