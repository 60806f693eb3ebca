"""Who may do what: the one table of roles and acts.

A new act needs its row here; a test collects the names of all acts that services carry out and refuses one without.
Who supervises may stand in for everybody at work; who administrates looks after people, settings and copies, and does
no work with applications; who audits reads. Who may do an act may still not do it alone where `SECOND` names it (ICAO
Doc 9303 part 2: no one person does a whole process).
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum


class Role(StrEnum):
    """What somebody does here, as it is stored."""

    PRINT = "print"
    QUALITY = "quality"
    COUNTER = "counter"
    BLANKS = "blanks"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


Roles = frozenset[Role]


def _roles(*roles: Role) -> Roles:
    return frozenset(roles)


_SUPERVISOR = _roles(Role.SUPERVISOR)
_ADMINISTRATOR = _roles(Role.ADMINISTRATOR)
_HEADS = _SUPERVISOR | _ADMINISTRATOR
_PRINT = _SUPERVISOR | {Role.PRINT}
_QUALITY = _SUPERVISOR | {Role.QUALITY}
_COUNTER = _SUPERVISOR | {Role.COUNTER}
_BLANKS = _SUPERVISOR | {Role.BLANKS}
_MAKING = _PRINT | _QUALITY
_SHELF = _QUALITY | _COUNTER
_FLOOR = _MAKING | _COUNTER
_STAFF = _FLOOR | _BLANKS
_READERS = _STAFF | {Role.AUDITOR}
EVERYBODY: Roles = frozenset(Role)

READ = "read_personal"
"""The right to see data of applicants on the command line; in the window the rooms are the right."""

ISSUE_MORE = "issue_more"
"""The right to agree to more blanks than a shift needs."""

RIGHTS = frozenset({READ, ISSUE_MORE})
"""Rows of the table that are no acts."""

_SUPERVISED = (
    "approve_raise refuse_raise ask_pin lapse undo_lapse reprint_missing approve_reprint overrule_mrz "
    "order_one_person end_one_person give_up_desk break_claim note_warning note_inbox assign_inbox "
    "suspend_uncollected end_suspension"
)

_BY_ITSELF = "lose_touch make_downtime_pack remind_overtime_reports back_up tell_broken_claims"

_TABLE: tuple[tuple[Roles, str], ...] = (
    # Printing.
    (_PRINT, "take_next send_now take_group bind confirm_printed confirm_failed confirm_blank release"),
    (_PRINT, "release_expired go_on make_batch_sheet print_batch_sheet enter_batch_row close_batch_sheet"),
    # Quality check, the shelf and the way there.
    (_QUALITY, "pass_check fail_check scan_mrz"),
    (_SHELF, "shelve"),
    (_QUALITY, "scan_out take_off_list send_list"),
    (_COUNTER, "scan_in close_list"),
    (_SHELF, "print_custody_list"),
    # The counter and the telephone.
    (_COUNTER, "hand_over hand_over_many undo_hand_over mismatch print_receipt"),
    (_COUNTER | {Role.AUDITOR}, "print_register"),
    (_COUNTER, "call_number end_call send_post print_post_list make_slips save_waves undo_waves"),
    (_COUNTER, "give_wave take_wave print_waves"),
    (_COUNTER, "log_contact undo_contact correct_phone remind undo_remind ask_lapse refuse_lapse make_letters"),
    (_SHELF, "look"),
    # Applications.
    (_COUNTER, "add_application import"),
    (_FLOOR, "set_trip give_proof undo_proof hold expect_back resume"),
    (_STAFF, "ask_raise withdraw_raise withdraw_pin"),
    (_STAFF, "confirm_pin refuse_pin"),
    (_READERS, "open_card"),
    # Views of lists. Sharing puts one before everybody, so a supervisor keeps the shared ones in order.
    (_READERS, "save_view change_view rename_view delete_view restore_view export_list"),
    (_SUPERVISOR, "share_view unshare_view"),
    # Blanks.
    (_BLANKS, "receive expect_delivery cancel_delivery settle_delivery open_shift add_to_shift issue"),
    (_BLANKS | _MAKING, "give_back close_shift"),
    (_BLANKS, "make_spoiled_minutes destroy report_missing release_quarantine close_day"),
    (_BLANKS | _MAKING | {Role.AUDITOR}, "print_minutes"),
    (_STAFF, "miss search_missing find quarantine"),
    (_BLANKS | {Role.AUDITOR}, "print_closing_sheet"),
    # What only a supervisor decides.
    (_SUPERVISOR, _SUPERVISED),
    (_SUPERVISOR, ISSUE_MORE),
    # Overtime.
    (_SUPERVISOR, "order_overtime cancel_overtime replace_overtime accept_overtime_plan put_absence"),
    (_SUPERVISOR, "number_overtime_order"),
    (_SUPERVISOR, "print_overtime_paper report_overtime enter_overtime_hours"),
    (_MAKING, "print_work_sheet open_work_sheet confirm_work_sheet close_work_sheet"),
    # Outages, notices, down-time packs and reports.
    (_HEADS, "set_state record_outage change_outage undo_outage"),
    (_COUNTER, "issue_notice withdraw_notice"),
    (_FLOOR, "enter_downtime_row close_downtime_pack downtime_exception"),
    (_SUPERVISOR | {Role.AUDITOR}, "make_report print_report draw_raises_again"),
    # What desks do by themselves, whoever is signed in there.
    (EVERYBODY, _BY_ITSELF),
    # Safety of the data.
    (_HEADS, "restore erase_personal print_gap_report"),
    (_HEADS | {Role.AUDITOR}, "make_verification"),
    (_COUNTER | _HEADS | {Role.AUDITOR}, "export_subject"),
    # The office, its people and their passwords.
    (_HEADS, "change_settings edit_settings restore_settings change_rule"),
    (_ADMINISTRATOR, "add_person edit_people change_roles deactivate reactivate set_password remove_password"),
    # Any paper that somebody sees goes to a printer, and the log says so.
    (EVERYBODY, "print_out end_print_out"),
    (EVERYBODY, "sign_in unlock sign_out lock change_own_password vouch"),
    (_READERS, READ),
)  # fmt: skip

ALLOWED: Mapping[str, Roles] = {act: roles for roles, acts in _TABLE for act in acts.split()}
"""Name of an act to the roles that may do it."""

SUPERVISED = frozenset(_SUPERVISED.split())
"""Acts that are a supervisor's in an open office too, as soon as it has named one."""

