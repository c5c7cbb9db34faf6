"""What scoring stores. What was frozen is never changed: model code refuses it, `manage.py quarter verify` proves
it."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.people import Person

from .schemes import AXES, LEVELS

__all__ = [
    "Close", "CodedFact", "Draw", "DrawnItem", "ItemScore", "Line", "LineRecord", "Objection", "SchemeVersion",
    "Supplement",
]  # fmt: skip

FROZEN = _("已冻结的数据不能更改；更正以补充通报说明。")
ADOPTED = _("已采用的评价方案不能更改；请另拟一个新版本。")


def _user(label):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )


def _person(label, **options):
    return models.ForeignKey(Person, verbose_name=label, on_delete=models.PROTECT, related_name="+", **options)


class FrozenQuerySet(models.QuerySet):
    """Rows that are added and never changed or removed."""

    def update(self, **kwargs):
        raise PermissionDenied(FROZEN)

    def delete(self):
        raise PermissionDenied(FROZEN)

    def bulk_update(self, *args, **kwargs):
        raise PermissionDenied(FROZEN)


class Frozen(models.Model):
    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    # The few columns that tell what became of it since
    LATER: frozenset[str] = frozenset()

    def save(self, *args, **kwargs):
        if not self._state.adding and not (kwargs.get("update_fields") and set(kwargs["update_fields"]) <= self.LATER):
            raise PermissionDenied(FROZEN)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied(FROZEN)


class SchemeVersion(models.Model):
    """评价方案的一个版本: drafted, tried on past quarters, adopted from a quarter on by two people, never changed afterwards."""

    committee = models.ForeignKey("cms.Unit", verbose_name=_("党委"), on_delete=models.PROTECT, related_name="+")
    version = models.CharField(_("版本"), max_length=20)
    data = models.JSONField(_("内容"))
    note = models.CharField(_("说明"), max_length=300, blank=True, default="")
    drafted_by = _user(_("拟定人"))
    drafted_at = models.DateTimeField(_("拟定时间"), default=timezone.now, editable=False)
    since = models.CharField(_("自何季度起"), max_length=6, blank=True, default="")
    proposed_by = _user(_("提请人"))
    proposed_at = models.DateTimeField(_("提请时间"), null=True, blank=True, editable=False)
    consented_by = _user(_("批准人"))
    consented_at = models.DateTimeField(_("批准时间"), null=True, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("评价方案")
        ordering = ["committee", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "version"], name="scoring_scheme_once"),
            # 两人决定: who adopts it is not who consents
            models.CheckConstraint(
                condition=Q(consented_at=None, consented_by=None)
                | Q(consented_by__isnull=False, proposed_by__isnull=False)
                & ~Q(consented_by=F("proposed_by"))
                & ~Q(since=""),
                name="scoring_scheme_two",
            ),
        ]

    def __str__(self):
        return self.version

    @property
    def adopted(self) -> bool:
        return self.consented_at is not None

    def save(self, *args, **kwargs):
        if self.pk and SchemeVersion.objects.filter(pk=self.pk, consented_at__isnull=False).exists():
            raise PermissionDenied(ADOPTED)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self.pk and SchemeVersion.objects.filter(pk=self.pk, consented_at__isnull=False).exists():
            raise PermissionDenied(ADOPTED)
        return super().delete(*args, **kwargs)


class CodedFact(models.Model):
    """What the Party office enters of a record with evidence: it counts once a second person has confirmed it."""

    CODES = [
        ("error_found_by_others", _("被他人发现差错")),
        ("privacy_breach", _("泄露个人信息")),
        ("fabricated", _("弄虚作假（编造、倒签）")),
        ("secrecy", _("涉密信息上网")),
        ("external_adoption", _("上级或媒体采用")),
    ]
    OPEN, CONFIRMED, REFUSED = "open", "confirmed", "refused"
    STATES = [(OPEN, _("待确认")), (CONFIRMED, _("已确认")), (REFUSED, _("不予确认"))]

    unit = models.ForeignKey("cms.Unit", verbose_name=_("党组织"), on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey("cms.Record", verbose_name=_("记录"), on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("事项"), max_length=40, choices=CODES)
    found_on = models.DateField(_("发现日期"))
    evidence = models.TextField(_("依据"), max_length=2000)
    entered_by = _person(_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"), default=timezone.now)
    state = models.CharField(_("状态"), max_length=10, choices=STATES, default=OPEN)
    decided_by = _person(_("确认人"), null=True)
    decided_at = models.DateTimeField(_("确认时间"), null=True)
    decision = models.CharField(_("确认意见"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("计分事项")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decided_by=F("entered_by"))
                & ~Q(state="open"),
                name="scoring_fact_two",
            ),
            models.UniqueConstraint(
                fields=["record", "code", "found_on"], condition=~Q(state="refused"), name="scoring_fact_once"
            ),
        ]
        indexes = [models.Index(fields=["unit", "found_on"], name="scoring_fact_unit_day")]

    def __str__(self):
        return f"{self.get_code_display()} {self.record_id}"


# Quality ---------------------------------------------------------------------------------------------------------------


class Draw(models.Model):
    """抽查: the sample of a committee's quarter. `seed` follows from the quarter and from all content that was there when
    it was drawn, so that no unit can choose; what is published later is drawn by the same seed."""

    committee = models.ForeignKey("cms.Unit", verbose_name=_("党委"), on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(_("季度"), max_length=6)
    seed = models.CharField(max_length=64)
    # What the seed was made of: {page id: content hash}
    population = models.JSONField(default=dict)
    drawn_at = models.DateTimeField(_("抽取时间"), default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("抽查")
        constraints = [models.UniqueConstraint(fields=["committee", "quarter"], name="scoring_draw_once")]

    def __str__(self):
        return f"{self.committee_id} {self.quarter}"


class DrawnItem(models.Model):
    """One record of a sample. place: its number in the order of the draw within its unit."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="items")
    unit = models.ForeignKey("cms.Unit", on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey("cms.Record", on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = _("抽查条目")
        constraints = [models.UniqueConstraint(fields=["draw", "record"], name="scoring_drawn_once")]

    def __str__(self):
        return str(self.record_id)


def _level(label):
    return models.CharField(label, max_length=1, blank=True, default="", choices=[(level, level) for level in LEVELS])


class ItemScore(models.Model):
    """质量评分 of one published record by one person: the final reviewer's three axes, or a second scorer's six."""

    FINAL, SECOND = "final", "second"
    KINDS = [(FINAL, _("终审评分")), (SECOND, _("复评"))]

    record = models.ForeignKey("cms.Record", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("cms.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=KINDS)
    scorer = _person(_("评分人"))
    content_hash = models.CharField(max_length=80)
    truth = _level(_("真实性"))
    credibility = _level(_("可信性（来源佐证）"))
    legality = _level(_("合法合规"))
    substance = _level(_("内容实效"))
    completeness = _level(_("要素完整"))
    language = _level(_("文字规范"))
    note = models.CharField(_("评语"), max_length=300, blank=True, default="")
    scored_at = models.DateTimeField(_("评分时间"), default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("质量评分")
        constraints = [
            models.UniqueConstraint(fields=["record", "kind"], name="scoring_item_once"),
            models.CheckConstraint(
                condition=~Q(truth="") & ~Q(credibility="") & ~Q(legality=""), name="scoring_item_three"
            ),
            models.CheckConstraint(
                condition=~Q(kind="second") | ~Q(substance="") & ~Q(completeness="") & ~Q(language=""),
                name="scoring_item_six",
            ),
        ]

    def __str__(self):
        return f"{self.record_id} {self.get_kind_display()}"

    @property
    def levels(self) -> dict[str, str]:
        return {axis: getattr(self, axis) for axis in AXES if getattr(self, axis)}


# The closed quarter ----------------------------------------------------------------------------------------------------


class Close(Frozen):
    """关账: a committee's quarter, frozen at a stated moment under the scheme of that moment."""

    LATER = frozenset({"bulletin_id", "signed_at"})

    committee = models.ForeignKey("cms.Unit", verbose_name=_("党委"), on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(_("季度"), max_length=6)
    scheme = models.JSONField(_("评价方案"))
    frozen_at = models.DateTimeField(_("数据冻结时间"))
    frozen_by = _user(_("冻结人"))
    made_at = models.DateTimeField(default=timezone.now)
    objections_until = models.DateField(_("异议截止"))
    digest = models.CharField(max_length=64)
    # The bulletin's page, and when its publication signed the figures
    bulletin_id = models.BigIntegerField(null=True, db_index=True)
    signed_at = models.DateTimeField(_("签发公布时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("季度关账")
        ordering = ["-quarter", "committee"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "quarter"], name="scoring_close_once"),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(bulletin_id__isnull=False), name="scoring_close_signed"
            ),
        ]

    def __str__(self):
        return f"{self.quarter} {self.committee_id}"

    @property
    def version(self) -> str:
        return self.scheme["version"]


class Supplement(Frozen):
    """补充通报: why figures of a frozen quarter read otherwise from a day on. The frozen ones stay beside it."""

    close = models.ForeignKey(Close, on_delete=models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField(_("编号"))
    reason = models.CharField(_("理由"), max_length=500)
    made_by = _person(_("作出人"))
    made_at = models.DateTimeField(_("作出时间"), default=timezone.now)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = _("补充通报")
        ordering = ["close", "number"]
        constraints = [models.UniqueConstraint(fields=["close", "number"], name="scoring_supplement_once")]

    def __str__(self):
        return f"{self.close_id}-{self.number}"


def _count(label):
    return models.PositiveIntegerField(label, default=0)


def _points(label, **options):
    return models.DecimalField(label, max_digits=6, decimal_places=2, **options)


class Line(Frozen):
    """One unit's figures of a closed quarter. edition 0: as frozen; others: as a supplement says. The highest one
    stands."""

    close = models.ForeignKey(Close, on_delete=models.PROTECT, related_name="lines")
    unit = models.ForeignKey("cms.Unit", verbose_name=_("党组织"), on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(default=0)
    supplement = models.ForeignKey(Supplement, null=True, on_delete=models.PROTECT, related_name="lines")
    due = _count(_("应更新"))
    satisfied = _count(_("已更新"))
    on_time = _count(_("及时"))
    nil = _count(_("零报告"))
    submitted = _count(_("报送"))
    effective = _count(_("有效更新"))
    extra = _count(_("超出应更新"))
    repeated = _count(_("重复"))
    withdrawn = _count(_("撤稿"))
    returned = _count(_("退回"))
    corrected = _count(_("更正"))
    empty = _count(_("空白模块"))
    sampled = _count(_("抽查"))
    scored = _count(_("已评分"))
    received = _count(_("收到意见"))
    answered = _count(_("按时答复"))
    quality = _points(_("质量分"), null=True)
    completeness_points = _points(_("应更尽更"))
    timeliness_points = _points(_("及时"))
    quality_points = _points(_("信息质量"))
    veracity_points = _points(_("真实规范"))
    response_points = _points(_("互动回应"))
    bonus_points = _points(_("加分"))
    total = _points(_("总分"))
    grade = models.CharField(_("等次"), max_length=20)
    # Behind the figures: due items, records by figure, events, levels of scored items, empty modules, reasons of
    # returns
    detail = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    COUNTS = (
        "due", "satisfied", "on_time", "nil", "submitted", "effective", "extra", "repeated", "withdrawn", "returned",
        "corrected", "empty", "sampled", "scored", "received", "answered",
    )  # fmt: skip
    POINTS = (
        "completeness_points", "timeliness_points", "quality_points", "veracity_points", "response_points",
        "bonus_points",
    )  # fmt: skip

    class Meta:
        verbose_name = verbose_name_plural = _("单位季度得分")
        ordering = ["close", "unit__path", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["close", "unit", "edition"], name="scoring_line_once"),
            models.CheckConstraint(
                condition=Q(on_time__lte=F("satisfied"), satisfied__lte=F("due"), nil__lte=F("satisfied")),
                name="scoring_line_dues",
            ),
            models.CheckConstraint(
                condition=Q(effective__lte=F("submitted"), extra__lte=F("effective"), scored__lte=F("submitted")),
                name="scoring_line_records",
            ),
            models.CheckConstraint(condition=Q(answered__lte=F("received")), name="scoring_line_answers"),
            models.CheckConstraint(condition=Q(total__gte=0), name="scoring_line_total"),
            models.CheckConstraint(
                condition=Q(edition=0, supplement=None) | Q(edition__gt=0, supplement__isnull=False),
                name="scoring_line_edition",
            ),
        ]
        indexes = [models.Index(fields=["unit", "close"], name="scoring_line_unit")]

    def __str__(self):
        return f"{self.close_id} {self.unit_id} {self.total}"

    @property
    def on_time_rate(self):
        """及时率 in percent to one decimal place; None when nothing was due."""
        from cms.fields import percent

        return percent(self.on_time, self.due)


class LineRecord(Frozen):
    """What one record counted for in a line: {figure: how often}. The way from a record to the figures that it stands
    behind."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="records")
    page_id = models.BigIntegerField(db_index=True)
    counts = models.JSONField()

    class Meta:
        verbose_name = verbose_name_plural = _("计分记录")
        constraints = [models.UniqueConstraint(fields=["line", "page_id"], name="scoring_linerecord_once")]

    def __str__(self):
        return f"{self.line_id}: {self.page_id}"


class Objection(models.Model):
    """异议: what a unit says against its frozen figures within five working days, and what the Party office decided."""

    UPHELD, DISMISSED = "upheld", "dismissed"
    OUTCOMES = [(UPHELD, _("异议成立")), (DISMISSED, _("异议不成立"))]

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="objections")
    figure = models.CharField(_("指标"), max_length=40)
    matter = models.CharField(_("异议内容"), max_length=500)
    raised_by = _person(_("提出人"))
    raised_at = models.DateTimeField(_("提出时间"), default=timezone.now)
    outcome = models.CharField(_("处理结果"), max_length=10, choices=OUTCOMES, blank=True, default="")
    decision = models.CharField(_("处理意见"), max_length=500, blank=True, default="")
    decided_by = _person(_("处理人"), null=True)
    decided_at = models.DateTimeField(_("处理时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("异议")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(outcome="") & ~Q(decision=""),
                name="scoring_objection_decided",
            )
        ]

    def __str__(self):
        return self.matter
