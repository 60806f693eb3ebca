"""What is different between two versions of the settings, entry by entry in words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple

from printdesk.domain.settings import OfficeSettings
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import day_medium, number
from printdesk.services import settings_file
from printdesk.services.field_words import proof_words
from printdesk.services.settings_names import field_names, number_names, section_names, value_names

_NOTHING = "–"


class _Reader(NamedTuple):
    """The words of a reader's language, looked up once."""

    catalogue: Catalogue
    fields: Mapping[str, str]
    values: Mapping[str, str]


def differences(before: OfficeSettings, after: OfficeSettings, _: Catalogue) -> tuple[str, ...]:
    """What `after` says otherwise than `before`, one sentence each; empty where nothing is different."""
    old, new = settings_file.to_plain(before), settings_file.to_plain(after)
    values = {**before.service_labels(_.lang), **after.service_labels(_.lang), **proof_words(_), **value_names(_)}
    words = _Reader(_, field_names(_), values)
    found: list[str] = []
    titles = section_names(_)
    for name in new:
        if name != "order" and old[name] != new[name]:
            told = _fields if isinstance(new[name], Mapping) else _entries
            found += told(titles.get(name, name), old[name], new[name], words)
    return (*found, *_order(old["order"], new["order"], words))


def _order(old: Mapping[str, Any], new: Mapping[str, Any], words: _Reader) -> Iterator[str]:
    _ = words.catalogue
    codes = [[each["code"] for each in order["classes"]] for order in (old, new)]
    if codes[0] != codes[1]:
        labels = " › ".join(each["label"][_.lang] for each in new["classes"])
        yield _("Order of the classes: {classes}.").format(classes=labels)
    yield from _entries(_("Urgency class"), old["classes"], new["classes"], words, moves=False)
    names = number_names(_)
    for key, value in new.items():
        if key != "classes" and old[key] != value:
            yield _("{name}: {before} → {after}.").format(name=names.get(key, key), before=old[key], after=value)


def _entries(
    title: str, old: Sequence[Any], new: Sequence[Any], words: _Reader, *, moves: bool = True
) -> Iterator[str]:
    """What came, went, changed and changed places in a list."""
    _ = words.catalogue
    known = {_key(each): each for each in old}
    wanted = {_key(each): each for each in new}
    came = [_name(each, words) for key, each in wanted.items() if key not in known]
    gone = [_name(each, words) for key, each in known.items() if key not in wanted]
    if came:
        yield _("{list}: added {names}.").format(list=title, names=", ".join(came))
    if gone:
        yield _("{list}: removed {names}.").format(list=title, names=", ".join(gone))
    for key, each in wanted.items():
        if key in known and known[key] != each:
            yield from _fields(f"{title}, {_name(known[key], words)}", known[key], each, words)
    both = [[key for key in one if key in other] for one, other in ((known, wanted), (wanted, known))]
    if moves and both[0] != both[1]:
        yield _("{list}: in another order.").format(list=title)


def _fields(where: str, old: Mapping[str, Any], new: Mapping[str, Any], words: _Reader) -> Iterator[str]:
    _ = words.catalogue
    for key, value in new.items():
        before = old.get(key)
        if before == value:
            continue
        field = words.fields.get(key, key)
        if _is_list_of_entries(before) or _is_list_of_entries(value):
            yield from _entries(f"{where}, {field}", before or (), value, words)
        elif _is_deep(value):
            yield _("{where}: {field} changed.").format(where=where, field=field)
        else:
            texts = [_years(each) if key == "national_years" else _value(each, words) for each in (before, value)]
            yield _("{where}: {field} {before} → {after}.").format(
                where=where, field=field, before=texts[0], after=texts[1]
            )


def _years(value: Sequence[int] | None) -> str:
    """Years are written without a mark between the thousands."""
    return "–".join(str(year) for year in value or ())


def _is_list_of_entries(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], Mapping)


def _is_deep(value: Any) -> bool:
    """Hours of a week say more than fits into a sentence."""
    return isinstance(value, list | tuple) and any(isinstance(each, list | tuple) for each in value)


def _key(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """By what an entry is known again in another version."""
    keys = ("use", "code") if "code" in entry else ("day",) if "day" in entry else ("name", "since", "grade")
    return tuple(str(entry[key]) for key in keys if key in entry)


def _name(entry: Mapping[str, Any], words: _Reader) -> str:
    lang = words.catalogue.lang
    if "label" in entry:
        name = entry["label"][lang] or entry["code"]
        use = words.values.get(f"use.{entry['use']}") if "use" in entry else None
        return f"{name} ({use})" if use else str(name)
    if "day" in entry:
        return f"{day_medium(entry['day'], lang)} {entry['day'].year} ({entry['name']})"
    if "since" in entry:
        return f"{_value(entry['grade'], words)} {entry['since'].year}"
    return str(entry.get("name", entry.get("code", "")))


def _value(value: Any, words: _Reader) -> str:
    _ = words.catalogue
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return number(value, _.lang)
    if isinstance(value, date):
        return f"{day_medium(value, _.lang)} {value.year}"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Mapping):
        return f"“{value.get(_.lang) or _NOTHING}”"
    if isinstance(value, list | tuple):
        return ", ".join(_value(each, words) for each in value) or _NOTHING
    text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    return words.values.get(text, text) or _NOTHING
