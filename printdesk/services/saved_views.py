"""Views of lists that people keep under a name: their own, and those that a supervisor shared with everybody."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from printdesk.domain import list_look
from printdesk.domain.list_look import LISTS, LONGEST_NAME, MOST_VIEWS, ListLook
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models import saved_views
from printdesk.services import access
from printdesk.services.office import names
from printdesk.services.work import Actor, Answer, Work, Workplace


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view with its name.

    Attributes:
        owner: login of who keeps it. owner_name: that person's name. shared: whether everybody sees it.
    """

    id: int
    name: str
    owner: str
    owner_name: str
    shared: bool
    look: ListLook


class SavedViewService:
    """Keeps views; the ledger tells that it was done and not what they are called or look for."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def of(self, list_code: str, user: str) -> tuple[SavedView, ...]:
        """What somebody sees beside a list: their own views, then those that others share, each by name."""
        row = saved_views.SavedView
        with self._workplace.reading() as view:
            found = view.session.scalars(
                select(row).where(
                    row.list_code == list_code, row.name_key.is_not(None), or_(row.owner == user, row.shared)
                )
            ).all()
            known = names(view.session) if found else {}
            views = [
                SavedView(
                    each.id, each.name, each.owner, known.get(each.owner, each.owner), each.shared,
                    list_look.from_plain(each.look),
                )
                for each in found
            ]  # fmt: skip
        return tuple(sorted(views, key=lambda each: (each.owner != user, each.name.casefold(), each.id)))

    def save(
        self, actor: Actor, list_code: str, name: str, look: ListLook, operation_id: str, *, shared: bool = False
    ) -> int:
        """Keep a view under a new name; its id.

        Raises:
            RuleViolationError: the name is empty, too long or taken, the view holds too much, there are too many,
                or the actor may not share.
        """
        if list_code not in LISTS or not list_look.is_sound(look):
            raise RuleViolationError(
                _("This view holds too much to be kept."), _("Use a shorter filter, then save it again.")
            )
        title = _title(name)

        def do(work: Work) -> Answer:
            if shared:
                access.ensure_may(work.session, "share_view", actor.user)
            _refuse_many(work.session, list_code, actor.user)
            _refuse_taken(work.session, list_code, actor.user, title)
            row = saved_views.SavedView(
                list_code=list_code, owner=actor.user, name=title, name_key=_key(title), shared=shared,
                look=list_look.to_plain(look), made_at=work.now, changed_at=work.now,
            )  # fmt: skip
            work.session.add(row)
            work.session.flush()
            work.record("save_view", "view", row.id, list=list_code, shared=shared)
            return {"id": row.id}

        return int(self._workplace.perform("save_view", actor, operation_id, do)["id"])

    def change(self, actor: Actor, view_id: int, look: ListLook, operation_id: str) -> None:
        """Keep another look under the same name.

        Raises:
            RuleViolationError: it is somebody else's, was deleted, or holds too much.
        """
        if not list_look.is_sound(look):
            raise RuleViolationError(
                _("This view holds too much to be kept."), _("Use a shorter filter, then save it again.")
            )

        def do(work: Work, row: saved_views.SavedView) -> None:
            row.look = list_look.to_plain(look)
            work.record("change_view", "view", row.id, list=row.list_code, shared=row.shared)

        self._workplace.perform("change_view", actor, operation_id, self._on_own(view_id, do))

    def rename(self, actor: Actor, view_id: int, name: str, operation_id: str) -> None:
        """Give a view another name.

        Raises:
            RuleViolationError: it is somebody else's or was deleted, or the name is empty, too long or taken.
        """
        title = _title(name)

        def do(work: Work, row: saved_views.SavedView) -> None:
            _refuse_taken(work.session, row.list_code, row.owner, title, but=row.id)
            row.name, row.name_key = title, _key(title)
            work.record("rename_view", "view", row.id, list=row.list_code, shared=row.shared)

        self._workplace.perform("rename_view", actor, operation_id, self._on_own(view_id, do))

    def delete(self, actor: Actor, view_id: int, operation_id: str) -> None:
        """Delete a view, a shared one for everybody.

        Raises:
            RuleViolationError: it is somebody else's, or was deleted already.
        """

        def do(work: Work, row: saved_views.SavedView) -> None:
            row.name_key = None
            work.record("delete_view", "view", row.id, list=row.list_code, shared=row.shared)

        self._workplace.perform("delete_view", actor, operation_id, self._on_own(view_id, do))

    def restore(self, actor: Actor, view_id: int, operation_id: str) -> None:
        """Bring a deleted view back.

        Raises:
            RuleViolationError: it is somebody else's, or its name was given to another one meanwhile.
        """

        def do(work: Work) -> Answer:
            row = _existing(work.session, view_id)
            _refuse_strange(row, actor)
            if row.name_key is None:
                _refuse_taken(work.session, row.list_code, row.owner, row.name)
                row.name_key, row.changed_at = _key(row.name), work.now
                work.record("restore_view", "view", row.id, list=row.list_code, shared=row.shared)
            return {}

        self._workplace.perform("restore_view", actor, operation_id, do)

    def share(self, actor: Actor, view_id: int, operation_id: str) -> None:
        """Show a view to everybody who has the room.

        Raises:
            RuleViolationError: it is somebody else's own, or was deleted.
        """

        def do(work: Work, row: saved_views.SavedView) -> None:
            row.shared = True
            work.record("share_view", "view", row.id, list=row.list_code)

        self._workplace.perform("share_view", actor, operation_id, self._on_own(view_id, do))

    def unshare(self, actor: Actor, view_id: int, operation_id: str) -> None:
        """Make a shared view its owner's own again, whoever shared it.

        Raises:
            RuleViolationError: it was deleted.
        """

        def do(work: Work) -> Answer:
            row = _kept(work.session, view_id)
            row.shared, row.changed_at = False, work.now
            work.record("unshare_view", "view", row.id, list=row.list_code)
            return {}

        self._workplace.perform("unshare_view", actor, operation_id, do)

    def _on_own(
        self, view_id: int, change: Callable[[Work, saved_views.SavedView], None]
    ) -> Callable[[Work], Answer]:
        """An act on a view of the actor's own."""

        def do(work: Work) -> Answer:
            row = _kept(work.session, view_id)
            _refuse_strange(row, work.actor)
            change(work, row)
            row.changed_at = work.now
            return {}

        return do


