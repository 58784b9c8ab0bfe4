import vth.tijd.migraties
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('tijd', '0001_initial')]

    initial = True

    dependencies = [
    ]

    operations = [
        vth.tijd.migraties.InOneGo(
            operations=[migrations.CreateModel(
                name='Herkomst',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('leverancier', models.CharField(max_length=40)),
                    ('soort', models.CharField(choices=[('aanlevering', 'aanlevering'), ('handeling', 'handeling in Open VTH'), ('stamgegevens', 'stamgegevens van Open VTH')], max_length=20)),
                    ('moment', models.DateTimeField()),
                ],
                options={
                    'indexes': [models.Index(fields=['leverancier', 'moment'], name='herkomst_leverancier_moment')],
                    'constraints': [],
                },
            )],
        ),
    ]
