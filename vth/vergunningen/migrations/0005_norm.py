"""Norms beside voorschriften."""

import datetime

from django.db import migrations, models

import vth.tijd.klok


class Migration(migrations.Migration):
    dependencies = [
        ('vergunningen', '0004_melding'),
    ]

    operations = [
        migrations.CreateModel(
            name='Norm',
            fields=[
                ('id', models.UUIDField(default=vth.tijd.klok.make_uuid7, primary_key=True, serialize=False)),
                ('organisatie', models.CharField(max_length=40)),
                ('soort', models.CharField(choices=[('omgevingsplan', 'omgevingsplan'), ('bruidsschat', 'bruidsschat in het omgevingsplan'), ('zorgplicht', 'zorgplicht'), ('waterschapsverordening', 'waterschapsverordening'), ('omgevingsverordening', 'omgevingsverordening'), ('rijksregel', 'algemene rijksregel')], max_length=30)),
                ('regeling', models.CharField(max_length=200)),
                ('artikel', models.CharField(max_length=60)),
                ('omschrijving', models.CharField(max_length=2000)),
                ('gebied', models.CharField(blank=True, max_length=10)),
                ('bal_paragraaf', models.CharField(blank=True, max_length=20)),
                ('begin_geldigheid', models.DateField()),
                ('eind_geldigheid', models.DateField(default=datetime.date(9999, 12, 31))),
                ('bron', models.CharField(blank=True, max_length=500)),
                ('zekerheid', models.CharField(max_length=20)),
                ('vastgelegd_op', models.DateTimeField()),
                ('vastgelegd_door', models.CharField(max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['gebied', 'begin_geldigheid'], name='norm_gebied')],
                'constraints': [models.CheckConstraint(condition=models.Q(('eind_geldigheid__gt', models.F('begin_geldigheid'))), name='norm_geldigheid'), models.UniqueConstraint(fields=('organisatie', 'regeling', 'artikel', 'gebied', 'bal_paragraaf', 'begin_geldigheid'), name='norm_eenmaal')],
            },
        ),
    ]
