"""The main job without a screen: `python -m printdesk.showcase --output FOLDER`.

On a fresh demo office it makes the plan, takes and prints a batch, checks and shelves it, makes pickup slips and an
overtime work sheet, and takes a picture of each room in both languages. Everything lands in one folder.
"""

import argparse
import os
import sys
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from printdesk.errors import DeskError, EnvironmentFailureError
from printdesk.files import write_atomically
from printdesk.i18n import _, catalogue, set_language
from printdesk.services.bundle import Services, open_office
from printdesk.services.demo import make_demo
from printdesk.services.overtime import Evening
from printdesk.services.shifts import IssueLine, More
from printdesk.services.work import Actor, new_operation_id

if TYPE_CHECKING:
    from printdesk.app import Desk

_BATCH = 5
_STATION = "R2"
_ROOM_SIZE = (1366, 768)


def main(arguments: list[str] | None = None) -> int:
    """Run the showcase; the exit code is 0 when everything was made."""
    parser = argparse.ArgumentParser(prog="printdesk.showcase", description=__doc__)
    parser.add_argument("--output", type=Path, required=True, help="the folder for what is made")
    folder: Path = parser.parse_args(arguments).output
    set_language("en")
    try:
        _show(folder)
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 3 if isinstance(error, EnvironmentFailureError) else 1
    return 0


