"""When an account last looked, for what is new since then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("logboek", "0002_verwerkingen")]
    operations = [
        migrations.CreateModel(
            name="Bezoek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actor", models.CharField(max_length=200, unique=True)),
                ("moment", models.DateTimeField()),
                ("volgnummer", models.BigIntegerField()),
                ("vorige_moment", models.DateTimeField(null=True)),
                ("vorige_volgnummer", models.BigIntegerField(null=True)),
            ],
        ),
    ]