def _title(name: str) -> str:
    title = " ".join(name.split())
    if not title:
        raise RuleViolationError(_("The view has no name."), _("Type a name for it."))
    if len(title) > LONGEST_NAME or not title.isprintable():
        raise RuleViolationError(
            _("This name is too long for a view."), _("Use at most {count} letters.").format(count=LONGEST_NAME)
        )
    return title


def _key(title: str) -> str:
    return title.casefold()[: 2 * LONGEST_NAME]


def _existing(session: Session, view_id: int) -> saved_views.SavedView:
    row = session.get(saved_views.SavedView, view_id, with_for_update=True)
    if row is None:
        raise RuleViolationError(_("There is no such view."), _("Choose one of those that are shown."))
    return row


def _kept(session: Session, view_id: int) -> saved_views.SavedView:
    row = _existing(session, view_id)
    if row.name_key is None:
        raise RuleViolationError(_("This view was deleted meanwhile."), _("Save it again under a name."))
    return row


def _refuse_strange(row: saved_views.SavedView, actor: Actor) -> None:
    if row.owner != actor.user:
        raise RuleViolationError(
            _("This view belongs to somebody else."), _("Save it under a name of your own to change it.")
        )


def _refuse_taken(session: Session, list_code: str, owner: str, title: str, *, but: int = 0) -> None:
    row = saved_views.SavedView
    taken = session.scalar(
        select(row.id).where(
            row.list_code == list_code, row.name_key == _key(title), row.id != but,
            or_(row.owner == owner, row.shared),
        )
    )  # fmt: skip
    if taken is not None:
        raise RuleViolationError(
            _("There is a view called “{name}” already.").format(name=title), _("Choose another name.")
        )


def _refuse_many(session: Session, list_code: str, owner: str) -> None:
    row = saved_views.SavedView
    mine = row.list_code == list_code, row.owner == owner, row.name_key.is_not(None)
    if (session.scalar(select(func.count(row.id)).where(*mine)) or 0) >= MOST_VIEWS:
        raise RuleViolationError(
            _("You keep {count} views of this list already.").format(count=MOST_VIEWS),
            _("Delete one that you do not use any more."),
        )
