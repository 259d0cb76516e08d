"""Builds the program folder and the packages. Run by ``make build``."""
