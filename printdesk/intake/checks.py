"""What deserves a second look in one application: warnings, never a refusal."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from printdesk.domain.numbers import nik_fits_birth, nik_sex
from printdesk.i18n import Catalogue
from printdesk.intake.fields import Stamp


def second_looks(values: dict[str, Any], today: date, _: Catalogue) -> Iterator[tuple[str, str]]:
    """Field and sentence of each warning about one row's values by field (moments are `Stamp`)."""
    if values.get("nik"):
        yield from _nik(values["nik"], values.get("birth_date"), values.get("sex"), _)
    born = values.get("birth_date")
    if born and born > today:
        yield "birth_date", _("The date of birth lies in the future.")
    yield from _dates(values["ready_since"].day, values.get("interview_date"), today, _)
    if values.get("departs_at"):
        yield from _departure(values["departs_at"], values["ready_since"], today, _)


def _nik(nik: str, born: date | None, sex: str | None, _: Catalogue) -> Iterator[tuple[str, str]]:
    told = nik_sex(nik)
    if told is None:
        yield "nik", _("The date of birth inside the NIK cannot be right.")
        return
    if born and not nik_fits_birth(nik, born):
        yield "nik", _("The NIK tells another date of birth; it is kept.")
    if sex and told != sex:
        yield "nik", _("The NIK tells another sex; it is kept.")


def _dates(ready: date, interview: date | None, today: date, _: Catalogue) -> Iterator[tuple[str, str]]:
    if ready > today:
        yield "ready_since", _("Ready to print lies in the future.")
    if interview and interview > ready:
        yield "interview_date", _("The interview lies after the day the application became ready to print.")


def _departure(departs: Stamp, ready: Stamp, today: date, _: Catalogue) -> Iterator[tuple[str, str]]:
    if departs.day < today:
        yield "departs_at", _("The departure lies in the past.")
    if departs.day < ready.day:
        yield "departs_at", _("The departure lies before the day the application became ready to print.")
