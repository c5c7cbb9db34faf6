"""Surveys and votes, and letters to a unit. What is declared secret has no column by which somebody could be found."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.people import Person

__all__ = ["ADOPTIONS", "Ballot", "Letter", "Mailbox", "Participation", "Question", "Survey", "Urn"]

ADOPTIONS = [
    ("adopted", _("采纳")),
    ("partly", _("部分采纳")),
    ("explained", _("说明解释")),
    ("filed", _("留作参考")),
]


# Surveys and votes ------------------------------------------------------------------------------------------------------


class Survey(models.Model):
    """问卷调查 or 投票 of a unit. Its texts change only as a draft: what was approved is what everybody was asked."""

    SURVEY, VOTE = "survey", "vote"
    KINDS = [(SURVEY, _("问卷调查")), (VOTE, _("投票"))]
    EMPLOYEES, MEMBERS, UNIT, UNIT_MEMBERS = "employees", "members", "unit", "unit_members"
    AUDIENCES = [
        (EMPLOYEES, _("全体员工")),
        (MEMBERS, _("全体党员")),
        (UNIT, _("本单位及下级单位的员工")),
        (UNIT_MEMBERS, _("本单位及下级单位的党员")),
    ]
    TO_PARTICIPANTS, TO_EMPLOYEES, TO_ORGANISERS = "participants", "employees", "organisers"
    RESULTS = [
        (TO_PARTICIPANTS, _("参加范围内的人")),
        (TO_EMPLOYEES, _("全体员工")),
        (TO_ORGANISERS, _("只有主办单位和上级党务室")),
    ]
    DRAFT, WAITING, APPROVED, STOPPED = "draft", "waiting", "approved", "stopped"
    STATES = [(DRAFT, _("草稿")), (WAITING, _("等待审批")), (APPROVED, _("已批准")), (STOPPED, _("已终止"))]

    unit = models.ForeignKey("cms.Unit", verbose_name=_("主办单位"), on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=10, choices=KINDS, default=SURVEY)
    title = models.CharField(_("标题"), max_length=100)
    intro = models.TextField(_("说明"), blank=True, default="", max_length=2000)
    opens_on = models.DateField(_("开始日期"))
    closes_on = models.DateField(_("截止日期"), help_text=_("当天仍可参加。"))
    audience = models.CharField(_("参加范围"), max_length=20, choices=AUDIENCES, default=UNIT)
    secret = models.BooleanField(
        _("无记名"),
        default=True,
        help_text=_("无记名的，谁填了什么任何人都查不到；不选则为实名，主办单位能看到每个人的回答。"),
    )
    results_to = models.CharField(
        _("结果公开给"), max_length=20, choices=RESULTS, default=TO_PARTICIPANTS, help_text=_("截止之后才有结果。")
    )
    state = models.CharField(_("状态"), max_length=10, choices=STATES, default=DRAFT, editable=False)
    author = models.ForeignKey(
        Person, verbose_name=_("拟稿人"), on_delete=models.PROTECT, related_name="+", editable=False
    )
    approver = models.ForeignKey(
        Person, verbose_name=_("审批人"), null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    # Why it came back, or why it was stopped
    reason = models.CharField(_("意见"), max_length=500, blank=True, default="", editable=False)
    # What came of it, once it is closed: `counting.py`
    result = models.JSONField(null=True, editable=False)
    draft_id = models.BigIntegerField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("问卷与投票")
        db_table = "voices_survey"
        default_permissions = ()
        indexes = [models.Index(fields=["state", "closes_on"], name="voices_survey_state")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.APPROVED and self.opens_on <= timezone.localdate() <= self.closes_on

    @property
    def is_closed(self) -> bool:
        return self.state == self.APPROVED and timezone.localdate() > self.closes_on

    @property
    def phase(self) -> str:
        """Its state in a word, with the dates."""
        if self.state != self.APPROVED:
            return str(self.get_state_display())
        if self.is_closed:
            return str(_("已截止"))
        return str(_("进行中") if self.is_open else _("未开始"))


class Question(models.Model):
    SINGLE, MULTIPLE, SCALE, TEXT = "single", "multiple", "scale", "text"
    KINDS = [(SINGLE, _("单选")), (MULTIPLE, _("多选")), (SCALE, _("打分（1至5分）")), (TEXT, _("文字"))]

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("次序"))
    kind = models.CharField(_("题型"), max_length=10, choices=KINDS, default=SINGLE)
    text = models.CharField(_("题目"), max_length=300)
    choices = models.JSONField(_("选项"), default=list, blank=True)
    at_most = models.PositiveSmallIntegerField(_("最多选几项"), null=True, blank=True)
    required = models.BooleanField(_("必答"), default=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("题目")
        db_table = "voices_question"
        default_permissions = ()
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.survey_id}.{self.position}"

    @property
    def options(self) -> list[str]:
        """What can be chosen, in order; nothing of a text."""
        if self.kind == self.SCALE:
            return [str(_("%(points)s分") % {"points": points}) for points in range(1, 6)]
        return list(self.choices) if self.kind != self.TEXT else []


class Participation(models.Model):
    """That a person took part. Neither when nor what: nothing here is the same as anywhere else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("参加情况")
        db_table = "voices_participation"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["survey", "person"], name="voices_once")]

    def __str__(self):
        return str(self.survey_id)


