import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('handhaving', '0001_kamer'),
        ('zaken', '0001_kamer'),
    ]

    operations = [
        migrations.AddField(
            model_name='maatregel',
            name='boetebedrag',
            field=models.DecimalField(decimal_places=2, max_digits=12, null=True),
        ),
        migrations.CreateModel(
            name='Vervolgbesluit',
            fields=[
                ('besluit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='zaken.besluit')),
                ('soort', models.CharField(choices=[('invorderingsbeschikking', 'invorderingsbeschikking'), ('kostenbeschikking', 'kostenbeschikking'), ('opheffing_last', 'beslissing op een verzoek over de last')], max_length=40)),
                ('op', models.DateTimeField()),
                ('door', models.CharField(max_length=200)),
                ('adressaat', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='handhaving.lastadressaat')),
                ('lastverzoek', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='handhaving.lastverzoek')),
                ('maatregel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vervolgbesluiten', to='handhaving.maatregel')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lastverzoek__isnull', False), ('soort', 'opheffing_last')), models.Q(models.Q(('soort', 'opheffing_last'), _negated=True), ('lastverzoek', None)), _connector='OR'), name='vervolgbesluit_verzoek')],
            },
        ),
        migrations.CreateModel(
            name='Vervolgverbeurte',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verbeurte', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vervolgbesluiten', to='handhaving.verbeurte')),
                ('vervolgbesluit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='verbeurten', to='handhaving.vervolgbesluit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('vervolgbesluit', 'verbeurte'), name='vervolgverbeurte_eenmaal')],
            },
        ),
        migrations.CreateModel(
            name='Handhavingsverzoekversie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volgnummer', models.IntegerField()),
                ('omschrijving', models.CharField(max_length=1000)),
                ('vthobject', models.CharField(max_length=36)),
                ('betrokkene', models.CharField(blank=True, max_length=36)),
                ('reden', models.CharField(blank=True, max_length=1000)),
                ('op', models.DateTimeField()),
                ('door', models.CharField(max_length=200)),
                ('handhavingsverzoek', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versies', to='handhaving.handhavingsverzoek')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('handhavingsverzoek', 'volgnummer'), name='hhverzoekversie_volgnummer')],
            },
        ),
    ]
