"""Who did what, when, before and after."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0007_media")]

    operations = []
