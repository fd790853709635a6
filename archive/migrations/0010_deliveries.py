"""Live deliveries: feeds, folders, tokens, runs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0009_likeness")]

    operations = []
