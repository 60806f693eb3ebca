"""The pages of the help: one for each room, and one for what is the same everywhere."""

import re
from dataclasses import dataclass
from pathlib import Path

from printdesk import paths
from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import DEFAULT_LANGUAGE, _

GENERAL = "general"
ROOMS = ("print_room", "quality", "pickup", "blanks", "trips", "backlog", "outages", "records", "settings")
_SIGNS = re.compile(r"[*_#>`]+")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page.

    Attributes:
        code: of its room, or `GENERAL`. title: its first line. text: Markdown, with the title.
    """

    code: str
    title: str
    text: str

    def hits(self, typed: str) -> int:
        """How often the words that were typed stand in it; 0 unless each of them does."""
        plain = _SIGNS.sub("", self.text).casefold()
        counts = [plain.count(word) for word in typed.casefold().split()]
        return sum(counts) if counts and all(counts) else 0


def pages(language: str) -> tuple[HelpPage, ...]:
    """All pages in a language, the general one first; in the default language where one has no help.

    Raises:
        EnvironmentFailureError: a page is missing: the program is not whole.
    """
    folder = paths.resources() / "help" / language
    if not folder.is_dir():
        folder = folder.with_name(DEFAULT_LANGUAGE)
    return tuple(_page(code, folder / f"{code}.md") for code in (GENERAL, *ROOMS))


def _page(code: str, path: Path) -> HelpPage:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise EnvironmentFailureError(
            _("The help page {name} is missing.").format(name=path.name), _("Install the program again.")
        ) from error
    return HelpPage(code, text.splitlines()[0].lstrip("# ").strip(), text)
