import django.db.models.deletion
import vth.tijd.klok
import vth.tijd.migraties
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('logboek', '0001_initial'), ('logboek', '0002_verwerkingen'), ('logboek', '0003_bezoek')]

    initial = True

    dependencies = [
    ]

    operations = [
        vth.tijd.migraties.InOneGo(
            operations=[migrations.CreateModel(
                name='Gebeurtenis',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('moment', models.DateTimeField()),
                    ('actor', models.CharField(max_length=200)),
                    ('organisatie', models.CharField(blank=True, max_length=40)),
                    ('handeling', models.CharField(max_length=80)),
                    ('onderwerp_soort', models.CharField(blank=True, max_length=40)),
                    ('onderwerp_id', models.CharField(blank=True, max_length=100)),
                    ('inhoud', models.JSONField(default=dict)),
                    ('volgnummer', models.BigIntegerField(null=True, unique=True)),
                    ('hash', models.CharField(blank=True, max_length=64)),
                ],
                options={
                    'indexes': [models.Index(fields=['onderwerp_soort', 'onderwerp_id'], name='gebeurtenis_onderwerp'), models.Index(condition=models.Q(('volgnummer', None)), fields=['moment', 'id'], name='gebeurtenis_open')],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Zegel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('volgnummer', models.BigIntegerField(default=0)),
                    ('hash', models.CharField(blank=True, max_length=64)),
                    ('definitief_tot', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Verwerking',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('trace_id', models.CharField(max_length=32)),
                    ('span_id', models.CharField(max_length=16)),
                    ('ouder_span_id', models.CharField(blank=True, max_length=16)),
                    ('naam', models.CharField(max_length=80)),
                    ('begin', models.DateTimeField()),
                    ('eind', models.DateTimeField()),
                    ('gelukt', models.BooleanField(default=True)),
                    ('activiteit', models.CharField(max_length=80)),
                    ('actor', models.CharField(max_length=200)),
                    ('organisatie', models.CharField(blank=True, max_length=200)),
                    ('leveranciers', models.JSONField(default=list)),
                    ('soorten', models.JSONField(default=list)),
                    ('vraag', models.CharField(max_length=2000)),
                    ('aantal', models.IntegerField()),
                ],
                options={
                    'indexes': [models.Index(fields=['actor', '-begin'], name='verwerking_actor'), models.Index(fields=['organisatie', '-begin'], name='verwerking_organisatie'), models.Index(fields=['-begin'], name='verwerking_begin')],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Verwerkingbetrokkene',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verwerking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='betrokkenen', to='logboek.verwerking')),
                    ('sleutel', models.UUIDField(db_index=True)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Bezoek',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('actor', models.CharField(max_length=200, unique=True)),
                    ('moment', models.DateTimeField()),
                    ('volgnummer', models.BigIntegerField()),
                    ('vorige_moment', models.DateTimeField(null=True)),
                    ('vorige_volgnummer', models.BigIntegerField(null=True)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            )],
        ),
    ]
