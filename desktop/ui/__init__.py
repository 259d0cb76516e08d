"""The window: thin Qt over what the library answers."""
