import django.db.models.deletion
import vth.tijd.klok
import vth.tijd.migraties
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('monitoring', '0001_initial'), ('monitoring', '0002_cijfers_en_lijsten'), ('monitoring', '0003_bewijs')]

    initial = True

    dependencies = [
    ]

    operations = [
        vth.tijd.migraties.InOneGo(
            operations=[migrations.CreateModel(
                name='Bewijsstuk',
                fields=[
                    ('soort', models.CharField(max_length=30)),
                    ('leverancier', models.CharField(max_length=40)),
                    ('gebied', models.CharField(blank=True, max_length=10)),
                    ('vertrouwelijkheid', models.CharField(max_length=20)),
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('titel', models.CharField(max_length=200)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                    ('versie', models.IntegerField(default=0)),
                    ('ingetrokken_op', models.DateTimeField(null=True)),
                    ('ingetrokken_door', models.CharField(blank=True, max_length=200)),
                    ('reden_intrekking', models.CharField(blank=True, max_length=2000)),
                ],
                options={
                    'indexes': [models.Index(fields=['leverancier', 'id'], name='bewijsstuk_van')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ingetrokken_op', None), models.Q(('reden_intrekking', ''), _negated=True), _connector='OR'), name='bewijsstuk_reden')],
                },
            ), migrations.CreateModel(
                name='Bewijsversie',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('bewijsstuk', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versies', to='monitoring.bewijsstuk')),
                    ('dienst', models.CharField(max_length=40)),
                    ('volgnummer', models.IntegerField()),
                    ('sha256', models.CharField(db_index=True, max_length=64)),
                    ('bestandsomvang', models.BigIntegerField()),
                    ('formaat', models.CharField(max_length=100)),
                    ('bestandsnaam', models.CharField(max_length=200)),
                    ('naam_gegeven', models.TextField()),
                    ('scan', models.CharField(max_length=20)),
                    ('reden', models.CharField(blank=True, max_length=300)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('bewijsstuk', 'volgnummer'), name='bewijsversie_volgnummer'), models.UniqueConstraint(fields=('dienst', 'sha256'), name='bewijsversie_eenmaal')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Visitatie',
                fields=[
                    ('soort', models.CharField(max_length=30)),
                    ('leverancier', models.CharField(max_length=40)),
                    ('gebied', models.CharField(blank=True, max_length=10)),
                    ('vertrouwelijkheid', models.CharField(max_length=20)),
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('dag', models.DateField()),
                    ('bezoekers', models.CharField(max_length=300)),
                    ('uitkomst', models.TextField()),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                    ('ingetrokken_op', models.DateTimeField(null=True)),
                    ('ingetrokken_door', models.CharField(blank=True, max_length=200)),
                    ('reden_intrekking', models.CharField(blank=True, max_length=2000)),
                ],
                options={
                    'indexes': [models.Index(fields=['leverancier', 'dag'], name='visitatie_bij')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ingetrokken_op', None), models.Q(('reden_intrekking', ''), _negated=True), _connector='OR'), name='visitatie_reden')],
                },
            ), migrations.CreateModel(
                name='Visitatiebewijs',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('visitatie', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='bewijzen', to='monitoring.visitatie')),
                    ('bewijsstuk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visitaties', to='monitoring.bewijsstuk')),
                    ('stukversie', models.IntegerField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('visitatie', 'bewijsstuk'), name='visitatiebewijs_eenmaal')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Ronde',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('naam', models.CharField(max_length=100, unique=True)),
                    ('organisatie', models.CharField(max_length=40)),
                    ('peildatum', models.DateField()),
                    ('kader_op', models.DateField()),
                    ('uitgenodigd_op', models.DateTimeField()),
                    ('uitgenodigd_door', models.CharField(max_length=200)),
                    ('indienen_voor', models.DateField()),
                    ('gepubliceerd_op', models.DateTimeField(null=True)),
                    ('plan_voor', models.DateField(null=True)),
                    ('robuust_voor', models.DateField(null=True)),
                    ('versie', models.IntegerField(default=0)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('indienen_voor__gt', models.F('peildatum'))), name='ronde_termijn')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Zelfbeoordeling',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('ronde', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='zelfbeoordelingen', to='monitoring.ronde')),
                    ('dienst', models.CharField(max_length=40)),
                    ('stand', models.CharField(choices=[('uitgenodigd', 'wordt ingevuld'), ('bij_bestuur', 'ligt bij het bestuur'), ('ingediend', 'is ingediend'), ('in_toets', 'wordt getoetst'), ('getoetst', 'is getoetst'), ('beoordeeld', 'is beoordeeld')], default='uitgenodigd', max_length=20)),
                    ('ingediend_op', models.DateTimeField(null=True)),
                    ('op_tijd', models.BooleanField(null=True)),
                    ('robuust', models.BooleanField(null=True)),
                    ('versie', models.IntegerField(default=0)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('ronde', 'dienst'), name='zelfbeoordeling_eenmaal'), models.CheckConstraint(condition=models.Q(('robuust', None), ('stand', 'beoordeeld'), _connector='OR'), name='zelfbeoordeling_oordeel')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Lezer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('soort', models.CharField(max_length=30)),
                    ('leverancier', models.CharField(max_length=40)),
                    ('gebied', models.CharField(blank=True, max_length=10)),
                    ('vertrouwelijkheid', models.CharField(max_length=20)),
                    ('zelfbeoordeling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lezers', to='monitoring.zelfbeoordeling')),
                    ('vanaf', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('leverancier', 'zelfbeoordeling'), name='lezer_eenmaal')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Zelfbeoordelinggebeurtenis',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('zelfbeoordeling', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='gebeurtenissen', to='monitoring.zelfbeoordeling')),
                    ('volgnummer', models.IntegerField()),
                    ('handeling', models.CharField(max_length=40)),
                    ('naar', models.CharField(blank=True, max_length=20)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                    ('reden', models.CharField(blank=True, max_length=2000)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('zelfbeoordeling', 'volgnummer'), name='zelfbeoordelinggebeurtenis_volgnummer')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Opgave',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('zelfbeoordeling', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='opgaven', to='monitoring.zelfbeoordeling')),
                    ('volgnummer', models.IntegerField()),
                    ('meting', models.CharField(max_length=60)),
                    ('waarde', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                    ('toelichting', models.CharField(blank=True, max_length=2000)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('zelfbeoordeling', 'volgnummer', 'meting'), name='opgave_volgnummer')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Bewijs',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('zelfbeoordeling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bewijzen', to='monitoring.zelfbeoordeling')),
                    ('criterium', models.CharField(max_length=60)),
                    ('gebied', models.CharField(blank=True, max_length=60)),
                    ('titel', models.CharField(max_length=200)),
                    ('vindplaats', models.CharField(blank=True, max_length=500)),
                    ('bewijsstuk', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gebruik', to='monitoring.bewijsstuk')),
                    ('stukversie', models.IntegerField(null=True)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                    ('ingetrokken_op', models.DateTimeField(null=True)),
                    ('ingetrokken_door', models.CharField(blank=True, max_length=200)),
                    ('reden_intrekking', models.CharField(blank=True, max_length=2000)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ingetrokken_op', None), models.Q(('reden_intrekking', ''), _negated=True), _connector='OR'), name='bewijs_reden'), models.CheckConstraint(condition=models.Q(models.Q(('bewijsstuk__isnull', False), ('stukversie__isnull', False), ('vindplaats', '')), models.Q(('bewijsstuk', None), ('stukversie', None), models.Q(('vindplaats', ''), _negated=True)), _connector='OR'), name='bewijs_plek'), models.UniqueConstraint(condition=models.Q(('ingetrokken_op', None)), fields=('zelfbeoordeling', 'criterium', 'gebied', 'bewijsstuk'), name='bewijs_eenmaal')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Toetsvraag',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('zelfbeoordeling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='toetsvragen', to='monitoring.zelfbeoordeling')),
                    ('criterium', models.CharField(max_length=60)),
                    ('vraag', models.CharField(max_length=2000)),
                    ('gevraagd_op', models.DateTimeField()),
                    ('gevraagd_door', models.CharField(max_length=200)),
                    ('antwoord_voor', models.DateField()),
                    ('antwoord', models.CharField(blank=True, max_length=4000)),
                    ('beantwoord_op', models.DateTimeField(null=True)),
                    ('beantwoord_door', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('antwoord', ''), ('beantwoord_op', None)), models.Q(('beantwoord_op__isnull', False), models.Q(('antwoord', ''), _negated=True)), _connector='OR'), name='toetsvraag_antwoord')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Oordeel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('zelfbeoordeling', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='oordelen', to='monitoring.zelfbeoordeling')),
                    ('volgnummer', models.IntegerField()),
                    ('robuust', models.BooleanField()),
                    ('criteria', models.JSONField()),
                    ('motivering', models.TextField()),
                    ('grondslag', models.JSONField()),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('zelfbeoordeling', 'volgnummer'), name='oordeel_volgnummer')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Gebiedoordeel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('zelfbeoordeling', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='gebiedoordelen', to='monitoring.zelfbeoordeling')),
                    ('gebied', models.CharField(max_length=60)),
                    ('volgnummer', models.IntegerField()),
                    ('uitkomst', models.CharField(choices=[('voldoet', 'voldoet'), ('uitleg_volstaat', 'voldoet niet, de uitleg volstaat'), ('voldoet_niet', 'voldoet niet')], max_length=20)),
                    ('afgeleid', models.CharField(max_length=20)),
                    ('motivering', models.CharField(max_length=2000)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('zelfbeoordeling', 'gebied', 'volgnummer'), name='gebiedoordeel_volgnummer')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Dienstbeeld',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('dienst', models.CharField(max_length=40)),
                    ('vanaf', models.DateField()),
                    ('x', models.IntegerField()),
                    ('y', models.IntegerField()),
                    ('kolom', models.IntegerField()),
                    ('rij', models.IntegerField()),
                    ('provincies', models.JSONField(default=list)),
                    ('veiligheidsregios', models.JSONField(default=list)),
                    ('buren', models.JSONField(default=list)),
                    ('bron', models.CharField(max_length=300)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dienst', 'vanaf'), name='dienstbeeld_eenmaal')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Afstandenlijst',
                fields=[
                    ('soort', models.CharField(max_length=30)),
                    ('leverancier', models.CharField(max_length=40)),
                    ('gebied', models.CharField(blank=True, max_length=10)),
                    ('vertrouwelijkheid', models.CharField(max_length=20)),
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('regels', models.JSONField()),
                    ('bron', models.CharField(max_length=300)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'indexes': [models.Index(fields=['leverancier', 'op'], name='afstandenlijst_van')],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Openstelling',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('dienst', models.CharField(max_length=40)),
                    ('open', models.BooleanField()),
                    ('besluit', models.CharField(max_length=500)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'indexes': [models.Index(fields=['dienst', 'op'], name='openstelling_van')],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Verkenning',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('ronde', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verkenningen', to='monitoring.ronde')),
                    ('aannamen', models.JSONField()),
                    ('grondslag', models.JSONField()),
                    ('stand', models.CharField(choices=[('wacht', 'wacht op haar beurt'), ('klaar', 'klaar'), ('mislukt', 'niet gelukt')], default='wacht', max_length=10)),
                    ('uitkomst', models.JSONField(default=dict)),
                    ('melding', models.CharField(blank=True, max_length=1000)),
                    ('gevraagd_op', models.DateTimeField()),
                    ('klaar_op', models.DateTimeField(null=True)),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'indexes': [models.Index(fields=['door', 'id'], name='verkenning_van')],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Indicatorstand',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('indicator', models.CharField(max_length=60)),
                    ('versie', models.CharField(max_length=20)),
                    ('van', models.DateField()),
                    ('tot', models.DateField()),
                    ('volgnummer', models.IntegerField()),
                    ('dagstand', models.DateField()),
                    ('controlesom', models.CharField(max_length=64)),
                    ('logboek_tot', models.BigIntegerField()),
                    ('sql', models.TextField()),
                    ('records', models.BigIntegerField()),
                    ('bruikbaar', models.BigIntegerField()),
                    ('teller', models.DecimalField(decimal_places=2, max_digits=18)),
                    ('noemer', models.DecimalField(decimal_places=2, max_digits=18)),
                    ('reden', models.CharField(blank=True, max_length=1000)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('indicator', 'van', 'tot', 'volgnummer'), name='indicatorstand_volgnummer'), models.CheckConstraint(condition=models.Q(('van__lt', models.F('tot'))), name='indicatorstand_periode'), models.CheckConstraint(condition=models.Q(('volgnummer', 1), models.Q(('reden', ''), _negated=True), _connector='OR'), name='indicatorstand_reden')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Indicatorwaarde',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('soort', models.CharField(max_length=30)),
                    ('leverancier', models.CharField(max_length=40)),
                    ('gebied', models.CharField(blank=True, max_length=10)),
                    ('vertrouwelijkheid', models.CharField(max_length=20)),
                    ('stand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='waarden', to='monitoring.indicatorstand')),
                    ('dienst', models.CharField(max_length=40)),
                    ('records', models.BigIntegerField()),
                    ('bruikbaar', models.BigIntegerField()),
                    ('teller', models.DecimalField(decimal_places=2, max_digits=18)),
                    ('noemer', models.DecimalField(decimal_places=2, max_digits=18)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('stand', 'leverancier', 'dienst'), name='indicatorwaarde_eenmaal')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Lijst',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('zelfbeoordeling', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lijsten', to='monitoring.zelfbeoordeling')),
                    ('soort', models.CharField(choices=[('bezetting', 'bezetting per deskundigheidsgebied'), ('uitleg', 'uitleg per deskundigheidsgebied'), ('financiering', 'financiering per deelnemer en taak')], max_length=20)),
                    ('volgnummer', models.IntegerField()),
                    ('regels', models.JSONField()),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('zelfbeoordeling', 'soort', 'volgnummer'), name='lijst_volgnummer')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Plan',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('zelfbeoordeling', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='plan', to='monitoring.zelfbeoordeling')),
                    ('stand', models.CharField(choices=[('concept', 'wordt gemaakt'), ('ingediend', 'is ingediend'), ('getoetst', 'is getoetst')], default='concept', max_length=20)),
                    ('ingediend_op', models.DateTimeField(null=True)),
                    ('op_tijd', models.BooleanField(null=True)),
                    ('versie', models.IntegerField(default=0)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Planmaatregel',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='maatregelen', to='monitoring.plan')),
                    ('criterium', models.CharField(max_length=60)),
                    ('omschrijving', models.CharField(max_length=500)),
                    ('eigenaar', models.CharField(max_length=200)),
                    ('bedrag', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                    ('besluit_door', models.CharField(blank=True, max_length=200)),
                    ('risico', models.CharField(blank=True, max_length=1000)),
                    ('afgerond_op', models.DateField(null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('bedrag', None), ('bedrag__gte', 0), _connector='OR'), name='planmaatregel_bedrag')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Planning',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('planmaatregel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='planningen', to='monitoring.planmaatregel')),
                    ('volgnummer', models.IntegerField()),
                    ('gereed_voor', models.DateField()),
                    ('reden', models.CharField(blank=True, max_length=1000)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('planmaatregel', 'volgnummer'), name='planning_volgnummer'), models.CheckConstraint(condition=models.Q(('volgnummer', 1), models.Q(('reden', ''), _negated=True), _connector='OR'), name='planning_reden')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Plantoets',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='toetsen', to='monitoring.plan')),
                    ('volgnummer', models.IntegerField()),
                    ('checklist', models.CharField(max_length=20)),
                    ('antwoorden', models.JSONField()),
                    ('toelichting', models.TextField()),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('plan', 'volgnummer'), name='plantoets_volgnummer')],
                    'indexes': [],
                },
            )],
        ),
    ]
