"""Where things lie: bundled resources, and the user's own data, configuration and log folders."""

import os
import sys
from functools import cache
from pathlib import Path

_NAME = "printdesk"
_LINUX = {"data": ("XDG_DATA_HOME", ".local/share"), "config": ("XDG_CONFIG_HOME", ".config"),
          "log": ("XDG_STATE_HOME", ".local/state")}  # fmt: skip
"""By the XDG base directory specification; the library that knows the other systems too is slow to import."""


@cache
def resources() -> Path:
    """The folder of bundled resources, in an installed package and in a checkout alike."""
    here = Path(__file__).resolve().parent
    packed = here / "_resources"
    return packed if packed.is_dir() else here.parent / "resources"


def _folder(kind: str) -> Path:
    if sys.platform != "linux":
        from platformdirs import PlatformDirs

        return Path(getattr(PlatformDirs(_NAME, appauthor=False, roaming=False), f"user_{kind}_dir"))
    variable, usual = _LINUX[kind]
    given = Path(os.environ.get(variable, ""))
    own = (given if given.is_absolute() else Path.home() / usual) / _NAME
    return own / "log" if kind == "log" else own


def _made(path: Path) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def data_folder() -> Path:
    """The user's data folder (the default database lies here), made with mode 0700 when missing."""
    return _made(_folder("data"))


def config_folder() -> Path:
    """The user's configuration folder, made with mode 0700 when missing."""
    return _made(_folder("config"))


def log_folder() -> Path:
    """The user's log folder, made with mode 0700 when missing."""
    return _made(_folder("log"))


def default_database_url() -> str:
    """The connection URL used when none is named: a SQLite file in the data folder."""
    return f"sqlite:///{(data_folder() / 'office.db').as_posix()}"
