"""Findings at the counter: batches of cancellations that wait for a supervisor."""

from collections.abc import Iterator

from sqlalchemy import func, select

from printdesk.i18n.dates import number
from printdesk.models.uncollected import CancelBatch, CancelRow
from printdesk.services.inbox_finding import Finding, Looking
from printdesk.services.office import names
from printdesk.services.second_person import OPEN


def cancel_batches(look: Looking) -> Iterator[Finding]:
    """Batches of uncollected passports that somebody proposed to cancel and nobody decided on."""
    _, view = look.reader, look.view
    known = names(view.session)
    rows = view.session.execute(
        select(CancelBatch, func.count())
        .join(CancelRow, CancelRow.batch_id == CancelBatch.id)
        .where(CancelBatch.state == OPEN)
        .group_by(CancelBatch.id)
        .order_by(CancelBatch.id)
    )
    for batch, count in rows:
        text = _.plural(
            "{by} proposes to cancel {count} uncollected passport, batch {number}.",
            "{by} proposes to cancel {count} uncollected passports, batch {number}.",
            count,
        ).format(by=known.get(batch.asked_by, batch.asked_by), count=number(count, _.lang), number=batch.number)
        yield Finding(
            "cancel_batch_waits", batch.number, batch.asked_at.astimezone(view.office.zone), text,
            _("Look at it in the room Pickup, tab Past a month; another person than the proposer confirms."),
            room="pickup",
        )  # fmt: skip
