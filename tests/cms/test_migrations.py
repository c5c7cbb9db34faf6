"""What changes no module's migrations: a further section, a new block, a new column of the core's Record."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter
from django.utils import translation
from wagtail import blocks
from wagtail.fields import StreamField

from cms import plugins
from cms.fields import BodyField
from cms.testing import without_plugin
from cms.tree import Record
from cms.tree.actions import open_section


def changes() -> dict[str, list[str]]:
    """{app: what makemigrations would write}, for the models as they are now."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    with translation.override(None):  # as the command does
        found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(loader.graph)
    return {
        app: [operation.describe() for migration in migrations for operation in migration.operations]
        for app, migrations in found.items()
    }


@pytest.fixture
def column():
    """Record has a further column until the test ends."""
    field = models.CharField("来文编号", max_length=50, blank=True, default="", name="incoming_number")
    field.set_attributes_from_name("incoming_number")
    field.model = Record
    Record._meta.add_field(field)
    apps.clear_cache()
    yield field
    Record._meta.local_fields.remove(field)
    apps.clear_cache()


def test_nothing_is_to_be_written_as_things_are():
    assert changes() == {}


def test_a_new_column_of_record_is_one_migration_of_the_core_and_none_of_any_module(column):
    assert changes() == {"cms": ["Add field incoming_number to record"]}


def test_a_further_section_is_data_and_no_migration(world):
    for module in plugins.modules():
        open_section(world.branch if module.is_for("branch") else world.committee, module.label)
    assert changes() == {}


def test_a_new_block_changes_no_migration_of_anybody(monkeypatch):
    config = plugins.find_module("work_guide")
    offered = lambda what, default="": (lambda: [("honour", blocks.CharBlock())]) if what == "blocks" else None  # noqa: E731
    monkeypatch.setattr(config, "offer", offered, raising=False)
    body = Record._meta.get_field("body")
    body.__dict__.pop("stream_block", None)
    try:
        assert "honour" in body.stream_block.child_blocks
        assert changes() == {}
    finally:
        body.__dict__.pop("stream_block")


def test_a_module_that_is_switched_off_loses_no_table():
    with without_plugin("featured_work"):
        assert changes() == {}


def test_a_body_enters_migrations_by_its_name_alone():
    for field in (Record._meta.get_field("body"), BodyField(verbose_name="别的")):
        _name, path, args, kwargs = field.deconstruct()
        assert (path, args, kwargs) == ("cms.fields.BodyField", [], {})
    written, imports = MigrationWriter.serialize(Record._meta.get_field("body"))
    assert written == "cms.fields.BodyField()"
    assert imports == {"import cms.fields"}


def test_no_migration_of_ours_holds_a_stream_of_blocks_or_depends_on_wagtails_newest():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    state = loader.project_state()
    ours = {"cms", *(plugin.label for plugin in plugins.installed())}
    streams = [
        f"{app}.{name}.{field_name}"
        for (app, name), model in state.models.items()
        if app in ours
        for field_name, field in model.fields.items()
        if isinstance(field, StreamField)
    ]
    assert sorted(streams) == ["cms.record.body", "cms.unit.body"]
    for (app, _name), migration in loader.disk_migrations.items():
        if app in ours - {"cms"}:
            outside = {tuple(need) for need in migration.dependencies if need[0] != app}
            assert outside <= {("cms", "0001_initial")}, app


def test_a_bodys_field_is_rebuilt_from_its_migration_as_it_was(db):
    name, path, args, kwargs = Record._meta.get_field("body").deconstruct()
    again = BodyField(*args, **kwargs)
    again.set_attributes_from_name(name)
    assert (path, again.column, again.blank, again.null) == ("cms.fields.BodyField", "body", True, False)
    assert set(again.stream_block.child_blocks) == set(Record._meta.get_field("body").stream_block.child_blocks)


def test_makemigrations_agrees(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
