"""How long the blanks last, in words."""

from printdesk.i18n import Catalogue
from printdesk.i18n.dates import day_medium, day_short, number
from printdesk.services.stock_days import StockDays


def lasts_words(one: StockDays, _: Catalogue) -> str:
    """ "lasts until Fri 5 July at this pace · Tue 2 July at recovery pace"; "" for a kind of which none is used."""
    return " · ".join(part for part in (end_words(one, _), *delivery_words(one, _)) if part)


def end_words(one: StockDays, _: Catalogue) -> str:
    """Until when the stock lasts at both paces; "" for a kind that is not kept here or of which none is used."""
    if not one.kept:
        return ""
    if not one.stock:
        return _("No blanks are left")
    parts = []
    if one.until is not None:
        parts.append(_("lasts until {day} at this pace").format(day=day_medium(one.until, _.lang)))
    elif one.pace is not None:
        parts.append(_("lasts longer than a year at this pace"))
    if one.recovery_until is not None:
        day = day_medium(one.recovery_until, _.lang)
        template = _("{day} at recovery pace") if parts else _("lasts until {day} at recovery pace")
        parts.append(template.format(day=day))
    return " · ".join(parts)


def delivery_words(one: StockDays, _: Catalogue) -> tuple[str, ...]:
    """The next delivery, and one that should have come."""
    overdue = [row for row in one.deliveries if row.overdue]
    following = next((row for row in one.deliveries if not row.overdue), None)
    said = []
    if overdue:
        day = day_short(overdue[0].day, _.lang)
        said.append(_("the delivery of {day} is overdue").format(day=day))
    if following is not None:
        day = day_short(following.day, _.lang)
        said.append(_("{count} to come {day}").format(count=number(following.count, _.lang), day=day))
    return tuple(said)
