"""A module's first migration that pins it to Wagtail's newest: what ModuleContract must catch."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [("cms", "0001_initial"), ("wagtailcore", "__first__")]

    operations = []
