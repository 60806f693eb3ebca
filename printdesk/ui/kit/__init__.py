"""The window's own widgets; rooms build their pages from these and from nothing they dress themselves."""

from typing import TYPE_CHECKING

from printdesk.ui.late import late

if TYPE_CHECKING:
    from printdesk.ui.kit.buttons import GhostButton, IconButton, PrimaryButton, SecondaryButton
    from printdesk.ui.kit.chips import Chip, ChipRow, ViewRow
    from printdesk.ui.kit.delegate import RowDelegate
    from printdesk.ui.kit.dialog import FormDialog
    from printdesk.ui.kit.fields import DateField, NumberField, TimeField, tell_whole
    from printdesk.ui.kit.flow import FlowRow, SideColumn, WordsBox
    from printdesk.ui.kit.line_strip import LineStrip, sign_line
    from printdesk.ui.kit.marks import IconMark, SignMark
    from printdesk.ui.kit.notice import Notice, NoticeAction, Severity
    from printdesk.ui.kit.password import PasswordField
    from printdesk.ui.kit.pdf_preview import PdfPreview
    from printdesk.ui.kit.pill import Pill, PillSpec, UrgencyPill
    from printdesk.ui.kit.progress import ProgressLine
    from printdesk.ui.kit.roles import Role
    from printdesk.ui.kit.rows import Cell, Column, RowsModel
    from printdesk.ui.kit.scan_target import ScanTarget
    from printdesk.ui.kit.second_sign_in import Second, SecondSignIn
    from printdesk.ui.kit.steps import Step, StepStrip
    from printdesk.ui.kit.surfaces import Card, EmptyState, StatTile, WhyPanel
    from printdesk.ui.kit.table import DeskTable
    from printdesk.ui.kit.text import ElidedLabel, KeyValue, SectionTitle, label, restyle, say_in, set_tone, thin_line

else:  # each is imported when it is first asked for: a window opens with what it shows
    __getattr__ = late(
        __name__,
        {
            "buttons": ("GhostButton", "IconButton", "PrimaryButton", "SecondaryButton"),
            "chips": ("Chip", "ChipRow", "ViewRow"),
            "delegate": ("RowDelegate",),
            "dialog": ("FormDialog",),
            "fields": ("DateField", "NumberField", "TimeField", "tell_whole"),
            "flow": ("FlowRow", "SideColumn", "WordsBox"),
            "line_strip": ("LineStrip", "sign_line"),
            "marks": ("IconMark", "SignMark"),
            "notice": ("Notice", "NoticeAction", "Severity"),
            "password": ("PasswordField",),
            "pdf_preview": ("PdfPreview",),
            "pill": ("Pill", "PillSpec", "UrgencyPill"),
            "progress": ("ProgressLine",),
            "roles": ("Role",),
            "rows": ("Cell", "Column", "RowsModel"),
            "scan_target": ("ScanTarget",),
            "second_sign_in": ("Second", "SecondSignIn"),
            "steps": ("Step", "StepStrip"),
            "surfaces": ("Card", "EmptyState", "StatTile", "WhyPanel"),
            "table": ("DeskTable",),
            "text": (
                "ElidedLabel", "KeyValue", "SectionTitle", "label", "restyle", "say_in", "set_tone", "thin_line",
            ),
        },
    )  # fmt: skip

__all__ = [
    "Card",
    "Cell",
    "Chip",
    "ChipRow",
    "Column",
    "DateField",
    "DeskTable",
    "ElidedLabel",
    "EmptyState",
    "FlowRow",
    "FormDialog",
    "GhostButton",
    "IconButton",
    "IconMark",
    "KeyValue",
    "LineStrip",
    "Notice",
    "NoticeAction",
    "NumberField",
    "PasswordField",
    "PdfPreview",
    "Pill",
    "PillSpec",
    "PrimaryButton",
    "ProgressLine",
    "Role",
    "RowDelegate",
    "RowsModel",
    "ScanTarget",
    "Second",
    "SecondSignIn",
    "SecondaryButton",
    "SectionTitle",
    "Severity",
    "SideColumn",
    "SignMark",
    "StatTile",
    "Step",
    "StepStrip",
    "TimeField",
    "UrgencyPill",
    "ViewRow",
    "WhyPanel",
    "WordsBox",
    "label",
    "restyle",
    "say_in",
    "set_tone",
    "sign_line",
    "tell_whole",
    "thin_line",
]
