"""Findings about blanks and booklets: missing ones, custody lists that do not agree, stock that runs out."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select

from printdesk.i18n.dates import day_medium, moment_medium, number
from printdesk.models.destruction import MissingCase
from printdesk.models.tables import Booklet
from printdesk.models.transfers import CustodyList
from printdesk.services.custody_views import CLOSED, CustodyView, custody_view
from printdesk.services.inbox_finding import Finding, Looking
from printdesk.services.stock_days import CALM, SHORT, StockDays, stock_days

_ON_ITS_WAY = timedelta(hours=4)
_LOOK_BACK = timedelta(days=30)


def missing_serials(look: Looking) -> Iterator[Finding]:
    """Booklets that nobody finds and that are not reported in final minutes yet."""
    _ = look.reader
    rows = look.view.session.execute(
        select(MissingCase, Booklet.serial)
        .join(Booklet, Booklet.id == MissingCase.booklet_id)
        .where(MissingCase.found_at.is_(None), MissingCase.report.is_(None))
        .order_by(MissingCase.declared_at)
    )
    for case, serial in rows:
        text = _("Booklet {serial} is missing.").format(serial=serial)
        yield Finding(
            "missing_serial", serial, case.declared_at, text,
            _("Let it be looked for and each look be noted; then make the minutes."), urgent=True, room="blanks",
            view="missing",
        )  # fmt: skip


def custody_differences(look: Looking) -> Iterator[Finding]:
    """Lists whose booklets did not all arrive, that brought others, or that are long on their way."""
    view = look.view
    rows = view.session.scalars(
        select(CustodyList)
        .where(CustodyList.sent_at.is_not(None), CustodyList.sent_at > view.now - _LOOK_BACK)
        .order_by(CustodyList.sent_at)
    )
    for row in rows:
        found = custody_view(view, row)
        if found.state == CLOSED:
            yield from _differs(look, found, row.closed_at)
        elif row.sent_at is not None and view.now - row.sent_at > _ON_ITS_WAY:
            yield _on_its_way(look, found, row.sent_at)


def _differs(look: Looking, found: CustodyView, closed_at: datetime | None) -> Iterator[Finding]:
    _, missing, extras = look.reader, found.missing, found.extras
    if not missing and not extras:
        return
    text = _("Custody list {number} was closed with a difference: {missing} did not arrive, {extra} came extra.")
    said = text.format(number=found.number, missing=number(len(missing), _.lang), extra=number(len(extras), _.lang))
    serials = ", ".join([*(row.serial for row in missing), *(row.serial for row in extras)][:6])
    yield Finding(
        "custody_difference", found.number, closed_at, f"{said} {serials}",
        _("Ask who had them last, and clear up where they are."), urgent=bool(missing), room="pickup",
    )  # fmt: skip


def _on_its_way(look: Looking, found: CustodyView, sent_at: datetime) -> Finding:
    _ = look.reader
    text = _("Custody list {number} is on its way to the counter since {moment}.").format(
        number=found.number, moment=moment_medium(sent_at.astimezone(look.view.office.zone), _.lang)
    )
    return Finding(
        "custody_not_received", found.number, sent_at, text, _("Let the counter scan it in, or ask where it is."),
        room="pickup",
    )  # fmt: skip


def low_stock(look: Looking) -> Iterator[Finding]:
    """Kinds whose blanks end before the next delivery, or of which the safe holds too few."""
    for one in stock_days(look.view):
        if one.level != CALM and one.kept:
            yield _low(look, one)


def _low(look: Looking, one: StockDays) -> Finding:
    _ = look.reader
    service = look.view.settings.service_labels(_.lang).get(one.service, one.service)
    text = _("{count} blanks of {service} are left.").format(count=number(one.stock, _.lang), service=service)
    until = one.until or one.recovery_until
    if until is not None:
        text += " " + _("They last until about {day}.").format(day=day_medium(until, _.lang))
    if one.next_delivery is not None:
        advice = _("The next delivery is planned for {day}: ask whether it comes earlier.").format(
            day=day_medium(one.next_delivery.day, _.lang)
        )
    else:
        advice = _("No delivery is planned: order blanks and note the day.")
    return Finding(
        "low_stock", f"{one.service}/{one.level}", None, text, advice, urgent=one.level == SHORT, room="blanks",
        view="deliveries",
    )  # fmt: skip
