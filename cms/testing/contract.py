"""What every module holds to, built-in or not, as tests: `class TestMyModule(ModuleContract): label = "my_module"`."""

# Imports of models are local: pytest loads this file before Django's apps are ready.
import functools
import json
import re
from typing import ClassVar

import pytest

from . import examples

__all__ = ["ModuleContract"]

LONGEST_IDENTIFIER = 30
RESERVED = frozenset({"unit", "section", "record", "owner", "aliases"})


# Wagtail leaves the spool of a new rendition to the garbage collector
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
class ModuleContract:
    """The contract of one module; subclass it, give `label`, and override `make()` where the module's rules ask for more.

    exempt: {name of a check without `test_`: the reason, in a sentence}. An exempted check is skipped and its reason reported.
    """

    label: ClassVar[str] = ""
    exempt: ClassVar[dict[str, str]] = {}

    def make(self, world, **fields):
        """A draft with every field filled. A module whose rules tie fields together passes what they ask for:

            def make(self, world, **fields):
                return super().make(world, **({"expected": 12, "present": 10} | fields))

        Tables are lists of row instances or of dicts. `unit`: another unit than the usual one.
        """
        from modelcluster.models import get_all_child_relations

        unit = fields.pop("unit", None) or self.unit(world)
        values = examples.examples(self.model, world, unit) | {"body": self.body()} | fields
        tables = {relation.get_accessor_name() for relation in get_all_child_relations(self.model)}
        rows = {name: examples.as_rows(self.model, name, values.pop(name)) for name in tables & values.keys()}
        return world.draft(self.model, unit, rows=rows, **values)

    def body(self) -> list:
        return [{"type": "rich_text", "value": "<p>正文里的一句示例。</p>"}]

    def unit(self, world):
        """Where its records are written: a branch, or the committee when branches do not have the module."""
        return world.branch if self.module.is_for("branch") else world.committee

    @property
    def module(self):
        from cms.plugins import find_module

        found = find_module(self.label)
        assert found is not None, f"label = {self.label!r}: no such module is installed, switched on and sound"
        return found

    @property
    def model(self):
        assert self.module.model is not None, f"{self.label} has no page type derived from cms.tree.Record"
        return self.module.model

    @pytest.fixture(autouse=True)
    def _exemption(self, request):
        self.skip_if_exempt(request.function.__name__)

    def skip_if_exempt(self, test: str) -> None:
        if reason := self.exempt.get(test.removeprefix("test_")):
            pytest.skip(f"exempt: {reason}")

    # The declaration ------------------------------------------------------------------------------------------------------

    def test_every_exemption_names_a_check_and_gives_a_reason(self):
        for name, reason in self.exempt.items():
            assert hasattr(self, f"test_{name}"), f"exempt: there is no check {name!r}"
            assert len(str(reason).strip()) >= 10, f"exempt: {name} needs a reason that others can judge"

    def test_the_declaration_is_sound(self):
        from cms.checks import faults_of

        assert faults_of(self.module) == []

    def test_it_brings_one_page_type_whose_name_ends_in_record(self):
        from wagtail.models import Page

        assert [model for model in self.module.get_models() if issubclass(model, Page)] == [self.model]
        assert self.model.__name__.endswith("Record")
        assert self.model.is_creatable or "is_creatable" in vars(self.model)

    def test_its_table_names_are_short_and_carry_its_prefix(self):
        table = self.module.table
        names = [model._meta.db_table for model in self.models()]
        assert self.model._meta.db_table == table
        assert [name for name in names if name != table and not name.startswith(f"{table}_")] == []
        assert [name for name in self.identifiers() if len(name) > LONGEST_IDENTIFIER] == []

    def test_no_other_module_uses_its_table_prefix(self):
        from cms import plugins

        taken = {module.table: module.label for module in plugins.modules() if module.label != self.label}
        assert self.module.table not in taken, f"table {self.module.table!r} is that of {taken[self.module.table]}"

    def models(self):
        return list(self.module.get_models(include_auto_created=True))

    def identifiers(self):
        """Every name in the database that the module chose."""
        for model in self.models():
            yield model._meta.db_table
            yield from (field.column for field in model._meta.local_fields)
            yield from (part.name for part in [*model._meta.indexes, *model._meta.constraints])

    # Migrations -----------------------------------------------------------------------------------------------------------

    def test_its_migrations_depend_on_the_core_alone_and_never_on_its_newest(self):
        """Otherwise the module would not install on an older or newer core."""
        loader, _state = _migrations()
        newest = {name for _app, name in loader.graph.leaf_nodes("cms") if not name.startswith("0001_")} | {
            "__latest__"
        }
        own = {key: migration for key, migration in loader.disk_migrations.items() if key[0] == self.label}
        assert own, f"{self.module.name} has no migrations: manage.py makemigrations {self.label}"
        for (_app, name), migration in own.items():
            outside = [tuple(need) for need in migration.dependencies if need[0] != self.label]
            assert {app for app, _name in outside} <= {"cms"}, f"{name} depends on more than cms: {outside}"
            assert not newest & {need for _app, need in outside}, (
                f"{name} depends on the newest migration of cms: {outside}"
            )
            assert migration.run_before == [], f"{name} wants to run before others' migrations"

    def test_its_models_have_no_change_without_a_migration(self):
        from django.apps import apps
        from django.db.migrations.autodetector import MigrationAutodetector
        from django.db.migrations.state import ProjectState
        from django.utils import translation

        loader, state = _migrations()
        with translation.override(None):  # as the command does
            detector = MigrationAutodetector(state, ProjectState.from_apps(apps))
            changes = detector.changes(loader.graph, trim_to_apps={self.label}).get(self.label, [])
        assert [operation.describe() for migration in changes for operation in migration.operations] == []

    def test_its_migrations_hold_no_blocks(self):
        """A vocabulary in a migration would make every plugin's new block a change of this module."""
        from wagtail.fields import StreamField

        from cms.fields import BodyField

        _loader, state = _migrations()
        for (app, name), model in state.models.items():
            if app == self.label:
                plain = [
                    field_name
                    for field_name, field in model.fields.items()
                    if isinstance(field, StreamField) and not isinstance(field, BodyField)
                ]
                assert plain == [], f"{name}: StreamFields other than cms.fields.BodyField: {plain}"

    # Fields ---------------------------------------------------------------------------------------------------------------

    def fields(self, model=None):
        """The fields that the module itself defines, on its page type or on one of its tables."""
        model = model or self.model
        own = [*model._meta.local_fields, *model._meta.local_many_to_many]
        return [field for field in own if not field.primary_key and field.name != "sort_order"]

    def test_no_field_takes_a_name_that_is_reserved_or_the_cores(self):
        from modelcluster.models import get_all_child_relations

        from cms.tree import Record

        names = {field.name for field in self.fields()}
        names |= {
            relation.get_accessor_name()
            for relation in get_all_child_relations(self.model)
            if relation.related_model._meta.app_label == self.label
        }
        assert names & RESERVED == set()
        assert sorted(name for name in names if hasattr(Record, name)) == []

    def test_its_relations_leave_no_name_that_another_plugin_could_claim(self):
        """A key to a model outside the module has related_name="+", or a name that begins with the label or table."""
        clashing = [
            f"{model.__name__}.{field.name}: related_name={field.remote_field.related_name!r}"
            for model in self.module.get_models()
            for field in self.fields(model)
            if field.is_relation and field.related_model._meta.app_label != self.label
            if not str(field.remote_field.related_name or "").startswith(("+", self.label, self.module.table))
            and not str(field.remote_field.related_name or "").endswith("+")
        ]
        assert clashing == []

    def test_every_field_and_choice_has_a_chinese_label(self):
        from django.utils import translation

        with translation.override("zh-hans"):
            labels = {
                f"{model.__name__} verbose_name": str(model._meta.verbose_name) for model in self.module.get_models()
            }
            for model in self.module.get_models():
                for field in self.fields(model):
                    if field.name not in self._parent_keys(model):
                        labels[f"{model.__name__}.{field.name}"] = str(field.verbose_name)
                    for value, label in self._choices(field):
                        if str(label) == str(value) and not str(value).isdigit():
                            labels[f"{model.__name__}.{field.name}={value}"] = ""
        assert (
            sorted(place for place, label in labels.items() if not any("\u4e00" <= sign <= "\u9fff" for sign in label))
            == []
        )

    def test_its_words_are_translated_lazily(self):
        """A label that is translated when the module is imported stays in the language of the process for ever."""
        from django.utils.functional import Promise

        eager = []
        for model in self.module.get_models():
            if not isinstance(model._meta.verbose_name, Promise):
                eager.append(f"{model.__name__} verbose_name")
            for field in self.fields(model):
                place = f"{model.__name__}.{field.name}"
                if field.name not in self._parent_keys(model) and not isinstance(field.verbose_name, Promise):
                    eager.append(f"{place} verbose_name")
                if field.help_text and not isinstance(field.help_text, Promise):
                    eager.append(f"{place} help_text")
                eager += [
                    f"{place} choice {value!r}"
                    for value, label in self._choices(field)
                    if not isinstance(label, Promise) and not str(label).isdigit()
                ]
        eager += [
            f"{type(panel).__name__} {text!r}"
            for panel in _panels(self.model.content_panels)
            for text in (getattr(panel, "heading", ""), getattr(panel, "help_text", ""), getattr(panel, "label", ""))
            if text and not isinstance(text, Promise)
        ]
        assert eager == []

    @staticmethod
    def _parent_keys(model) -> set[str]:
        from modelcluster.fields import ParentalKey

        return {field.name for field in model._meta.local_fields if isinstance(field, ParentalKey)}

    @staticmethod
    def _choices(field) -> list:
        return [
            pair for pair in getattr(field, "options", None) or getattr(field, "flatchoices", None) or [] if pair[0]
        ]

    def test_the_schema_of_its_fields_builds_alone(self):
        from cms.json_schema import json_schema
        from cms.schema import module_fields

        schema = json_schema(self.model)
        assert list(schema["properties"]) == [spec.name for spec in module_fields(self.model)]
        assert json.loads(json.dumps(schema, ensure_ascii=False)) == schema

    # From draft to reader -------------------------------------------------------------------------------------------------

    def test_it_goes_below_a_section_of_its_own_and_nowhere_else(self, db):
        from cms.tree import Section, Unit

        assert self.model.can_exist_under(Section(module=self.label))
        assert not self.model.can_exist_under(Section(module="no_such_module"))
        assert not self.model.can_exist_under(Unit(kind="branch"))

    def test_a_draft_can_be_made_and_submitted(self, world):
        page = self.make(world)
        assert not page.live
        draft = page.get_latest_revision_as_object()
        assert type(draft) is self.model
        draft.check_submission()

    def test_a_draft_passes_three_reviews_and_is_read_with_its_fields(self, world):
        from cms.access import viewer_of
        from cms.delivery import documents, reading
        from cms.json_schema import json_schema
        from cms.schema import module_fields

        from .json_schema import faults

        page = self.published(world)
        document = reading.record(viewer_of(world.user("approver")), page.pk)
        assert (document.title, document.module) == (page.title, self.label)
        content = documents.read(document, viewer_of(world.user("approver")))
        assert content["withheld"] == []
        shown = {entry["name"] for entry in content["fields"]}
        filled = {spec.name for spec in module_fields(self.model) if self._is_filled(page, spec)}
        assert filled, "the draft has no field filled: see make()"
        assert shown == filled
        assert json.loads(json.dumps(content, ensure_ascii=False)) == content
        schema = json_schema(self.model)
        values = {entry["name"]: entry["value"] for entry in content["fields"]}
        assert faults(values, schema, schema) == [], "GET /api/v1/modules describes the fields otherwise"

    def published(self, world, **fields):
        from .world import publish

        page = self.make(world, **fields)
        page = publish(world, page)
        assert page.live, "three reviews passed and the record is not live"
        return page

    def _is_filled(self, page, spec) -> bool:
        value = getattr(page, spec.name)
        if hasattr(value, "all"):
            value = list(value.all())
        kind = "committee" if page.owning_unit.kind == "committee" else "branch"
        return value not in (None, "", []) and spec.rule.only_for in ("", kind)

    def test_restricted_fields_are_withheld_from_viewers_beyond_them(self, world):
        from cms.access import reaches, viewer_of
        from cms.delivery import documents
        from cms.schema import module_fields

        page = self.make(world)
        entitled = viewer_of(world.user("approver"))
        outsider = viewer_of(world.user("employee", world.other))
        document = self.document(page)
        declared = {spec.name for spec in module_fields(self.model) if page.field_privacy(spec.name) or spec.rule.mask}
        if wide := documents.disclosed_to(page):
            declared |= {spec.name for spec in module_fields(self.model) if spec.rule.privacy != wide}
        open_entries = document.content["fields"]
        assert declared & {entry["name"] for entry in open_entries} == set(), (
            "restricted, and among what everybody gets"
        )
        content = documents.read(document, outsider)
        # of a record with a field for more people than the record, the parts are restricted as well, and the other fields
        privacy = {name: page.field_privacy(name) or page.privacy() for name in document.restricted}
        beyond = {name for name, scope in privacy.items() if not reaches(outsider, scope, document)}
        assert set(content["withheld"]) == beyond
        common = {word for entry in open_entries for word in _words(entry)}
        readable = json.dumps([content, document.text, document.card], ensure_ascii=False)
        secrets = {name: set(_words_of_rule(document.restricted[name])) - common for name in beyond}
        assert sorted(name for name, words in secrets.items() if any(word in readable for word in words)) == []
        assert documents.read(document, entitled)["withheld"] == []

    def document(self, page):
        """The document of a draft, as if it had been released just now; saved, so that lists find it."""
        from django.utils import timezone

        from cms.delivery import documents
        from cms.moderation.content import content_hash
        from cms.moderation.models import Release

        now = timezone.now()
        release = Release.objects.create(
            page_id=page.pk,
            unit_id=page.owning_unit_id,
            kind=Release.ISSUED,
            content_hash=content_hash(page),
            complete_at=now,
            spent_at=now,
        )
        document, _files = documents.build(page, release)
        document.save(force_insert=True)
        return document

    def test_fields_of_after_the_release_are_outside_the_reviewed_content(self, world):
        from cms.moderation.content import content_hash

        page = self.make(world)
        before = content_hash(page)
        for name, rule in self.model.field_rules.items():
            field = self.model._meta.get_field(name)
            if rule.after_release and hasattr(field, "get_default"):
                setattr(page, name, _other_than(field, getattr(page, name)))
        assert content_hash(page) == before
        page.title += "（改）"
        assert content_hash(page) != before

    def test_search_finds_its_words(self, world):
        page = self.make(world, title="独一无二的标题样本")
        document = self.document(page)
        missing = [
            entry["name"]
            for entry in document.content["fields"]
            if entry["type"] in ("text", "richtext", "choice")
            for word in _words(entry)
            if word not in document.text
        ]
        assert missing == []
        assert [found.pk for found in self.model.objects.search("独一无二")] == [page.pk]

    def test_a_list_takes_as_many_queries_for_three_as_for_one(self, world):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from cms.access import viewer_of
        from cms.delivery import reading

        viewer = viewer_of(world.user("approver"))
        counts = []
        for wanted in (1, 3):
            while len(reading.records(viewer, module=self.label).items) < wanted:
                self.document(self.make(world))
            with CaptureQueriesContext(connection) as captured:
                found = reading.records(viewer, module=self.label)
                assert all(item.title and item.card for item in found.items)
            counts.append(len(captured))
        assert counts[0] == counts[1]

    # The admin ------------------------------------------------------------------------------------------------------------

    def test_a_drafter_opens_the_form_and_saves_it(self, world, client):
        from django.urls import reverse
        from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

        page = self.make(world)
        client.force_login(world.user("drafter", page.owning_unit))
        add = reverse("wagtailadmin_pages:add", args=[self.label, self.model._meta.model_name, page.get_parent().pk])
        assert client.get(add).status_code == 200
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        response = client.get(edit)
        assert response.status_code == 200
        data = dict(querydict_from_html(response.content.decode(), form_id="page-edit-form").lists())
        data |= _ticked(response.content.decode())
        body = streamfield([("rich_text", rich_text("<p>在表单中写的正文。</p>"))])
        data |= nested_form_data({"body": body, "title": "在表单中改的标题"})
        response = client.post(edit, data)
        assert response.status_code == 302, _form_errors(response)
        saved = self.model.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert saved.title == "在表单中改的标题"
        assert "在表单中写的正文" in str(saved.body)
        assert self._other_content(saved) == self._other_content(page.get_latest_revision_as_object())

    @staticmethod
    def _other_content(page) -> dict:
        """What the form must hand back as it was: it knows no seconds, and the editor gives each paragraph a key of its own."""
        from cms.moderation.content import content_of

        content = {name: value for name, value in content_of(page).items() if name not in ("title", "body")}
        plain = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        plain = re.sub(r"(\d\d:\d\d):\d\d(\.\d+)?(?=[+Z])", r"\1", plain)
        return json.loads(re.sub(r' data-block-key=\\"[^"]*\\"', "", plain))

    def test_the_form_does_not_ask_for_what_is_computed_or_comes_after_the_release(self):
        form = self.model.get_edit_handler().get_form_class()
        asked = set(form.base_fields) | set(form.formsets)
        rules = self.model.field_rules.items()
        assert sorted(name for name, rule in rules if (rule.computed or rule.after_release) and name in asked) == []


