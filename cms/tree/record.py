import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelsearch import index
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from cms import plugins, requirements
from cms.access import SCOPES, narrower
from cms.fields import BodyField, FieldRule, FileRow, PeriodField, rows_of
from cms.moderation.models import Referral, Review
from cms.moderation.page import ModeratedPage
from cms.people import Person
from cms.periods import period_of
from cms.slugs import pinyin_slug

from . import also
from .section import Section
from .unit import Unit

SCOPE_CHOICES = [
    ("public", _("社会公开")),
    ("employees", _("全体员工")),
    ("members", _("全体党员")),
    ("unit", _("本单位党员")),
    ("committee", _("党委")),
    ("restricted", _("指定角色")),
]
SOURCE_CHOICES = [
    ("own_record", _("本单位原始记录")),
    ("superior_document", _("上级文件")),
    ("repost", _("转载")),
    ("statistics", _("统计台账")),
    ("interview", _("采访")),
]
CONFIDENTIALITY_CHOICES = [
    ("non_classified", _("不涉密可公开")),
    ("internal", _("内部信息")),
    ("undetermined", _("待确定")),
]


class Tag(TagBase):
    """The core's own tags, so that no module migration ever depends on taggit's."""

    free_tagging = True

    class Meta:
        verbose_name = verbose_name_plural = _("标签")


