"""A printer's jobs: sent, followed to their end, withdrawn."""

from dataclasses import dataclass
from enum import Enum

from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import _
from printdesk.services.printers import wire
from printdesk.services.printers.devices import PDF, Printer, next_number
from printdesk.services.printers.transport import Sending
from printdesk.services.printers.wire import Answer, Attributes, Operation, Tag, Value

_JOB, _PRINTER = 2, 4
_NOT_FOUND = 0x0406
_POINTS_PER_MM = 72 / 25.4
_NEAR_MM = 2.0
PAPERS = {
    "iso_a4_210x297mm": (210.0, 297.0),
    "iso_a5_148x210mm": (148.0, 210.0),
    "iso_a6_105x148mm": (105.0, 148.0),
}
"""Standard names of the papers that we fill (PWG 5101.1), in millimetres."""
_ASKED = (
    "job-state", "job-state-reasons", "job-impressions-completed", "job-media-sheets-completed",
    "job-printer-state-message", "job-printer-state-reasons", "job-state-message",
)  # fmt: skip


class JobState(Enum):
    """Where a job is (RFC 8011, 5.3.7)."""

    WAITING = "waiting"
    PRINTING = "printing"
    STUCK = "stuck"
    DONE = "done"
    CANCELLED = "cancelled"
    ABORTED = "aborted"
    LOST = "lost"
    """The printer does not know it any more."""

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it."""
        return self in (JobState.DONE, JobState.CANCELLED, JobState.ABORTED, JobState.LOST)


_STATES = {
    3: JobState.WAITING, 4: JobState.WAITING, 5: JobState.PRINTING, 6: JobState.STUCK, 7: JobState.CANCELLED,
    8: JobState.ABORTED, 9: JobState.DONE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ticket:
    """How a document is to be printed.

    Attributes:
        name: of the job, as the printer's own list shows it: the paper's number, never a person's name.
        user: who asks. both_sides, colour: None leaves it to the printer. width, height: of a page in points.
    """

    name: str
    user: str
    width: float
    height: float
    both_sides: bool | None = None
    colour: bool | None = None


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as its printer tells it.

    Attributes:
        pages: sides that came out, sheets: pieces of paper; 0 when the printer does not count them.
        reasons: the protocol's words for what stands in the way. message: the printer's own words.
    """

    state: JobState
    pages: int = 0
    sheets: int = 0
    reasons: tuple[str, ...] = ()
    message: str = ""


def send(printer: Printer, ticket: Ticket, document: bytes, told: Sending | None = None) -> int:
    """Send a document; the job's number at the printer.

    Raises:
        EnvironmentFailureError: the printer does not take it.
    """
    about: Attributes = {
        "printer-uri": (Tag.URI, printer.uri),
        "requesting-user-name": (Tag.NAME, ticket.user),
        "job-name": (Tag.NAME, ticket.name),
        "ipp-attribute-fidelity": (Tag.BOOLEAN, False),
        "document-format": (Tag.MIME, PDF),
    }
    head = wire.request(Operation.PRINT_JOB, next_number(), about, _wishes(printer, ticket))
    answer = _ask(printer, head, document, told)
    job = answer.of(_JOB)
    if not answer.ok or not job or not isinstance(job[0].get("job-id", [""])[0], int):
        raise _refused(printer, answer)
    return int(str(job[0]["job-id"][0]))


def look(printer: Printer, job: int) -> JobView:
    """How a job stands now.

    Raises:
        EnvironmentFailureError: the printer does not answer.
    """
    answer = _ask(printer, wire.request(Operation.GET_JOB_ATTRIBUTES, next_number(), _about(printer, job, _ASKED)))
    if answer.status == _NOT_FOUND or (answer.ok and not answer.of(_JOB)):
        return JobView(JobState.LOST)
    if not answer.ok:
        raise _refused(printer, answer)
    found = answer.of(_JOB)[0]
    state = _STATES.get(_number(found, "job-state"), JobState.WAITING)
    words = [*_words(found, "job-state-reasons"), *_words(found, "job-printer-state-reasons")]
    if state in (JobState.WAITING, JobState.STUCK, JobState.ABORTED):
        words += _printer_reasons(printer)
    pages, sheets = _number(found, "job-impressions-completed"), _number(found, "job-media-sheets-completed")
    said = _words(found, "job-printer-state-message") or _words(found, "job-state-message")
    message = " ".join(word.strip() for word in said)
    return JobView(state, pages, sheets, tuple(dict.fromkeys(word for word in words if word != "none")), message)


