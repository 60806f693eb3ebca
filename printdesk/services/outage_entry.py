"""What somebody records of an outage, and what cannot be one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from printdesk.domain.outage import STAGES
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.i18n.dates import moment_medium
from printdesk.services.work import View, Work

LONGEST_CAUSE = 200
_OLDEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class OutageEntry:
    """What somebody records of an outage.

    Attributes:
        ended_at: None while it goes on. expected_back: of one that goes on, None when nobody knows.
        cause: in a few words that may stand on a public notice.
        services: codes of the service types. stages: of "print", "check" and "pickup".
    """

    started_at: datetime
    ended_at: datetime | None
    cause: str
    services: tuple[str, ...]
    stages: tuple[str, ...]
    expected_back: datetime | None = None


def refuse_unfit(view: View | Work, entry: OutageEntry) -> None:
    """Refuse what makes no outage.

    Raises:
        RuleViolationError: it names no service type, stage or cause, lies ahead, or ends before it begins.
    """
    for code in entry.services:
        view.settings.service(code)
    unknown = [each for each in entry.stages if each not in STAGES]
    if unknown:
        raise RuleViolationError(
            _("There is no stage “{stage}”.").format(stage=unknown[0]),
            _("Stages are: {names}.").format(names=", ".join(STAGES)),
        )
    if not entry.services or not entry.stages:
        raise RuleViolationError(
            _("An outage stops at least one service type in at least one stage."), _("Say which ones stood still.")
        )
    cause = " ".join(entry.cause.split())
    if not cause:
        raise RuleViolationError(_("The cause of the outage is missing."), _("Say in a few words what failed."))
    if len(cause) > LONGEST_CAUSE:
        raise RuleViolationError(
            _("The cause is longer than {limit} characters.").format(limit=LONGEST_CAUSE), _("Say it shorter.")
        )
    _refuse_times(view, entry)


def _refuse_times(view: View | Work, entry: OutageEntry) -> None:
    office = view.office.office_hours
    if entry.started_at > view.now or (entry.ended_at is not None and entry.ended_at > view.now):
        raise RuleViolationError(
            _("It is {now}; what lies ahead cannot be recorded as an outage.").format(
                now=moment_medium(office.local(view.now), language())
            ),
            _("Record it when it has begun; of one that goes on, say when it is expected to end."),
        )
    if entry.ended_at is not None and entry.ended_at <= entry.started_at:
        raise RuleViolationError(_("The outage ends before it begins."), _("Put its times right."))
    if view.now - entry.started_at > _OLDEST:
        raise RuleViolationError(_("The outage begins more than a year ago."), _("Check the year."))
