"""The history of an application in plain sentences, told from the ledger."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from printdesk.domain.states import Act
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import clock_time, day_medium, moment_medium
from printdesk.models.tables import LedgerEntry
from printdesk.services.contact_words import CONTACT, CORRECT_PHONE, GIVE_WAVE, contact_sentences
from printdesk.services.field_words import departure_text, field_words, proof_words
from printdesk.services.office import names
from printdesk.services.work import View

_REASONS: Mapping[str, str] = {
    Act.CONFIRM_FAILED: "print",
    Act.FAIL_CHECK: "check",
    Act.HOLD: "hold",
    Act.RESUME: "hold",
    Act.CANCEL: "cancel",
}
"""Of which list of the office's reasons an act takes its reason."""
_UNKNOWN = "–"
_LOOKING = "open_card"
"""Looking at a card is in the ledger; the story tells what happened to the passport."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that happened, and when (in the office's zone)."""

    at: datetime
    text: str


def story(view: View, application_id: int, _: Catalogue) -> tuple[StoryLine, ...]:
    """What happened to an application, the first thing first."""
    teller = Teller(view, _)
    entries = entries_of(view, application_id)
    return tuple(StoryLine(entry.at.astimezone(view.office.zone), teller.tell(entry)) for entry in entries)


def entries_of(view: View, application_id: int) -> Iterable[LedgerEntry]:
    """What the ledger says of an application, looks at its card left out, the first thing first."""
    return view.session.scalars(
        select(LedgerEntry)
        .where(
            LedgerEntry.object_kind == "application",
            LedgerEntry.object_id == str(application_id),
            LedgerEntry.act != _LOOKING,
        )
        .order_by(LedgerEntry.seq)
    )


def sentences(_: Catalogue) -> dict[str, str]:
    """The sentence for each act, still to be filled with the words of `Teller`."""
    return {**_moves(_), **_booklet_moves(_), **_other_acts(_), **_order_acts(_), **contact_sentences(_)}


def _moves(_: Catalogue) -> dict[str, str]:
    return {
        Act.CLAIM: _("Handed out at station {station} ({who})."),
        Act.RELEASE: _("Given back to the queue, at its old place ({who})."),
        Act.BIND: _("Put into the machine on blank {serial} at station {station} ({who})."),
        Act.LOSE_TOUCH: _("The desk stopped in the middle of printing; somebody has to look ({who})."),
        Act.CONFIRM_PRINTED: _("Printed on {serial} at station {station} ({who})."),
        Act.CONFIRM_FAILED: _("Print on {serial} failed: {reason}. It waits again at its old place ({who})."),
        Act.CONFIRM_BLANK: _("Nothing was printed on {serial}. It waits again at its old place ({who})."),
        Act.PASS_CHECK: _("Passed the quality check, shelf slot {slot} ({who})."),
        Act.FAIL_CHECK: _("{serial} failed the quality check: {reason}. It waits again at its old place ({who})."),
        Act.SHELVE: _("Placed on the shelf in {slot}, ready for pickup ({who})."),
        Act.HAND_OVER: _("Handed over to: {collector} ({who})."),
        Act.UNDO_HAND_OVER: _("The hand-over was taken back ({who})."),
        Act.POST: _("Sent by post ({who})."),
        Act.UNDO_POST: _("Came back from the post, shelf slot {slot} ({who})."),
        Act.HOLD: _("Put on hold: {reason} ({who})."),
        Act.RESUME: _("Released from hold; its place in the queue stayed ({who})."),
        "approve_reprint": _("Reprint after the data error approved; its place in the queue stayed ({who})."),
        Act.CANCEL: _("Cancelled: {reason} ({who})."),
        Act.LAPSE: _("Lapsed because nobody collected it ({who})."),
        **_uncollected(_),
    }


def _uncollected(_: Catalogue) -> dict[str, str]:
    return {
        "remind": _("Reminded to collect, day {nth} ({who})."),
        "undo_remind": _("The reminder of day {nth} was taken back ({who})."),
        "ask_lapse": _("Cancelling because nobody collected it was proposed, batch {number} ({who})."),
        "keep_lapse": _("Not cancelled after all, batch {number} ({who})."),
        Act.UNDO_LAPSE: _("The cancelling was taken back; it lies in {slot} again ({who})."),
    }


def _booklet_moves(_: Catalogue) -> dict[str, str]:
    return {
        Act.ISSUE: _("The blank was issued ({who})."),
        Act.RETURN: _("The blank went back into the safe ({who})."),
        Act.SPOIL: _("The booklet was recorded as spoiled ({who})."),
        Act.DESTROY: _("The booklet was destroyed ({who})."),
        Act.MISS: _("Booklet {serial} was reported missing in the house ({who})."),
        Act.FIND: _("The missing booklet {serial} was found ({who})."),
        Act.QUARANTINE: _("Booklet {serial} was put into quarantine ({who})."),
        Act.CLEAR: _("Booklet {serial} was released from quarantine ({who})."),
        **_found_again(_),
    }


