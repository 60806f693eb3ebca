"""A person's own data on paper: what is kept, what happened, who has seen it, and why it is kept."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.documents.blank_minutes_layout import ROOM, Flow, PaperHead, Signer, make_paper
from printdesk.documents.document import Document
from printdesk.documents.table import Column
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import moment_long, moment_short


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectSheet:
    """What the paper says; texts in the reader's language.

    Attributes:
        groups: headings with names and values. trail: what happened. looks: when, who, and the code of the act.
        why: sentences on why and how long it is kept.
    """

    head: PaperHead
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    trail: tuple[tuple[datetime, str], ...]
    looks: tuple[tuple[datetime, str, str], ...]
    why: tuple[str, ...]
    signers: tuple[Signer, ...]


def subject_sheet(sheet: SubjectSheet, language: str = "id", watermark: str | None = None) -> Document:
    """The paper as PDF in the reader's language."""
    _ = catalogue(language)

    def write(flow: Flow) -> None:
        flow.paragraph(
            _(
                "This is everything that the print room and the pickup counter keep of the person, as of {moment}."
            ).format(moment=moment_long(sheet.head.issued_at, _.lang))
        )
        for title, pairs in sheet.groups:
            flow.heading(title)
            flow.facts(pairs)
        _write_trail(flow, sheet, _)
        _write_looks(flow, sheet, _)
        flow.heading(_("Why it is kept, and how long"))
        for sentence in sheet.why:
            flow.paragraph(sentence, 9.5, gap=3)
        flow.signatures(sheet.signers)

    return make_paper(sheet.head, _, watermark, 1, write)


def _write_trail(flow: Flow, sheet: SubjectSheet, _: Catalogue) -> None:
    flow.heading(_("What happened"))
    columns = (Column(_("When"), 110, size=9, lines=2), Column(_("What"), ROOM - 110, size=9, lines=6))
    flow.table(columns, [(moment_short(at, _.lang), flow.said(text)) for at, text in sheet.trail])


def _write_looks(flow: Flow, sheet: SubjectSheet, _: Catalogue) -> None:
    flow.heading(_("Who has seen it"))
    if not sheet.looks:
        flow.paragraph(_("Nobody opened the card of this application."), 9.5)
        return
    words = {
        "open_card": _("opened the card"),
        "look": _("looked at the full identity numbers"),
        "export_subject": _("made this paper or a copy of it"),
    }
    columns = (
        Column(_("When"), 110, size=9, lines=2),
        Column(_("Who"), 160, size=9, lines=2),
        Column(_("What"), ROOM - 270, size=9, lines=2),
    )
    rows = [(moment_short(at, _.lang), flow.said(who), words.get(act, act)) for at, who, act in sheet.looks]
    flow.table(columns, rows)
