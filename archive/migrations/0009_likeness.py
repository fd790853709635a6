"""Near-duplicates: what a story looks like."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0008_deeds")]

    operations = []
