"""Writing files so that a reader finds the old one or the new one, never half of either."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import _

_OWNER_ONLY = 0o600
_GROUP_WRITES = 0o020


def require_folder(path: Path) -> None:
    """Refuse a file whose folder does not exist, before any work is done for it.

    Raises:
        EnvironmentFailureError: there is no such folder, or `path` is a folder itself.
    """
    folder = path.absolute().parent
    if not folder.is_dir():
        raise EnvironmentFailureError(_("There is no folder “{folder}”.").format(folder=folder), _("Make it first."))
    if path.is_dir():
        raise EnvironmentFailureError(
            _("“{path}” is a folder.").format(path=path), _("Name the file that is to be written.")
        )


def write_atomically(path: Path, content: bytes, *, private: bool = True) -> None:
    """Write a file beside its place, bring it to the disk, and put it there in one step.

    Args:
        private: only its owner reads it, since nearly all papers name people; False for what is made to be public.

    Raises:
        EnvironmentFailureError: there is no such folder, it may not be written, or the disk is full; what
            stood there is unharmed.
    """
    require_folder(path)
    try:
        _replace(path.absolute(), content, private=private)
    except OSError as error:
        raise EnvironmentFailureError(
            _("“{path}” could not be written: {detail}.").format(path=path, detail=error.strerror or error),
            _("Check the folder's rights and the free space of the disk."),
        ) from error


@contextmanager
def growing(path: Path) -> Iterator[Path]:
    """A file for its owner alone that is too large to be held in memory: filled under the name that is given, put in
    its place once the block has ended well; else nothing is left of it and what stood there is unharmed.

    Raises:
        EnvironmentFailureError: there is no such folder, it may not be written, or the disk is full.
    """
    require_folder(path)
    part = _part(path.absolute())
    try:
        part.touch(mode=_OWNER_ONLY, exist_ok=False)
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path.absolute())
        _bring_to_disk(path.absolute().parent)
    except OSError as error:
        raise EnvironmentFailureError(
            _("“{path}” could not be written: {detail}.").format(path=path, detail=error.strerror or error),
            _("Check the folder's rights and the free space of the disk."),
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _part(path: Path) -> Path:
    """Beside the file, under a name that nobody else uses."""
    return path.parent / f".{path.name[:40]}.{uuid.uuid4().hex[:12]}.part"


def keep_private(path: Path) -> bool:
    """Take away from a file what others of this computer may do with it; a group that may write it was let in by
    somebody's will, and stays.

    Returns:
        whether nobody else can read it now; where a system knows no such rights, they are its own matter.
    """
    if os.name != "posix":
        return True
    try:
        mode = path.stat().st_mode & 0o777
        wanted = mode & (0o770 if mode & _GROUP_WRITES else 0o700)
        if mode != wanted:
            path.chmod(wanted)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _replace(path: Path, content: bytes, *, private: bool) -> None:
    part = _part(path)
    try:
        if private:
            part.touch(mode=_OWNER_ONLY, exist_ok=False)
        with part.open("wb" if private else "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):  # a new file keeps the rights that the user's mask leaves
            part.chmod(_OWNER_ONLY if private else path.stat().st_mode & 0o777)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _bring_to_disk(path.parent)


def _bring_to_disk(folder: Path) -> None:
    """The folder's entry too, where the system can open folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
