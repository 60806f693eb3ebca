"""Printing in words: pages, what a printer says, what became of a job."""

from collections.abc import Iterable

from printdesk.domain import page_range
from printdesk.i18n import _, dates, language, plural
from printdesk.services.print_log import Outcome
from printdesk.services.printers.devices import Printer, Readiness
from printdesk.ui.papers.print_order import PrintEnd

_ERROR = "-error"
_SEVERITIES = (_ERROR, "-warning", "-report")


def pages_text(count: int) -> str:
    """ "14 pages"."""
    return plural("{count} page", "{count} pages", count).format(count=dates.number(count, language()))


def sheets_text(count: int) -> str:
    """ "7 sheets of paper"."""
    return plural("{count} sheet of paper", "{count} sheets of paper", count).format(
        count=dates.number(count, language())
    )


def copies_text(count: int) -> str:
    """ "2 copies"."""
    return plural("{count} copy", "{count} copies", count).format(count=dates.number(count, language()))


def which_pages(pages: Iterable[int]) -> str:
    """ "page 3", "pages 8-14"."""
    numbers = sorted(set(pages))
    return plural("page {pages}", "pages {pages}", len(numbers)).format(pages=page_range.written(numbers))


def reason_text(reasons: Iterable[str]) -> str:
    """What stands in a printer's way, in words; "" for nothing that a person can do something about."""
    words = _reason_words()
    found: dict[str, None] = {}
    for reason in reasons:
        plain = reason
        for ending in _SEVERITIES:
            plain = plain.removesuffix(ending)
        if plain in words:
            found[words[plain]] = None
    return ", ".join(found)


def is_stuck(printer: Printer) -> bool:
    """Whether a person has to see to a printer before it prints."""
    stopped = not printer.accepting or printer.readiness is Readiness.STOPPED
    return stopped or any(reason.endswith(_ERROR) for reason in printer.reasons)


def paper_name(name: str) -> str:
    """A paper's name for a list: "SP-2024-000001 - 000014" for the slips from one number to another."""
    first, both, last = name.partition("--")
    return f"{first} \u2013 {last.rpartition('-')[2]}" if both else name


def state_text(printer: Printer) -> str:
    """A printer's state in a few words."""
    reason = reason_text(printer.reasons)
    if not printer.accepting:
        return reason or _("takes no jobs")
    if printer.readiness is Readiness.STOPPED:
        return _("stopped: {reason}").format(reason=reason) if reason else _("stopped")
    if reason and any(one.endswith(_ERROR) for one in printer.reasons):
        return reason
    words = {Readiness.IDLE: _("ready"), Readiness.BUSY: _("printing")}.get(printer.readiness, _("state not known"))
    return f"{words}, {reason}" if reason else words


def outcome_text(outcome: Outcome) -> str:
    """What became of a job, in a word or two."""
    return {
        Outcome.RUNNING: _("End not known yet"),
        Outcome.PRINTED: _("Printed"),
        Outcome.SENT: _("Sent"),
        Outcome.CANCELLED: _("Cancelled"),
        Outcome.FAILED: _("Broke off"),
    }[outcome]


def failed_words(title: str, printer: str, end: PrintEnd) -> tuple[str, str]:
    """What happened to an order that broke off, and what to do."""
    left = left_words(end)
    if end.reason:
        text = _("{title}: the printer {name} broke off ({reason}). Not printed: {pages}.")
    else:
        text = _("{title}: the printer {name} broke off. Not printed: {pages}.")
    said = text.format(title=title, name=printer, reason=end.reason, pages=left)
    if end.doubtful:
        advice = plural(
            "It did not count: look whether {pages} came out, then send it again.",
            "It did not count: look whether some of {pages} came out, then send them again.",
            len(end.doubtful),
        )
        return said, advice.format(pages=which_pages(end.doubtful))
    return said, _("See to the printer and look where it stopped, then send them again.")


def end_words(title: str, printer: str, end: PrintEnd) -> str:
    """The same beside the paper itself, in fewer words."""
    reason = end.reason or _("broke off")
    text = _("{name}: {reason}. Not printed: {pages}.").format(name=printer, reason=reason, pages=left_words(end))
    return f"{text} {failed_words(title, printer, end)[1]}" if end.doubtful else text


def left_words(end: PrintEnd) -> str:
    """The pages that did not come out; for several copies, of each."""
    if len(end.left) == 1:
        return which_pages(end.left[0])
    return "; ".join(
        _("copy {number}: {pages}").format(number=number, pages=which_pages(pages))
        for number, pages in enumerate(end.left, start=1)
    )


def again_words(end: PrintEnd) -> str:
    """The one click that sends them again."""
    if len(end.left) == 1:
        return _("Send {pages} again").format(pages=which_pages(end.left[0]))
    return _("Send them again")


def _reason_words() -> dict[str, str]:
    return {
        "media-jam": _("paper jam"),
        "media-empty": _("no paper"),
        "media-needed": _("no paper"),
        "media-low": _("little paper left"),
        "toner-empty": _("no toner"),
        "toner-low": _("little toner left"),
        "marker-supply-empty": _("no ink or toner"),
        "marker-supply-low": _("little ink or toner left"),
        "cover-open": _("cover open"),
        "door-open": _("cover open"),
        "interlock-open": _("cover open"),
        "input-tray-missing": _("tray missing"),
        "output-area-full": _("output tray full"),
        "offline": _("switched off or not reached"),
        "connecting-to-device": _("not reached yet"),
        "timed-out": _("switched off or not reached"),
        "shutdown": _("switched off or not reached"),
        "paused": _("paused"),
        "job-canceled-by-operator": _("cancelled at the printer"),
        "job-canceled-at-device": _("cancelled at the printer"),
        "job-canceled-by-user": _("cancelled"),
        "document-format-error": _("it cannot read the pages"),
        "document-unprintable": _("it cannot read the pages"),
        "unsupported-document-format": _("it cannot read the pages"),
    }
