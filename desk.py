#!/usr/bin/env python3
"""Sets PrintDesk up on this machine and starts it: python3 desk.py

    python3 desk.py                 open the program on a demo office (without a display: its showcase)
    python3 desk.py run -- ARGS     the printdesk command, for instance: run -- queue --limit 20
    python3 desk.py test [ARGS]     run the tests; ARGS go to pytest
    python3 desk.py test --all      the tests that make real faults as well
    python3 desk.py package         make the Debian package and the portable folder in dist/; --try proves them
    python3 desk.py bench           measure everything and write docs/performance.md; --quick only prints a short
                                    run, --only WORD takes the sections with that word in their title

Needs Python 3.11 to 3.13 and nothing else. The first start makes an environment in .venv and installs what
requirements/ names into it; later starts change nothing. This file only starts; the work is in tools/setup/.
"""

import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - an old Python gets this far


def main(arguments: "list[str]") -> int:
    """Run one command; the exit code is the program's own, or 1 when the set-up failed, 2 for wrong usage."""
    if sys.version_info < (3, 7):  # noqa: UP036 - it may well be started by an older one
        sys.stderr.write(f"PrintDesk needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.\n")
        return 1
    sys.path.insert(0, ROOT)
    from tools.setup import commands  # here, not above: Python 3.6 cannot read it

    return commands.main(arguments, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
