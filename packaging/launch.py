"""Where the delivered program starts: the `printdesk` command, or its worker that reads one spreadsheet."""

import sys

from printdesk.intake import sheet_worker

if __name__ == "__main__":
    if sys.argv[1:2] == [sheet_worker.FLAG]:
        sheet_worker.main(sys.argv[2:])
        sys.exit(0)
    from printdesk.__main__ import main

    sys.exit(main())
