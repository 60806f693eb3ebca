"""The rule of order: tried on today's queue, put in force, and its versions."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, WrongUsageError, count, names, reads, whole
from printdesk.cli.call import Call, office, reader
from printdesk.cli.move_words import lost_line, moved_document, moved_lines, nothing_changed
from printdesk.cli.result import Result, iso, table
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import moment_short, number

if TYPE_CHECKING:
    from printdesk.services.rule_trial import ClassEffect, RuleChange, RuleTrial


def add(commands: Commands) -> None:
    """`rules` with `trial`, `save`, `versions`."""
    parser = commands.add(
        "rules", _("the order of the classes and the share of the longest overdue: try, put in force, look back"),
        _below,
    )  # fmt: skip
    below = commands.below(parser)
    trial = below.add(
        "trial", _("what another rule would do to today's queue; changes nothing"), try_rule, acts=reads,
        examples=("rules trial --overdue-share 15", "rules trial --overdue-share 20 --share-after 2"),
    )  # fmt: skip
    _change_options(trial)
    save = below.add(
        "save", _("put another rule in force"), save_rule,
        examples=("rules save --overdue-share 15", "rules save --overdue-share 15 --tried-on 3"),
    )  # fmt: skip
    _change_options(save)
    save.add_argument(
        "--tried-on", metavar="N", type=count,
        help=_("version of the settings on which it was tried; refused when others are in force by now"),
    )  # fmt: skip
    below.add("versions", _("all versions of the settings: when, by whom, what changed"), list_versions, acts=reads)


def _change_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--classes",
        metavar=_("A,B"),
        type=names,
        help=_("codes of all classes in their new order, most urgent first"),
    )
    parser.add_argument(
        "--overdue-share", metavar="N", type=whole, help=_("percent of the places that go to the longest overdue")
    )
    parser.add_argument(
        "--share-after", metavar="N", type=whole, help=_("the share gives way to the classes up to this one")
    )


def _below(_options: argparse.Namespace) -> Result:
    raise WrongUsageError(_("Say what to do: {commands}.").format(commands="trial, save, versions"))


def _change(options: argparse.Namespace) -> "RuleChange":
    from printdesk.services.rule_trial import RuleChange

    if options.classes is None and options.overdue_share is None and options.share_after is None:
        raise WrongUsageError(_("Say what would be different: --classes, --overdue-share or --share-after."))
    return RuleChange(options.classes, options.overdue_share, options.share_after)


def try_rule(options: argparse.Namespace) -> Result:
    """Try a rule."""
    change = _change(options)
    with office(options) as call:
        trial = call.services.rules.trial(change)
        labels = _labels(call)
    return Result(_document(trial), "\n".join(_lines(trial, labels)))


def _document(trial: "RuleTrial") -> dict[str, Any]:
    return {
        "version": trial.version,
        "trips_lost": trial.trips_lost,
        "trips_saved": trial.trips_saved,
        "trips_at_risk_before": trial.trips_at_risk_before,
        "trips_at_risk_after": trial.trips_at_risk_after,
        "overdue_wait_before": trial.overdue_wait_before,
        "overdue_wait_after": trial.overdue_wait_after,
        "by_class": [_effect(each) for each in trial.by_class],
        "moved": [moved_document(each) for each in trial.moved],
    }


def _effect(each: "ClassEffect") -> dict[str, Any]:
    return {
        "class_code": each.class_code,
        "waiting": each.waiting,
        "trips_lost": each.trips_lost,
        "trips_saved": each.trips_saved,
        "promises_lost": each.promises_lost,
        "promises_saved": each.promises_saved,
    }


def _lines(trial: "RuleTrial", labels: dict[str, str]) -> Iterator[str]:
    lang = language()
    yield _("Trips at risk: {after}, now {before}.").format(
        after=number(trial.trips_at_risk_after, lang), before=number(trial.trips_at_risk_before, lang)
    )
    yield _("The last of the overdue would be printed after {after}, now after {before}.").format(
        after=_wait(trial.overdue_wait_after), before=_wait(trial.overdue_wait_before)
    )
    yield lost_line(trial.trips_lost)
    yield ""
    headings = (
        _("Class"), _("Waiting"), _("Trips lost"), _("Trips saved"), _("Promises broken"), _("Promises kept"),
    )  # fmt: skip
    cells = (
        (
            labels.get(each.class_code, each.class_code), number(each.waiting, lang), each.trips_lost,
            each.trips_saved, each.promises_lost, each.promises_saved,
        )
        for each in trial.by_class
    )  # fmt: skip
    yield table(headings, cells, right=range(1, 6))
    yield ""
    yield from moved_lines(trial.moved)
    yield _("To put it in force: rules save with the same options and --tried-on {version}.").format(
        version=trial.version
    )
    yield nothing_changed()


def _wait(days: int | None) -> str:
    if days is None:
        return _("no foreseeable time")
    return plural("{count} working day", "{count} working days", days).format(count=number(days, language()))


def save_rule(options: argparse.Namespace) -> Result:
    """Put a rule in force."""
    change = _change(options)
    with office(options) as call:
        version = call.services.rules.save(call.actor, change, call.operation(), version=options.tried_on)
        call.keep_plan("change_rule")
    return Result({"version": version}, _("The rule is in force (version {version}).").format(version=version))


def list_versions(options: argparse.Namespace) -> Result:
    """The versions of the settings, the newest first."""
    with office(options) as call:
        found = call.services.rules.versions(reader().lang)
    document = {
        "versions": [
            {"version": each.version, "at": iso(each.at), "author": each.author, "changes": list(each.changes),
             "in_force": each.in_force}
            for each in found
        ]
    }  # fmt: skip
    rows = (
        (
            each.version, moment_short(each.at, language()), each.author, _("in force") if each.in_force else "",
            " ".join(each.changes),
        )
        for each in found
    )  # fmt: skip
    return Result(document, table(("#", _("When"), _("Who"), "", _("What changed")), rows, right=(0,)))


def _labels(call: Call) -> dict[str, str]:
    classes = call.services.office.data().settings.order.classes
    return {each.code: each.label.text(language()) for each in classes}