def _found_again(_: Catalogue) -> dict[str, str]:
    return {
        Act.FIND_IN_SAFE: _("The missing booklet {serial} was found; it lies in the safe ({who})."),
        Act.FIND_ISSUED: _("The missing booklet {serial} was found; it is with its operator ({who})."),
        Act.FIND_AT_CHECK: _("Booklet {serial} is back at the quality check ({who})."),
        Act.FIND_ON_SHELF: _("Booklet {serial} is back on the shelf ({who})."),
        Act.FIND_SPOILED: _("The missing booklet {serial} was found; it lies with the spoiled ones ({who})."),
        Act.REPRINT_MISSING: _(
            "Booklet {serial} stays missing: a new print was decided; it waits again at its old place ({who})."
        ),
    }


def _other_acts(_: Catalogue) -> dict[str, str]:
    return {
        "import": _("Taken over from a list; promised for {promised} ({who})."),
        "add": _("Typed in by hand; promised for {promised} ({who})."),
        "update": _("Put right by a later list: {columns} ({who})."),
        "look": _("The full identity numbers were looked at ({who})."),
        "open_card": _("The card was opened ({who})."),
        "mismatch": _("A hand-over was stopped: what was scanned did not belong here ({who})."),
        "stop_booklet": _("A hand-over was stopped: {serial} is another person's booklet ({who})."),
        "stop_slip": _("A hand-over was stopped: the slip was another person's ({who})."),
        "stop_forged": _("A hand-over was stopped: the slip was not made by this office ({who})."),
        "stop_replaced": _("A hand-over was stopped: the slip was replaced by a newer copy ({who})."),
        "set_trip": _("Departure set to {departs} ({who})."),
        "no_trip": _("The trip was taken away ({who})."),
        "give_proof": _("Proof seen: {proof} ({who})."),
        "proof_by": _("Proof seen by {seen_by}: {proof} ({who})."),
        "no_proof": _("The proof was withdrawn ({who})."),
        "dropped_proof": _("Departure set to {departs}; the proof must be seen again ({who})."),
        "broken": _("Taken out of the hands of its operator by the supervisor ({who})."),
        "tell_broken_claim": _("Its operator was told that it was taken back ({who})."),
        "expired": _("Not begun in time at station {station}; back in the queue at its old place ({who})."),
        "scan_out": _("{serial} was scanned onto the custody list to the counter ({who})."),
        "take_off_list": _("{serial} was taken off the custody list again ({who})."),
        "overrule_mrz": _("The MRZ on {serial} differs; a supervisor let it pass ({who})."),
        "print_paper": _("Paper {number} made ({who})."),
        "erase": _("The personal data were erased ({who})."),
        "export_subject": _("The person's own data were made as paper or file, {number} ({who})."),
        "copy_paper": _("Copy {copy} of paper {number} made ({who})."),
    }


def _order_acts(_: Catalogue) -> dict[str, str]:
    return {
        "hold_until": _("Put on hold until {until}: {reason} ({who})."),
        "expect_back": _("Expected back from hold {until} ({who})."),
        "no_return": _("Nobody knows any more when the hold ends ({who})."),
        "undo_proof": _("What was noted of the proof was taken back ({who})."),
        "ask_raise": _("A raise was asked for ({who})."),
        "approve_raise": _("Raised to “{label}” until {until} ({who})."),
        "refuse_raise": _("The raise was refused ({who})."),
        "withdraw_raise": _("The raise was taken back ({who})."),
        "ask_pin": _("A place by hand was asked for: {place} ({who})."),
        "confirm_pin": _("Got a place by hand: {place}, until {until} ({who})."),
        "refuse_pin": _("The place by hand was refused ({who})."),
        "withdraw_pin": _("The place by hand was taken back ({who})."),
        "rebase": _("Outage {number}: the promise moved from {before} to {promised} ({who})."),
        "undo_rebase": _("Outage {number} was taken back: the promise is {promised} again ({who})."),
    }


