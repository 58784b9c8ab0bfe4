import datetime
import django.db.models.deletion
import vth.tijd.klok
import vth.tijd.migraties
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('organisaties', '0001_initial'), ('organisaties', '0002_mandaatregister')]

    initial = True

    dependencies = [
        ('tijd', '0001_kamer'),
    ]

    operations = [
        vth.tijd.migraties.InOneGo(
            operations=[migrations.CreateModel(
                name='Organisatie',
                fields=[
                    ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                    ('soort', models.CharField(choices=[('gemeente', 'gemeente'), ('provincie', 'provincie'), ('waterschap', 'waterschap'), ('omgevingsdienst', 'omgevingsdienst'), ('ministerie', 'ministerie'), ('rijksinspectie', 'rijksinspectie'), ('rijksdienst', 'rijksdienst'), ('politie', 'politie'), ('om', 'Openbaar Ministerie'), ('veiligheidsregio', 'veiligheidsregio'), ('ggd', 'GGD'), ('rivm', 'RIVM'), ('laboratorium', 'laboratorium'), ('leverancier', 'leverancier'), ('overig', 'overig')], max_length=20)),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='OrganisatieVoorkomen',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('begin_geldigheid', models.DateField()),
                    ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                    ('tijdstip_registratie', models.DateTimeField()),
                    ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                    ('zekerheid', models.CharField(max_length=20)),
                    ('bron', models.CharField(max_length=300)),
                    ('begin_bekend', models.BooleanField(default=True)),
                    ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                    ('naam', models.CharField(max_length=200)),
                    ('afkorting', models.CharField(blank=True, max_length=40)),
                    ('oin', models.CharField(blank=True, max_length=20)),
                    ('website', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='organisatievoorkomen_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='organisatievoorkomen_registratie')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Deelneming',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('begin_geldigheid', models.DateField()),
                    ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                    ('tijdstip_registratie', models.DateTimeField()),
                    ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                    ('zekerheid', models.CharField(max_length=20)),
                    ('bron', models.CharField(max_length=300)),
                    ('begin_bekend', models.BooleanField(default=True)),
                    ('omgevingsdienst', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                    ('deelnemer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                ],
                options={
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='deelneming_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='deelneming_registratie')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Bronhouderschap',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('begin_geldigheid', models.DateField()),
                    ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                    ('tijdstip_registratie', models.DateTimeField()),
                    ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                    ('zekerheid', models.CharField(max_length=20)),
                    ('bron', models.CharField(max_length=300)),
                    ('begin_bekend', models.BooleanField(default=True)),
                    ('gegevensset', models.CharField(max_length=30)),
                    ('gebied', models.CharField(max_length=10)),
                    ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                ],
                options={
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='bronhouderschap_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='bronhouderschap_registratie')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Opvolging',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('voorganger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                    ('opvolger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                    ('datum', models.DateField()),
                    ('zekerheid', models.CharField(max_length=20)),
                    ('bron', models.CharField(max_length=300)),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                    ('ingetrokken_op', models.DateTimeField(null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('voorganger', models.F('opvolger')), _negated=True), name='opvolging_ander'), models.UniqueConstraint(condition=models.Q(('ingetrokken_op', None)), fields=('voorganger', 'opvolger'), name='opvolging_paar')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Werkgebied',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('begin_geldigheid', models.DateField()),
                    ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                    ('tijdstip_registratie', models.DateTimeField()),
                    ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                    ('zekerheid', models.CharField(max_length=20)),
                    ('bron', models.CharField(max_length=300)),
                    ('begin_bekend', models.BooleanField(default=True)),
                    ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                    ('taak', models.CharField(choices=[('grondgebied', 'eigen grondgebied'), ('basistaken', 'basistaken (Omgevingsbesluit 13.12)'), ('seveso', 'Seveso en RIE-categorie 4 (Omgevingsbesluit bijlage VII)')], max_length=20)),
                    ('gebied', models.CharField(max_length=10)),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['gebied', 'taak'], name='werkgebied_gebied')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='werkgebied_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='werkgebied_registratie')],
                },
            ), migrations.CreateModel(
                name='Gebiedsgrens',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('begin_geldigheid', models.DateField()),
                    ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                    ('tijdstip_registratie', models.DateTimeField()),
                    ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                    ('gebied', models.CharField(max_length=10)),
                    ('geometrie', models.TextField()),
                    ('inhoud_md5', models.CharField(max_length=32)),
                    ('bron', models.CharField(max_length=300)),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['gebied'], name='gebiedsgrens_gebied')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='gebiedsgrens_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='gebiedsgrens_registratie')],
                },
            ), migrations.CreateModel(
                name='Mandaat',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('mandaatgever', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                    ('mandaatnemer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                    ('kenmerk', models.CharField(blank=True, max_length=60)),
                    ('ondermandaat_van', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.mandaat')),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('kenmerk', ''), _negated=True), fields=('mandaatgever', 'kenmerk'), name='mandaat_kenmerk')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='MandaatVoorkomen',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('begin_geldigheid', models.DateField()),
                    ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                    ('tijdstip_registratie', models.DateTimeField()),
                    ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                    ('mandaat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voorkomens', to='organisaties.mandaat')),
                    ('soort', models.CharField(choices=[('mandaat', 'mandaat'), ('volmacht', 'volmacht'), ('machtiging', 'machtiging'), ('ondertekening', 'ondertekeningsmandaat')], max_length=20)),
                    ('mandaatgever_functie', models.CharField(max_length=100)),
                    ('mandaatnemer_functie', models.CharField(max_length=100)),
                    ('regeling', models.CharField(max_length=100)),
                    ('artikel', models.CharField(max_length=60)),
                    ('lid', models.CharField(blank=True, max_length=10)),
                    ('besluitsoorten', models.CharField(default='*', max_length=2000)),
                    ('activiteiten', models.CharField(default='*', max_length=4000)),
                    ('categorieen', models.CharField(default='*', max_length=500)),
                    ('gebieden', models.CharField(default='*', max_length=4000)),
                    ('processtappen', models.CharField(default='*', max_length=1000)),
                    ('hoogste_bedrag_euro', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                    ('gevoelig_terug', models.BooleanField(default=False)),
                    ('omvang', models.CharField(blank=True, max_length=1000)),
                    ('beperkingen', models.CharField(blank=True, max_length=2000)),
                    ('ondermandaat_niveaus', models.PositiveSmallIntegerField(default=0)),
                    ('instructies', models.CharField(blank=True, max_length=2000)),
                    ('ondergeschikt', models.BooleanField(default=False)),
                    ('instemming_op', models.DateField(null=True)),
                    ('instemming_leiding_op', models.DateField(null=True)),
                    ('mandaatbesluit', models.CharField(blank=True, max_length=200)),
                    ('publicatie', models.CharField(blank=True, max_length=300)),
                    ('gepubliceerd_op', models.DateField(null=True)),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['regeling', 'artikel'], name='mandaat_bevoegdheid')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='mandaatvoorkomen_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='mandaatvoorkomen_registratie')],
                },
            ), migrations.CreateModel(
                name='Functievervulling',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('begin_geldigheid', models.DateField()),
                    ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                    ('tijdstip_registratie', models.DateTimeField()),
                    ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                    ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                    ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                    ('functie', models.CharField(max_length=100)),
                    ('betrokkene', models.CharField(max_length=200)),
                    ('plaatsvervanger', models.BooleanField(default=False)),
                ],
                options={
                    'abstract': False,
                    'indexes': [models.Index(fields=['betrokkene'], name='functievervulling_betrokkene'), models.Index(fields=['organisatie', 'functie'], name='functievervulling_functie')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='functievervulling_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='functievervulling_registratie')],
                },
            ), migrations.CreateModel(
                name='Mandaatingreep',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('mandaat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ingrepen', to='organisaties.mandaat')),
                    ('soort', models.CharField(choices=[('algemene_instructie', 'algemene instructie'), ('bijzondere_instructie', 'instructie in één geval'), ('terugname', 'bevoegdheid teruggenomen in één geval'), ('teruggave', 'bevoegdheid teruggegeven in één geval'), ('intrekking', 'mandaat ingetrokken')], max_length=30)),
                    ('onderwerp_soort', models.CharField(blank=True, max_length=40)),
                    ('onderwerp_id', models.CharField(blank=True, max_length=100)),
                    ('op', models.DateField()),
                    ('inhoud', models.CharField(blank=True, max_length=2000)),
                    ('reden', models.CharField(max_length=1000)),
                    ('door', models.CharField(max_length=200)),
                    ('moment', models.DateTimeField()),
                ],
                options={
                    'indexes': [models.Index(fields=['moment'], name='mandaatingreep_moment')],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Betrokkenheid',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('betrokkene', models.CharField(max_length=200)),
                    ('organisatie', models.CharField(blank=True, max_length=40)),
                    ('onderwerp_soort', models.CharField(max_length=40)),
                    ('onderwerp_id', models.CharField(max_length=100)),
                    ('handeling', models.CharField(max_length=80)),
                    ('moment', models.DateTimeField()),
                ],
                options={
                    'indexes': [models.Index(fields=['onderwerp_soort', 'onderwerp_id'], name='betrokkenheid_onderwerp'), models.Index(fields=['betrokkene', 'moment'], name='betrokkenheid_betrokkene')],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Scheidingsafwijking',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('regel', models.CharField(choices=[('scheiding', 'scheiding van taken'), ('roulatie', 'roulatie')], max_length=20)),
                    ('betrokkene', models.CharField(max_length=200)),
                    ('organisatie', models.CharField(max_length=40)),
                    ('onderwerp_soort', models.CharField(max_length=40)),
                    ('onderwerp_id', models.CharField(max_length=100)),
                    ('taak', models.CharField(max_length=40)),
                    ('reden', models.CharField(max_length=1000)),
                    ('door', models.CharField(max_length=200)),
                    ('moment', models.DateTimeField()),
                ],
                options={
                    'indexes': [models.Index(fields=['organisatie', 'moment'], name='scheidingsafwijking_moment')],
                    'constraints': [],
                },
            )],
        ),
    ]
