"""Telling people, for every room: the line on a card, texts, calls that are owed, and pickup waves."""

from printdesk.ui.contact.contact_acts import ContactActs, Person
from printdesk.ui.contact.contact_strip import ContactStrip
from printdesk.ui.contact.owed_calls import OwedCallsView
from printdesk.ui.contact.telling_desk import TellingDesk
from printdesk.ui.contact.waves_view import WavesView

__all__ = ["ContactActs", "ContactStrip", "OwedCallsView", "Person", "TellingDesk", "WavesView"]
