"""What the authority desk keeps: merges, positions, tokens."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0004_dossiers")]

    operations = []
