"""The command line's commands, one file for each group.

Each has ``add_parser(subparsers)``, which sets ``command`` to a function of the arguments and the
``Terminal``, which returns the exit status.
"""