def withdraw(printer: Printer, job: int, user: str) -> None:
    """Ask the printer to drop a job; one that is over already is no harm.

    Raises:
        EnvironmentFailureError: the printer does not answer.
    """
    about = {**_about(printer, job, ()), "requesting-user-name": (Tag.NAME, user)}
    _ask(printer, wire.request(Operation.CANCEL_JOB, next_number(), about))


def paper_name(width: float, height: float) -> str:
    """The standard name of a page's paper, "" for one that has none. Points."""
    short, long = sorted((width / _POINTS_PER_MM, height / _POINTS_PER_MM))
    fitting = (name for name, (a, b) in PAPERS.items() if abs(a - short) < _NEAR_MM and abs(b - long) < _NEAR_MM)
    return next(fitting, "")


def _wishes(printer: Printer, ticket: Ticket) -> Attributes:
    wishes: dict[str, tuple[Tag, str]] = {}
    paper = paper_name(ticket.width, ticket.height)
    if paper and paper in printer.media:
        wishes["media"] = (Tag.KEYWORD, paper)
    if printer.fits:
        wishes["print-scaling"] = (Tag.KEYWORD, "auto")
    if ticket.both_sides is not None and printer.both_sides:
        long_edge = "two-sided-long-edge" if ticket.width <= ticket.height else "two-sided-short-edge"
        wishes["sides"] = (Tag.KEYWORD, long_edge if ticket.both_sides else "one-sided")
    if ticket.colour is not None and printer.colour:
        wishes["print-color-mode"] = (Tag.KEYWORD, "color" if ticket.colour else "monochrome")
    return wishes


def _about(printer: Printer, job: int, asked: tuple[str, ...]) -> Attributes:
    about: dict[str, tuple[Tag, Value | tuple[str, ...]]] = {
        "printer-uri": (Tag.URI, printer.uri), "job-id": (Tag.INTEGER, job)
    }  # fmt: skip
    if asked:
        about["requested-attributes"] = (Tag.KEYWORD, asked)
    return about


def _printer_reasons(printer: Printer) -> list[str]:
    about: Attributes = {
        "printer-uri": (Tag.URI, printer.uri),
        "requested-attributes": (Tag.KEYWORD, ("printer-state-reasons",)),
    }
    answer = _ask(printer, wire.request(Operation.GET_PRINTER_ATTRIBUTES, next_number(), about))
    groups = answer.of(_PRINTER)
    return _words(groups[0], "printer-state-reasons") if answer.ok and groups else []


def _ask(printer: Printer, head: bytes, document: bytes = b"", told: Sending | None = None) -> Answer:
    if printer.server is None:
        raise EnvironmentFailureError(_("The printer {name} cannot be asked.").format(name=printer.name))
    return printer.server.ask(printer.path, head, document, told)


def _refused(printer: Printer, answer: Answer) -> EnvironmentFailureError:
    said = next(
        (str(values["status-message"][0]) for _tag, values in answer.groups if "status-message" in values), ""
    )
    return EnvironmentFailureError(
        _("The printer {name} refuses the pages: {reason}.").format(
            name=printer.name, reason=said.rstrip(".") or f"0x{answer.status:04x}"
        ),
        _("Choose another printer, or save the PDF."),
    )


def _number(values: dict[str, list[Value]], name: str) -> int:
    found = values.get(name, [0])[0]
    return found if isinstance(found, int) else 0


def _words(values: dict[str, list[Value]], name: str) -> list[str]:
    return [one for one in values.get(name, []) if isinstance(one, str) and one]
