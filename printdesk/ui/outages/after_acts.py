"""What follows an act of the room: who of an ended outage is still to be told, and a picture saved."""

from collections.abc import Callable, Sequence

from printdesk.files import write_atomically
from printdesk.i18n import _, plural
from printdesk.services.owed_calls import Untold
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import NoticeAction
from printdesk.ui.outages.notice_view import NoticeDesk
from printdesk.ui.outages.words import count_text

_NAMED = 6


def tell_untold(context: RoomContext, found: Untold, show: Callable[[int], None]) -> None:
    """Say how many of an outage that has ended nobody has told, with the way to them.

    Args:
        show: shows the calls of the outage with this id.
    """
    if not found.count:
        context.messages.settle(untold_topic(found.number))
        return
    text = plural(
        "{number} has ended, and {count} person of it is still to be told.",
        "{number} has ended, and {count} people of it are still to be told.", found.count,
    ).format(number=found.number, count=count_text(found.count))  # fmt: skip
    context.messages.warn(
        text, _("Their new dates are known now; those with the nearest trip stand first."),
        NoticeAction(_("Show the calls"), lambda: show(found.outage_id)), untold_topic(found.number),
    )  # fmt: skip


def untold_topic(number: str) -> str:
    """On which it is said who of an outage is still to be told; settled when the outage is taken back."""
    return f"untold {number}"


def left_alone(numbers: Sequence[str]) -> str:
    """Which applications an outage does not move; of many the first ones, since a notice is no list."""
    shown, more = ", ".join(numbers[:_NAMED]), len(numbers) - _NAMED
    if more > 0:
        text = plural("{numbers} and {count} more", "{numbers} and {count} more", more)
        shown = text.format(numbers=shown, count=count_text(more))
    return _("Left alone, since their promise was changed by something else: {numbers}.").format(numbers=shown)


def save_picture(context: RoomContext, notice: NoticeDesk) -> None:
    """Save the notice shown as a picture where the user says."""
    paper = notice.paper_shown
    path = notice.ask_picture_path(context.export_folder()) if paper is not None else None
    if paper is None or path is None:
        return
    said = _("Saved as {name} in {folder}.").format(name=path.name, folder=path.parent)
    context.background.run(
        lambda _task: write_atomically(path, paper.picture(), private=False),
        done=lambda _none: context.messages.ok(said), failed=context.messages.error, owner=notice,
    )  # fmt: skip
