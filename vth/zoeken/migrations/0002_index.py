"""The index beside the rows: FTS5 on SQLite, a tsvector with GIN on PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    "CREATE VIRTUAL TABLE zoeken_fts USING fts5(tekst, zicht, content='zoeken_zoekregel', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2')",
]
POSTGRES = [
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "ALTER TABLE zoeken_zoekregel ADD COLUMN woorden tsvector",
    "CREATE INDEX zoeken_zoekregel_woorden ON zoeken_zoekregel USING gin (woorden)",
]


def make_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index of this database."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("zoeken", "0001_initial")]
    operations = [migrations.RunPython(make_index, migrations.RunPython.noop)]