def _migrations():
    """The migrations on disk, and the state that they lead to."""
    from django.apps import apps
    from django.conf import settings

    loader, state = _read_migrations(tuple(apps.app_configs), tuple(sorted(settings.MIGRATION_MODULES.items())))
    return loader, state.clone()


@functools.lru_cache(maxsize=1)
def _read_migrations(installed, elsewhere):
    """Read once for all modules: it takes a second, and each module has three checks of them."""
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, ignore_no_migrations=True)
    return loader, loader.project_state()


def _panels(panels):
    for panel in panels:
        yield panel
        yield from _panels(getattr(panel, "children", []))


def _words(entry: dict) -> list[str]:
    """The words of a document's entry that only somebody wrote: long enough not to stand elsewhere by chance."""
    from cms.delivery.values import plain

    return [word for word in plain(entry).split() if len(word) >= 5]


def _words_of_rule(rule: dict) -> list[str]:
    """The same of a restricted field or part of a document."""
    if "part" not in rule:
        return _words(rule["entry"])
    from django.utils.html import strip_tags

    found, waiting = [], [rule["part"]]
    while waiting:
        one = waiting.pop()
        waiting += one.values() if isinstance(one, dict) else one if isinstance(one, list) else []
        if isinstance(one, str):
            found += [word for word in strip_tags(one).split() if len(word) >= 5]
    return found


def _other_than(field, value):
    """A value that differs from this one, for a field that is only compared, never saved."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    return f"{value or ''}改"


def _ticked(html: str) -> dict:
    """The boxes that are ticked, as a browser sends them: Wagtail's helper sends the value that they do not have."""
    from bs4 import BeautifulSoup

    boxes = BeautifulSoup(html, "html.parser").select("input[type=checkbox][checked]:not([value])")
    return {box["name"]: ["on"] for box in boxes if box.get("name")}


def _form_errors(response) -> str:
    form = response.context and response.context.get("form")
    if form is None:
        return f"answer {response.status_code}"
    rows = {name: formset.errors for name, formset in form.formsets.items() if not formset.is_valid()}
    return f"the form has errors: {form.errors.as_json()} {rows}"
