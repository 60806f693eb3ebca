"""The office's choices for telling people: texts, pickup waves, the public board.

The fields of a text stand in braces. A line in which a field has nothing to say is left out, so that one text serves
those with a trip and those without. No field holds a NIK or a date of birth.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from string import Formatter

WAITING, AT_RISK, READY, DELAYED, REMINDER, WAVE = "waiting", "at_risk", "ready", "delayed", "reminder", "wave"
TEXT_KINDS = (WAITING, AT_RISK, READY, DELAYED, REMINDER, WAVE)

TEXT_FIELDS = (
    "name", "number", "service", "answer", "margin", "ready_from", "departs", "promised", "hours", "bring",
    "last_day", "wave", "days", "office", "office_phone", "as_of",
)  # fmt: skip
"""What a text may name: `number` is the end of the application number only."""


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """One text in both languages.

    Attributes:
        code: one of `TEXT_KINDS`.
        id, en: the text with its fields.
    """

    code: str
    id: str
    en: str

    def text(self, lang: str) -> str:
        """The wording for a reader of `lang`."""
        return self.en if lang == "en" else self.id


_WAITING = MessageTemplate(
    WAITING,
    "Yth. {name},\nPermohonan paspor {number} ({service}): {answer}\nPer {as_of}. {office}",
    "Dear {name},\nYour passport application {number} ({service}): {answer}\nAs of {as_of}. {office}",
)
_AT_RISK = MessageTemplate(
    AT_RISK,
    "Yth. {name},\nPermohonan paspor {number} ({service}), berangkat {departs}: {answer}\n"
    "Segera hubungi kami di {office_phone}.\nAtau datang ke loket: {hours}.\n"
    "Per {as_of}. {office}",
    "Dear {name},\nYour passport application {number} ({service}), departing {departs}: {answer}\n"
    "Please call us soon on {office_phone}.\nOr come to the counter: {hours}.\n"
    "As of {as_of}. {office}",
)
_READY = MessageTemplate(
    READY,
    "Yth. {name},\nPaspor Anda (permohonan {number}, {service}) siap diambil.\nDatang: {wave}\nJam loket: {hours}\n"
    "Bawa: {bring}\nDiambil paling lambat {last_day}.\n{office}",
    "Dear {name},\nYour passport (application {number}, {service}) is ready for pickup.\nCome: {wave}\n"
    "Counter hours: {hours}\nBring: {bring}\nPlease collect it by {last_day}.\n{office}",
)
_DELAYED = MessageTemplate(
    DELAYED,
    "Yth. {name},\nKarena gangguan layanan, paspor Anda (permohonan {number}, {service}) terlambat dari janji "
    "{promised}. Kami mohon maaf.\nPerkiraan siap diambil: {ready_from}.\n{margin}\n"
    "Bila Anda berangkat sebelum itu, hubungi kami di {office_phone}.\nPer {as_of}. {office}",
    "Dear {name},\nBecause of a disruption your passport (application {number}, {service}) is later than promised "
    "({promised}). We are sorry.\nExpected ready for pickup: {ready_from}.\n{margin}\n"
    "If you travel before that, call us on {office_phone}.\nAs of {as_of}. {office}",
)
_REMINDER = MessageTemplate(
    REMINDER,
    "Yth. {name},\nPaspor Anda (permohonan {number}) sudah {days} hari siap diambil.\n"
    "Mohon diambil paling lambat {last_day}; sesudah itu paspor dapat dibatalkan.\nJam loket: {hours}\n"
    "Bawa: {bring}\n{office}",
    "Dear {name},\nYour passport (application {number}) has been ready for pickup for {days} days.\n"
    "Please collect it by {last_day}; after that it may be cancelled.\nCounter hours: {hours}\nBring: {bring}\n"
    "{office}",
)
_WAVE = MessageTemplate(
    WAVE,
    "Yth. {name},\nSilakan mengambil paspor Anda (permohonan {number}, {service}): {wave}.\nBawa: {bring}\n"
    "Bila berhalangan, datanglah pada jam loket lain: {hours}\nPer {as_of}. {office}",
    "Dear {name},\nPlease collect your passport (application {number}, {service}): {wave}.\nBring: {bring}\n"
    "If you cannot come then, come in other counter hours: {hours}\nAs of {as_of}. {office}",
)

DEFAULT_TEXTS = (_WAITING, _AT_RISK, _READY, _DELAYED, _REMINDER, _WAVE)


@dataclass(frozen=True, slots=True)
class ContactSettings:
    """How people are told and when they come.

    Attributes:
        hand_overs_per_desk: booklets that one desk of the counter hands over in an hour.
        counter_desks: desks that hand over.
        walk_in_percent: share of the counter's capacity that is kept for those who come without a time.
        wave_minutes: length of a wave.
        wave_days: open days for which waves are proposed.
        call_minutes: how long the public board shows a called number.
        board_notice_id, board_notice_en: a line of the office on the public board; "" for none.
        texts: the office's texts; a kind that is not among them is worded as the program brings it.
    """

    hand_overs_per_desk: int = 15
    counter_desks: int = 2
    walk_in_percent: int = 40
    wave_minutes: int = 60
    wave_days: int = 10
    call_minutes: int = 10
    board_notice_id: str = ""
    board_notice_en: str = ""
    texts: tuple[MessageTemplate, ...] = field(default=DEFAULT_TEXTS)

    def template(self, kind: str) -> MessageTemplate:
        """The text of a kind, one of `TEXT_KINDS`."""
        return next(each for each in (*self.texts, *DEFAULT_TEXTS) if each.code == kind)

    def wave_places(self, minutes: float) -> int:
        """How many may be asked to come within so many minutes of counter hours."""
        share = (100 - self.walk_in_percent) / 100
        return int(self.hand_overs_per_desk * self.counter_desks * share * minutes / 60 + 1e-9)


def fields_in(text: str) -> Iterator[str]:
    """The fields that a text names, as they stand in it.

    Raises:
        ValueError: a brace is left open.
    """
    for _literal, name, spec, conversion in Formatter().parse(text):
        if name is not None:
            yield name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")


def filled(text: str, values: dict[str, str]) -> str:
    """A text with its fields; a line in which a field has nothing to say is left out."""
    lines = (line for line in text.split("\n") if all(values.get(name, "") for name in fields_in(line)))
    return "\n".join(line.format(**values) for line in lines)
