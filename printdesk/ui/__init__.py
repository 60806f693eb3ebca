"""The window: theme and widgets, the frame around the rooms, and one package a room."""

import builtins

import PySide6.QtCore  # noqa: F401 - it puts its own import in the place of Python's

# That one reads the source of each module imported from then on, to see who may use other spellings of Qt's names
# (`from __feature__ import snake_case`), and Python keeps every line of it. Nobody here uses them; without, a window
# opens sooner and holds 30 MB less.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
