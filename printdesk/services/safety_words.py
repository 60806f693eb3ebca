"""What is said of checks, backups and acts in reports on safety."""

from printdesk.domain.role_words import account_acts
from printdesk.i18n import Catalogue
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import number
from printdesk.services.integrity_checks import BALANCE, CHAIN, FILE, NUMBERS, Check


def check_names(_: Catalogue) -> dict[str, str]:
    """The checks by their names."""
    return {
        FILE: _("Database file"),
        CHAIN: _("Chain of the ledger"),
        BALANCE: _("Blanks and booklets"),
        NUMBERS: _("Numbers of papers"),
    }


def check_sentence(check: Check, reader: Catalogue | None = None) -> str:
    """What a check found, in a sentence."""
    _ = reader or active()
    if check.ok is None:
        return _unfinished(_)[check.code]
    if check.ok:
        return _sound(_)[check.code].format(count=number(check.counted, _.lang))
    few = ", ".join(check.found[:4])
    more = len(check.found) - 4
    found = few if more <= 0 else _("{few} and {count} more").format(few=few, count=number(more, _.lang))
    return _wrong(_)[check.code].format(found=found)


def _sound(_: Catalogue) -> dict[str, str]:
    return {
        FILE: _("The database's own structures are whole ({count} parts)."),
        CHAIN: _("All {count} entries of the ledger fit each other."),
        BALANCE: _("Every booklet received is accounted for ({count})."),
        NUMBERS: _("All {count} numbers of papers are accounted for."),
    }


def _wrong(_: Catalogue) -> dict[str, str]:
    return {
        FILE: _("The database is damaged: {found}."),
        CHAIN: _("The ledger was changed: entry {found} does not fit the one before."),
        BALANCE: _("Blanks do not balance (received / found): {found}."),
        NUMBERS: _("Numbers of papers are not accounted for: {found}."),
    }


def _unfinished(_: Catalogue) -> dict[str, str]:
    return {
        FILE: _("The check of the database file was not finished."),
        CHAIN: _("The check of the ledger was not finished."),
        BALANCE: _("The check of the blanks was not finished."),
        NUMBERS: _("The check of the numbers was not finished."),
    }


def reason_names(_: Catalogue) -> dict[str, str]:
    """Why a backup was made."""
    return {
        "hand": _("by hand"),
        "hours": _("by itself, in between"),
        "closing": _("by itself, after closing"),
        "upgrade": _("before an upgrade"),
        "restore": _("before a restore"),
        "settings": _("before settings were imported"),
        "import": _("before a list was taken over"),
    }


def application_words(state: str, _: Catalogue) -> str:
    """An application's state, for a reader of any language."""
    return {
        "ready": _("waits for printing"),
        "claimed": _("taken by an operator"),
        "printing": _("in the printer"),
        "unconfirmed": _("unconfirmed"),
        "printed": _("printed, waits for quality check"),
        "passed": _("passed the quality check"),
        "shelved": _("ready for pickup"),
        "collected": _("handed over"),
        "held": _("on hold"),
        "cancelled": _("cancelled"),
        "lapsed": _("lapsed"),
        "posted": _("sent by post"),
    }.get(state, state)


def booklet_words(state: str, _: Catalogue) -> str:
    """A booklet's state, for a reader of any language."""
    return {
        "in_safe": _("in the safe"),
        "issued": _("issued to an operator"),
        "bound": _("bound to an application"),
        "personalised": _("personalised"),
        "shelved": _("on the shelf"),
        "handed_over": _("handed over"),
        "spoiled": _("spoiled"),
        "destroyed": _("destroyed"),
        "returned": _("returned"),
        "missing": _("missing"),
        "quarantined": _("in quarantine"),
    }.get(state, state)


def paper_name(kind: str, _: Catalogue) -> str:
    """A kind of paper by its two letters; one without a name here is called by them."""
    return {
        "SP": _("Pickup slip"),
        "BP": _("Hand-over register"),
        "ST": _("Custody list"),
        "BA": _("Minutes of blanks"),
        "BR": _("Minutes of spoiled booklets"),
        "BM": _("Minutes of destruction"),
        "BK": _("Minutes of loss"),
        "PH": _("Daily closing sheet"),
        "LK": _("Work sheet"),
        "DK": _("Group list"),
        "PL": _("Overtime order"),
        "LB": _("Batch sheet"),
        "PG": _("Public notice"),
        "TT": _("Receipt"),
        "KP": _("Post list"),
        "PK": _("Down-time pack"),
        "VF": _("Verification report"),
        "PM": _("Gap report"),
        "DP": _("Personal data"),
        "DT": _("Printed list"),
        "DH": _("Overtime attendance list"),
        "BL": _("Estimated cost of overtime"),
        "LH": _("Result report of overtime"),
        "GP": _("Pickup wave"),
        "RP": _("Sheet of the hand-over register"),
        "PB": _("Batch of cancellings"),
        "SB": _("Letter of cancelling"),
        "SU": _("Letter of a last call"),
        "HS": _("Shift hand-over"),
        "LG": _("After-outage report"),
        "LP": _("Weekly sheet of raises"),
        "LR": _("Work sheet"),
        "RB": _("Batch sheet"),
        "RK": _("Down-time pack"),
    }.get(kind, kind)


