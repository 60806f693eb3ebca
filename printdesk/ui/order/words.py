"""How requests past the order of the plan are worded."""

from datetime import date, datetime

from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.field_words import proof_words
from printdesk.services.plan_moves import Moved, MovePreview
from printdesk.ui.kit import PillSpec
from printdesk.ui.order.reading import OrderFacts, Request
from printdesk.ui.theme import Kind


def state_pill(request: Request) -> PillSpec:
    """What became of a request; one that was neither decided nor is possible any more is over."""
    specs = {
        "open": PillSpec(Kind.SLACK, _("Not decided")),
        "approved": PillSpec(Kind.DONE, _("In force")),
        "refused": PillSpec(Kind.FAILED, _("Refused")),
        "withdrawn": PillSpec(Kind.NOTE, _("Taken back")),
        "expired": PillSpec(Kind.LATE, _("Has run out")),
    }
    return specs[request.row.state]


def past_pill(request: Request) -> PillSpec:
    """The same in the list of what is over, where an open or approved one is printed or closed meanwhile."""
    if request.row.state in ("open", "approved"):
        text = _("Printed before a decision") if request.is_open else _("Printed meanwhile")
        return PillSpec(Kind.NOTE if request.is_open else Kind.GOOD, text)
    return state_pill(request)


def wish(request: Request, facts: OrderFacts) -> str:
    """What is asked for, or was given: "Raise", "Raise to “…”", "Put first", "Put on Fri 28/6"."""
    if request.is_raise:
        if not request.class_code:
            return _("Raise")
        return _("Raise to “{label}”").format(label=facts.class_label(request.class_code))
    return place_text(request.day)


def place_text(day: date | None) -> str:
    """ "Put first", "Put on Fri 28/6"."""
    if day is None:
        return _("Put first")
    return _("Put on {day}").format(day=dates.day_short(day, language()))


def departs_text(departs: datetime | None, *, has_time: bool) -> str:
    """When the holder travels; "" without a trip."""
    if departs is None:
        return ""
    return dates.moment_short(departs, language()) if has_time else dates.day_short(departs.date(), language())


def moment(value: datetime | None) -> str:
    """A moment with its weekday, "" for none."""
    return dates.moment_short(value, language()) if value is not None else ""


def proof_text(code: str) -> str:
    """A proof in words, "no proof" without one."""
    return proof_words(active()).get(code, code) if code else _("no proof")


def facts_rows(request: Request, facts: OrderFacts) -> list[tuple[str, str]]:
    """Everything known of a request, as names and values."""
    row = request.row
    rows = [(_("Reason"), row.reason)]
    if not request.is_raise or request.class_code:
        rows.insert(0, (_("Asked for"), wish(request, facts)))
    if request.is_raise:
        rows.append((_("Proof"), proof_text(request.proof)))
    rows.append((_("Asked by"), f"{row.asked_by} · {moment(row.asked_at)}"))
    rows.append((_("Departs"), departs_text(row.departs_at, has_time=row.departs_has_time) or _("no trip")))
    if row.decided_at is not None:
        decided = f"{row.decided_by} · {moment(row.decided_at)}"
        rows.append((_("Refused by") if row.state == "refused" else _("Approved by"), decided))
    if row.note:
        rows.append((_("Note"), row.note))
    if row.expires_at is not None and row.state in ("approved", "expired"):
        rows.append((_("Ends"), moment(row.expires_at)))
    if row.withdrawn_at is not None:
        rows.append((_("Taken back by"), f"{row.withdrawn_by} · {moment(row.withdrawn_at)}"))
    return rows


def why_not_decide(request: Request, facts: OrderFacts, login: str) -> str:
    """Why this person cannot decide on a request; "" when he or she can."""
    if request.row.asked_login == login:
        return _("You asked for this yourself, so another person decides.")
    if request.is_raise and not facts.may_supervise(login):
        return _("Only a supervisor decides on a raise. Ask one to sign in here.")
    return ""