class Teller:
    """Tells entries in their order; remembers the station that an application was handed out at."""

    def __init__(self, view: View, _: Catalogue) -> None:
        self._ = _
        self._view = view
        self._sentences = sentences(_)
        self._people = names(view.session)
        self._station = ""

    def tell(self, entry: LedgerEntry) -> str:
        """One entry as a sentence; an act of a newer program is named as it is."""
        template = self._sentences.get(_kind(entry.act, json.loads(entry.details)))
        if template is None:
            _, who = self._, self._people.get(entry.user, entry.user)
            return _("Recorded: {act} ({who}).").format(act=entry.act.replace("_", " "), who=who)
        return self.words(entry, template)

    def words(self, entry: LedgerEntry, template: str) -> str:
        """A sentence filled with what an entry says."""
        details: dict[str, Any] = json.loads(entry.details)
        self._station = details.get("station") or self._station or entry.desk
        who = self._people.get(entry.user, entry.user)
        return template.format(**self._words(entry.act, details), who=who)

    def _words(self, act: str, details: dict[str, Any]) -> dict[str, str]:
        fields, proofs = field_words(self._), proof_words(self._)
        proof = _new(details.get("proof"))
        return {
            "station": self._station,
            "serial": str(details.get("serial") or _UNKNOWN),
            "slot": str(details.get("slot") or _UNKNOWN),
            "number": str(details.get("number") or _UNKNOWN),
            "nth": str(details.get("nth") or _UNKNOWN),
            "copy": str(details.get("copy") or _UNKNOWN),
            "reason": self._reason(act, details.get("reason")),
            "collector": self._collector(details.get("collector")),
            "columns": ", ".join(fields.get(name, name) for name in details.get("columns", [])) or _UNKNOWN,
            "proof": proofs.get(proof or "", proof or _UNKNOWN),
            "promised": self._day(details.get("promised")),
            "before": self._day(_old(details.get("promised"))),
            "departs": self._departure(details),
            "label": self._class(details.get("to")),
            "until": self._moment(details.get("until")),
            "place": self._place(details.get("day")),
            "wave": self._wave(details),
            "seen_by": self._people.get(details.get("seen_by", ""), str(details.get("seen_by", ""))),
        }

    def _class(self, code: str | None) -> str:
        labels = {each.code: each.label.text(self._.lang) for each in self._view.settings.order.classes}
        return labels.get(code or "", code or _UNKNOWN)

    def _moment(self, text: str | None) -> str:
        if not text:
            return _UNKNOWN
        return moment_medium(datetime.fromisoformat(text).astimezone(self._view.office.zone), self._.lang)

    def _wave(self, details: dict[str, Any]) -> str:
        if not details.get("start") or not details.get("end"):
            return _UNKNOWN
        end = datetime.fromisoformat(details["end"]).astimezone(self._view.office.zone)
        return f"{self._moment(details['start'])}–{clock_time(end, self._.lang)}"

    def _place(self, day: str | None) -> str:
        _ = self._
        return day_medium(date.fromisoformat(day), _.lang) if day else _("as the next one")

    def _reason(self, act: str, code: str | None) -> str:
        use = _REASONS.get(act)
        labels = {r.code: r.label.text(self._.lang) for r in self._view.settings.reasons if r.use == use}
        return labels.get(code or "", code or _UNKNOWN)

    def _collector(self, code: str | None) -> str:
        labels = {kind.code: kind.label.text(self._.lang) for kind in self._view.settings.pickup.collectors}
        return labels.get(code or "", code or _UNKNOWN)

    def _day(self, moment: Any) -> str:
        text = _new(moment)
        if not text:
            return _UNKNOWN
        return day_medium(datetime.fromisoformat(text).astimezone(self._view.office.zone).date(), self._.lang)

    def _departure(self, details: dict[str, Any]) -> str:
        text = _new(details.get("departs"))
        if not text:
            return _UNKNOWN
        has_time = bool(_new(details.get("has_time")))
        return departure_text(datetime.fromisoformat(text), self._view.office.zone, self._, has_time=has_time)


def _new(value: Any) -> Any:
    """The new one of an [old, new] pair, or the value itself."""
    return value[1] if isinstance(value, list) else value


def _old(value: Any) -> Any:
    """The old one of an [old, new] pair; None without one."""
    return value[0] if isinstance(value, list) else None


def _kind(act: str, details: dict[str, Any]) -> str:
    """Which sentence an entry gets, where one act has several."""
    if act == "set_trip":
        return _trip_kind(details)
    if act == CONTACT:
        return f"{CONTACT}.{details.get('outcome')}"
    for kind, (of_act, holds) in _SPECIAL.items():
        if act == of_act and holds(details):
            return kind
    return act


def _trip_kind(details: dict[str, Any]) -> str:
    if not _new(details.get("departs")):
        return "no_trip"
    return "dropped_proof" if "proof" in details else "set_trip"


_SPECIAL: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
    "hand_wave": (GIVE_WAVE, lambda details: details.get("by_hand")),
    "expired": (Act.RELEASE, lambda details: details.get("expired")),
    "broken": (Act.RELEASE, lambda details: details.get("broken")),
    "approve_reprint": (Act.RESUME, lambda details: details.get("approved")),
    "hold_until": (Act.HOLD, lambda details: details.get("until")),
    "no_return": ("expect_back", lambda details: not details.get("until")),
    "no_proof": ("give_proof", lambda details: not _new(details.get("proof"))),
    "remove_phone": (CORRECT_PHONE, lambda details: not details.get("known")),
    "proof_by": ("give_proof", lambda details: details.get("seen_by")),
    "copy_paper": ("print_paper", lambda details: details.get("copy", 1) > 1),
    "stop_booklet": ("mismatch", lambda details: details.get("what") == "booklet" and details.get("serial")),
    "stop_slip": ("mismatch", lambda details: details.get("what") == "slip"),
    "stop_forged": ("mismatch", lambda details: details.get("what") == "forged"),
    "stop_replaced": ("mismatch", lambda details: details.get("what") == "replaced"),
}
"""Sentences for an act with certain details; the first that holds is told."""
