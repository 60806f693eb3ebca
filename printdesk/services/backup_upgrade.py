"""The backup before a database is brought to a newer schema, when the office itself cannot be opened yet."""

from datetime import datetime
from pathlib import Path
from uuid import uuid4

from printdesk import paths
from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import _
from printdesk.models.database import Database
from printdesk.services.backup_files import copy_checked, make_folder
from printdesk.services.safety_words import check_sentence


def backup_before_upgrade(database: Database, now: datetime) -> Path:
    """Copy a database of an older schema and check the copy; gives where it lies.

    It lies in the folder "backups" beside the database (in the user's data where that is on a server) and is never
    rotated away.

    Raises:
        EnvironmentFailureError: it could not be made, or is not sound; the upgrade should wait.
    """
    if database.is_sqlite:
        folder = Path(database.url.database or "").absolute().parent / "backups"
    else:
        folder = paths.data_folder() / "backups"
    make_folder(folder)
    target = folder / f"before-upgrade-{now:%Y%m%d-%H%M%S}-{uuid4().hex[:4]}.db"
    copied = copy_checked(database, target, now, "")
    if not copied.ok:
        wrong = " ".join(check_sentence(check) for check in copied.checks if not check.ok)
        raise EnvironmentFailureError(
            _("The database is not sound, so it was not upgraded: {found}").format(found=wrong),
            _("Restore the last good backup first; nothing was changed."),
        )
    return target
