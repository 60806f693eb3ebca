"""Alembic's entry: runs the migrations on the connection that `models.schema` hands over."""

from alembic import context

from printdesk.models.metadata import metadata


def _run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transactional_ddl=True,
        transaction_per_migration=False,
        render_as_batch=connection.dialect.name == "sqlite",
        user_module_prefix="types.",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_run()
