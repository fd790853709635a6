"""Assignments and moves."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("editorial", "0002_link_decisions")]

    operations = []
