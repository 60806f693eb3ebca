"""What deserves a second look in one application: warnings, never a refusal."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any

from printdesk.domain.numbers import nik_fits_birth, nik_sex
from printdesk.i18n import Catalogue
from printdesk.intake.fields import Stamp

Looks = Iterator[tuple[int, str, str]]
"""Place of the row, field and sentence of each warning."""


def second_looks(values: Mapping[str, Sequence[Any]], today: date, _: Catalogue) -> Looks:
    """What deserves a look in some rows, given column by column (moments are `Stamp`), in no order of the rows."""
    ready = [each.day for each in values["ready_since"]]
    yield from _niks(values, _)
    for at, born in enumerate(values.get("birth_date", ())):
        if born and born > today:
            yield at, "birth_date", _("The date of birth lies in the future.")
    for at, day in enumerate(ready):
        if day > today:
            yield at, "ready_since", _("Ready to print lies in the future.")
    for at, interview in enumerate(values.get("interview_date", ())):
        if interview and interview > ready[at]:
            yield at, "interview_date", _("The interview lies after the day the application became ready to print.")
    yield from _departures(values.get("departs_at", ()), ready, today, _)


def _departures(departures: Sequence[Stamp | None], ready: Sequence[date], today: date, _: Catalogue) -> Looks:
    past = _("The departure lies in the past.")
    before = _("The departure lies before the day the application became ready to print.")
    for at, departs in enumerate(departures):
        if departs and departs.day < today:
            yield at, "departs_at", past
        if departs and departs.day < ready[at]:
            yield at, "departs_at", before


def _niks(values: Mapping[str, Sequence[Any]], _: Catalogue) -> Looks:
    births, sexes = values.get("birth_date") or repeat(None), values.get("sex") or repeat(None)
    for at, (nik, born, sex) in enumerate(zip(values.get("nik", ()), births, sexes, strict=False)):
        if nik is None or (born and sex and _tells(nik, born, sex)):
            continue
        told = nik_sex(nik)
        if told is None:
            yield at, "nik", _("The date of birth inside the NIK cannot be right.")
            continue
        if born and not nik_fits_birth(nik, born):
            yield at, "nik", _("The NIK tells another date of birth; it is kept.")
        if sex and told != sex:
            yield at, "nik", _("The NIK tells another sex; it is kept.")


def _tells(nik: str, born: date, sex: str) -> bool:
    """Whether the six digits are those of this birth and sex, as nearly always; then no other look is needed."""
    day = born.day + 40 if sex == "P" else born.day
    return int(nik[6:12]) == day * 10_000 + born.month * 100 + born.year % 100
