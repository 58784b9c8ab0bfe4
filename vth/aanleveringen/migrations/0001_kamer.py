import django.db.models.deletion
import vth.tijd.klok
import vth.tijd.migraties
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('aanleveringen', '0001_initial'), ('aanleveringen', '0002_vernietigd_op'), ('aanleveringen', '0003_terugmeldingen')]

    initial = True

    dependencies = [
        ('register', '0001_kamer'),
        ('tijd', '0001_kamer'),
    ]

    operations = [
        vth.tijd.migraties.InOneGo(
            operations=[migrations.CreateModel(
                name='Leverancier',
                fields=[
                    ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                    ('naam', models.CharField(max_length=200)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Aanlevering',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('leverancier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aanleveringen', to='aanleveringen.leverancier')),
                    ('profiel', models.CharField(max_length=80)),
                    ('reeks', models.CharField(max_length=80)),
                    ('bestandsnaam', models.CharField(max_length=200)),
                    ('sha256', models.CharField(max_length=64)),
                    ('bytes', models.BigIntegerField()),
                    ('peildatum', models.DateField()),
                    ('correctie', models.BooleanField(default=False)),
                    ('ontvangen_op', models.DateTimeField()),
                    ('ingediend_door', models.CharField(max_length=200)),
                    ('staat', models.CharField(choices=[('ontvangen', 'ontvangen'), ('bezig', 'wordt verwerkt'), ('wacht_op_besluit', 'wacht op een besluit'), ('verwerkt', 'verwerkt'), ('geweigerd', 'geweigerd'), ('mislukt', 'mislukt')], default='ontvangen', max_length=20)),
                    ('stap', models.CharField(blank=True, max_length=80)),
                    ('gedaan', models.IntegerField(default=0)),
                    ('totaal', models.IntegerField(default=0)),
                    ('uitleg', models.TextField(blank=True)),
                    ('opmerkingen', models.JSONField(default=list)),
                    ('tellingen', models.JSONField(default=dict)),
                    ('besluit', models.CharField(blank=True, max_length=300)),
                    ('besloten_door', models.CharField(blank=True, max_length=200)),
                    ('afgerond_op', models.DateTimeField(null=True)),
                    ('vernietigd_op', models.DateTimeField(null=True)),
                    ('herkomst', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aanleveringen', to='tijd.herkomst')),
                    ('stand', models.JSONField(default=dict)),
                ],
                options={
                    'indexes': [models.Index(fields=['leverancier', '-ontvangen_op'], name='aanlevering_leverancier'), models.Index(fields=['reeks', 'staat', 'peildatum'], name='aanlevering_reeks')],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Toetstelling',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('aanlevering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='toetstellingen', to='aanleveringen.aanlevering')),
                    ('gegevensset', models.CharField(max_length=30)),
                    ('toets', models.CharField(max_length=80)),
                    ('ernst', models.CharField(max_length=20)),
                    ('veld', models.CharField(blank=True, max_length=60)),
                    ('aantal', models.IntegerField()),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Kengetal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('aanlevering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kengetallen', to='aanleveringen.aanlevering')),
                    ('gegevensset', models.CharField(max_length=30)),
                    ('veld', models.CharField(max_length=60)),
                    ('rijen', models.IntegerField()),
                    ('gevuld', models.IntegerField()),
                    ('verschillend', models.IntegerField()),
                    ('waarden', models.JSONField(default=dict)),
                    ('vormen', models.JSONField(default=dict)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Score',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('aanlevering', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='score', to='aanleveringen.aanlevering')),
                    ('juistheid', models.FloatField()),
                    ('volledigheid', models.FloatField()),
                    ('plausibiliteit', models.FloatField()),
                    ('samenhang', models.FloatField()),
                    ('totaal', models.FloatField()),
                    ('grond', models.JSONField(default=dict)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Aanvaarding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('leverancier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aanvaardingen', to='aanleveringen.leverancier')),
                    ('gegevensset', models.CharField(max_length=30)),
                    ('sleutel', models.CharField(max_length=200)),
                    ('toets', models.CharField(max_length=80)),
                    ('veld', models.CharField(blank=True, max_length=60)),
                    ('reden', models.CharField(max_length=500)),
                    ('door', models.CharField(max_length=200)),
                    ('op', models.DateTimeField()),
                    ('ingetrokken_op', models.DateTimeField(null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ingetrokken_op', None)), fields=('leverancier', 'gegevensset', 'sleutel', 'toets', 'veld'), name='aanvaarding_eenmaal')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Terugmelding',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('bronobject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                    ('veld', models.CharField(max_length=60)),
                    ('waarde', models.CharField(blank=True, max_length=300)),
                    ('toelichting', models.CharField(max_length=1000)),
                    ('bronhouder', models.CharField(max_length=40)),
                    ('gemeld_door', models.CharField(max_length=200)),
                    ('gemeld_namens', models.CharField(blank=True, max_length=40)),
                    ('gemeld_op', models.DateTimeField()),
                    ('termijn', models.DateField()),
                    ('staat', models.CharField(choices=[('open', 'wacht op antwoord'), ('verbeterd', 'verbeterd bij de bron'), ('juist', 'de waarde klopt')], default='open', max_length=20)),
                    ('antwoord', models.CharField(blank=True, max_length=1000)),
                    ('beantwoord_door', models.CharField(blank=True, max_length=200)),
                    ('beantwoord_op', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['bronhouder', 'staat', 'termijn', 'id'], name='terugmelding_bronhouder'), models.Index(fields=['gemeld_door', '-gemeld_op'], name='terugmelding_melder')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('staat', 'open')), fields=('bronobject', 'veld', 'gemeld_door'), name='terugmelding_eenmaal_open')],
                },
            )],
        ),
    ]
