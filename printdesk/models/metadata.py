"""All tables of the office: importing this module makes the metadata whole."""

from printdesk.models import (  # noqa: F401
    contacts,
    destruction,
    evenings,
    history,
    outages,
    print_work,
    shifts,
    tables,
    transfers,
)
from printdesk.models.tables import Base

metadata = Base.metadata
