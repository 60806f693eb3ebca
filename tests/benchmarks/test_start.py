"""What a start leaves out: a window that only stands there has imported nothing that it does not use."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.start import LATE
from printdesk.services import setting_up

_CODE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from printdesk import app as composed
from printdesk.config import PreferencesFile
from printdesk.services.setting_up import open_existing
app = QApplication(sys.argv)
desk = composed.build(app, open_existing(sys.argv[1]), PreferencesFile(Path(sys.argv[2])))
desk.window.show()
composed.start(desk)
desk.background.wait_idle(60_000)
desk.window.grab()
made = [code for code in desk.window.room_codes if desk.window.made_page(code) is not None]
late = [name for name in sys.argv[3].split(",") if name in sys.modules]
desk.window.go_to("quality")
made.append(type(desk.window.page("quality")).__name__)
desk.background.wait_idle(60_000)
desk.close()
print(" ".join((*made, *late)))
"""


def test_a_window_is_made_with_its_first_room_and_without_what_it_does_not_use(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'office.db'}"
    setting_up.make(url)
    given = [url, str(tmp_path / "window.json"), ",".join(LATE)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}

    said = subprocess.run(
        [sys.executable, "-c", _CODE, *given], check=True, capture_output=True, text=True, env=environment
    )

    assert said.stdout.split() == ["print_room", "QualityPage"], said.stderr
