"""Instants read by the ten thousand are the same as each read by itself."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from printdesk.models.types import as_text, instant_reader, instants

_ZONES = st.sampled_from([ZoneInfo(name) for name in ("Asia/Jakarta", "Europe/Berlin", "Asia/Jayapura")])
# Berlin puts its clocks back on 27 October 2024 at 01:00 UTC, so an hour comes twice.
_BACK = datetime(2024, 10, 27, 1, tzinfo=UTC)
_MOMENTS = st.lists(
    st.one_of(st.integers(-180, 180), st.integers(-500_000, 500_000)).map(lambda n: _BACK + timedelta(minutes=n)),
    min_size=1, max_size=5,
)  # fmt: skip


@given(_MOMENTS, _ZONES)
def test_many_instants_are_read_as_each_by_itself_also_where_clocks_are_changed(
    moments: list[datetime], zone: ZoneInfo
) -> None:
    texts = [as_text(moment) or "" for moment in moments]
    expected = [moment.astimezone(zone).isoformat() for moment in moments]

    assert [each.isoformat() for each in instants(texts, zone)] == expected
    assert [each.isoformat() for each in instants(moments, zone)] == expected
    assert [instant_reader(zone)(text).isoformat() for text in texts] == expected
