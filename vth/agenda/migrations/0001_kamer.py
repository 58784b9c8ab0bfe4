import django.db.models.deletion
import uuid
import vth.tijd.migraties
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('agenda', '0001_initial')]

    initial = True

    dependencies = [
        ('toegang', '0001_kamer'),
    ]

    operations = [
        vth.tijd.migraties.InOneGo(
            operations=[migrations.CreateModel(
                name='Agendapunt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('soort', models.CharField(max_length=30)),
                    ('onderwerp', models.UUIDField()),
                    ('sleutel', models.CharField(max_length=120)),
                    ('aard', models.CharField(choices=[('termijn', 'laatste dag van een termijn'), ('herinnering', 'herinnering'), ('te_laat', 'termijn voorbij')], max_length=20)),
                    ('dag', models.DateField()),
                    ('rol', models.CharField(blank=True, max_length=40)),
                    ('voor', models.CharField(blank=True, max_length=200)),
                    ('namens', models.CharField(max_length=40)),
                    ('titel', models.CharField(max_length=300)),
                    ('leverancier', models.CharField(max_length=40)),
                    ('gebied', models.CharField(blank=True, max_length=10)),
                    ('vertrouwelijkheid', models.CharField(max_length=20)),
                    ('gemeld_op', models.DateTimeField(null=True)),
                    ('gedaan_op', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('gedaan_op', None), ('gemeld_op', None)), fields=['dag'], name='agendapunt_dag'), models.Index(condition=models.Q(('gedaan_op', None)), fields=['voor', 'dag', 'id'], name='agendapunt_voor'), models.Index(condition=models.Q(('gedaan_op', None)), fields=['namens', 'dag', 'id'], name='agendapunt_namens')],
                    'constraints': [models.UniqueConstraint(fields=('soort', 'onderwerp', 'sleutel'), name='agendapunt_sleutel')],
                },
            ), migrations.CreateModel(
                name='Dagtaakstand',
                fields=[
                    ('naam', models.CharField(max_length=60, primary_key=True, serialize=False)),
                    ('gedaan_tot', models.DateField(null=True)),
                    ('klaar_op', models.DateTimeField(null=True)),
                    ('aantal', models.BigIntegerField(default=0)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Agendasleutel',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                    ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sha256', models.CharField(max_length=64, unique=True)),
                    ('gemaakt_op', models.DateTimeField()),
                    ('ingetrokken_op', models.DateTimeField(null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ingetrokken_op', None)), fields=('gebruiker',), name='agendasleutel_een')],
                    'indexes': [],
                },
            )],
        ),
    ]
