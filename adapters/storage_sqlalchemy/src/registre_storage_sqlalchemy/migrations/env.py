"""What Alembic runs: the revisions, on the connection and in the transaction that `migrate` began."""

from alembic import context

from registre_storage_sqlalchemy.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
context.run_migrations()
