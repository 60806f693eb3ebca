"""What a list of reasons or of people must be, beyond the range of each entry."""

from collections.abc import Iterable
from dataclasses import asdict, replace

from printdesk.domain.settings import CollectorKind, OfficeSettings, Reason
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services import settings_limits
from printdesk.services.settings_file import PersonEntry
from printdesk.services.settings_names import use_names

FAILURES = ("print", "check")
"""Uses whose reasons belong to a family and say what to do next."""

NEEDED = ("print", "check", "hold", "cancel")
"""Uses whose list may not be empty: the act asks for a reason."""

_NIP = 18


def keep_reasons(before: Iterable[Reason], after: Iterable[Reason]) -> tuple[Reason, ...]:
    """The new list, and at its end what it leaves out of the old one as taken off the list: records name it."""
    listed = tuple(after)
    codes = {(each.use, each.code) for each in listed}
    gone = (replace(each, active=False) for each in before if (each.use, each.code) not in codes)
    return (*listed, *gone)


def refuse_unworded(reasons: Iterable[Reason]) -> None:
    """Refuse a list of reasons that leaves somebody without words or without a choice.

    Raises:
        RuleViolationError: a label is missing in a language, two read the same, a failure has no family or next step,
            or a list that an act asks for is empty.
    """
    offered = [each for each in reasons if each.active]
    for use in NEEDED:
        if not any(each.use == use for each in offered):
            raise RuleViolationError(
                _("The list “{list}” would be empty.").format(list=use_names(active())[use]),
                _("Keep at least one reason: the act asks for one."),
            )
    for each in offered:
        _refuse_reason(each)
    _refuse_alike(offered)


def _refuse_reason(each: Reason) -> None:
    name = each.label.id or each.label.en or each.code
    texts = [each.label.id, each.label.en]
    if each.use in FAILURES:
        texts += [each.next_step.id, each.next_step.en]
        if not each.family:
            raise RuleViolationError(
                _("The reason “{name}” belongs to no family.").format(name=name),
                _("Choose blank, print, chip or data."),
            )
    if not all(text.strip() for text in texts):
        raise RuleViolationError(
            _("The reason “{name}” lacks a text in one of the languages.").format(name=name),
            _("Fill in both languages: papers and screens use them."),
        )


def _refuse_alike(offered: list[Reason]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for each in offered:
        for lang in ("id", "en"):
            key = (each.use, lang, each.label.text(lang).strip().casefold())
            if key in seen:
                raise RuleViolationError(
                    _("The reason “{name}” stands twice in one list.").format(name=each.label.text(lang)),
                    _("Give one of them other words."),
                )
            seen.add(key)


def refuse_unfit_collectors(kinds: Iterable[CollectorKind]) -> None:
    """Refuse kinds of collectors that leave somebody without words or the applicant without a way to collect.

    Raises:
        RuleViolationError: no kind is the applicant, a text is missing in a language, or two read the same.
    """
    listed = tuple(kinds)
    if all(each.other_person for each in listed):
        raise RuleViolationError(
            _("Nobody could collect a passport of their own any more."),
            _("Keep one kind that is the applicant, not another person."),
        )
    for each in listed:
        labels = [each.label, *(document.label for document in each.documents)]
        if not all(text.strip() for label in labels for text in (label.id, label.en)):
            raise RuleViolationError(
                _("“{name}” lacks a text in one of the languages.").format(
                    name=each.label.id or each.label.en or each.code
                ),
                _("Fill in both languages: papers and screens use them."),
            )
    for lang in ("id", "en"):
        names = [each.label.text(lang).strip().casefold() for each in listed]
        twice = next((each for at, each in enumerate(listed) if names[at] in names[:at]), None)
        if twice is not None:
            raise RuleViolationError(
                _("“{name}” stands twice among those who may collect.").format(name=twice.label.text(lang)),
                _("Give one of them other words."),
            )


def refuse_unfit_people(people: tuple[PersonEntry, ...], settings: OfficeSettings) -> None:
    """Refuse people that do not fit.

    Raises:
        RuleViolationError: a name or login is missing or doubled, a NIP is none, a role or station is unknown, or
            nobody could supervise or administrate.
    """
    settings_limits.check_values({"people": [asdict(each) for each in people]})
    logins = [each.login.casefold() for each in people]
    for each in people:
        _refuse_person(each, settings)
        if logins.count(each.login.casefold()) > 1:
            raise RuleViolationError(
                _("Two people have the login “{login}”.").format(login=each.login), _("Give one of them another.")
            )
    if not any({"supervisor", "administrator"} & set(each.roles) for each in people):
        raise RuleViolationError(
            _("Nobody would supervise or administrate this office."), _("Leave one person this role.")
        )


def _refuse_person(each: PersonEntry, settings: OfficeSettings) -> None:
    if not each.roles:
        raise RuleViolationError(
            _("{name} has nothing to do here.").format(name=each.name), _("Tick at least one role.")
        )
    if each.nip and not (each.nip.isdigit() and len(each.nip) == _NIP):
        raise RuleViolationError(
            _("“{nip}” is no NIP of {name}.").format(nip=each.nip, name=each.name), _("A NIP has 18 digits.")
        )
    for code in each.skills:
        settings.station(code)
