"""Dossiers: ordered packages of stories and events."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0003_arrivals_and_follows")]

    operations = []
