import datetime
import django.db.models.deletion
import vth.tijd.klok
from django.db import migrations, models
from vth.tijd.migraties import InOneGo


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('register', '0005_plekcellen'),
        ('tijd', '0001_initial'),
        ('zaken', '0009_volgorde'),
    ]

    operations = [
        InOneGo([
        migrations.CreateModel(
            name='Standaardvoorschrift',
            fields=[
                ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                ('organisatie', models.CharField(max_length=40)),
                ('code', models.CharField(max_length=60)),
                ('onderwerp', models.CharField(max_length=200)),
                ('vervallen_op', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisatie', 'code'), name='standaardvoorschrift_code')],
            },
        ),
        migrations.CreateModel(
            name='Vergunning',
            fields=[
                ('soort', models.CharField(max_length=30)),
                ('leverancier', models.CharField(max_length=40)),
                ('gebied', models.CharField(blank=True, max_length=10)),
                ('vertrouwelijkheid', models.CharField(max_length=20)),
                ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                ('kenmerk', models.CharField(max_length=100)),
                ('titel', models.CharField(max_length=300)),
                ('bevoegd_gezag', models.CharField(max_length=40)),
                ('versie', models.IntegerField(default=0)),
                ('geregistreerd_op', models.DateTimeField()),
                ('geregistreerd_door', models.CharField(max_length=200)),
                ('vthobject', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
            ],
            options={
                'indexes': [models.Index(fields=['leverancier', 'id'], name='vergunning_van'), models.Index(fields=['gebied', 'id'], name='vergunning_in')],
                'constraints': [models.UniqueConstraint(fields=('leverancier', 'kenmerk'), name='vergunning_kenmerk')],
            },
        ),
        migrations.CreateModel(
            name='Standaardversie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volgnummer', models.IntegerField()),
                ('titel', models.CharField(blank=True, max_length=300)),
                ('tekst', models.TextField()),
                ('gegevens', models.JSONField(default=dict)),
                ('vanaf', models.DateField()),
                ('door', models.CharField(max_length=200)),
                ('op', models.DateTimeField()),
                ('standaardvoorschrift', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versies', to='vergunningen.standaardvoorschrift')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('standaardvoorschrift', 'volgnummer'), name='standaardversie_volgnummer')],
            },
        ),
        migrations.CreateModel(
            name='Toestemming',
            fields=[
                ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                ('grondslag', models.CharField(blank=True, max_length=300)),
                ('toestemmingsoort', models.CharField(max_length=60)),
                ('toestemmingtype', models.CharField(max_length=60)),
                ('kenmerk', models.CharField(max_length=100)),
                ('onderwerp', models.CharField(max_length=300)),
                ('dictum', models.TextField(blank=True)),
                ('besluitdatum', models.DateField(null=True)),
                ('ingangsdatum', models.DateField(null=True)),
                ('vervaldatum', models.DateField(null=True)),
                ('volgorde', models.IntegerField(default=0)),
                ('staat', models.CharField(choices=[('concept', 'concept'), ('vastgesteld', 'vastgesteld'), ('vervallen', 'niet doorgegaan')], default='concept', max_length=20)),
                ('vastgesteld_op', models.DateTimeField(null=True)),
                ('vastgesteld_door', models.CharField(blank=True, max_length=200)),
                ('besluit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='toestemmingen', to='zaken.besluit')),
                ('bronobject', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                ('vergunning', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='toestemmingen', to='vergunningen.vergunning')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('staat', 'vastgesteld'), _negated=True), ('ingangsdatum__isnull', False), _connector='OR'), name='toestemming_ingangsdatum'), models.CheckConstraint(condition=models.Q(('vervaldatum', None), ('vervaldatum__gt', models.F('ingangsdatum')), _connector='OR'), name='toestemming_vervaldatum')],
            },
        ),
        migrations.CreateModel(
            name='Voorschrift',
            fields=[
                ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                ('vergunning', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voorschriften', to='vergunningen.vergunning')),
                ('vervangt', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opvolgers', to='vergunningen.voorschrift')),
            ],
        ),
        migrations.CreateModel(
            name='Mutatie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volgnummer', models.IntegerField()),
                ('soort', models.CharField(choices=[('van_kracht', 'van kracht'), ('gewijzigd', 'gewijzigd'), ('vervallen', 'vervallen')], max_length=20)),
                ('plaats', models.IntegerField(default=0)),
                ('nummer', models.CharField(blank=True, max_length=40)),
                ('titel', models.CharField(blank=True, max_length=300)),
                ('tekst', models.TextField(blank=True)),
                ('voorschrifttype', models.CharField(choices=[('standaard', 'standaard'), ('maatwerk', 'maatwerk')], default='standaard', max_length=20)),
                ('gegevens', models.JSONField(default=dict)),
                ('openbaar', models.BooleanField(default=True)),
                ('vanaf', models.DateField(null=True)),
                ('tot', models.DateField(null=True)),
                ('voorwaarde', models.CharField(blank=True, max_length=1000)),
                ('corrigeert', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correctie', to='vergunningen.mutatie')),
                ('standaard', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vergunningen.standaardversie')),
                ('toestemming', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='mutaties', to='vergunningen.toestemming')),
                ('ouder', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vergunningen.voorschrift')),
                ('voorschrift', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mutaties', to='vergunningen.voorschrift')),
            ],
            options={
                'indexes': [models.Index(fields=['toestemming', 'volgnummer'], name='mutatie_volgorde')],
            },
        ),
        migrations.CreateModel(
            name='Ingreep',
            fields=[
                ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                ('soort', models.CharField(choices=[('schorsing', 'geschorst door de rechter'), ('vernietiging', 'vernietigd door de rechter'), ('herroeping', 'herroepen in bezwaar'), ('voorwaarde', 'voorwaarde vervuld')], max_length=20)),
                ('begin', models.DateField()),
                ('eind', models.DateField(null=True)),
                ('mutaties', models.JSONField(default=list)),
                ('grond', models.CharField(max_length=300)),
                ('geregistreerd_op', models.DateTimeField()),
                ('geregistreerd_door', models.CharField(max_length=200)),
                ('herroepen_op', models.DateTimeField(null=True)),
                ('herroepen_reden', models.CharField(blank=True, max_length=300)),
                ('procedure', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zaken.rechtsmiddelprocedure')),
                ('toestemming', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ingrepen', to='vergunningen.toestemming')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('eind', None), ('eind__gt', models.F('begin')), _connector='OR'), name='ingreep_periode')],
            },
        ),
        migrations.CreateModel(
            name='Toestemmingonderwerp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rol', models.CharField(choices=[('legitimeert', 'activiteit'), ('houder', 'houder')], max_length=20)),
                ('bronobject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                ('toestemming', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='onderwerpen', to='vergunningen.toestemming')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('toestemming', 'bronobject', 'rol'), name='toestemmingonderwerp_eenmaal')],
            },
        ),
        migrations.CreateModel(
            name='Ontwerpmutatie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volgnummer', models.IntegerField()),
                ('soort', models.CharField(choices=[('van_kracht', 'van kracht'), ('gewijzigd', 'gewijzigd'), ('vervallen', 'vervallen')], max_length=20)),
                ('plaats', models.IntegerField(default=0)),
                ('nummer', models.CharField(blank=True, max_length=40)),
                ('titel', models.CharField(blank=True, max_length=300)),
                ('tekst', models.TextField(blank=True)),
                ('voorschrifttype', models.CharField(choices=[('standaard', 'standaard'), ('maatwerk', 'maatwerk')], default='standaard', max_length=20)),
                ('gegevens', models.JSONField(default=dict)),
                ('openbaar', models.BooleanField(default=True)),
                ('vanaf', models.DateField(null=True)),
                ('tot', models.DateField(null=True)),
                ('voorwaarde', models.CharField(blank=True, max_length=1000)),
                ('bereik', models.JSONField(default=list)),
                ('standaard', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vergunningen.standaardversie')),
                ('toestemming', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ontwerp', to='vergunningen.toestemming')),
                ('ouder', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vergunningen.voorschrift')),
                ('voorschrift', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vergunningen.voorschrift')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('toestemming', 'voorschrift'), name='ontwerpmutatie_eenmaal')],
            },
        ),
        migrations.CreateModel(
            name='Mutatiewerking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin_geldigheid', models.DateField()),
                ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                ('tijdstip_registratie', models.DateTimeField()),
                ('eind_registratie', models.DateTimeField(default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))),
                ('soort', models.CharField(choices=[('van_kracht', 'van kracht'), ('gewijzigd', 'gewijzigd'), ('vervallen', 'vervallen')], max_length=20)),
                ('rang', models.CharField(max_length=40)),
                ('herkomst', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tijd.herkomst')),
                ('mutatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='werkingen', to='vergunningen.mutatie')),
                ('vergunning', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vergunningen.vergunning')),
                ('voorschrift', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vergunningen.voorschrift')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['vergunning', 'voorschrift', 'rang'], name='mutatiewerking_vergunning'), models.Index(condition=models.Q(('eind_registratie', datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))), fields=['voorschrift'], name='mutatiewerking_nu')],
                'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='mutatiewerking_geldigheid'), models.CheckConstraint(condition=models.Q(('eind_registratie__gt', models.F('tijdstip_registratie'))), name='mutatiewerking_registratie')],
            },
        ),
        migrations.CreateModel(
            name='Grenswaarderegel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stof', models.CharField(blank=True, max_length=60)),
                ('naam', models.CharField(max_length=200)),
                ('medium', models.CharField(max_length=20)),
                ('vergelijking', models.CharField(max_length=20)),
                ('waarde', models.DecimalField(decimal_places=10, max_digits=24)),
                ('waarde_tot', models.DecimalField(decimal_places=10, max_digits=24, null=True)),
                ('eenheid', models.CharField(max_length=40)),
                ('basiswaarde', models.FloatField()),
                ('basiseenheid', models.CharField(max_length=40)),
                ('middeling', models.CharField(blank=True, max_length=60)),
                ('emissiepunt', models.CharField(blank=True, max_length=200)),
                ('methode', models.CharField(blank=True, max_length=200)),
                ('mutatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grenswaarden', to='vergunningen.mutatie')),
            ],
            options={
                'indexes': [models.Index(fields=['stof', 'basiseenheid', 'basiswaarde'], name='grenswaarderegel_stof'), models.Index(fields=['naam', 'basiseenheid', 'basiswaarde'], name='grenswaarderegel_naam')],
            },
        ),
        migrations.CreateModel(
            name='Mutatiebereik',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bronobject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                ('mutatie', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='bereik', to='vergunningen.mutatie')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mutatie', 'bronobject'), name='mutatiebereik_eenmaal')],
            },
        )]),
    ]
