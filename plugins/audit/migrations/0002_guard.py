from django.db import migrations


def install(apps, schema_editor):
    from plugins.audit import guard

    guard.install(schema_editor.connection)


def lift(apps, schema_editor):
    from plugins.audit import guard

    guard.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, lift)]