class Record(ModeratedPage):
    """One published fact and its envelope; every module's page type is a subclass and adds only its own fields.

    Not creatable itself. `field_rules` says what the catalogue says of a field beyond its type (`cms.fields.FieldRule`);
    `checks()` gives the module's own rules.
    """

    occurred_on = models.DateField(
        _("事实发生日期"), db_index=True, help_text=_("事情发生的那一天，不是填报日期；不得晚于报送日期。")
    )
    period = PeriodField(
        _("所属期间"),
        db_index=True,
        blank=True,
        help_text=_("2026-03、2026Q1、2026H1 或 2026；不填则取发生日期所在期间。"),
    )
    summary = models.TextField(_("摘要"), max_length=500, blank=True, default="")
    body = BodyField()
    tags = ClusterTaggableManager(through="cms.RecordTag", verbose_name=_("标签"), blank=True)
    source_kind = models.CharField(_("信息来源"), max_length=20, choices=SOURCE_CHOICES, default="own_record")
    source_ref = models.CharField(
        _("来源说明/原文出处"), max_length=300, blank=True, default="", help_text=_("来源为上级文件或转载时必填。")
    )
    confidentiality = models.CharField(
        _("保密审查结论"),
        max_length=20,
        choices=CONFIDENTIALITY_CHOICES,
        default="undetermined",
        help_text=_("涉密信息不上网，上网信息不涉密。“待确定”的，报送后先由党委保密员审查。"),
    )
    disclosure_scope = models.CharField(
        _("公开范围"),
        max_length=20,
        choices=SCOPE_CHOICES,
        blank=True,
        default="",
        help_text=_("谁可以看到；审核时只能缩小，不能扩大。不填则取栏目规定的范围。"),
    )
    drafter = models.ForeignKey(
        Person, verbose_name=_("信息员(拟稿人)"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contains_personal_data = models.BooleanField(_("是否含个人信息"), default=False)
    correction_note = models.CharField(
        _("更正说明"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("已发布过的记录再次报送时必填：更正了什么、为什么。读者会看到“更正于…”和这段说明。"),
    )
    expires_on = models.DateField(
        _("失效日期"),
        null=True,
        blank=True,
        help_text=_("读者能看到的最后一天，次日起自动下架；长期有效的不填。"),
    )
    also_counts = also.AlsoField(
        _("同时计入"),
        help_text=_("一次录入、多处引用：本次活动同时满足的其他栏目，勾选后那里不必再录；数量仍只计一条。"),
    )

    is_creatable = False
    parent_page_types = ["cms.Section"]
    subpage_types = []
    show_in_menus_default = False

    field_rules: dict[str, FieldRule] = {}
    # {table: [{column: value}, …]}: the rows that a new record's form begins with
    starting_rows: dict[str, list[dict]] = {}

    head_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("occurred_on"), FieldPanel("period"), FieldPanel("summary")],
            heading=_("何时何事"),
        ),
    ]
    # Of a page type that is `dated_by` a field of its own
    dated_head_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("period"), FieldPanel("summary")], heading=_("何时何事")),
    ]
    tail_panels = [
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("source_kind"),
                FieldPanel("source_ref"),
                InlinePanel("evidence", label=_("佐证材料"), heading=_("佐证材料")),
                InlinePanel("attachments", label=_("附件"), heading=_("附件")),
            ],
            heading=_("来源与佐证"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("confidentiality"),
                FieldPanel("disclosure_scope"),
                FieldPanel("expires_on"),
                FieldPanel("contains_personal_data"),
            ],
            heading=_("保密与公开"),
        ),
        MultiFieldPanel([FieldPanel("also_counts")], heading=_("一次录入、多处引用"), classname="collapsed"),
        FieldPanel("tags"),
        FieldPanel("correction_note"),
    ]
    content_panels = [*head_panels, *tail_panels]

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("occurred_on"),
        index.FilterField("period"),
    ]

    class Meta:
        verbose_name = verbose_name_plural = _("记录")

    # Which period of occurred_on an empty `period` means; modules override it
    reported_by = "month"
    # The module's own field that says when it happened: occurred_on then follows from it and is never asked for
    dated_by = ""

    @classmethod
    def module_label(cls) -> str:
        return cls._meta.app_label

    @cached_property
    def owning_section(self) -> Section:
        return self.get_parent().specific

    @property
    def owning_unit(self) -> Unit:
        return self.owning_section.owning_unit

    @property
    def owning_unit_id(self) -> int:
        return self.owning_section.owning_unit_id

    takes_records = False
    is_record = True

    @property
    def may_be_deleted(self) -> bool:
        """Only drafts that nobody reviewed yet; a published record is withdrawn instead. Practice records may go."""
        if self.workflow_in_progress:
            return False
        if self.owning_unit.practice:
            return True
        return (
            not self.live
            and self.first_published_at is None
            and not Review.objects.filter(release__page_id=self.pk).exists()
            and not Referral.objects.filter(release__page_id=self.pk, decided_at__isnull=False).exists()
        )

    @classmethod
    def can_exist_under(cls, parent):
        """The one gate for places: below a section of the type's own module."""
        return isinstance(parent, Section) and parent.module == cls.module_label() and parent.plugin is not None

    @classmethod
    def can_create_at(cls, parent):
        return super().can_create_at(parent) and parent.specific.takes_records

    @property
    def exclude_fields_in_copy(self) -> list[str]:
        """A copy is written by whoever makes it, and what was added after the original's release stays with the original."""
        return ["drafter", *(name for name, rule in self.field_rules.items() if rule.after_release)]

    def copy(self, recursive=False, to=None, update_attrs=None, exclude_fields=None, **kwargs):
        """Beside the original unless `to` says where; at an address of its own unless `update_attrs` says which."""
        if "slug" not in (update_attrs or {}):
            exclude_fields = [*(exclude_fields or ()), "slug"]
        # ⚠ Without `to`, Wagtail adds a sibling, which does not lock the parent
        to = to or self.get_parent(update=True).specific
        return super().copy(
            recursive=recursive, to=to, update_attrs=update_attrs, exclude_fields=exclude_fields, **kwargs
        )

    def slug_base(self):
        day = f"{self.occurred_on:%Y%m%d}-" if self.occurred_on else ""
        return f"{day}{pinyin_slug(self.title)}"

    @property
    def scope(self) -> str:
        """The disclosure scope, or the module's own when none is set."""
        return self.disclosure_scope or self.privacy()

    @classmethod
    def privacy(cls) -> str:
        module = plugins.find_module(cls.module_label())
        return module.privacy if module else "restricted"

    @classmethod
    def widest_scopes(cls) -> list[str]:
        """The scopes that records of this type may have: the module's privacy and what is narrower; where that is
        `employees`, also `public` (proposed by the drafter, released by the approver)."""
        privacy = cls.privacy()
        allowed = list(SCOPES[SCOPES.index(privacy) :])
        return ["public", *allowed] if privacy == "employees" else allowed

    def fill_in(self) -> None:
        """Set what follows from the rest: period, scope, drafter. Called before every validation, hash and save."""
        if self.dated_by and (moment := getattr(self, self.dated_by)):
            self.occurred_on = timezone.localdate(moment) if isinstance(moment, datetime.datetime) else moment
        if self.occurred_on and not self.period:
            self.period = period_of(self.occurred_on, self.reported_by)
        if not self.disclosure_scope:
            self.disclosure_scope = self.privacy()
        if self.drafter_id is None and self.owner_id is not None:
            self.drafter = Person.objects.filter(user_id=self.owner_id).first()

    def full_clean(self, *args, **kwargs):
        self.fill_in()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self.fill_in()  # a draft, too, has what follows from the rest
        super().minimal_clean()

    def clean(self):
        """The envelope's rules; each error names its field. Raises ValidationError."""
        super().clean()
        errors = {}
        if self.occurred_on and self.occurred_on > timezone.localdate():
            errors[self.dated_by or "occurred_on"] = _("事实发生日期不能晚于今天。")
        if self.source_kind in {"superior_document", "repost"} and not self.source_ref.strip():
            errors["source_ref"] = _("来源为“%(kind)s”时，须写明来源说明/原文出处。") % {
                "kind": self.get_source_kind_display()
            }
        if self.disclosure_scope and self.disclosure_scope not in self.widest_scopes():
            errors["disclosure_scope"] = _("本栏目的记录最大公开范围是“%(scope)s”。") % {
                "scope": dict(SCOPE_CHOICES)[self.privacy()]
            }
        if self.expires_on and self.occurred_on and self.expires_on < self.occurred_on:
            errors["expires_on"] = _("失效日期不能早于事实发生日期。")
        if errors:
            raise ValidationError(errors)

    def checks(self) -> None:
        """The module's own rules over fields and rows together (`self.topics.all()` …), asked when a record is submitted
        and hinted at when it is saved. Raises ValidationError naming fields."""

    def check_submission(self) -> None:
        """Everything that must hold before anybody is asked to review. Raises ValidationError."""
        super().check_submission()
        if lacking := requirements.lacking(self):
            raise ValidationError(lacking)
        self.checks()
        if lacking := self._lacking_note():
            raise ValidationError({"correction_note": lacking})
        if refused := also.refusals(self):
            raise ValidationError({"also_counts": refused})
        if self.expires_on and self.expires_on < timezone.localdate():
            raise ValidationError({"expires_on": _("失效日期已过，发布后读者看不到；请改期或不填。")})
        if not self.owning_section.takes_records:
            raise ValidationError(_("“%(section)s”栏目已关闭，不再接收记录。") % {"section": self.owning_section})

    def _lacking_note(self) -> str:
        """What was once published says what its next version corrects; what is kept up to date (standing) need not."""
        module = plugins.find_module(self.module_label())
        if self.first_published_at is None or (module and module.standing):
            return ""
        before = Record.objects.filter(pk=self.pk).values_list("correction_note", flat=True).first()
        if not self.correction_note.strip():
            return _("这条记录曾经发布，再次报送须写明更正了什么。")
        return _("请写明这一次更正了什么，现在写的还是上一次的说明。") if self.correction_note == before else ""

    def shown_until(self) -> datetime.date | None:
        """The last day on which readers see the record; None: as long as it is published. A module whose records have a date
        of their own for that (公示截止) gives the earlier one."""
        return self.expires_on

    def review_on(self) -> datetime.date | None:
        """The day on which the published record should be looked at anew (复审), of which its unit is reminded; None: never."""
        return getattr(self, "review_due", None)

    def locked_fields(self) -> list[str]:
        """Fields and tables that nobody types now, since they come from elsewhere (figures of a closed quarter): the form of this
        draft does not ask for them and changes none of them."""
        return []

    def field_privacy(self, name: str) -> str:
        """The narrower scope of one field, or '' when the record's own scope rules."""
        rule = self.field_rules.get(name)
        return rule.privacy if rule and rule.privacy and narrower(rule.privacy, self.scope) else ""


class RecordTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")
    content_object = rows_of("cms.Record", "tagged_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="cms_recordtag_once")]


class RecordAttachment(FileRow):
    page = rows_of("cms.Record", "attachments")

    class Meta(FileRow.Meta):
        verbose_name = verbose_name_plural = _("附件")


class RecordEvidence(FileRow):
    KINDS = [
        ("sign_in_sheet", _("签到表")),
        ("photo", _("照片")),
        ("minutes", _("会议记录扫描件")),
        ("document", _("文件")),
        ("other", _("其他")),
    ]

    page = rows_of("cms.Record", "evidence")
    kind = models.CharField(_("类型"), max_length=20, choices=KINDS, default="other")
    note = models.CharField(_("说明"), max_length=200, blank=True, default="")

    panels = [FieldPanel("kind"), FieldPanel("file"), FieldPanel("note")]

    class Meta(FileRow.Meta):
        verbose_name = verbose_name_plural = _("佐证材料")


def record_panels(*module_panels, dated: bool = False) -> list:
    """The admin form of a module's page type: the envelope's head, the module's own panels, the envelope's tail.

    dated: the page type is `dated_by` a field of its own, so that the form does not ask for occurred_on.
    """
    return [*(Record.dated_head_panels if dated else Record.head_panels), *module_panels, *Record.tail_panels]