BY_ITSELF = frozenset(_BY_ITSELF.split())
"""Acts that a desk carries out by itself, also while nobody is signed in there; the ledger names the desk alone."""

SECOND: Mapping[str, Roles] = {
    "receive": _STAFF | {Role.AUDITOR},
    "open_shift": _STAFF,
    "add_to_shift": _STAFF,
    "issue": _STAFF,
    "give_back": _STAFF,
    "close_shift": _STAFF | {Role.AUDITOR},
    "make_spoiled_minutes": _STAFF | {Role.AUDITOR},
    "destroy": _STAFF | {Role.AUDITOR},
    "report_missing": _STAFF | {Role.AUDITOR},
    "release_quarantine": _STAFF | {Role.AUDITOR},
    "order_one_person": _QUALITY | _HEADS,
    "overrule_mrz": _STAFF,
    "close_work_sheet": _STAFF,
    "hand_over": _STAFF,
    "hand_over_many": _STAFF,
    "restore": EVERYBODY,
    "erase_personal": EVERYBODY,
}
"""Acts that need another person's own sign-in where people have passwords, and the roles which that person has.

`overrule_mrz` needs it only where the supervisor overrules her own scan, `close_work_sheet` only where the count of
blanks differs from the books, the hand-overs only without a slip. `open_shift`, `issue` and `add_to_shift` need one
of who receives, and another, by `ISSUE_MORE`, for more than the need.
"""

ROOMS: Mapping[str, Roles] = {
    "print_room": _PRINT,
    "quality": _QUALITY,
    "pickup": _COUNTER,
    "blanks": _BLANKS | {Role.AUDITOR},
    "trips": _COUNTER,
    "backlog": _SUPERVISOR | {Role.AUDITOR},
    "outages": _HEADS | {Role.COUNTER, Role.AUDITOR},
    "records": _READERS,
    "settings": _HEADS | {Role.AUDITOR},
}
"""Code of a room to the roles that see it."""


def supervises(login: str, roles: Mapping[str, Sequence[str]]) -> bool:
    """Whether somebody may do what supervisors do; where the office has named none, anybody may.

    Args:
        roles: of all active people, by login.
    """
    named = any(Role.SUPERVISOR in found for found in roles.values())
    return not named or Role.SUPERVISOR in roles.get(login, ())


def known(words: Iterable[str]) -> Roles:
    """The roles behind stored words; a word that is none gives no right."""
    return frozenset(Role(word) for word in words if word in _WORDS)


def may(act: str, roles: Iterable[str]) -> bool:
    """Whether somebody with these roles may do this.

    Raises:
        KeyError: the table has no such act, which is a fault of the program.
    """
    return not ALLOWED[act].isdisjoint(known(roles))


def who_may(act: str) -> tuple[Role, ...]:
    """The roles that may do this, in the order in which roles are listed."""
    return tuple(role for role in Role if role in ALLOWED[act])


def sees(room: str, roles: Iterable[str]) -> bool:
    """Whether a room is shown to somebody with these roles; one that the table does not know is everybody's."""
    return not ROOMS.get(room, EVERYBODY).isdisjoint(known(roles))


_WORDS = frozenset(role.value for role in Role)
