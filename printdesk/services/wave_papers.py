"""The paper of a pickup wave: who is asked to come, for the counter. Names as in the register, numbers cut short."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from printdesk.documents.document import Document
from printdesk.documents.wave_list import WaveLine, wave_list
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.dates import clock_time, day_long, number
from printdesk.models.tables import Application
from printdesk.services import papers
from printdesk.services.counter_papers import counter_head, next_copy_of
from printdesk.services.wave_table import in_force
from printdesk.services.waves import WaveList, WaveMember, WaveService, WaveView
from printdesk.services.work import Actor, Answer, View, Work, Workplace


@dataclass(frozen=True, slots=True)
class WavePaper:
    """A finished list; `number` is also what its file is called."""

    number: str
    document: Document


class WavePaperService:
    """Makes the lists of the waves in force."""

    def __init__(self, workplace: Workplace, waves: WaveService) -> None:
        self._workplace = workplace
        self._waves = waves

    def paper(self, actor: Actor, start: datetime, reader: Catalogue, operation_id: str) -> WavePaper:
        """The list of the wave that begins then; each making of it has a number of its own, since it changes.

        Raises:
            RuleViolationError: no wave in force begins then, or nobody is asked to come in it.
        """
        found = self._waves.current()
        wave = _wave(found, start)

        def do(work: Work) -> Answer:
            if in_force(work.session) is None:
                raise RuleViolationError(_("No waves are in force."), _("Look at the waves anew."))
            made = papers.next_number(work, codes.WAVE_LIST)
            return {"number": made, "copy": next_copy_of(work, codes.WAVE_LIST, made)}

        made = self._workplace.perform("print_waves", actor, operation_id, do)
        with self._workplace.reading() as view:
            facts = (
                (reader("Day, date"), day_long(wave.start.date(), reader.lang)),
                (reader("Time"), f"{clock_time(wave.start, reader.lang)}–{clock_time(wave.end, reader.lang)}"),
                (reader("Asked to come"), number(len(wave.members), reader.lang)),
            )
            title = reader("Pickup wave")
            head = counter_head(view, actor, codes.WAVE_LIST, str(made["number"]), title, facts, int(made["copy"]))
            lines = _lines(view, wave, reader)
        mark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        return WavePaper(str(made["number"]), wave_list(head, lines, reader.lang, mark))


def _wave(found: WaveList | None, start: datetime) -> WaveView:
    if found is None:
        raise RuleViolationError(_("No waves are in force."), _("Put some in force first."))
    wave = next((each for each in found.waves if each.start == start), None)
    if wave is None or not wave.members:
        raise RuleViolationError(_("Nobody is asked to come in this wave."), _("Choose another one."))
    return wave


def _lines(view: View, wave: WaveView, reader: Catalogue) -> list[WaveLine]:
    ids = [each.application_id for each in wave.members]
    rows = view.session.execute(select(Application.id, Application.shelf_slot).where(Application.id.in_(ids)))
    slots = {key: slot or "" for key, slot in rows}
    labels = view.settings.service_labels(reader.lang)
    members = sorted(wave.members, key=lambda each: (each.group, each.name, each.application_id))
    return [
        WaveLine(
            each.name, f"…{each.number[-4:]}", labels.get(each.service, each.service), each.group,
            slots.get(each.application_id, "") if each.shelved else "", each.departs_at, _note(each, reader),
        )
        for each in members
    ]  # fmt: skip


def _note(member: WaveMember, reader: Catalogue) -> str:
    if member.came:
        return reader("collected already")
    return reader("not on the shelf yet") if not member.shelved else ""
