"""All tables of the office: importing this module makes the metadata whole."""

from printdesk.models import (  # noqa: F401
    accounts,
    claims,
    contacts,
    destruction,
    evenings,
    handing,
    history,
    notices,
    outages,
    print_work,
    reports,
    safety,
    saved_views,
    shifts,
    tables,
    transfers,
    uncollected,
)
from printdesk.models.tables import Base

metadata = Base.metadata
