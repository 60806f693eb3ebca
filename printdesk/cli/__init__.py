"""The command line: the same services without the window, for automation, support and tests.

Each module adds its commands to the parser and holds what they do. They import services when they run, so that help
and wrong usage answer at once.
"""
