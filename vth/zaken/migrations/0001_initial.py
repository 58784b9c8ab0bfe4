import datetime
import django.db.models.deletion
import vth.tijd.klok
from django.db import migrations, models
from vth.tijd.migraties import InOneGo


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('register', '0004_plekindex'),
    ]

    operations = [
        InOneGo([
        migrations.CreateModel(
            name='Kalenderstand',
            fields=[
                ('wie', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('tot_jaar', models.IntegerField()),
                ('dagen', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('naam', models.CharField(max_length=100)),
                ('organisatie', models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name='Zaaksoortversie',
            fields=[
                ('versie', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('zaaksoort', models.CharField(max_length=60)),
                ('vanaf', models.DateField()),
                ('definitie', models.TextField()),
                ('laag', models.CharField(max_length=60)),
                ('zekerheid', models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name='Kenmerkreeks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisatie', models.CharField(max_length=40)),
                ('jaar', models.IntegerField()),
                ('nummer', models.BigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisatie', 'jaar'), name='kenmerkreeks_jaar')],
            },
        ),
        migrations.CreateModel(
            name='Waarneming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voor', models.CharField(max_length=200)),
                ('door', models.CharField(db_index=True, max_length=200)),
                ('begin', models.DateField()),
                ('eind', models.DateField()),
                ('reden', models.CharField(max_length=300)),
                ('geregeld_door', models.CharField(max_length=200)),
                ('geregeld_op', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('eind__gt', models.F('begin'))), name='waarneming_periode'), models.CheckConstraint(condition=models.Q(('voor', models.F('door')), _negated=True), name='waarneming_ander')],
            },
        ),
        migrations.CreateModel(
            name='Teamlid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lid', models.CharField(db_index=True, max_length=200)),
                ('begin', models.DateField()),
                ('eind', models.DateField(default=datetime.date(9999, 12, 31))),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leden', to='zaken.team')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('eind__gt', models.F('begin'))), name='teamlid_periode')],
            },
        ),
        migrations.CreateModel(
            name='Zaak',
            fields=[
                ('soort', models.CharField(max_length=30)),
                ('leverancier', models.CharField(max_length=40)),
                ('gebied', models.CharField(blank=True, max_length=10)),
                ('vertrouwelijkheid', models.CharField(max_length=20)),
                ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                ('identificatie', models.CharField(max_length=40)),
                ('omschrijving', models.CharField(blank=True, max_length=300)),
                ('toelichting', models.CharField(blank=True, max_length=4000)),
                ('zaaksoort', models.CharField(max_length=60)),
                ('recht_op', models.DateField()),
                ('bevoegd_gezag', models.CharField(max_length=40)),
                ('behandelaar', models.CharField(blank=True, max_length=200)),
                ('team', models.CharField(blank=True, max_length=40)),
                ('registratiedatum', models.DateField()),
                ('startdatum', models.DateField()),
                ('einddatum_gepland', models.DateField(null=True)),
                ('einddatum', models.DateField(null=True)),
                ('laatste_dag', models.DateField(default=datetime.date(9999, 12, 31))),
                ('status', models.CharField(max_length=60)),
                ('resultaat', models.CharField(blank=True, max_length=60)),
                ('versie', models.IntegerField(default=0)),
                ('hoofdzaak', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deelzaken', to='zaken.zaak')),
                ('zaaksoortversie', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zaken.zaaksoortversie')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('einddatum', None)), fields=['laatste_dag', 'id'], name='zaak_open'), models.Index(condition=models.Q(('einddatum', None)), fields=['behandelaar', 'laatste_dag', 'id'], name='zaak_behandelaar'), models.Index(condition=models.Q(('einddatum', None)), fields=['team', 'laatste_dag', 'id'], name='zaak_team'), models.Index(condition=models.Q(('einddatum', None)), fields=['gebied', 'laatste_dag', 'id'], name='zaak_gebied'), models.Index(condition=models.Q(('einddatum', None)), fields=['leverancier', 'laatste_dag', 'id'], name='zaak_leverancier'), models.Index(condition=models.Q(('einddatum', None), _negated=True), fields=['gebied', '-einddatum', 'id'], name='zaak_dicht_gebied'), models.Index(condition=models.Q(('einddatum', None), _negated=True), fields=['leverancier', '-einddatum', 'id'], name='zaak_dicht_leverancier')],
                'constraints': [models.UniqueConstraint(fields=('leverancier', 'identificatie'), name='zaak_identificatie')],
            },
        ),
        migrations.CreateModel(
            name='Besluit',
            fields=[
                ('soort', models.CharField(max_length=30)),
                ('leverancier', models.CharField(max_length=40)),
                ('gebied', models.CharField(blank=True, max_length=10)),
                ('vertrouwelijkheid', models.CharField(max_length=20)),
                ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                ('identificatie', models.CharField(max_length=60)),
                ('besluitsoort', models.CharField(max_length=60)),
                ('omschrijving', models.CharField(max_length=300)),
                ('tekst', models.TextField(blank=True)),
                ('bevoegd_gezag', models.CharField(max_length=40)),
                ('staat', models.CharField(choices=[('concept', 'concept'), ('voorgelegd', 'voorgelegd ter goedkeuring'), ('goedgekeurd', 'goedgekeurd'), ('ondertekend', 'ondertekend'), ('bekendgemaakt', 'bekendgemaakt'), ('ingetrokken', 'ingetrokken')], default='concept', max_length=20)),
                ('besluitdatum', models.DateField(null=True)),
                ('verzenddatum', models.DateField(null=True)),
                ('publicatiedatum', models.DateField(null=True)),
                ('ter_inzage_vanaf', models.DateField(null=True)),
                ('ter_inzage_tot', models.DateField(null=True)),
                ('ingangsdatum', models.DateField(null=True)),
                ('vervaldatum', models.DateField(null=True)),
                ('rechtsmiddel', models.CharField(choices=[('bezwaar', 'bezwaar'), ('beroep', 'beroep'), ('verzet', 'verzet'), ('geen', 'geen')], max_length=20)),
                ('rechtsmiddel_tot', models.DateField(null=True)),
                ('rechtsmiddel_ingesteld_op', models.DateField(null=True)),
                ('onherroepelijk_op', models.DateField(null=True)),
                ('ondertekend_door', models.CharField(blank=True, max_length=200)),
                ('ondertekend_namens', models.CharField(blank=True, max_length=200)),
                ('ondertekend_op', models.DateTimeField(null=True)),
                ('bevoegdheid', models.JSONField(default=dict)),
                ('versie', models.IntegerField(default=0)),
                ('geregistreerd_op', models.DateTimeField()),
                ('geregistreerd_door', models.CharField(max_length=200)),
                ('zaak', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='besluiten', to='zaken.zaak')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('onherroepelijk_op', None), ('rechtsmiddel_ingesteld_op', None)), fields=['rechtsmiddel_tot'], name='besluit_rechtsmiddel')],
                'constraints': [models.UniqueConstraint(fields=('leverancier', 'identificatie'), name='besluit_identificatie')],
            },
        ),
        migrations.CreateModel(
            name='Verzoek',
            fields=[
                ('soort', models.CharField(max_length=30)),
                ('leverancier', models.CharField(max_length=40)),
                ('gebied', models.CharField(blank=True, max_length=10)),
                ('vertrouwelijkheid', models.CharField(max_length=20)),
                ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                ('verzoeknummer', models.CharField(max_length=60)),
                ('verzoekvolgnummer', models.CharField(default='1', max_length=20)),
                ('type', models.CharField(choices=[('aanvraag_vergunning', 'aanvraag vergunning'), ('melding', 'melding'), ('informatie', 'informatie'), ('informatie_ongewoon_voorval', 'informatie ongewoon voorval'), ('aanvraag_maatwerkvoorschrift', 'aanvraag maatwerkvoorschrift'), ('aanvraag_gelijkwaardige_maatregel', 'aanvraag toestemming gelijkwaardige maatregel'), ('melding_gelijkwaardige_maatregel', 'melding gelijkwaardige maatregel'), ('handhavingsverzoek', 'verzoek om handhaving'), ('bezwaarschrift', 'bezwaarschrift')], max_length=40)),
                ('plichttype', models.CharField(blank=True, max_length=40)),
                ('doel', models.CharField(choices=[('start', 'start van de behandeling'), ('aanvulling', 'aanvulling'), ('intrekking', 'intrekking')], default='start', max_length=20)),
                ('indiendatum', models.DateField()),
                ('ontvangen_op', models.DateField()),
                ('bevoegd_gezag', models.CharField(max_length=40)),
                ('omschrijving', models.CharField(blank=True, max_length=1000)),
                ('geregistreerd_op', models.DateTimeField()),
                ('geregistreerd_door', models.CharField(max_length=200)),
                ('zaak', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verzoeken', to='zaken.zaak')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('leverancier', 'verzoeknummer', 'verzoekvolgnummer'), name='verzoek_nummer')],
            },
        ),
        migrations.CreateModel(
            name='Zaakgebeurtenis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volgnummer', models.IntegerField()),
                ('handeling', models.CharField(max_length=60)),
                ('van', models.CharField(blank=True, max_length=200)),
                ('naar', models.CharField(blank=True, max_length=200)),
                ('dag', models.DateField()),
                ('op', models.DateTimeField()),
                ('door', models.CharField(max_length=200)),
                ('namens', models.CharField(blank=True, max_length=40)),
                ('reden', models.CharField(blank=True, max_length=1000)),
                ('grondslag', models.CharField(blank=True, max_length=200)),
                ('zaak', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='gebeurtenissen', to='zaken.zaak')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('zaak', 'volgnummer'), name='zaakgebeurtenis_volgnummer')],
            },
        ),
        migrations.CreateModel(
            name='Zaakonderwerp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rol', models.CharField(choices=[('vthobject', 'VTH-object'), ('activiteituitvoering', 'activiteit'), ('aanvrager', 'aanvrager'), ('gemachtigde', 'gemachtigde'), ('drijver', 'drijver'), ('overtreder', 'overtreder'), ('belanghebbende', 'belanghebbende')], max_length=30)),
                ('bronobject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                ('zaak', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='onderwerpen', to='zaken.zaak')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('zaak', 'bronobject', 'rol'), name='zaakonderwerp_eenmaal')],
            },
        ),
        migrations.CreateModel(
            name='Zaakrelatie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aard', models.CharField(choices=[('vervolg', 'vervolg'), ('onderwerp', 'onderwerp'), ('bijdrage', 'bijdrage')], max_length=20)),
                ('naar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relaties_terug', to='zaken.zaak')),
                ('van', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='relaties_heen', to='zaken.zaak')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('van', 'naar', 'aard'), name='zaakrelatie_eenmaal'), models.CheckConstraint(condition=models.Q(('van', models.F('naar')), _negated=True), name='zaakrelatie_ander')],
            },
        ),
        migrations.CreateModel(
            name='Zaaktermijn',
            fields=[
                ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('naam', models.CharField(max_length=100)),
                ('regel', models.CharField(max_length=100)),
                ('recht_op', models.DateField()),
                ('bevoegd_gezag', models.CharField(max_length=40)),
                ('omgevingsdienst', models.CharField(blank=True, max_length=40)),
                ('dag', models.DateField()),
                ('eenvoudig', models.BooleanField(default=True)),
                ('laatste_dag', models.DateField(default=datetime.date(9999, 12, 31))),
                ('opgeschort_sinds', models.DateField(null=True)),
                ('voldaan_op', models.DateField(null=True)),
                ('vervallen_op', models.DateField(null=True)),
                ('zaak', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='termijnen', to='zaken.zaak')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('vervallen_op', None), ('voldaan_op', None)), fields=['laatste_dag'], name='zaaktermijn_laatste_dag')],
                'constraints': [models.UniqueConstraint(fields=('zaak', 'code'), name='zaaktermijn_code')],
            },
        ),
        migrations.CreateModel(
            name='Besluitversie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volgnummer', models.IntegerField()),
                ('tekst', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('door', models.CharField(max_length=200)),
                ('op', models.DateTimeField()),
                ('besluit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versies', to='zaken.besluit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('besluit', 'volgnummer'), name='besluitversie_volgnummer')],
            },
        ),
        migrations.CreateModel(
            name='Overweging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volgnummer', models.IntegerField()),
                ('titel', models.CharField(max_length=200)),
                ('omschrijving', models.TextField()),
                ('aard', models.CharField(choices=[('inhoudelijk', 'inhoudelijk'), ('procedureel', 'procedureel')], default='inhoudelijk', max_length=20)),
                ('begin_geldigheid', models.DateField(null=True)),
                ('eind_geldigheid', models.DateField(null=True)),
                ('besluit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='overwegingen', to='zaken.besluit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('besluit', 'volgnummer'), name='overweging_volgnummer')],
            },
        ),
        migrations.CreateModel(
            name='Verzoekonderwerp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rol', models.CharField(choices=[('vthobject', 'VTH-object'), ('activiteituitvoering', 'activiteit'), ('aanvrager', 'aanvrager'), ('gemachtigde', 'gemachtigde'), ('drijver', 'drijver'), ('overtreder', 'overtreder'), ('belanghebbende', 'belanghebbende')], max_length=30)),
                ('bronobject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                ('verzoek', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='onderwerpen', to='zaken.verzoek')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('verzoek', 'bronobject', 'rol'), name='verzoekonderwerp_eenmaal')],
            },
        ),
        migrations.CreateModel(
            name='Termijngebeurtenis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volgnummer', models.IntegerField()),
                ('soort', models.CharField(choices=[('begin', 'begonnen'), ('opschorting', 'opgeschort'), ('hervatting', 'hervat'), ('verlenging', 'verlengd'), ('ingebrekestelling', 'ingebrekestelling ontvangen'), ('voldaan', 'voldaan'), ('vervallen', 'vervallen')], max_length=20)),
                ('dag', models.DateField()),
                ('aantal', models.IntegerField(default=0)),
                ('eenheid', models.CharField(blank=True, max_length=10)),
                ('reden', models.CharField(blank=True, max_length=1000)),
                ('grondslag', models.CharField(blank=True, max_length=200)),
                ('door', models.CharField(max_length=200)),
                ('op', models.DateTimeField()),
                ('termijn', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='gebeurtenissen', to='zaken.zaaktermijn')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('termijn', 'volgnummer'), name='termijngebeurtenis_volgnummer')],
            },
        ),
        migrations.CreateModel(
            name='Besluitonderwerp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rol', models.CharField(choices=[('vthobject', 'VTH-object'), ('activiteituitvoering', 'activiteit'), ('aanvrager', 'aanvrager'), ('gemachtigde', 'gemachtigde'), ('drijver', 'drijver'), ('overtreder', 'overtreder'), ('belanghebbende', 'belanghebbende')], max_length=30)),
                ('besluit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='onderwerpen', to='zaken.besluit')),
                ('bronobject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('besluit', 'bronobject', 'rol'), name='besluitonderwerp_eenmaal')],
            },
        ),
        migrations.CreateModel(
            name='Goedkeuring',
            fields=[
                ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                ('gevraagd_door', models.CharField(max_length=200)),
                ('gevraagd_aan', models.CharField(blank=True, max_length=200)),
                ('gevraagd_op', models.DateTimeField()),
                ('uitkomst', models.CharField(choices=[('gevraagd', 'gevraagd'), ('akkoord', 'akkoord'), ('terug', 'terug naar de opsteller'), ('vervallen', 'vervallen')], default='gevraagd', max_length=20)),
                ('door', models.CharField(blank=True, max_length=200)),
                ('namens', models.CharField(blank=True, max_length=200)),
                ('op', models.DateTimeField(null=True)),
                ('opmerking', models.CharField(blank=True, max_length=2000)),
                ('besluit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goedkeuringen', to='zaken.besluit')),
                ('versie', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zaken.besluitversie')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('uitkomst', 'gevraagd')), fields=['gevraagd_aan', 'gevraagd_op'], name='goedkeuring_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('uitkomst', 'gevraagd')), fields=('besluit',), name='goedkeuring_een_open')],
            },
        ),
        migrations.CreateModel(
            name='Goedkeuringsopmerking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tekst', models.CharField(max_length=2000)),
                ('door', models.CharField(max_length=200)),
                ('op', models.DateTimeField()),
                ('besluit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opmerkingen', to='zaken.besluit')),
                ('versie', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zaken.besluitversie')),
            ],
        )]),
    ]