class Urn(models.Model):
    """票箱 of a secret survey: all answers of all people in one sealed text, written anew with each ballot (`urn.py`)."""

    survey = models.OneToOneField(Survey, primary_key=True, on_delete=models.CASCADE, related_name="+")
    sealed = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("票箱")
        db_table = "voices_urn"
        default_permissions = ()

    def __str__(self):
        return str(self.survey_id)


class Ballot(models.Model):
    """What somebody answered by name (实名): never of a secret survey. answers: {question: choice, choices or text}."""

    participation = models.OneToOneField(Participation, primary_key=True, on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("实名答卷")
        db_table = "voices_ballot"
        default_permissions = ()

    def __str__(self):
        return str(self.pk)


# Letters ----------------------------------------------------------------------------------------------------------------


class Mailbox(models.Model):
    """How a unit takes letters. Without a row: it takes them, signed."""

    unit = models.OneToOneField("cms.Unit", primary_key=True, on_delete=models.CASCADE, related_name="+")
    is_open = models.BooleanField(_("接收来信"), default=True)
    anonymous = models.BooleanField(
        _("允许匿名"), default=False, help_text=_("匿名来信不保存账号、地址和时刻，任何人都查不到是谁写的。")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("信箱设置")
        db_table = "voices_mailbox"
        default_permissions = ()

    def __str__(self):
        return str(self.unit_id)


class Letter(models.Model):
    """来信 to a unit. An anonymous one has a day and no time, no person, and the digest of a code that its writer alone has."""

    MAILBOX, SUGGESTION, QUESTION = "secretary_mailbox", "suggestion", "question"
    KINDS = [(MAILBOX, _("书记信箱")), (SUGGESTION, _("建言献策")), (QUESTION, _("咨询提问"))]
    RECEIVED, ACCEPTED, REFUSED, ANSWERED = "received", "accepted", "refused", "answered"
    STATES = [(RECEIVED, _("待受理")), (ACCEPTED, _("办理中")), (REFUSED, _("不予受理")), (ANSWERED, _("已答复"))]
    SATISFIED = [(True, _("满意")), (False, _("不满意"))]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey("cms.Unit", verbose_name=_("收信单位"), on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=20, choices=KINDS)
    subject = models.CharField(_("标题"), max_length=100)
    content = models.TextField(_("内容"), max_length=5000)
    person = models.ForeignKey(
        Person, verbose_name=_("写信人"), null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    # Of the code by which an anonymous writer looks at the answer, and by which nothing is written twice
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    received_on = models.DateField(_("收到日期"), editable=False)
    due_on = models.DateField(_("答复期限"), editable=False)
    state = models.CharField(_("状态"), max_length=10, choices=STATES, default=RECEIVED, editable=False)
    answer = models.TextField(_("答复"), blank=True, default="", max_length=5000, editable=False)
    adoption = models.CharField(_("采纳情况"), max_length=20, choices=ADOPTIONS, blank=True, default="", editable=False)
    answered_by = models.ForeignKey(
        Person, verbose_name=_("答复人"), null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    answered_on = models.DateField(_("答复日期"), null=True, editable=False)
    satisfied = models.BooleanField(_("是否满意"), null=True, choices=SATISFIED, editable=False)
    # What others may know of it, in the unit's own words; empty: nothing
    public_title = models.CharField(_("公开标题"), max_length=100, blank=True, default="", editable=False)
    public_text = models.TextField(_("公开的来信内容"), blank=True, default="", max_length=5000, editable=False)
    public_answer = models.TextField(_("公开的答复内容"), blank=True, default="", max_length=5000, editable=False)
    draft_id = models.BigIntegerField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("来信")
        db_table = "voices_letter"
        default_permissions = ()
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="voices_letter_unit"),
            models.Index(fields=["person", "received_on"], name="voices_letter_person"),
        ]

    def __str__(self):
        return str(_("来信"))

    @property
    def anonymous(self) -> bool:
        return self.person_id is None

    @property
    def waits(self) -> bool:
        return self.state in (self.RECEIVED, self.ACCEPTED)

    @property
    def overdue(self) -> bool:
        """逾期: not answered by its day, or answered after it."""
        if self.state == self.REFUSED:
            return False
        return (self.answered_on or timezone.localdate()) > self.due_on
