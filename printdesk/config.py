"""What this computer remembers about its user's window: language, theme, desk, person, station and where it stood."""

import base64
import json
import logging
import os
from pathlib import Path
from typing import NamedTuple

from printdesk import paths
from printdesk.i18n import DEFAULT_LANGUAGE

_log = logging.getLogger(__name__)
_JOINED = "database.url"
_USERS = ("LOGNAME", "USER", "LNAME", "USERNAME")
"""Where systems tell who is signed in, in `getpass`'s order."""


class Preferences(NamedTuple):
    """What is remembered.

    Attributes:
        theme: "light", "dark" or "system".
        desk: name of this desk.
        person: login of who worked here last.
        station: code of the station at this desk, "" for none.
        geometry: the window's place, base64.
        text_scale: size of all texts in percent, 100 to 200.
        printers: the printers of this desk and the choice for each kind of paper, as JSON, "" for none.
        lists: the columns of the lists and their widths, as JSON, "" for the usual ones.
        first_day: how far each person is with the first steps, as JSON, "" for nobody.
        room: the room that was in front when the window was closed, "" the first time.
    """

    language: str = DEFAULT_LANGUAGE
    theme: str = "system"
    desk: str = ""
    person: str = ""
    station: str = ""
    geometry: str = ""
    text_scale: str = "100"
    printers: str = ""
    lists: str = ""
    first_day: str = ""
    room: str = ""

    @property
    def scale(self) -> float:
        """The size of all texts, 1.0 is normal; what is no such number counts as normal."""
        percent = int(self.text_scale) if self.text_scale.isdecimal() else 100
        return min(200, max(100, percent)) / 100


class PreferencesFile:
    """Preferences in a JSON file; one that cannot be read counts as empty, one that cannot be written is no harm."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.values = self._read()

    @property
    def folder(self) -> Path:
        """Where the file lies: this person's own on this computer."""
        return self._path.parent

    def change(self, **values: str) -> None:
        """Remember new values."""
        self.values = Preferences(**(self.values._asdict() | values))
        try:
            self._path.write_text(json.dumps(self.values._asdict(), indent=1), encoding="utf-8")
        except OSError as error:
            _log.warning("preferences were not saved: %s", error)

    def load_geometry(self) -> bytes | None:
        """Where the window was; None the first time."""
        return base64.b64decode(self.values.geometry) if self.values.geometry else None

    def save_geometry(self, geometry: bytes) -> None:
        """Remember where the window is."""
        self.change(geometry=base64.b64encode(geometry).decode())

    def save_printers(self, printers: str) -> None:
        """Remember this desk's printers."""
        self.change(printers=printers)

    def save_lists(self, lists: str) -> None:
        """Remember the columns of this desk's lists."""
        self.change(lists=lists)

    def _read(self) -> Preferences:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            values = Preferences(**{key: str(value) for key, value in found.items() if key in Preferences._fields})
        except (OSError, ValueError, AttributeError):
            values = Preferences()
        return values if values.desk else values._replace(desk=computer_name())


def preferences_of(*, is_demo: bool) -> PreferencesFile:
    """What this computer remembers of its user's window; that of a demo office has a place of its own."""
    return PreferencesFile(paths.config_folder() / ("window-demo.json" if is_demo else "window.json"))


def remembered_database(folder: Path) -> str:
    """The address of the database that this computer joined, "" where it keeps its own."""
    try:
        return (folder / _JOINED).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def remember_database(folder: Path, url: str) -> bool:
    """Keep the address of the database that this computer joined, for its user alone; "" forgets it.

    Returns:
        whether it could be kept.
    """
    path = folder / _JOINED
    try:
        path.unlink(missing_ok=True)
        if url:
            path.touch(mode=0o600)
            path.write_text(url + "\n", encoding="utf-8")
    except OSError as error:
        _log.warning("the address of the database was not kept: %s", error.strerror)
        return False
    return True


def system_user() -> str:
    """The name under which somebody signed in to this computer."""
    known = next(filter(None, map(os.environ.get, _USERS)), "")
    if known:
        return known
    try:
        import pwd  # what `getpass` asks, which is slow to import

        return pwd.getpwuid(os.getuid()).pw_name
    except (KeyError, ImportError):
        return computer_name()


def computer_name() -> str:
    """What this computer is called in its network."""
    if hasattr(os, "uname"):
        return os.uname().nodename or "PC"
    import platform

    return platform.node() or "PC"
