"""Makes the pictures of the documentation anew from the real program, and the manual: python tools/pictures.py"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from printdesk import showcase  # noqa: E402  a checkout is no installed package
from tools import manual  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
ROOMS = ("print-room", "quality", "pickup", "blanks", "trips", "backlog", "outages", "records", "settings")
FOLDERS = {"en": PICTURES, "id": PICTURES / "id"}


def main() -> None:
    """Run the showcase, keep each room's picture in both languages, and write the manual."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        showcase.main(["--output", folder])
        for language, target in FOLDERS.items():
            target.mkdir(parents=True, exist_ok=True)
            for room in ROOMS:
                keep(Path(folder) / f"{room}-{language}.png", target / f"{room}.png")
        first_start(Path(folder))
    manual.main()


def keep(made: Path, target: Path) -> None:
    """Keep a picture with its 256 most frequent colours: what the eye sees is the same, at a third of the size."""
    import numpy as np
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    image = QImage(str(made)).convertToFormat(QImage.Format.Format_RGB32)
    points = np.frombuffer(image.constBits(), dtype=np.uint32)
    colours, counts = np.unique(points, return_counts=True)
    table = [int(colours[at]) | 0xFF000000 for at in np.argsort(-counts)[:256]]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    image.convertToFormat(QImage.Format.Format_Indexed8, table, flags).save(str(target))


def first_start(folder: Path) -> None:
    """The wizard of the first start in both languages."""
    from PySide6.QtWidgets import QApplication

    from printdesk.config import PreferencesFile
    from printdesk.i18n import set_language
    from printdesk.ui.background import Background
    from printdesk.ui.first_run.start import FirstStart
    from printdesk.ui.theme import apply_theme

    app = QApplication.instance() or QApplication(["printdesk"])
    if not isinstance(app, QApplication):
        raise TypeError
    apply_theme(app, "light")
    background = Background(lambda _error: None, lambda _error: None)
    start = FirstStart(f"sqlite:///{(folder / 'new.db').as_posix()}", folder)
    for language, target in FOLDERS.items():
        set_language(language)
        wizard = start.wizard(background, PreferencesFile(folder / "first.json"))
        wizard.show()
        app.processEvents()
        wizard.grab().save(str(folder / "first-start.png"))
        keep(folder / "first-start.png", target / "first-start.png")
        wizard.close()


if __name__ == "__main__":
    main()
