"""Which permits are out of date."""

import datetime

import django.db.models.deletion
from django.db import migrations, models
from vth.tijd.migraties import InOneGo


class Migration(migrations.Migration):
    dependencies = [
        ('register', '0005_plekcellen'),
        ('vergunningen', '0002_bijlagen'),
    ]

    operations = [
        InOneGo([
        migrations.CreateModel(
            name='Verouderingsstand',
            fields=[
                ('vergunning', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='verouderingsstand', serialize=False, to='vergunningen.vergunning')),
                ('leverancier', models.CharField(max_length=40)),
                ('gebied', models.CharField(blank=True, max_length=10)),
                ('bevoegd_gezag', models.CharField(max_length=40)),
                ('gewicht', models.IntegerField(default=0)),
                ('versie', models.IntegerField()),
                ('regelmerk', models.CharField(max_length=64)),
                ('opnieuw_op', models.DateField(default=datetime.date(9999, 12, 31))),
                ('berekend_op', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['-gewicht', 'vergunning'], name='verouderingsstand_gewicht'), models.Index(fields=['leverancier', '-gewicht', 'vergunning'], name='verouderingsstand_van'), models.Index(fields=['gebied', '-gewicht', 'vergunning'], name='verouderingsstand_in'), models.Index(fields=['opnieuw_op'], name='verouderingsstand_opnieuw')],
            },
        ),
        migrations.CreateModel(
            name='Verouderingsvlag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('gewicht', models.IntegerField()),
                ('reden', models.CharField(max_length=1000)),
                ('voorschriften', models.JSONField(default=list)),
                ('regel', models.CharField(max_length=100)),
                ('zekerheid', models.CharField(max_length=20)),
                ('laag', models.CharField(max_length=60)),
                ('activiteit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
                ('vergunning', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='vlaggen', to='vergunningen.vergunning')),
            ],
            options={
                'indexes': [models.Index(fields=['vergunning', 'code'], name='verouderingsvlag_vergunning')],
            },
        )]),
    ]
