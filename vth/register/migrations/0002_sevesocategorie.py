from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0001_kamer'),
    ]

    operations = [
        migrations.AddField(
            model_name='bevindingvoorkomen',
            name='sevesocategorie',
            field=models.CharField(max_length=100, null=True),
        ),
    ]
