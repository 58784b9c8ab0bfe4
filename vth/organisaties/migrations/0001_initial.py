import datetime
import django.db.models.deletion
import vth.tijd.klok
from django.db import migrations, models
from vth.tijd.migraties import InOneGo


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tijd', '0001_initial'),
    ]

    operations = [
        InOneGo([
        migrations.CreateModel(
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
            },
        ),
        migrations.CreateModel(
            name='Organisatie',
            fields=[
                ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('soort', models.CharField(choices=[('gemeente', 'gemeente'), ('provincie', 'provincie'), ('waterschap', 'waterschap'), ('omgevingsdienst', 'omgevingsdienst'), ('ministerie', 'ministerie'), ('rijksinspectie', 'rijksinspectie'), ('rijksdienst', 'rijksdienst'), ('politie', 'politie'), ('om', 'Openbaar Ministerie'), ('veiligheidsregio', 'veiligheidsregio'), ('ggd', 'GGD'), ('rivm', 'RIVM'), ('laboratorium', 'laboratorium'), ('leverancier', 'leverancier'), ('overig', 'overig')], max_length=20)),
                ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
            ],
        ),
        migrations.CreateModel(
            name='Gebiedsgrens',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin_geldigheid', models.DateField()),
                ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                ('tijdstip_registratie', models.DateTimeField()),
                ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                ('gebied', models.CharField(max_length=10)),
                ('geometrie', models.TextField()),
                ('inhoud_md5', models.CharField(max_length=32)),
                ('bron', models.CharField(max_length=300)),
                ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['gebied'], name='gebiedsgrens_gebied')],
                'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='gebiedsgrens_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='gebiedsgrens_registratie')],
            },
        ),
        migrations.CreateModel(
            name='Mandaat',
            fields=[
                ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                ('ondermandaat_van', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.mandaat')),
                ('mandaatgever', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                ('mandaatnemer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
            ],
        ),
        migrations.CreateModel(
            name='Opvolging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('datum', models.DateField()),
                ('zekerheid', models.CharField(max_length=20)),
                ('bron', models.CharField(max_length=300)),
                ('ingetrokken_op', models.DateTimeField(null=True)),
                ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                ('opvolger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                ('voorganger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('voorganger', models.F('opvolger')), _negated=True), name='opvolging_ander'), models.UniqueConstraint(condition=models.Q(('ingetrokken_op', None)), fields=('voorganger', 'opvolger'), name='opvolging_paar')],
            },
        ),
        migrations.CreateModel(
            name='Deelneming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin_geldigheid', models.DateField()),
                ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                ('tijdstip_registratie', models.DateTimeField()),
                ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                ('zekerheid', models.CharField(max_length=20)),
                ('bron', models.CharField(max_length=300)),
                ('begin_bekend', models.BooleanField(default=True)),
                ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                ('deelnemer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                ('omgevingsdienst', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='deelneming_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='deelneming_registratie')],
            },
        ),
        migrations.CreateModel(
            name='Bronhouderschap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin_geldigheid', models.DateField()),
                ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                ('tijdstip_registratie', models.DateTimeField()),
                ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                ('zekerheid', models.CharField(max_length=20)),
                ('bron', models.CharField(max_length=300)),
                ('begin_bekend', models.BooleanField(default=True)),
                ('gegevensset', models.CharField(max_length=30)),
                ('gebied', models.CharField(max_length=10)),
                ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='bronhouderschap_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='bronhouderschap_registratie')],
            },
        ),
        migrations.CreateModel(
            name='OrganisatieVoorkomen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin_geldigheid', models.DateField()),
                ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                ('tijdstip_registratie', models.DateTimeField()),
                ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                ('zekerheid', models.CharField(max_length=20)),
                ('bron', models.CharField(max_length=300)),
                ('begin_bekend', models.BooleanField(default=True)),
                ('naam', models.CharField(max_length=200)),
                ('afkorting', models.CharField(blank=True, max_length=40)),
                ('oin', models.CharField(blank=True, max_length=20)),
                ('website', models.CharField(blank=True, max_length=200)),
                ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='organisatievoorkomen_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='organisatievoorkomen_registratie')],
            },
        ),
        migrations.CreateModel(
            name='Werkgebied',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin_geldigheid', models.DateField()),
                ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                ('tijdstip_registratie', models.DateTimeField()),
                ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                ('zekerheid', models.CharField(max_length=20)),
                ('bron', models.CharField(max_length=300)),
                ('begin_bekend', models.BooleanField(default=True)),
                ('taak', models.CharField(choices=[('grondgebied', 'eigen grondgebied'), ('basistaken', 'basistaken (Omgevingsbesluit 13.12)'), ('seveso', 'Seveso en RIE-categorie 4 (Omgevingsbesluit bijlage VII)')], max_length=20)),
                ('gebied', models.CharField(max_length=10)),
                ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['gebied', 'taak'], name='werkgebied_gebied')],
                'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='werkgebied_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='werkgebied_registratie')],
            },
        ),
        migrations.CreateModel(
            name='MandaatVoorkomen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin_geldigheid', models.DateField()),
                ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                ('tijdstip_registratie', models.DateTimeField()),
                ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                ('soort', models.CharField(choices=[('mandaat', 'mandaat'), ('volmacht', 'volmacht'), ('machtiging', 'machtiging')], max_length=20)),
                ('mandaatgever_rol', models.CharField(max_length=100)),
                ('mandaatnemer_rol', models.CharField(max_length=100)),
                ('regeling', models.CharField(max_length=100)),
                ('artikel', models.CharField(max_length=60)),
                ('omvang', models.CharField(blank=True, max_length=1000)),
                ('ondermandaat_toegestaan', models.BooleanField(default=False)),
                ('instructies', models.CharField(blank=True, max_length=2000)),
                ('instemming_op', models.DateField(null=True)),
                ('publicatie', models.CharField(blank=True, max_length=300)),
                ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                ('mandaat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.mandaat')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['regeling', 'artikel'], name='mandaat_bevoegdheid')],
                'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='mandaatvoorkomen_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='mandaatvoorkomen_registratie')],
            },
        )]),
    ]
