"""Views of lists that people keep: own and shared, renamed, deleted and brought back."""

import pytest

from printdesk.domain.list_look import LONGEST_NAME, MOST_VIEWS, ListLook
from printdesk.errors import RuleViolationError
from printdesk.services.saved_views import SavedViewService
from tests.services.offices import DWI, SRI, MadeOffice, op
from tests.services.signed_in import close, with_role

RISK = ListLook((("view", "risk"),), "departs", False, ("place", "departs"))
QUEUE = "print_queue"


def names(views: SavedViewService, user: str, code: str = QUEUE) -> list[tuple[str, str, bool]]:
    return [(view.name, view.owner_name, view.shared) for view in views.of(code, user)]


def test_an_own_view_is_seen_by_its_owner_and_a_shared_one_by_all_own_ones_first(office: MadeOffice):
    views = SavedViewService(office.workplace)
    views.save(DWI, QUEUE, "  Zona   berangkat ", RISK, op())
    views.save(SRI, QUEUE, "Antrean hari ini", ListLook(), op(), shared=True)
    views.save(SRI, "trips", "Besok", ListLook(), op(), shared=True)

    assert names(views, "dwi") == [("Zona berangkat", "Dwi Rahayu", False), ("Antrean hari ini", "Sri Wahyuni", True)]
    assert names(views, "sri") == [("Antrean hari ini", "Sri Wahyuni", True)]
    assert views.of(QUEUE, "dwi")[0].look == RISK


def test_a_view_is_changed_renamed_shared_deleted_and_brought_back_and_the_ledger_holds_no_words(office: MadeOffice):
    views = SavedViewService(office.workplace)
    key = views.save(DWI, QUEUE, "Terancam", RISK, op())
    views.change(DWI, key, ListLook((("text", "dewi"),)), op())
    views.rename(DWI, key, "Bu Dewi", op())
    views.share(DWI, key, op())
    assert names(views, "sri") == [("Bu Dewi", "Dwi Rahayu", True)]

    views.delete(DWI, key, op())
    assert names(views, "dwi") == []
    again = op()
    views.restore(DWI, key, again)
    views.restore(DWI, key, again)
    views.unshare(SRI, key, op())

    assert names(views, "dwi") == [("Bu Dewi", "Dwi Rahayu", False)]
    assert views.of(QUEUE, "dwi")[0].look.asked == {"text": "dewi"}
    told = [entry for entry in office.ledger() if entry.object_kind == "view"]
    assert [entry.act for entry in told] == [
        "save_view", "change_view", "rename_view", "share_view", "delete_view", "restore_view", "unshare_view",
    ]  # fmt: skip
    assert not any(word in entry.details.casefold() for entry in told for word in ("dewi", "terancam"))


def test_a_name_is_taken_once_whatever_its_letters_and_free_again_after_deleting(office: MadeOffice):
    views = SavedViewService(office.workplace)
    first = views.save(DWI, QUEUE, "Terancam", RISK, op())

    with pytest.raises(RuleViolationError, match="There is a view called “TERANCAM” already"):
        views.save(DWI, QUEUE, "TERANCAM", RISK, op())
    views.save(SRI, QUEUE, "Terancam", RISK, op())
    views.save(DWI, "trips", "Terancam", RISK, op())
    views.delete(DWI, first, op())
    second = views.save(DWI, QUEUE, "Terancam", RISK, op())

    with pytest.raises(RuleViolationError, match="already"):
        views.restore(DWI, first, op())
    with pytest.raises(RuleViolationError, match="deleted meanwhile"):
        views.rename(DWI, first, "Lain", op())
    assert [view.id for view in views.of(QUEUE, "dwi")] == [second]


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST_NAME + 1), "a\nb\x07"])
def test_a_name_must_be_one_that_can_be_read(sqlite_office: MadeOffice, name: str):
    with pytest.raises(RuleViolationError):
        SavedViewService(sqlite_office.workplace).save(DWI, QUEUE, name, RISK, op())
    assert sqlite_office.ledger("save_view") == []


def test_what_belongs_to_somebody_else_is_left_alone_and_too_much_is_refused(sqlite_office: MadeOffice):
    views = SavedViewService(sqlite_office.workplace)
    key = views.save(SRI, QUEUE, "Bersama", RISK, op(), shared=True)

    for act in (
        lambda: views.change(DWI, key, ListLook(), op()),
        lambda: views.rename(DWI, key, "Lain", op()),
        lambda: views.delete(DWI, key, op()),
        lambda: views.restore(DWI, key, op()),
    ):
        with pytest.raises(RuleViolationError, match="belongs to somebody else"):
            act()
    with pytest.raises(RuleViolationError, match="holds too much"):
        views.save(DWI, QUEUE, "Panjang", ListLook((("text", "x" * 300),)), op())
    with pytest.raises(RuleViolationError, match="holds too much"):
        views.save(DWI, "kitchen", "Lain", ListLook(), op())
    for at in range(MOST_VIEWS):
        views.save(DWI, QUEUE, f"Nomor {at}", RISK, op())
    with pytest.raises(RuleViolationError, match="You keep 30 views"):
        views.save(DWI, QUEUE, "Satu lagi", RISK, op())
    assert names(views, "sri") == [("Bersama", "Sri Wahyuni", True)]


@pytest.mark.usefixtures("quick_passwords")
def test_in_a_closed_office_only_a_supervisor_shares(sqlite_office: MadeOffice):
    close(sqlite_office, with_role("counter"))
    views = SavedViewService(sqlite_office.workplace)
    counter = type(DWI)("counter", "C1")
    own = views.save(counter, "shelf", "Segera", RISK, op())

    for act in (
        lambda: views.save(counter, "shelf", "Semua", RISK, op(), shared=True),
        lambda: views.share(counter, own, op()),
    ):
        with pytest.raises(RuleViolationError, match="Only a supervisor does this"):
            act()
    assert [view.name for view in views.of("shelf", "sri")] == []
    views.save(SRI, "shelf", "Semua", RISK, op(), shared=True)
    assert [view.name for view in views.of("shelf", "counter")] == ["Segera", "Semua"]