def _show(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("office.db*"):
        old.unlink()
    url = f"sqlite:///{(folder / 'office.db').as_posix()}"
    make_demo(url)
    services = open_office(url)
    try:
        _say(_("Demo office made."), folder / "office.db")
        _plan(services, folder)
        _print_batch(services)
        _slips(services, folder)
        _overtime(services, folder)
        _pictures(services, folder)
    finally:
        services.close()


def _say(text: str, path: Path | None = None) -> None:
    sys.stdout.write(f"{text}{'  ' + path.name if path else ''}\n")
    sys.stdout.flush()


def _plan(services: Services, folder: Path) -> None:
    plan = services.plans.plan()
    reader = catalogue("en")
    lines = [f"{row.position:5d}  {row.number}  {row.name}\n       {plan.why(row, reader)}" for row in plan.rows]
    write_atomically(folder / "plan.txt", "\n".join(lines).encode())
    _say(
        _("Plan of {count} applications, {risk} trips at risk:").format(
            count=len(plan.rows), risk=plan.trips_at_risk
        ),
        folder / "plan.txt",
    )


def _print_batch(services: Services) -> None:
    """Take, bind, print, check and shelve a batch, with two people as the rule wants."""
    printer, checker = _printer(services), Actor(_person(services, "quality"), "QC")
    settings = services.office.data().settings
    taken = services.print_room.take_next(printer, _STATION, _BATCH, new_operation_id())
    slots = []
    for row in taken:
        services.print_room.bind(
            printer, row.application_id, _blank(services, printer, row.service), new_operation_id()
        )
        services.print_room.confirm_printed(printer, row.application_id, new_operation_id())
        checked = [item.code for item in settings.checklist]
        slots.append(services.quality.passes(checker, row.application_id, checked, new_operation_id()))
        services.quality.shelve(checker, row.application_id, new_operation_id())
    _say(
        _("Batch of {count} taken at {station}, printed, checked and shelved: {slots}.").format(
            count=len(taken), station=_STATION, slots=", ".join(slots)
        )
    )


def _blank(services: Services, printer: Actor, service: str) -> str:
    """The operator's next blank of a kind; some are issued when none are left."""
    for _try in range(2):
        for holding in services.blanks.holdings():
            if holding.holder == printer.user and holding.service == service and holding.first:
                return holding.first
        _issue(services, printer, service)
    raise EnvironmentFailureError(_("The demo's operator holds no blanks."))


def _issue(services: Services, printer: Actor, service: str) -> None:
    """Some blanks from the safe, by range and with the scans of the first and the last, as the rule wants."""
    keeper, supervisor = Actor(_person(services, "blanks"), "SAFE"), _person(services, "supervisor")
    ranges = services.shifts.proposed(service, _BATCH)
    line = IssueLine(service, _BATCH, ranges[0][0], ranges[-1][1])
    more = More(_("A batch for the pictures."), supervisor)
    services.shifts.issue(keeper, printer.user, line, new_operation_id(), station=_STATION, more=more)


def _person(services: Services, role: str) -> str:
    """The first whose work is this role before any other."""
    return next(person.login for person in services.office.people() if person.roles[:1] == (role,))


def _printer(services: Services) -> Actor:
    """Who prints at the showcase's station."""
    people = services.office.people()
    runs = (each.login for each in people if each.roles[:1] == ("print",) and _STATION in each.skills)
    return Actor(next(runs), _STATION)


def _slips(services: Services, folder: Path) -> None:
    counter = Actor(_person(services, "counter"), "L1")
    ready = [row.application_id for row in services.pickup.ready()][:12]
    batch = services.slips.make(counter, ready, "a6", catalogue("id"), new_operation_id())
    write_atomically(folder / "slips.pdf", batch.document.content)
    _say(_("{count} pickup slips:").format(count=len(batch.numbers)), folder / "slips.pdf")


def _overtime(services: Services, folder: Path) -> None:
    supervisor = Actor(_person(services, "supervisor"), "SPV")
    today = services.office.now().date()
    evening = Evening(today, time(16), time(19), _STATION, (_printer(services).user,))
    session = services.overtime.order(supervisor, evening, new_operation_id())
    document = services.overtime.work_sheet(supervisor, session.id, catalogue("id"), new_operation_id())
    write_atomically(folder / "overtime.pdf", document.content)
    _say(
        _("Overtime work sheet {number}, {count} applications:").format(number=session.number, count=session.target),
        folder / "overtime.pdf",
    )


def _busy_desk(services: Services) -> None:
    """A desk in the middle of its work: some printed, one spoiled, one in the machine, the others waiting."""
    printer = _printer(services)
    taken = services.print_room.take_next(printer, _STATION, 2 * _BATCH, new_operation_id())
    for number, row in enumerate(taken[:4]):
        services.print_room.bind(
            printer, row.application_id, _blank(services, printer, row.service), new_operation_id()
        )
        if number in (0, 2):
            services.print_room.confirm_printed(printer, row.application_id, new_operation_id())
        elif number == 1:
            services.print_room.confirm_failed(printer, row.application_id, "ink", new_operation_id())


def _pictures(services: Services, folder: Path) -> None:
    """A picture of each room in both languages, off the screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from printdesk.app import build
    from printdesk.config import PreferencesFile

    picture = _("Picture:")
    app = QApplication.instance() or QApplication(["printdesk"])
    if not isinstance(app, QApplication):
        raise TypeError
    preferences = PreferencesFile(folder / "window.json")
    _busy_desk(services)
    preferences.change(theme="light", desk=_STATION, station=_STATION, person=_printer(services).user, geometry="")
    desk = build(app, services, preferences)
    desk.window.resize(*_ROOM_SIZE)
    desk.window.show()
    desk.front.changed()
    for lang in ("id", "en"):
        desk.front.choose_language(lang)
        for code in desk.window.room_codes:
            desk.window.go_to(code)
            _settle(desk)
            _example(desk.window.page(code), services)
            _settle(desk)
            path = folder / f"{code.replace('_', '-')}-{lang}.png"
            desk.window.grab().save(str(path))
            _say(picture, path)
    desk.background.close()
    (folder / "window.json").unlink(missing_ok=True)


def _settle(desk: "Desk") -> None:
    """Until everything that was asked for is on the page."""
    from PySide6.QtCore import QEventLoop, QTimer

    for _round in range(2):
        loop = QEventLoop()
        QTimer.singleShot(60, loop.quit)
        loop.exec()
        desk.background.wait_idle()


def _example(page: object, services: Services) -> None:
    """Open an application where a room shows one."""
    open_application = getattr(page, "open_application", None)
    if callable(open_application):
        open_application(services.plans.plan().rows[0].application_id)


if __name__ == "__main__":
    sys.exit(main())
