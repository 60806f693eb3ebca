"""A desk as a process that says what it sees: `python -m tests.faults.remote_desk URL`, a line for each thing.

It asks the database several times a second, and watches it as the window does.
"""

import sys
import threading
import time

from printdesk import i18n
from printdesk.errors import EnvironmentFailureError
from printdesk.services.bundle import open_office
from printdesk.services.watch import ChangeWatch

_SAYING = threading.Lock()


def say(*words: object) -> None:
    """One line with the moment on the clock that all processes share."""
    with _SAYING:
        print(f"{time.monotonic():.3f}", *words, flush=True)


class Told:
    """Prints what the watch tells."""

    def changed(self, sequence: int) -> None:
        say("changed", sequence)

    def lost(self, detail: str) -> None:
        say("lost", detail)

    def found(self, sequence: int) -> None:
        say("found", sequence)


def main(url: str) -> None:
    """Until it is killed."""
    i18n.set_language("en")
    office = open_office(url)
    ChangeWatch(office.database, Told()).start()
    good = True
    while True:
        began = time.monotonic()
        try:
            office.office.last_change()
            if not good:
                say("answered")
            good = True
        except EnvironmentFailureError as error:
            say("failed", f"{time.monotonic() - began:.2f}", error)
            good = False
        time.sleep(0.2)


if __name__ == "__main__":
    main(sys.argv[1])
