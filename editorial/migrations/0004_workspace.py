"""Presence, drafts kept while typing."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("editorial", "0003_workflow")]

    operations = []
