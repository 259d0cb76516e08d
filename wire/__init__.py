"""The contract between desktop and server. Frozen structs, no I/O."""

__version__ = "0.1.0"
