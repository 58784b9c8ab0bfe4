"""The order of titles within a kind, for lists that are sorted by name."""

from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("zoeken", "0002_index")]
    operations = [
        migrations.AddIndex(
            model_name="zoekregel",
            index=models.Index("soort", Lower("titel"), "onderwerp", name="zoekregel_titel"),
        ),
    ]
