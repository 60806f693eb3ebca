"""Something found in the books for the inbox, and what its finders look at."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from printdesk.i18n import Catalogue
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.work import View


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that stands in the books and needs a look.

    Attributes:
        kind: a word of the program. subject: names it among its kind, for as long as it is the same thing.
        since: since when; None when the books do not say.
        text: what it is. advice: what to do. urgent: a trip or a booklet may be lost by waiting.
        room, view: where to go, or "". application_id: whose card to open, or None.
    """

    kind: str
    subject: str
    since: datetime | None
    text: str
    advice: str
    urgent: bool = False
    room: str = ""
    view: str = ""
    application_id: int | None = None


class Looking:
    """What the finders of one reading share: the plan is made once, and only when one of them asks for it."""

    def __init__(self, view: View, reader: Catalogue, plan: PlanView | None = None) -> None:
        self.view = view
        self.reader = reader
        self._given = plan

    @cached_property
    def plan(self) -> PlanView:
        """The order of printing as of now."""
        return self._given or make_plan(self.view)