def act_name(act: str, _: Catalogue) -> str:
    """An act in a few words, for a count of what was done."""
    words = {**account_acts(_), **_print_acts(_), **_counter_acts(_), **_blank_acts(_), **_office_acts(_)}
    return words.get(act, act.replace("_", " "))


def _print_acts(_: Catalogue) -> dict[str, str]:
    return {
        "claim": _("Handed out for printing"),
        "release": _("Given back to the queue"),
        "tell_broken_claim": _("The holder was told"),
        "expired": _("Fell back into the queue"),
        "bind": _("Put into the machine"),
        "lose_touch": _("Desk stopped in mid-print"),
        "confirm_printed": _("Printed"),
        "confirm_failed": _("Print failed"),
        "confirm_blank": _("Nothing was printed"),
        "pass_check": _("Passed the check"),
        "fail_check": _("Failed the check"),
        "scan_mrz": _("MRZ scanned"),
        "shelve": _("Placed on the shelf"),
        "scan_out": _("Put on a custody list"),
        "send_list": _("Custody list sent"),
        "scan_in": _("Custody list scanned in"),
        "close_list": _("Custody list closed"),
    }


def _counter_acts(_: Catalogue) -> dict[str, str]:
    return {
        "hand_over": _("Handed over"),
        "undo_hand_over": _("Hand-over taken back"),
        "post": _("Sent by post"),
        "open_card": _("Card opened"),
        "look": _("Identity numbers looked at"),
        "contact": _("Somebody was told"),
        "set_trip": _("Trip noted"),
        "give_proof": _("Proof seen"),
        "hold": _("Put on hold"),
        "resume": _("Released from hold"),
        "cancel": _("Application cancelled"),
        "lapse": _("Lapsed, not collected"),
        "remind": _("Reminded to collect"),
        "print_paper": _("Paper made"),
        "add": _("Application typed in"),
        "import": _("Application taken over"),
        "import_list": _("List taken over"),
        "update": _("Application put right by a list"),
    }


def _blank_acts(_: Catalogue) -> dict[str, str]:
    return {
        "receive": _("Delivery received"),
        "issue": _("Blank issued"),
        "return": _("Blank returned"),
        "spoil": _("Booklet recorded as spoiled"),
        "destroy": _("Booklet destroyed"),
        "miss": _("Booklet reported missing"),
        "find": _("Missing booklet found"),
        "quarantine": _("Booklet put into quarantine"),
        "clear": _("Booklet released from quarantine"),
        "open_shift": _("Shift opened"),
        "close_shift": _("Shift closed"),
        "close_day": _("Day closed"),
    }


def _office_acts(_: Catalogue) -> dict[str, str]:
    return {
        "change_settings": _("Settings changed"),
        "edit_settings": _("Settings changed"),
        "set_state": _("Service or station switched"),
        "add_person": _("Person added"),
        "record_outage": _("Outage recorded"),
        "issue_notice": _("Notice issued"),
        "make_report": _("Report made"),
        "draw_raises_again": _("The week's raises were drawn anew"),
        "back_up": _("Backup made"),
        "backup_failed": _("Backup failed"),
        "restore": _("Database restored"),
        "begin_restore": _("Restore begun"),
        "make_verification": _("Verification report made"),
        "erase": _("Personal data erased"),
        "export_subject": _("Data given to the person"),
        "export_list": _("List printed or saved as a file"),
        "save_view": _("View of a list saved"),
        "change_view": _("View of a list changed"),
        "rename_view": _("View of a list renamed"),
        "delete_view": _("View of a list deleted"),
        "restore_view": _("Deleted view brought back"),
        "share_view": _("View of a list shared"),
        "unshare_view": _("View of a list no longer shared"),
        "sign_in": _("Signed in"),
        "sign_out": _("Signed out"),
    }
