"""How Alembic reaches the database: on the connection that `domain.storage.migrating` hands it."""

from alembic import context

from domain.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    user_module_prefix="columns.",
)
with context.begin_transaction():
    context.run_migrations()
