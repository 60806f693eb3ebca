"""What every room is given: the services, the ways to run and to speak, and where it sits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from printdesk.services.bundle import Services
from printdesk.services.work import Actor
from printdesk.ui.background import Background
from printdesk.ui.desk_printers import DeskPrinters
from printdesk.ui.messages import Messages
from printdesk.ui.undo.history import History
from printdesk.ui.views.memory import ListMemory


@dataclass(frozen=True, slots=True)
class RoomContext:
    """A room's collaborators.

    Attributes:
        actor: who works at this desk now.
        station: code of the station that belongs to this desk, "" for none.
        choose_station: make another station this desk's.
        changed: to be called after an act, so that all rooms show what is true now.
        open_application: show an application's card in the pickup room.
        export_folder: where papers are saved when nobody says otherwise.
        printing: the printers of this desk.
        lists: which columns of the lists are shown on this computer.
        history: what the person here did last and can take back.
        go_to: show a room by its code, and a view of it by its code where it has several ("": as it stands).
    """

    services: Services
    background: Background
    messages: Messages
    actor: Callable[[], Actor]
    station: Callable[[], str]
    choose_station: Callable[[str], None]
    changed: Callable[[], None]
    open_application: Callable[[int], None]
    export_folder: Callable[[], Path]
    go_to: Callable[[str, str], None] = lambda _room, _view: None
    printing: DeskPrinters = field(default_factory=DeskPrinters)
    history: History = field(default_factory=History)
    lists: ListMemory = field(default_factory=ListMemory)
