"""What a command works with: the office it opens, who acts where, and the language of its reader."""

import argparse
import logging
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from printdesk import paths
from printdesk.cli import signing
from printdesk.cli.result import iso_departure
from printdesk.config import remembered_database
from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.catalogue import active

if TYPE_CHECKING:
    from printdesk.services.bundle import Services
    from printdesk.services.cards import Card
    from printdesk.services.work import Actor

_log = logging.getLogger(__name__)
_SPACE = uuid.UUID("8d7f0f52-6f0e-4f0b-9d55-5c2ad1f3c0a7")


def database_url(options: argparse.Namespace) -> str:
    """The URL of the office's database, by default that of this computer; a plain file name means a SQLite file."""
    given: str | None = options.database
    if given is None:
        return remembered_database(paths.config_folder()) or paths.default_database_url()
    return given if "://" in given else f"sqlite:///{Path(given).absolute().as_posix()}"


def reader() -> Catalogue:
    """The language in which the command answers."""
    return active()


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=_Numbered)


class Call:
    """One command on an office that is open."""

    def __init__(self, options: argparse.Namespace, services: "Services") -> None:
        self.options = options
        self.services = services
        self._acts = 0

    @property
    def actor(self) -> "Actor":
        """Who acts, at which desk, and who signed in beside them."""
        from printdesk.services.work import Actor

        return Actor(user_of(self.options), desk_of(self.options), signing.vouchers(self.options))

    def operation(self) -> str:
        """An id for the command's next act: of its own, or made of the id that was given."""
        from printdesk.services.work import new_operation_id

        if not self._acts:
            self._keep(self.services.history.begin, "start")
        self._acts += 1
        given = self.options.operation_id
        return str(uuid.uuid5(_SPACE, f"{given}/{self._acts}")) if given else new_operation_id()

    def keep_plan(self, cause: str) -> None:
        """Keep the plan as it is after an act; that this fails is logged and never fails the act.

        Args:
            cause: what has happened, a word of the program.
        """
        self._keep(lambda: self.services.history.keep(cause), cause)

    def _keep(self, keep: Callable[[], bool], cause: str) -> None:
        from printdesk.log import start_log

        if self.options.at is not None:
            return
        try:
            keep()
        except EnvironmentFailureError as error:
            start_log()
            _log.warning("the plan was not kept after %s: %s", cause, error)

    def moment(self, given: datetime) -> datetime:
        """A moment that was typed; one without an offset is in the office's zone."""
        return given if given.tzinfo is not None else given.replace(tzinfo=self.services.office.data().zone)

    def application(self, number: str) -> "Card":
        """The application with that number, or with the booklet of that serial.

        Raises:
            RuleViolationError: there is none.
        """
        from printdesk.domain import numbers

        digits = numbers.strip_separators(number)
        serial = numbers.passport_number(number)
        for match in self.services.applications.find(number.strip()):
            card = self.services.applications.card(match.application_id)
            if card.number == digits or (card.serial and card.serial == serial):
                return card
        raise RuleViolationError(
            _("There is no application {number} here.").format(number=number),
            _("Give the 16 digits of its number, or the serial of its booklet."),
        )

    def state(self, application_id: int) -> dict[str, Any]:
        """An application after an act."""
        card = self.services.applications.card(application_id)
        return {
            "number": card.number,
            "name": card.name,
            "service": card.service,
            "state": card.state,
            "serial": card.serial or None,
            "slot": card.shelf_slot or None,
            "station": card.claimed_station or None,
            "attempts": card.attempts,
            "departs": iso_departure(card.departs_at, has_time=card.departs_has_time),
        }


def made_row(rows: Iterable[Row], made: int) -> Row:
    """The row that an act has made.

    Raises:
        RuleViolationError: it is not among them: the act's id was used before, for another application.
    """
    for row in rows:
        if row.id == made:
            return row
    raise RuleViolationError(
        _("This operation id was used for another application."), _("Give each act an id of its own.")
    )


@contextmanager
def office(options: argparse.Namespace) -> Iterator[Call]:
    """The office that the options name, open.

    Raises:
        EnvironmentFailureError: there is none, or it cannot be reached.
        RuleViolationError: the address is none of ours, or a newer program made it.
    """
    from printdesk.services.setting_up import open_existing

    services = open_existing(database_url(options), options.at)
    try:
        if not services.accounts.is_open():
            _sign_in(options, services)
        yield Call(options, services)
    finally:
        services.close()


def _sign_in(options: argparse.Namespace, services: "Services") -> None:
    """Sign in now, whatever instant is asked about."""
    from printdesk.services.setting_up import open_existing

    present = services if options.at is None else open_existing(database_url(options))
    try:
        signing.enter(options, present.accounts)
    finally:
        if present is not services:
            present.close()


def user_of(options: argparse.Namespace) -> str:
    """Who acts: as named, else who is signed in at this computer."""
    return options.user or _signed_in()


def desk_of(options: argparse.Namespace) -> str:
    """At which desk: as named, else this computer's name."""
    from printdesk.config import computer_name

    return options.desk or computer_name()


def state_line(state: dict[str, Any]) -> str:
    """An application after an act, in a line for people."""
    from printdesk.domain.states import application_state_text

    parts = [state["number"], state["name"], application_state_text(state["state"])]
    parts += [_("booklet {serial}").format(serial=state["serial"])] if state["serial"] else []
    parts += [_("slot {slot}").format(slot=state["slot"])] if state["slot"] else []
    return " · ".join(parts)


def _signed_in() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise RuleViolationError(_("Nobody is named for this act."), _("Name yourself with --user.")) from error
