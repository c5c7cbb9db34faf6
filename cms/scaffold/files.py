"""The files of a new module, as templates of `string.Template`: what `manage.py startmodule` writes."""

APPS = '''from cms.plugins import Board, Cadence, Module


class ${name}Config(Module):
    """${zh_text}: say here in a sentence what its records are."""

    name = "${path}"
    zh = ${zh}
    en = ${en}
    board = Board.${board}
    scopes = ${scopes}
    table = "${table}"
    privacy = "employees"
    icon = "doc-full"
    optional = True
    cadence = Cadence(interval="event", kind="default", after="event", days=15, min_items=0)
'''

MODELS = '''from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.fields import FieldRule, FileRow, MultiChoiceField, Row, rows_of
from cms.tree import Record, record_panels

KINDS = [("first", _("第一类")), ("second", _("第二类"))]
GROUPS = [("members", _("党员")), ("employees", _("员工"))]


class ${name}Record(Record):
    kind = models.CharField(_("类别"), max_length=20, choices=KINDS)
    groups = MultiChoiceField(_("涉及人群"), choices=GROUPS)
    leader = models.ForeignKey("cms.Person", verbose_name=_("负责人"), on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField(_("开始日期"))
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    attendance = models.PositiveIntegerField(_("参加人数"), validators=[MinValueValidator(1)])
    course = RichTextField(_("经过"), features=["bold", "italic", "ol", "ul", "link"])
    participants = ParentalManyToManyField(
        "cms.Person", verbose_name=_("参加人员"), blank=True, related_name="+", db_table="${table}_participants"
    )
    remarks = models.CharField(_("备注"), max_length=300, blank=True, default="", help_text=_("仅本单位党员可见。"))

    field_rules = {"remarks": FieldRule(privacy="unit")}
    field_order = (
        "kind", "groups", "leader", "started_on", "ended_on", "attendance", "course", "participants", "steps", "materials",
        "remarks",
    )  # fmt: skip

    content_panels = record_panels(
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("groups"),
                FieldPanel("leader"),
                FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
                FieldPanel("attendance"),
            ],
            heading=_("概况"),
        ),
        FieldPanel("course"),
        FieldPanel("participants"),
        InlinePanel("steps", label=_("步骤"), heading=_("步骤")),
        InlinePanel("materials", label=_("材料"), heading=_("材料")),
        FieldPanel("remarks"),
    )
    search_fields = [*Record.search_fields, index.SearchField("course"), index.FilterField("kind")]

    class Meta:
        db_table = "${table}"
        verbose_name = verbose_name_plural = _(${zh})

    def card_lines(self):
        return [self.get_kind_display(), _("参加%(attendance)s人") % {"attendance": self.attendance}]

    def clean(self):
        """What can be said of the fields alone; asked whenever the form is saved."""
        super().clean()
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ValidationError({"ended_on": _("结束日期不能早于开始日期。")})

    def checks(self):
        """What takes the tables as well; asked when the record is submitted."""
        if len(self.participants.all()) > self.attendance:
            raise ValidationError({"participants": _("参加人员多于参加人数。")})


class ${name}Step(Row):
    page = rows_of(${name}Record, "steps")
    step = models.CharField(_("事项"), max_length=200)
    done_on = models.DateField(_("日期"), null=True, blank=True)

    class Meta(Row.Meta):
        db_table = "${table}_steps"
        verbose_name = verbose_name_plural = _("步骤")


class ${name}Material(FileRow):
    page = rows_of(${name}Record, "materials")

    class Meta(FileRow.Meta):
        db_table = "${table}_materials"
        verbose_name = verbose_name_plural = _("材料")
'''