def why_not_withdraw(request: Request, facts: OrderFacts, login: str) -> str:
    """Why this person cannot take a request back; "" when he or she can."""
    supervisor = any(each.login == login and "supervisor" in each.roles for each in facts.people)
    if login in (request.row.asked_login, request.row.decided_login) or supervisor:
        return ""
    return _("Only who asked for it, who decided on it, or a supervisor takes it back.")


def planned_text(preview: MovePreview) -> str:
    """When the application would be printed, beside when it is planned now."""
    before = moment(preview.planned_before) or _("no place")
    after = moment(preview.planned_after) or _("no place")
    if before == after:
        return _("Printed {moment}, as it is planned now.").format(moment=before)
    return _("Printed {after} instead of {before}.").format(after=after, before=before)


def own_text(preview: MovePreview) -> str:
    """What that means for the application itself."""
    if preview.planned_before == preview.planned_after:
        return _("It gains nothing by this.") if not preview.moved else _("Its own place stays.")
    if preview.at_risk_before and not preview.at_risk_after:
        return _("It would be in time.")
    if preview.at_risk_after:
        if preview.at_risk_before:
            return _("It would still be too late.")
        return _("It would be too late by this.")
    return _("It is in time either way.")


def effect_pills(preview: MovePreview) -> list[PillSpec]:
    """What it does to the others, the bad news first."""
    pills = []
    if preview.trips_lost:
        text = plural("{count} loses the trip", "{count} lose their trips", preview.trips_lost)
        pills.append(PillSpec(Kind.FAILED, text.format(count=preview.trips_lost)))
    if preview.promises_lost:
        text = plural("{count} promise is broken", "{count} promises are broken", preview.promises_lost)
        pills.append(PillSpec(Kind.SLACK, text.format(count=preview.promises_lost)))
    if not pills:
        pills.append(PillSpec(Kind.DONE, _("Nobody loses anything")))
    if preview.trips_saved:
        text = plural("{count} trip is saved", "{count} trips are saved", preview.trips_saved)
        pills.append(PillSpec(Kind.GOOD, text.format(count=preview.trips_saved)))
    count = len(preview.moved)
    if not count:
        pills.append(PillSpec(Kind.NOTE, _("Nobody else moves")))
    else:
        text = plural("{count} other moves", "{count} others move", count)
        pills.append(PillSpec(Kind.NOTE, text.format(count=dates.number(count, language()))))
    return pills


def moved_by(moved: Moved) -> str:
    """How far somebody is moved."""
    if moved.before is None or moved.after is None:
        return _("gets a place") if moved.before is None else _("loses the place")
    days = abs(moved.working_days)
    later = moved.after > moved.before
    if moved.after == moved.before:
        return ""
    if not days:
        return _("later within a day") if later else _("earlier within a day")
    if later:
        return plural("{count} working day later", "{count} working days later", days).format(count=days)
    return plural("{count} working day earlier", "{count} working days earlier", days).format(count=days)


def lost_or_gained(moved: Moved) -> str:
    """What somebody loses or gains; "" for neither."""
    if moved.loses_trip:
        return _("loses the trip")
    if moved.loses_promise:
        return _("promise broken")
    if moved.gains_trip:
        return _("trip saved")
    return _("promise kept") if moved.gains_promise else ""


def number_text(number: str) -> str:
    """An application number as it is read aloud."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def request_news(request: Request) -> str:
    """A new request in one sentence, for who decides."""
    row = request.row
    departs = departs_text(row.departs_at, has_time=row.departs_has_time)
    values = {"who": row.asked_by, "name": row.name, "day": departs}
    if request.is_raise:
        text = _("{who} asks to raise {name}, departs {day}.") if departs else _("{who} asks to raise {name}.")
    else:
        text = (
            _("{who} asks for a place by hand for {name}, departs {day}.")
            if departs
            else _("{who} asks for a place by hand for {name}.")
        )
    return text.format(**values)
