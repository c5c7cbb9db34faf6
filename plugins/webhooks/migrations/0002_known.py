from django.db import migrations

COLUMNS = {
    "kind": "kind",
    "module": "module",
    "unit_id": "unit",
    "section_id": "section",
    "release_id": "release",
    "etag": "etag",
    "path": "path",
    "scope": "scope",
    "committee_id": "committee_id",
    "unit__path": "unit_path",
}


def remember(apps, schema_editor):
    """What is published already is known: its next correction is one, and not a first publication."""
    Document, Known = apps.get_model("cms", "Document"), apps.get_model("webhooks", "Known")
    rows = Document.objects.filter(practice=False).order_by("page_id").values("page_id", *COLUMNS)
    batch = []
    for row in rows.iterator(chunk_size=1000):
        batch.append(Known(page_id=row["page_id"], told={name: row[column] for column, name in COLUMNS.items()}))
        if len(batch) == 500:
            Known.objects.bulk_create(batch, ignore_conflicts=True)
            batch = []
    Known.objects.bulk_create(batch, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0001_initial")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
