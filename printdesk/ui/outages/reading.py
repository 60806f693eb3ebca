"""What the room shows, read in one go."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.i18n import catalogue, language
from printdesk.services.bundle import Services
from printdesk.services.notices import NoticePaper, NoticeView
from printdesk.services.office import Switch
from printdesk.services.outages import OutageView
from printdesk.services.stages import BoardChange, StageSwitch
from printdesk.services.work import OfficeData


@dataclass(frozen=True, slots=True)
class OutageFacts:
    """Outages and notices as of now.

    Attributes:
        board: three stages of each service type. changes: the switches turned last.
    """

    now: datetime
    office: OfficeData
    board: tuple[StageSwitch, ...]
    stations: tuple[Switch, ...]
    changes: tuple[BoardChange, ...]
    outages: tuple[OutageView, ...]
    notices: tuple[NoticeView, ...]

    def service(self, code: str) -> str:
        """A service type's name in the language of the moment."""
        return self.office.settings.service_labels(language()).get(code, code)

    def station(self, code: str) -> str:
        """A station's name in the language of the moment."""
        labels = {one.code: one.label.text(language()) for one in self.office.settings.stations}
        return labels.get(code, code)

    def open_outages(self) -> int:
        """How many go on."""
        return sum(one.is_open for one in self.outages)

    def stopped(self) -> int:
        """How many stages and stations do not simply work."""
        return sum(one.switch.state != "up" for one in self.board) + sum(one.state != "up" for one in self.stations)

    def in_force(self) -> NoticeView | None:
        """The notice that counts."""
        return next((one for one in self.notices if one.standing == "in_force"), None)


def read_outages(services: Services) -> OutageFacts:
    """Read it; slow, so not on the window's thread."""
    return OutageFacts(
        now=services.office.now(),
        office=services.office.data(),
        board=services.stages.board(),
        stations=services.office.station_switches(),
        changes=services.stages.history(40),
        outages=services.outages.outages(),
        notices=services.notices.notices(catalogue(language())),
    )


def read_paper(services: Services, number: str) -> NoticePaper:
    """A notice with its poster; a draft for ""."""
    return services.notices.paper(number) if number else services.notices.draft()
