"""Notes that follow their words from version to version."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0005_authority")]

    operations = []
