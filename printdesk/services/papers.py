"""Numbered papers: numbers by kind and year without gaps, and a record of each copy."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from printdesk.models.tables import Counter, Paper
from printdesk.services.work import Work


def next_number(work: Work, kind: str) -> str:
    """The next number of a kind in this year, for example "SP-2024-000017"; given with the act or not at all."""
    year = office_day(work).year
    counter = work.session.get(Counter, (kind, year), with_for_update=True)
    if counter is None:
        counter = Counter(kind=kind, year=year, last=0)
        work.session.add(counter)
    counter.last += 1
    work.session.flush()
    return f"{kind}-{year}-{counter.last:06d}"


def next_copy(work: Work, kind: str, application_id: int) -> tuple[str, int]:
    """Number and copy of an application's paper: a new number the first time, the next copy of it afterwards."""
    known = work.session.execute(
        select(Paper.number, func.max(Paper.copy))
        .where(Paper.kind == kind, Paper.application_id == application_id)
        .group_by(Paper.number)
        .order_by(Paper.number.desc())
        .limit(1)
    ).one_or_none()
    number, copy = (known[0], known[1] + 1) if known else (next_number(work, kind), 1)
    keep(work, kind, number, copy, application_id)
    return number, copy


def keep(work: Work, kind: str, number: str, copy: int, application_id: int | None) -> None:
    """Note that a copy of a paper was made."""
    work.session.add(
        Paper(
            kind=kind, number=number, copy=copy, application_id=application_id, made_at=work.now,
            made_by=work.actor.user, desk=work.actor.desk,
        )
    )  # fmt: skip
    work.session.flush()
    if application_id is not None:
        work.record("print_paper", "application", application_id, number=number, copy=copy)
    else:
        work.record("print_paper", "paper", number, copy=copy)


def last_copy(session: Session, number: str) -> Paper | None:
    """The newest copy of a paper, or None when no such paper was made."""
    return session.scalar(select(Paper).where(Paper.number == number).order_by(Paper.copy.desc()).limit(1))


def office_day(work: Work) -> date:
    """Today in the office's zone."""
    return work.now.astimezone(work.office.zone).date()
