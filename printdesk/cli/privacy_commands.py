"""Personal data past their time, one person's data erased, and one person's data handed over."""

import argparse
from pathlib import Path

from printdesk.cli.arguments import Commands, WrongUsageError, whole
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import Result, iso
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import day_long, moment_long, number


def add(commands: Commands) -> None:
    """`retention`, `erase`, `subject`."""
    retention = commands.add(
        "retention", _("cases whose personal data are past their time: a dry run, or erase them"), run_retention,
        acts=lambda options: options.erase is not None,
        examples=("retention", "retention --erase 120 --second siti.nurjanah"),
    )  # fmt: skip
    retention.add_argument(
        "--erase", metavar="N", type=whole, help=_("erase them; N is how many the dry run counted, as a check")
    )
    retention.add_argument("--second", metavar=_("NAME"), default="", help=_("login of the person who looked too"))
    erase = commands.add(
        "erase", _("erase one person's data because that person asked for it, once the case is over"), run_erase,
        examples=("erase 1133062057315797 --second siti.nurjanah",),
    )  # fmt: skip
    erase.add_argument("number", metavar=_("NUMBER"), help=_("of the application"))
    erase.add_argument("--second", metavar=_("NAME"), default="", help=_("login of the person who looked too"))
    subject = commands.add(
        "subject", _("everything that is kept of one person's application, for that person"), run_subject,
        examples=("subject 1133062057315797 -o data.pdf", "subject 1133062057315797 -o data.json"),
    )  # fmt: skip
    subject.add_argument("number", metavar=_("NUMBER"), help=_("of the application, or serial of its booklet"))
    subject.add_argument(
        "-o", "--output", metavar=_("FILE"), type=Path, required=True, help=_("a .pdf or a .json file")
    )


def run_retention(options: argparse.Namespace) -> Result:
    """The dry run, or the erasing."""
    from printdesk.services.retention import backups_text, not_clean_text

    with office(options) as call:
        service = call.services.retention
        done = None
        if options.erase is not None:
            _require_second(options)
            done = service.erase_due(call.actor, options.second, options.erase, call.operation())
        found = service.preview()
    document = {
        "personal_months": found.rule.personal_months, "record_years": found.rule.record_years,
        "before": found.before.isoformat(), "count": found.count, "erased": found.erased,
        "erased_now": done.count if done else None, "backups_with_erased": found.backups,
        "applications": [
            {"number": row.number, "state": row.state, "ended_at": iso(row.ended_at)} for row in found.rows
        ],
    }  # fmt: skip
    lines = []
    if done is not None:
        lines.append(
            plural(
                "The personal data of {count} application were erased.",
                "The personal data of {count} applications were erased.", done.count,
            ).format(count=number(done.count, language()))
        )  # fmt: skip
        lines += [] if done.clean else [not_clean_text()]
    lines.append(
        plural(
            "{count} case ended before {day} and is past its time ({months} months).",
            "{count} cases ended before {day} and are past their time ({months} months).", found.count,
        ).format(
            count=number(found.count, language()), day=day_long(found.before, language()),
            months=found.rule.personal_months,
        )
    )  # fmt: skip
    if found.count > len(found.rows):
        lines.append(_("The first {count} of them:").format(count=number(len(found.rows), language())))
    lines += [f"  {row.number}  {moment_long(row.ended_at, language())}" for row in found.rows]
    if found.backups:
        lines.append(backups_text(found.backups))
    return Result(document, "\n".join(lines))


def run_erase(options: argparse.Namespace) -> Result:
    """Erase one person's data."""
    from printdesk.services.retention import backups_text, not_clean_text

    _require_second(options)
    with office(options) as call:
        done = call.services.retention.erase(call.actor, options.number, options.second, call.operation())
        backups = call.services.retention.preview().backups
    text = _("The personal data of application {number} were erased; its trail stays.").format(number=options.number)
    text += "" if done.clean else f"\n{not_clean_text()}"
    text += f"\n{backups_text(backups)}" if backups else ""
    return Result({"number": options.number, "erased": True}, text)


def _require_second(options: argparse.Namespace) -> None:
    if not options.second:
        raise RuleViolationError(_("Erasing needs a second person."), _("Name them with --second."))


def run_subject(options: argparse.Namespace) -> Result:
    """One person's data as a file."""
    from printdesk.files import require_folder, write_atomically

    require_folder(options.output)
    kind = options.output.suffix.lower()
    if kind not in {".pdf", ".json"}:
        raise WrongUsageError(_("The file ends in .pdf or .json."))
    with office(options) as call:
        card = call.application(options.number)
        content = _subject(call, card.id, kind)
        write_atomically(options.output, content, private=True)
    text = _("The data of application {number} are in {file}; that they were made is recorded.").format(
        number=card.number, file=options.output
    )
    return Result({"number": card.number, "file": str(options.output)}, text)


def _subject(call: Call, application_id: int, kind: str) -> bytes:
    subjects = call.services.subjects
    if kind == ".json":
        return subjects.as_json(call.actor, application_id, reader(), call.operation()).text.encode()
    return subjects.document(call.actor, application_id, reader(), call.operation()).content
