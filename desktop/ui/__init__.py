"""The window: thin Qt over what the library answers.

Importing Qt replaces how Python imports: from then on the source of every module is read, and
kept in memory, in case it says ``from __feature__``. Ours never does, and the modules of the
database alone have megabytes of it.
"""

import builtins

_plain_import = builtins.__import__

import PySide6  # noqa: E402, F401  (see above)

builtins.__import__ = _plain_import
