"""The `printdesk` command: `python -m printdesk`."""

import sys

from printdesk.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
