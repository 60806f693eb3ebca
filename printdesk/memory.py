"""When Python looks for garbage: seldom, because each thorough look stops every thread of the program.

Plans and lists are many long-lived objects without cycles. With Python's own thresholds the collector walked through
all of them again and again: on an office of 10,000 open applications 20 times in a minute, each time for 0.4 to 1.5 s
in which the window stood still. What is dropped without a cycle is freed at once in any case.
"""

import gc

_YOUNG = 20_000
_MIDDLE = 20
_OLD = 100


def collect_seldom() -> None:
    """Call when a program starts."""
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


def collect_later() -> None:
    """Call before a window is loaded: what looks after its thread's garbage begins once the window stands."""
    gc.disable()


def keep_what_is_loaded() -> None:
    """Call once everything that stays for good is there: it is never looked through again."""
    gc.freeze()
