"""The first steps of a person at a new office, told from what really happened: the ledger."""

from dataclasses import dataclass

from sqlalchemy import func, select

from printdesk.models.tables import LedgerEntry
from printdesk.services.work import Workplace

YOUNG = 300
"""An office with more entries than this in its ledger is in use: nobody there needs to be led."""

IMPORT, OPEN_SHIFT, PRINT, CHECK, SHELVE, SLIPS, HAND_OVER, CLOSE_SHIFT = (
    "import", "open_shift", "print", "check", "shelve", "slips", "hand_over", "close_shift",
)  # fmt: skip
_ACTS = {
    "import": IMPORT, "add_application": IMPORT, "open_shift": OPEN_SHIFT, "issue": OPEN_SHIFT,
    "confirm_printed": PRINT, "pass_check": CHECK, "shelve": SHELVE, "scan_in": SHELVE, "make_slips": SLIPS,
    "hand_over": HAND_OVER, "hand_over_many": HAND_OVER, "close_shift": CLOSE_SHIFT,
}  # fmt: skip
STEPS = (IMPORT, OPEN_SHIFT, PRINT, CHECK, SHELVE, SLIPS, HAND_OVER, CLOSE_SHIFT)
"""In the order of a day."""


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """How far somebody is.

    Attributes:
        done: the steps that this person has done. sequence: of the newest entry.
        wanted: whether the office is new, or the demo one.
    """

    done: frozenset[str]
    sequence: int
    wanted: bool


class FirstDayService:
    """Reads the first steps; it writes nothing."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def steps(self, user: str, after: int = 0) -> FirstSteps:
        """What a person has done since an entry of the ledger.

        Args:
            user: login. after: sequence number; the demo office's past counts for nobody.
        """
        with self._workplace.reading() as view:
            mine = (LedgerEntry.user == user) & (LedgerEntry.seq > after) & LedgerEntry.act.in_(_ACTS)
            acts = view.session.scalars(select(LedgerEntry.act).where(mine).distinct())
            last = view.session.scalar(select(func.max(LedgerEntry.seq))) or 0
            wanted = self._workplace.clock.is_demo or last < YOUNG
            return FirstSteps(frozenset(_ACTS[act] for act in acts), last, wanted)
