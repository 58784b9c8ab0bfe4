import django.db.models.deletion
import uuid
import vth.tijd.migraties
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('opsporing', '0001_initial')]

    initial = True

    dependencies = [
    ]

    operations = [
        vth.tijd.migraties.InOneGo(
            operations=[migrations.CreateModel(
                name='Opsporingsdossier',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('organisatie', models.CharField(max_length=40)),
                    ('titel', models.CharField(max_length=300)),
                    ('doel', models.CharField(max_length=40)),
                    ('staat', models.CharField(choices=[('open', 'open'), ('gesloten', 'gesloten')], default='open', max_length=20)),
                    ('verdenking_op', models.DateTimeField()),
                    ('verdenking_grond', models.CharField(max_length=2000)),
                    ('controle', models.UUIDField(null=True)),
                    ('overtreding', models.UUIDField(null=True)),
                    ('geopend_op', models.DateTimeField()),
                    ('geopend_door', models.CharField(max_length=200)),
                    ('gesloten_op', models.DateField(null=True)),
                    ('gesloten_reden', models.CharField(blank=True, max_length=1000)),
                    ('bewaren_tot', models.DateField(null=True)),
                    ('vernietigd_op', models.DateTimeField(null=True)),
                    ('versie', models.IntegerField(default=0)),
                ],
                options={
                    'indexes': [models.Index(fields=['organisatie', 'geopend_op', 'id'], name='opsporingsdossier_van'), models.Index(condition=models.Q(('bewaren_tot__isnull', False)), fields=['bewaren_tot'], name='opsporingsdossier_bewaren')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('bewaren_tot', None), ('gesloten_op', None), ('staat', 'open')), models.Q(('bewaren_tot__isnull', False), ('gesloten_op__isnull', False), ('staat', 'gesloten')), _connector='OR'), name='opsporingsdossier_gesloten')],
                },
            ), migrations.CreateModel(
                name='Dossierlid',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('dossier', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='leden', to='opsporing.opsporingsdossier')),
                    ('betrokkene', models.CharField(max_length=200)),
                    ('vanaf', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'indexes': [models.Index(fields=['betrokkene', 'dossier'], name='dossierlid_van')],
                    'constraints': [models.UniqueConstraint(fields=('dossier', 'betrokkene'), name='dossierlid_eenmaal')],
                },
            ), migrations.CreateModel(
                name='Verdachte',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdachten', to='opsporing.opsporingsdossier')),
                    ('persoonsoort', models.CharField(choices=[('natuurlijk_persoon', 'natuurlijk persoon'), ('rechtspersoon', 'rechtspersoon')], max_length=20)),
                    ('naam', models.CharField(max_length=300)),
                    ('gegevens', models.TextField(blank=True)),
                    ('bronobject', models.UUIDField(null=True)),
                    ('geregistreerd_op', models.DateTimeField()),
                    ('geregistreerd_door', models.CharField(max_length=200)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Opsporingshandeling',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('dossier', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='handelingen', to='opsporing.opsporingsdossier')),
                    ('volgnummer', models.IntegerField()),
                    ('soort', models.CharField(choices=[('waarneming', 'waarneming'), ('cautie', 'cautie gegeven'), ('verklaring_verdachte', 'verklaring van een verdachte'), ('verklaring_getuige', 'verklaring van een getuige'), ('overleg', 'overleg met de parketsecretaris')], max_length=30)),
                    ('fase', models.CharField(choices=[('toezicht', 'toezicht'), ('opsporing', 'opsporing')], max_length=20)),
                    ('verdachte', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='handelingen', to='opsporing.verdachte')),
                    ('met', models.CharField(blank=True, max_length=300)),
                    ('op', models.DateTimeField()),
                    ('tekst', models.TextField(blank=True)),
                    ('geregistreerd_op', models.DateTimeField()),
                    ('geregistreerd_door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dossier', 'volgnummer'), name='opsporingshandeling_volgnummer')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Strafweging',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('dossier', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='wegingen', to='opsporing.opsporingsdossier')),
                    ('verdachte', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='wegingen', to='opsporing.verdachte')),
                    ('volgnummer', models.IntegerField()),
                    ('feitdatum', models.DateField()),
                    ('feiten', models.JSONField(default=list)),
                    ('gering', models.BooleanField()),
                    ('eenvoudig', models.BooleanField()),
                    ('contra_indicaties', models.JSONField(default=list)),
                    ('twijfel', models.BooleanField(default=False)),
                    ('overleg', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='opsporing.opsporingshandeling')),
                    ('uitkomst', models.CharField(choices=[('strafbeschikking', 'bestuurlijke strafbeschikking'), ('overleg', 'eerst overleg met de parketsecretaris'), ('procesverbaal', 'proces-verbaal voor het Functioneel Parket')], max_length=20)),
                    ('motivering', models.CharField(max_length=4000)),
                    ('gronden', models.JSONField(default=list)),
                    ('op', models.DateTimeField()),
                    ('door', models.CharField(max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dossier', 'volgnummer'), name='strafweging_volgnummer')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Strafbeschikking',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='strafbeschikkingen', to='opsporing.opsporingsdossier')),
                    ('weging', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='strafbeschikking', to='opsporing.strafweging')),
                    ('bedrag', models.DecimalField(decimal_places=2, max_digits=9)),
                    ('opgesteld_op', models.DateTimeField()),
                    ('opgesteld_door', models.CharField(max_length=200)),
                    ('gehoord_op', models.DateField(null=True)),
                    ('gehoord_verslag', models.TextField(blank=True)),
                    ('verzenddatum', models.DateField(null=True)),
                    ('ondertekend_door', models.CharField(blank=True, max_length=200)),
                    ('mandaat', models.CharField(blank=True, max_length=300)),
                    ('verzettermijn', models.JSONField(default=dict)),
                    ('verzet_tot', models.DateField(null=True)),
                    ('verzet_op', models.DateField(null=True)),
                    ('verzet_toelichting', models.CharField(blank=True, max_length=1000)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ondertekend_door', ''), ('verzenddatum', None), ('verzet_tot', None)), models.Q(('verzenddatum__isnull', False), ('verzet_tot__isnull', False), models.Q(('ondertekend_door', ''), _negated=True)), _connector='OR'), name='strafbeschikking_verzonden'), models.CheckConstraint(condition=models.Q(('verzet_op', None), ('verzet_op__gte', models.F('verzenddatum')), _connector='OR'), name='strafbeschikking_verzet'), models.CheckConstraint(condition=models.Q(('bedrag__gt', 0)), name='strafbeschikking_bedrag')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Procesverbaal',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='processenverbaal', to='opsporing.opsporingsdossier')),
                    ('verdachte', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='processenverbaal', to='opsporing.verdachte')),
                    ('titel', models.CharField(max_length=300)),
                    ('tekst', models.TextField()),
                    ('kwaliteit', models.JSONField(default=dict)),
                    ('opgesteld_op', models.DateTimeField()),
                    ('opgesteld_door', models.CharField(max_length=200)),
                    ('gesloten_op', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Overdracht',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overdrachten', to='opsporing.opsporingsdossier')),
                    ('aan', models.CharField(max_length=40)),
                    ('grond', models.CharField(max_length=40)),
                    ('stukken', models.JSONField(default=list)),
                    ('procesverbaal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='overdrachten', to='opsporing.procesverbaal')),
                    ('op', models.DateField()),
                    ('toelichting', models.CharField(blank=True, max_length=2000)),
                    ('geregistreerd_op', models.DateTimeField()),
                    ('geregistreerd_door', models.CharField(max_length=200)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Overdrachtuitkomst',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('overdracht', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='uitkomst', to='opsporing.overdracht')),
                    ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uitkomsten', to='opsporing.opsporingsdossier')),
                    ('soort', models.CharField(max_length=40)),
                    ('dag', models.DateField()),
                    ('toelichting', models.CharField(blank=True, max_length=2000)),
                    ('geregistreerd_op', models.DateTimeField()),
                    ('geregistreerd_door', models.CharField(max_length=200)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Opsporingslogregel',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('moment', models.DateTimeField()),
                    ('actor', models.CharField(max_length=200)),
                    ('organisatie', models.CharField(max_length=40)),
                    ('handeling', models.CharField(max_length=80)),
                    ('doel', models.CharField(blank=True, max_length=40)),
                    ('sleutel', models.CharField(max_length=64)),
                    ('volgnummer', models.BigIntegerField(null=True, unique=True)),
                    ('hash', models.CharField(blank=True, max_length=64)),
                ],
                options={
                    'indexes': [models.Index(fields=['sleutel', '-moment'], name='opsporingslog_dossier'), models.Index(condition=models.Q(('volgnummer', None)), fields=['moment', 'id'], name='opsporingslog_open')],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Opsporingsanker',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('dag', models.DateField(unique=True)),
                    ('volgnummer', models.BigIntegerField()),
                    ('hash', models.CharField(blank=True, max_length=64)),
                    ('zout', models.CharField(max_length=64)),
                    ('anker', models.CharField(max_length=64)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            )],
        ),
    ]
