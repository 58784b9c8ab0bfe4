import datetime
import django.db.models.deletion
import vth.tijd.klok
import vth.tijd.migraties
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('ontdubbeling', '0001_initial'), ('ontdubbeling', '0002_snede')]

    initial = True

    dependencies = [
        ('register', '0001_kamer'),
        ('tijd', '0001_kamer'),
    ]

    operations = [
        vth.tijd.migraties.InOneGo(
            operations=[migrations.CreateModel(
                name='Koppelmodel',
                fields=[
                    ('versie', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('profiel', models.CharField(max_length=40)),
                    ('inhoud', models.TextField()),
                    ('gemaakt_op', models.DateTimeField()),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Koppelronde',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('koppelmodel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ontdubbeling.koppelmodel')),
                    ('profiel', models.CharField(max_length=40)),
                    ('profiel_md5', models.CharField(max_length=32)),
                    ('volledig', models.BooleanField()),
                    ('begonnen_op', models.DateTimeField()),
                    ('afgerond_op', models.DateTimeField(db_index=True)),
                    ('nummers', models.JSONField(default=dict)),
                    ('drempels', models.JSONField(default=dict)),
                    ('tellingen', models.JSONField(default=dict)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Gelijkstelling',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('begin_geldigheid', models.DateField()),
                    ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                    ('tijdstip_registratie', models.DateTimeField()),
                    ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                    ('links', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                    ('rechts', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                    ('soort', models.CharField(max_length=30)),
                    ('kans', models.FloatField()),
                    ('gewicht', models.FloatField()),
                    ('rang', models.FloatField()),
                    ('grond', models.CharField(max_length=80)),
                    ('bewijs', models.TextField()),
                    ('uitkomst', models.CharField(choices=[('gekoppeld', 'gekoppeld'), ('te_beoordelen', 'te beoordelen')], max_length=20)),
                    ('versie', models.CharField(max_length=64)),
                    ('inhoud_md5', models.CharField(max_length=32)),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['links', 'rechts'], name='gelijkstelling_links'), models.Index(fields=['rechts'], name='gelijkstelling_rechts'), models.Index(condition=models.Q(('eind_registratie', '9999-12-31T00:00:00Z')), fields=['uitkomst', 'rang', 'id'], name='gelijkstelling_rang')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='gelijkstelling_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='gelijkstelling_registratie')],
                },
            ), migrations.CreateModel(
                name='Snede',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('begin_geldigheid', models.DateField()),
                    ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                    ('tijdstip_registratie', models.DateTimeField()),
                    ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                    ('links', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                    ('rechts', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                    ('soort', models.CharField(max_length=30)),
                    ('reden', models.CharField(choices=[('oordeel', 'een oordeel over een ander paar houdt ze uit elkaar'), ('leverancier', 'één leverancier heeft hier twee gegevens')], max_length=20)),
                    ('rang', models.FloatField()),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['links', 'rechts'], name='snede_links'), models.Index(fields=['rechts'], name='snede_rechts'), models.Index(condition=models.Q(('eind_registratie', '9999-12-31T00:00:00Z')), fields=['rang', 'id'], name='snede_rang')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='snede_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='snede_registratie')],
                },
            ), migrations.CreateModel(
                name='Koppeloordeel',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('links', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                    ('rechts', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                    ('keuze', models.CharField(choices=[('gelijk', 'hetzelfde'), ('verschillend', 'niet hetzelfde'), ('opvolging', 'zelfde plek, nieuwe drijver'), ('weet_niet', 'weet niet')], max_length=20)),
                    ('reden', models.CharField(blank=True, max_length=500)),
                    ('kans', models.FloatField(null=True)),
                    ('uitkomst', models.CharField(blank=True, max_length=20)),
                    ('door', models.CharField(max_length=200)),
                    ('namens', models.CharField(blank=True, max_length=40)),
                    ('op', models.DateTimeField(db_index=True)),
                    ('vervangt', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opvolger', to='ontdubbeling.koppeloordeel')),
                ],
                options={
                    'indexes': [models.Index(fields=['links', 'rechts'], name='oordeel_paar')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('vervangt', None)), fields=('links', 'rechts'), name='oordeel_eerste')],
                },
            ), migrations.CreateModel(
                name='Entiteit',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('soort', models.CharField(max_length=30)),
                    ('ontstaan_op', models.DateTimeField()),
                    ('opgegaan_in', models.UUIDField(null=True)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Entiteitgebeurtenis',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('entiteit', models.UUIDField()),
                    ('soort', models.CharField(choices=[('ontstaan', 'ontstaan'), ('samengevoegd', 'samengevoegd met een ander'), ('opgegaan', 'opgegaan in een ander'), ('gesplitst', 'gesplitst'), ('erbij', 'een gegeven erbij'), ('eraf', 'een gegeven eraf')], max_length=20)),
                    ('ander', models.UUIDField(null=True)),
                    ('bronobject', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                ],
                options={
                    'indexes': [models.Index(fields=['entiteit', 'id'], name='entiteitgebeurtenis_entiteit')],
                    'constraints': [],
                },
            )],
        ),
    ]
