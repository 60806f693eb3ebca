"""What is asked before a backup takes the database's place, and before personal data are erased."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.services.office import PersonView
from printdesk.services.restore_gap import Gap
from printdesk.services.restores import Inspection
from printdesk.services.retention import RetentionView
from printdesk.ui.kit import FormDialog, label
from printdesk.ui.settings.safety_words import gap_words, inspection_words
from printdesk.ui.settings.words import count_text
from printdesk.ui.theme import Tone

_WIDE = 680
_NAMES = 28


class RestoreDialog(FormDialog):
    """A backup that was checked, what would be lost by it, and who stands by.

    Attributes:
        second: the other person. found: the backup.
    """

    def __init__(
        self,
        found: Inspection,
        lost: Gap,
        others: Sequence[str],
        people: Sequence[PersonView],
        actor: str,
        parent: QWidget | None,
    ) -> None:
        taken = dates.moment_long(found.taken_at, language()) if found.taken_at else "–"
        super().__init__(
            _("Restore the backup of {moment}").format(moment=taken),
            _("Restore"),
            _("The backup takes the place of the database at every desk. That of now is kept aside as a file."),
            parent,
        )
        self.found = found
        self.setMinimumWidth(_WIDE)
        self.body.addWidget(label(found.path.name, "strong", copyable=True, wrap=True))
        self.body.addWidget(label(inspection_words(found), "secondary", wrap=True))
        tone = Tone.RED if lost.lost or not lost.known else Tone.GREEN
        self.body.addWidget(label(gap_words(lost), "strong", tone=tone, wrap=True))
        if others:
            said = _("Also at work with this database now: {places}. Tell them to stop for a moment; they read anew.")
            self.body.addWidget(label(said.format(places=", ".join(others)), "strong", tone=Tone.AMBER, wrap=True))
        self.body.addStretch(1)
        self.second = _people_box(people, actor)
        self.add_row(_("&Second person"), self.second)
        self.second.currentIndexChanged.connect(lambda _at: self._fit())
        self._fit()

    def set_busy(self, busy: bool) -> None:
        """The act is open only when somebody stands by."""
        super().set_busy(busy or not self.second.currentData())

    def _fit(self) -> None:
        self.set_act_enabled(bool(self.second.currentData()))


class EraseDialog(FormDialog):
    """Erasing all that is past its time; it cannot be undone, so the number is typed.

    Attributes:
        count: how many, typed by the user; expected: as the dry run said. second: the other person.
    """

    def __init__(self, view: RetentionView, people: Sequence[PersonView], actor: str, parent: QWidget | None) -> None:
        super().__init__(
            _("Erase personal data past their time"),
            _("Erase"),
            plural(
                "Name, identity number, telephone, collector and notes of {count} case are erased for good.",
                "Name, identity number, telephone, collector and notes of {count} cases are erased for good.",
                view.count,
            ).format(count=count_text(view.count)),
            parent,
        )
        self.setMinimumWidth(_WIDE)
        self.expected = view.count
        self.count = QLineEdit()
        self.second = _people_box(people, actor)
        self.add_row(_("&How many cases"), self.count, _("Type the number that stands above."))
        self.add_row(_("&Second person"), self.second)
        self.count.textChanged.connect(lambda _text: self._fit())
        self.second.currentIndexChanged.connect(lambda _at: self._fit())
        self._fit()

    def set_busy(self, busy: bool) -> None:
        """The act is open only when it is complete."""
        super().set_busy(busy or not self._is_complete())

    def _is_complete(self) -> bool:
        typed = "".join(sign for sign in self.count.text() if sign.isdecimal())  # "2,392" as it stands above
        return typed == str(self.expected) and bool(self.second.currentData())

    def _fit(self) -> None:
        self.set_act_enabled(self._is_complete())


class EraseOneDialog(FormDialog):
    """Erasing one person's data because that person asked for it.

    Attributes:
        number: of the application. second: the other person.
    """

    def __init__(self, people: Sequence[PersonView], actor: str, parent: QWidget | None) -> None:
        super().__init__(
            _("Erase one person's data"),
            _("Erase"),
            _("For a case that is over. What happened stays in the ledger, which holds no personal data."),
            parent,
        )
        self.setMinimumWidth(_WIDE)
        self.number = QLineEdit()
        self.second = _people_box(people, actor)
        self.add_row(_("&Application"), self.number, _("The 16 digits of its number; it can be scanned."))
        self.add_row(_("&Second person"), self.second)
        self.number.textChanged.connect(lambda _text: self._fit())
        self.second.currentIndexChanged.connect(lambda _at: self._fit())
        self._fit()

    def set_busy(self, busy: bool) -> None:
        """The act is open only when it is complete."""
        super().set_busy(busy or not self._is_complete())

    def _is_complete(self) -> bool:
        return bool(self.number.text().strip()) and bool(self.second.currentData())

    def _fit(self) -> None:
        self.set_act_enabled(self._is_complete())


def _people_box(people: Sequence[PersonView], actor: str) -> QComboBox:
    box = QComboBox()
    box.setMinimumContentsLength(_NAMES)
    box.addItem(_("Choose the second person"), "")
    for person in people:
        if person.login != actor:
            box.addItem(person.name, person.login)
    return box
