"""Fields and rows that modules build their page types of."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

__all__ = [
    "BodyField",
    "FieldRule",
    "FileRow",
    "HomeBodyField",
    "ImageRow",
    "MoneyField",
    "MultiChoiceField",
    "PercentField",
    "PeriodField",
    "Row",
    "percent",
    "rows_of",
]


@dataclass(frozen=True)
class FieldRule:
    """What the catalogue says of a field beyond its type. A page type keeps them in `field_rules = {name: FieldRule(…)}`.

    privacy        a scope narrower than the record's: viewers who do not reach it get the record without the field
    mask           "name": shown as 张* to them instead of being left out
    after_release  changed after publication by a function of its own; not part of the approved content
    only_for       "committee" or "branch": the field exists in units of that kind only
    required       with `only_for`: must be filled there (the column itself is blank, since the other kind leaves it so)
    computed       derived by the software, never typed
    filled         derived by `fill_in()` when it is left empty: the form does not ask for it, though the catalogue requires it
    """

    privacy: str = ""
    mask: str = ""
    after_release: bool = False
    only_for: str = ""
    required: bool = False
    computed: bool = False
    filled: bool = False


class BodyField(StreamField):
    """The `body` of records. Its block vocabulary is read lazily from the core and all plugins and never enters a
    migration, so that adding a block changes no migration of anybody (wagtail #4298)."""

    # Whether the live blocks of a unit's home page (latest records, board …) belong to the vocabulary
    home = False

    def __init__(self, block_types=None, **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("verbose_name", _("正文"))
        super().__init__((), **kwargs)

    @cached_property
    def stream_block(self):
        from .blocks.vocabulary import Vocabulary, vocabulary

        block = Vocabulary(vocabulary(home=self.home))
        block.set_meta_options(self.block_opts)
        return block

    def deconstruct(self):
        name, *_rest = models.Field.deconstruct(self)
        return name, "cms.fields.BodyField", [], {}


class HomeBodyField(BodyField):
    """The `body` of a unit's home page: the same vocabulary and the live blocks."""

    home = True


class PeriodField(models.CharField):
    """A reporting period: `2026-03`, `2026Q1`, `2026H1` or `2026`."""

    PATTERN = r"^\d{4}(-(0[1-9]|1[0-2])|Q[1-4]|H[12])?$"

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 7
        super().__init__(*args, **kwargs)
        self.validators = [
            *self.default_validators,
            RegexValidator(self.PATTERN, _("期间写作 2026-03（月）、2026Q1（季）、2026H1（半年）或 2026（年）。")),
        ]

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        return name, path, args, kwargs


class MultiChoiceField(models.JSONField):
    """Some of a list of choices, kept as a JSON list of their values in the order of the choices."""

    def __init__(self, *args, choices=(), **kwargs):
        self.options = list(choices)  # the form's business, not the database's: they stay out of migrations
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        known = [option for option, _label in self.options]
        if not isinstance(value, list) or (wrong := [item for item in value if item not in known]):
            shown = ", ".join(map(str, wrong)) if isinstance(value, list) else value
            raise ValidationError(_("“%(value)s”不是可选项。"), params={"value": shown})

    def clean(self, value, model_instance):
        chosen = super().clean(value, model_instance)
        return [option for option, _label in self.options if option in chosen]

    def formfield(self, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return forms.MultipleChoiceField(
            choices=self.options,
            label=self.verbose_name,
            help_text=self.help_text,
            required=not self.blank,
            widget=forms.CheckboxSelectMultiple,
        )


class _Fixed(models.DecimalField):
    """A decimal with as many places as its column keeps, before it is saved as after: 20 is 20.0 from the start.

    Otherwise a document that was built at the release and one that is built anew would differ in what a reader sees.
    """

    def to_python(self, value):
        value = super().to_python(value)
        try:
            padded = None if value is None else value.quantize(Decimal(1).scaleb(-self.decimal_places))
        except InvalidOperation:
            return value  # too large, or no number: the validators say so
        return padded if padded == value else value


class PercentField(_Fixed):
    """A share in percent: 97.5 is 97.5 %."""

    catalogue_type = "percent"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", 6)
        kwargs.setdefault("decimal_places", 1)
        super().__init__(*args, **kwargs)


def percent(part: int | None, whole: int | None) -> Decimal | None:
    """`part` of `whole` in percent to one decimal place; None while either is unknown or the whole is nothing."""
    return None if part is None or not whole else (Decimal(100 * part) / whole).quantize(Decimal("0.1"))


class MoneyField(_Fixed):
    """An amount in yuan and fen."""

    catalogue_type = "money"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)


class Row(Orderable):
    """One line of a record's table. A module names the parent: `page = rows_of("MeetingRecord", "topics")`."""

    class Meta(Orderable.Meta):
        abstract = True


class FileRow(Row):
    file = models.ForeignKey("cms.Attachment", verbose_name=_("文件"), on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("file")]

    class Meta(Row.Meta):
        abstract = True


class ImageRow(Row):
    image = models.ForeignKey("cms.Image", verbose_name=_("图片"), on_delete=models.PROTECT, related_name="+")
    alt = models.CharField(_("替代文字"), max_length=200, help_text=_("写给看不到图片的人：画面上是什么。"))

    panels = [FieldPanel("image"), FieldPanel("alt")]

    class Meta(Row.Meta):
        abstract = True


def rows_of(page: str, name: str) -> ParentalKey:
    """The key from a row to its record; `name` is the catalogue's field name, under which the record has its rows."""
    return ParentalKey(page, on_delete=models.CASCADE, related_name=name)
