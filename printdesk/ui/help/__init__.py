"""Help that comes with the program: short pages in both languages, read without a network."""

from printdesk.ui.help.dialog import HelpDialog
from printdesk.ui.help.pages import GENERAL, ROOMS, HelpPage, pages

__all__ = ["GENERAL", "ROOMS", "HelpDialog", "HelpPage", "pages"]
