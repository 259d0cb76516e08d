"""Setting up and running a checkout, and drawing the sample's pictures.

What sets up and runs imports the standard library only: it runs before anything is there.
"""
