"""Taking a step back, and doing it again: the same from the notice's button, the key, the list and Ctrl+K."""

from collections.abc import Callable

from printdesk.errors import DeskError, RuleViolationError
from printdesk.i18n import _
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.kit.notice import NoticeAction
from printdesk.ui.room_work import Acts
from printdesk.ui.undo.history import Step

_TOPIC = "undo"


def say_done(context: RoomContext, said: str, step: Step) -> None:
    """Say what was done, with its way back; Ctrl+Z finds it from now on."""
    note(context, step)
    context.messages.ok(said, NoticeAction(_("Undo"), lambda: take_back(context, step)))


def note(context: RoomContext, step: Step) -> None:
    """It was done, and the room itself shows it."""
    context.history.note(step, context.actor().user)


def take_back(context: RoomContext, step: Step) -> None:
    """Take a step back, or open the form that does."""
    if step.form is not None:
        step.form()
    elif step.turn is not None:
        _run(context, step, step.turn.back, lambda: _say_undone(context, step))


def do_again(context: RoomContext, step: Step) -> None:
    """Do it again, or say why that is not done at a key's press."""
    if step.why_not is not None or step.turn is None:
        why = step.why_not() if step.why_not is not None else ""
        context.messages.info(_("Not done again: {name}.").format(name=_name(step)), why, topic=_TOPIC)
        return
    _run(context, step, step.turn.forward, lambda: _say_redone(context, step))


def _run(context: RoomContext, step: Step, act: Callable[[Actor, str], object], done: Callable[[], None]) -> None:
    history = context.history
    if history.busy:
        context.messages.warn(_("Another step is still being written."), _("Try again."), topic=_TOPIC)
        return

    def finish(_answer: object) -> None:
        history.busy = False
        done()
        if step.after is not None:
            step.after()

    def refuse(error: DeskError) -> None:
        """What a rule stands against will not be possible later; what the world stands against may be."""
        history.busy = False
        if isinstance(error, RuleViolationError):
            history.drop(step)
        text = _("It stays as it is: {name}.").format(name=_name(step))
        context.messages.stop(f"{text} {error.message}", error.advice)

    history.busy = True
    Acts(context, context.messages, context.changed).begin(act, finish, refuse)


def _say_undone(context: RoomContext, step: Step) -> None:
    context.history.took_back(step)
    again = NoticeAction(_("Redo"), lambda: do_again(context, step)) if step.why_not is None else None
    context.messages.ok(_("Taken back: {name}.").format(name=_name(step)), again)


def _say_redone(context: RoomContext, step: Step) -> None:
    context.history.did_again(step)
    action = NoticeAction(_("Undo"), lambda: take_back(context, step))
    context.messages.ok(_("Done again: {name}.").format(name=_name(step)), action)


def _name(step: Step) -> str:
    """At the end of a sentence, where a title such as "S.Kom." has its point already."""
    return step.name().removesuffix(".")