MIGRATION = """import cms.fields
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    # The core's first migration and no later one: the module then installs on older and newer cores alike
    dependencies = [
        ('cms', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='${name}Record',
            fields=[
                ('record_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='cms.record')),
                ('kind', models.CharField(choices=[('first', '第一类'), ('second', '第二类')], max_length=20, verbose_name='类别')),
                ('groups', cms.fields.MultiChoiceField(blank=True, default=list, verbose_name='涉及人群')),
                ('started_on', models.DateField(verbose_name='开始日期')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('attendance', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='参加人数')),
                ('course', wagtail.fields.RichTextField(verbose_name='经过')),
                ('remarks', models.CharField(blank=True, default='', help_text='仅本单位党员可见。', max_length=300, verbose_name='备注')),
                ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cms.person', verbose_name='负责人')),
                ('participants', modelcluster.fields.ParentalManyToManyField(blank=True, db_table='${table}_participants', related_name='+', to='cms.person', verbose_name='参加人员')),
            ],
            options={
                'verbose_name': ${zh_single},
                'verbose_name_plural': ${zh_single},
                'db_table': '${table}',
            },
            bases=('cms.record',),
        ),
        migrations.CreateModel(
            name='${name}Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cms.attachment', verbose_name='文件')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='${label}.${name_lower}record')),
            ],
            options={
                'verbose_name': '材料',
                'verbose_name_plural': '材料',
                'db_table': '${table}_materials',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='${name}Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('step', models.CharField(max_length=200, verbose_name='事项')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='日期')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='${label}.${name_lower}record')),
            ],
            options={
                'verbose_name': '步骤',
                'verbose_name_plural': '步骤',
                'db_table': '${table}_steps',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
"""

TESTS = '''"""${zh_text}: the contract of modules, and what the module itself promises."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from cms.testing import ModuleContract
from ${path}.models import ${name}Record


class TestContract(ModuleContract):
    label = "${label}"

    def make(self, world, **fields):
        """The example's people are two, so that as many took part."""
        return super().make(world, **({"attendance": 2} | fields))


def test_it_cannot_end_before_it_began(db):
    record = ${name}Record(started_on=datetime.date(2026, 3, 2), ended_on=datetime.date(2026, 3, 1))
    with pytest.raises(ValidationError) as error:
        record.clean()
    assert set(error.value.message_dict) == {"ended_on"}
    record.ended_on = record.started_on
    record.clean()


def test_no_more_people_are_named_than_took_part(world):
    contract = TestContract()
    draft = contract.make(world, attendance=1)
    with pytest.raises(ValidationError) as error:
        draft.get_latest_revision_as_object().check_submission()
    assert set(error.value.message_dict) == {"participants"}
'''

PYPROJECT = """[build-system]
requires = ["setuptools>=80"]
build-backend = "setuptools.build_meta"

[project]
name = "${distribution}"
version = "0.1.0"
description = ${description}
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["hongban"]

[project.optional-dependencies]
test = ["pytest>=9", "pytest-django>=4.11"]

# The name is the module's label, for ever; the value its AppConfig
[project.entry-points."hongban.plugins"]
${label} = "${path}.apps:${name}Config"

[tool.setuptools.packages.find]
include = ["${label}*"]

[tool.pytest.ini_options]
DJANGO_SETTINGS_MODULE = "cms.testing.settings"
testpaths = ["tests"]
filterwarnings = ["error"]
"""

README = """# ${zh_text} ${en_text}

A module for Hongban 红板: records of ${zh_text} for ${for_whom}.

```
pip install .                                   # beside Hongban, in the same environment
python manage.py migrate ${label}
python manage.py plugins enable ${label} --all-units --apply
```

Develop: `pip install -e ".[test]"`, then `pytest`. `tests/` runs Hongban's contract of modules (`cms.testing.ModuleContract`)
and the module's own tests. After a change of the models: `python manage.py makemigrations ${label}` in Hongban's folder; the new
migration must depend on nothing but this module's own and `("cms", "0001_initial")`.

Interface strings are in Chinese, marked for translation: `django-admin makemessages -l en` in `${label}/` (make `locale/` first).
"""
