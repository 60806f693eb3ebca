"""Keeps every plan that the window makes, so that what changed can be shown later."""

import logging

from PySide6.QtCore import QObject, Signal

from printdesk.errors import DeskError
from printdesk.services.bundle import Services
from printdesk.services.plans import PlanView
from printdesk.ui.background import Background

_log = logging.getLogger(__name__)


class PlanKeeper(QObject):
    """Writes plans in the background, one at a time; of several that come meanwhile only the newest waits.

    That a plan is not kept is logged and never shown: the reading it came from is sound.

    Signals:
        kept: a plan was written, because it was different from the one before.
    """

    kept = Signal()

    def __init__(self, services: Services, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._background = background
        self._seen: int | None = None
        self._next: tuple[PlanView, int] | None = None
        self._keeping = False
        background.busy_changed.connect(self._rest)

    def saw(self, plan: PlanView, sequence: int) -> None:
        """Keep a plan that was just made.

        Args:
            sequence: number of the newest entry of the ledger that it counts in.
        """
        if self._keeping:
            self._next = (plan, sequence)
            return
        self._keeping = True
        seen, history = self._seen, self._services.history

        def done(written: bool) -> None:
            self._seen = sequence
            self._go_on()
            if written:
                self.kept.emit()

        def failed(error: DeskError) -> None:
            _log.warning("the plan was not kept: %s", error)
            self._go_on()

        self._background.run(lambda _task: history.keep_seen(plan, seen), done=done, failed=failed, owner=self)

    def _go_on(self) -> None:
        self._keeping = False
        waiting, self._next = self._next, None
        if waiting is not None:
            self.saw(*waiting)

    def _rest(self, busy: bool) -> None:
        """Nothing runs any more: a keeping that a bug cut short is over as well."""
        if not busy and self._keeping:
            self._go_on()
