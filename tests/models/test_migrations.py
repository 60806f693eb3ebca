"""Databases of earlier schemas are brought up to this one, with everything in them."""

from alembic import command
from sqlalchemy import text

from printdesk.models import schema
from printdesk.models.database import Database
from printdesk.models.tables import Application, Pin, PlanSnapshot, RaiseRequest

_APPLICATION = """
    INSERT INTO application (number, name, name_key, service, arrived, ready_at, promised_first, promised,
        departs_has_time, visa_lead_days, proof, same_day, state, state_since, hold_reason, version)
    VALUES ('3311000000000001', 'Siti', ' siti ', 'regular48', :at, :at, :at, :at,
        :no, 0, 'ticket', :no, 'held', :at, 'payment', 3)
"""


def test_an_office_of_the_first_schema_keeps_its_applications_and_gets_the_new_columns(empty_database_url: str):
    database = Database(empty_database_url)
    with database.writing() as session:
        config = schema._config()
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "0001")
        session.execute(text(_APPLICATION), {"at": "2024-06-21 03:00:00+00:00", "no": False})
    assert schema.current(database) == "0001"

    assert schema.upgrade(empty_database_url) == schema.head()

    with database.reading() as session:
        row = session.query(Application).one()
        assert (row.number, row.proof, row.state, row.hold_reason, row.version) == (
            "3311000000000001", "ticket", "held", "payment", 3,
        )  # fmt: skip
        assert (row.proof_recheck_at, row.hold_until) == (None, None)
        assert [session.query(table).count() for table in (RaiseRequest, Pin, PlanSnapshot)] == [0, 0, 0]
    database.close()
