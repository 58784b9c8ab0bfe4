"""What became of a melding, and how it was judged."""

import django.db.models.deletion
from django.db import migrations, models
from vth.tijd.migraties import InOneGo


class Migration(migrations.Migration):
    dependencies = [
        ('register', '0005_plekcellen'),
        ('vergunningen', '0003_veroudering'),
        ('zaken', '0009_volgorde'),
    ]

    operations = [
        InOneGo([
        migrations.CreateModel(
            name='Melding',
            fields=[
                ('verzoek', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='melding', serialize=False, to='zaken.verzoek')),
                ('volledig_op', models.DateField(null=True)),
                ('begin_vanaf', models.DateField(null=True)),
                ('grond', models.JSONField(default=dict)),
                ('versie', models.IntegerField(default=0)),
                ('bronobject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.bronobject')),
            ],
        ),
        migrations.CreateModel(
            name='Meldingoordeel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volgnummer', models.IntegerField()),
                ('dag', models.DateField()),
                ('ontbreekt', models.JSONField(default=list)),
                ('toelichting', models.CharField(blank=True, max_length=1000)),
                ('op', models.DateTimeField()),
                ('door', models.CharField(max_length=200)),
                ('melding', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='oordelen', to='vergunningen.melding')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('melding', 'volgnummer'), name='meldingoordeel_volgnummer')],
            },
        )]),
    ]
