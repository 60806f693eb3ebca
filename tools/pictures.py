"""Makes the pictures of the documentation anew from the real program: python tools/pictures.py"""

import shutil
import tempfile
from pathlib import Path

from printdesk import showcase

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
ROOMS = ("print-room", "quality", "pickup", "blanks", "trips", "backlog", "outages", "records", "settings")


def main() -> None:
    """Run the showcase and keep each room's picture in English."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        showcase.main(["--output", folder])
        for room in ROOMS:
            shutil.copyfile(Path(folder) / f"{room}-en.png", PICTURES / f"{room}.png")


if __name__ == "__main__":
    main()
