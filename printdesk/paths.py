"""Where things lie: bundled resources, and the user's own data, configuration and log folders."""

from functools import cache
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("printdesk", appauthor=False, roaming=False)


@cache
def resources() -> Path:
    """The folder of bundled resources, in an installed package and in a checkout alike."""
    here = Path(__file__).resolve().parent
    packed = here / "_resources"
    return packed if packed.is_dir() else here.parent / "resources"


def _made(folder: str) -> Path:
    path = Path(folder)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def data_folder() -> Path:
    """The user's data folder (the default database lies here), made with mode 0700 when missing."""
    return _made(_DIRS.user_data_dir)


def config_folder() -> Path:
    """The user's configuration folder, made with mode 0700 when missing."""
    return _made(_DIRS.user_config_dir)


def log_folder() -> Path:
    """The user's log folder, made with mode 0700 when missing."""
    return _made(_DIRS.user_log_dir)


def default_database_url() -> str:
    """The connection URL used when none is named: a SQLite file in the data folder."""
    return f"sqlite:///{(data_folder() / 'office.db').as_posix()}"
