import django.db.models.deletion
import vth.tijd.klok
import vth.tijd.migraties
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('voortgang', '0001_initial')]

    initial = True

    dependencies = [
    ]

    operations = [
        vth.tijd.migraties.InOneGo(
            operations=[migrations.CreateModel(
                name='Programma',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('naam', models.CharField(max_length=200)),
                    ('organisatie', models.CharField(max_length=40)),
                    ('einddatum', models.DateField()),
                    ('geeindigd_op', models.DateField(null=True)),
                    ('stempel', models.UUIDField(default=vth.tijd.klok.make_uuid7)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Programmaversie',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('programma', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versies', to='voortgang.programma')),
                    ('volgnummer', models.IntegerField()),
                    ('naam', models.CharField(max_length=200)),
                    ('einddatum', models.DateField()),
                    ('deelnemers', models.JSONField()),
                    ('geeindigd', models.BooleanField(default=False)),
                    ('reden', models.CharField(blank=True, max_length=1000)),
                    ('bekend_op', models.DateField()),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programma', 'volgnummer'), name='programmaversie_volgnummer'), models.CheckConstraint(condition=models.Q(('volgnummer', 1), models.Q(('reden', ''), _negated=True), _connector='OR'), name='programmaversie_reden')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Deelname',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('soort', models.CharField(max_length=30)),
                    ('leverancier', models.CharField(max_length=40)),
                    ('gebied', models.CharField(blank=True, max_length=10)),
                    ('vertrouwelijkheid', models.CharField(max_length=20)),
                    ('programma', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deelnames', to='voortgang.programma')),
                    ('vanaf', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('leverancier', 'programma'), name='deelname_eenmaal')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Onderdeel',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('programma', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='onderdelen', to='voortgang.programma')),
                    ('soort', models.CharField(choices=[('hoofdstuk', 'hoofdstuk'), ('pijler', 'pijler'), ('onderwerp', 'onderwerp'), ('actie', 'actie'), ('mijlpaal', 'mijlpaal'), ('risico', 'risico'), ('besluit', 'besluit'), ('product', 'product'), ('tryout', 'try-out'), ('onderzoek', 'thematisch onderzoek'), ('samenhang', 'samenhang'), ('reviewactie', 'actie uit de gateway-review'), ('igovernance', 'besluit over I-governance'), ('partij', 'partij')], max_length=20)),
                    ('sleutel', models.CharField(max_length=80)),
                    ('ouder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kinderen', to='voortgang.onderdeel')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programma', 'sleutel'), name='onderdeel_sleutel')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Onderdeelversie',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('programma', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voortgang.programma')),
                    ('onderdeel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versies', to='voortgang.onderdeel')),
                    ('volgnummer', models.IntegerField()),
                    ('titel', models.TextField()),
                    ('inhoud', models.JSONField(default=dict)),
                    ('partij', models.CharField(blank=True, max_length=40)),
                    ('vervallen', models.BooleanField(default=False)),
                    ('zin', models.TextField(blank=True)),
                    ('reden', models.CharField(blank=True, max_length=1000)),
                    ('bekend_op', models.DateField()),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('onderdeel', 'volgnummer'), name='onderdeelversie_volgnummer'), models.CheckConstraint(condition=models.Q(('volgnummer', 1), models.Q(('reden', ''), _negated=True), _connector='OR'), name='onderdeelversie_reden')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Planning',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('programma', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voortgang.programma')),
                    ('onderdeel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='planningen', to='voortgang.onderdeel')),
                    ('volgnummer', models.IntegerField()),
                    ('soort', models.CharField(choices=[('dag', 'dag'), ('maand', 'maand'), ('kwartaal', 'kwartaal'), ('periode', 'periode'), ('halfjaar', 'halfjaar'), ('jaar', 'jaar'), ('doorlopend', 'doorlopend'), ('onbekend', 'onbekend')], max_length=20)),
                    ('tekst', models.CharField(blank=True, max_length=200)),
                    ('van', models.DateField(null=True)),
                    ('tot', models.DateField(null=True)),
                    ('stand', models.CharField(choices=[('gepland', 'gepland'), ('gehaald', 'gehaald'), ('niet gehaald', 'niet gehaald'), ('bijgesteld', 'bijgesteld'), ('opnieuw te plannen', 'opnieuw te plannen'), ('niet in bron', 'niet in bron')], max_length=20)),
                    ('besloten_door', models.CharField(blank=True, max_length=200)),
                    ('zin', models.TextField(blank=True)),
                    ('reden', models.CharField(blank=True, max_length=1000)),
                    ('bekend_op', models.DateField()),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('onderdeel', 'volgnummer'), name='mijlpaalplanning_volgnummer'), models.CheckConstraint(condition=models.Q(('volgnummer', 1), models.Q(('reden', ''), _negated=True), _connector='OR'), name='mijlpaalplanning_reden'), models.CheckConstraint(condition=models.Q(models.Q(('tot', None), ('van', None)), models.Q(('tot__gte', models.F('van')), ('van__isnull', False)), _connector='OR'), name='mijlpaalplanning_dagen')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Pijlerplanversie',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('programma', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voortgang.programma')),
                    ('onderdeel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='pijlerplannen', to='voortgang.onderdeel')),
                    ('volgnummer', models.IntegerField()),
                    ('besluit', models.CharField(max_length=500)),
                    ('mijlpalen', models.JSONField()),
                    ('bekend_op', models.DateField()),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('onderdeel', 'volgnummer'), name='pijlerplanversie_volgnummer')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Middel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('programma', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voortgang.programma')),
                    ('onderdeel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='middelen', to='voortgang.onderdeel')),
                    ('regeling', models.CharField(max_length=100)),
                    ('deelnemer', models.CharField(max_length=40)),
                    ('volgnummer', models.IntegerField()),
                    ('toegekend', models.DecimalField(decimal_places=2, max_digits=13)),
                    ('besteed', models.DecimalField(decimal_places=2, max_digits=13)),
                    ('toelichting', models.CharField(blank=True, max_length=1000)),
                    ('bekend_op', models.DateField()),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('onderdeel', 'regeling', 'deelnemer', 'volgnummer'), name='middel_volgnummer'), models.CheckConstraint(condition=models.Q(('besteed__gte', 0), ('toegekend__gte', 0)), name='middel_bedragen')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Rapportageronde',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('programma', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rondes', to='voortgang.programma')),
                    ('naam', models.CharField(max_length=100)),
                    ('peildatum', models.DateField()),
                    ('indienen_voor', models.DateField()),
                    ('stand', models.CharField(choices=[('open', 'wordt geschreven'), ('vergrendeld', 'is vergrendeld')], default='open', max_length=20)),
                    ('geopend_op', models.DateTimeField()),
                    ('vergrendeld_op', models.DateTimeField(null=True)),
                    ('versie', models.IntegerField(default=0)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programma', 'naam'), name='rapportageronde_naam'), models.UniqueConstraint(fields=('programma', 'peildatum'), name='rapportageronde_peildatum'), models.CheckConstraint(condition=models.Q(models.Q(('stand', 'open'), ('vergrendeld_op', None)), models.Q(('stand', 'vergrendeld'), ('vergrendeld_op__isnull', False)), _connector='OR'), name='rapportageronde_vergrendeld')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Bijdrage',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('programma', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voortgang.programma')),
                    ('ronde', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='bijdragen', to='voortgang.rapportageronde')),
                    ('onderdeel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bijdragen', to='voortgang.onderdeel')),
                    ('stand', models.CharField(choices=[('concept', 'concept'), ('ingediend', 'ingediend'), ('teruggegeven', 'teruggegeven'), ('goedgekeurd', 'goedgekeurd'), ('vergrendeld', 'vergrendeld')], default='concept', max_length=20)),
                    ('versie', models.IntegerField(default=0)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('ronde', 'onderdeel'), name='bijdrage_eenmaal')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Bijdragetekst',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('programma', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voortgang.programma')),
                    ('bijdrage', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='teksten', to='voortgang.bijdrage')),
                    ('volgnummer', models.IntegerField()),
                    ('voortgang', models.TextField(blank=True)),
                    ('planning', models.TextField(blank=True)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('bijdrage', 'volgnummer'), name='bijdragetekst_volgnummer')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Rondegebeurtenis',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('programma', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voortgang.programma')),
                    ('ronde', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='gebeurtenissen', to='voortgang.rapportageronde')),
                    ('bijdrage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gebeurtenissen', to='voortgang.bijdrage')),
                    ('volgnummer', models.IntegerField()),
                    ('handeling', models.CharField(max_length=40)),
                    ('naar', models.CharField(blank=True, max_length=20)),
                    ('reden', models.CharField(blank=True, max_length=2000)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('ronde', 'volgnummer'), name='rondegebeurtenis_volgnummer')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Statusoordeel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('programma', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voortgang.programma')),
                    ('onderdeel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='statusoordelen', to='voortgang.onderdeel')),
                    ('ronde', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statusoordelen', to='voortgang.rapportageronde')),
                    ('volgnummer', models.IntegerField()),
                    ('regelstand', models.CharField(choices=[('volgens', 'volgens'), ('wijkt_af', 'wijkt_af'), ('wijkt_sterk_af', 'wijkt_sterk_af'), ('niet_in_bron', 'niet_in_bron')], max_length=20)),
                    ('regelreden', models.TextField(blank=True)),
                    ('beeldstand', models.CharField(blank=True, max_length=20)),
                    ('merken', models.JSONField(default=list)),
                    ('stand', models.CharField(blank=True, choices=[('volgens', 'volgens'), ('wijkt_af', 'wijkt_af'), ('wijkt_sterk_af', 'wijkt_sterk_af'), ('niet_in_bron', 'niet_in_bron')], max_length=20)),
                    ('motivering', models.CharField(blank=True, max_length=2000)),
                    ('bekend_op', models.DateField()),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('onderdeel', 'volgnummer'), name='statusoordeel_volgnummer'), models.CheckConstraint(condition=models.Q(('stand', ''), models.Q(('motivering', ''), _negated=True), _connector='OR'), name='statusoordeel_motivering')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Inlezing',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('programma', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='inlezingen', to='voortgang.programma')),
                    ('ronde', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inlezingen', to='voortgang.rapportageronde')),
                    ('bestandsnaam', models.CharField(max_length=200)),
                    ('sha256', models.CharField(max_length=64)),
                    ('onbegrepen', models.JSONField(default=list)),
                    ('meldingen', models.JSONField(default=list)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programma', 'sha256'), name='inlezing_eenmaal')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Voorstelregel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('programma', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voortgang.programma')),
                    ('inlezing', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='voorstellen', to='voortgang.inlezing')),
                    ('volgnummer', models.IntegerField()),
                    ('soort', models.CharField(max_length=20)),
                    ('sleutel', models.CharField(max_length=80)),
                    ('ouder', models.CharField(blank=True, max_length=80)),
                    ('velden', models.JSONField()),
                    ('regel', models.IntegerField()),
                    ('zin', models.TextField()),
                    ('kolom', models.CharField(blank=True, max_length=200)),
                    ('twijfel', models.CharField(blank=True, max_length=1000)),
                    ('stand', models.CharField(choices=[('open', 'wacht op een besluit'), ('overgenomen', 'overgenomen'), ('afgewezen', 'afgewezen')], default='open', max_length=20)),
                    ('onderdeel', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voortgang.onderdeel')),
                    ('reden', models.CharField(blank=True, max_length=1000)),
                    ('besloten_op', models.DateTimeField(null=True)),
                    ('besloten_door', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('inlezing', 'volgnummer'), name='leesvoorstel_volgnummer'), models.CheckConstraint(condition=models.Q(models.Q(('besloten_op', None), ('stand', 'open')), models.Q(('besloten_op__isnull', False), models.Q(('stand', 'open'), _negated=True)), _connector='OR'), name='leesvoorstel_besloten')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Tegenspraak',
                fields=[
                    ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                    ('programma', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tegenspraken', to='voortgang.programma')),
                    ('onderdeel', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tegenspraken', to='voortgang.onderdeel')),
                    ('kenmerk', models.CharField(max_length=64)),
                    ('uitleg', models.CharField(max_length=1000)),
                    ('eerste_zin', models.TextField()),
                    ('eerste_bron', models.CharField(max_length=200)),
                    ('tweede_zin', models.TextField()),
                    ('tweede_bron', models.CharField(max_length=200)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                    ('gekozen', models.CharField(blank=True, choices=[('eerste', 'de eerste zin klopt'), ('tweede', 'de tweede zin klopt'), ('geen', 'geen van beide klopt')], max_length=20)),
                    ('reden', models.CharField(blank=True, max_length=2000)),
                    ('besloten_op', models.DateTimeField(null=True)),
                    ('besloten_door', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programma', 'kenmerk'), name='tegenspraak_eenmaal'), models.CheckConstraint(condition=models.Q(models.Q(('besloten_op', None), ('gekozen', '')), models.Q(('besloten_op__isnull', False), models.Q(('gekozen', ''), _negated=True), models.Q(('reden', ''), _negated=True)), _connector='OR'), name='tegenspraak_beslecht')],
                    'indexes': [],
                },
            )],
        ),
    ]
