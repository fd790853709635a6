"""Pictures that came with a story, and what had no field."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0006_notes")]

    operations = []
