import django.db.models.functions.text
import vth.tijd.migraties
from django.db import migrations, models


# The index beside the rows: FTS5 on SQLite, a tsvector with GIN on PostgreSQL.
SQLITE = [
    "CREATE VIRTUAL TABLE zoeken_fts USING fts5(tekst, zicht, content='zoeken_zoekregel', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2')",
]
POSTGRES = [
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "ALTER TABLE zoeken_zoekregel ADD COLUMN woorden tsvector",
    "CREATE INDEX zoeken_zoekregel_woorden ON zoeken_zoekregel USING gin (woorden)",
]


def make_index(apps, schema_editor):
    """Make the index of this database."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    replaces = [('zoeken', '0001_initial'), ('zoeken', '0002_index'), ('zoeken', '0003_titel')]

    initial = True

    dependencies = [
    ]

    operations = [
        vth.tijd.migraties.InOneGo(
            operations=[migrations.CreateModel(
                name='Zoekregel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('soort', models.CharField(max_length=30)),
                    ('onderwerp', models.UUIDField(unique=True)),
                    ('titel', models.CharField(max_length=300)),
                    ('tekst', models.TextField()),
                    ('zicht', models.CharField(max_length=300)),
                ],
                options={
                    'indexes': [models.Index(models.F('soort'), django.db.models.functions.text.Lower('titel'), models.F('onderwerp'), name='zoekregel_titel')],
                    'constraints': [],
                },
            )],
        ),
        migrations.RunPython(make_index, migrations.RunPython.noop),
    ]
