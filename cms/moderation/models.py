"""What moderation stores: the release of one content and the reviews that make it complete."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock
from wagtail.models import Page, Revision, Task, TaskState, Workflow, WorkflowState

from cms import plugins
from cms.days import working_days_after
from cms.people import Person, Role
from cms.signals import release_voided

from .stages import BY_SLUG, REASONS, SECRECY, STAGES, Stage

__all__ = [
    "MachineFinding",
    "Package",
    "Referral",
    "Release",
    "Review",
    "ReviewClaim",
    "ReviewPolicy",
    "ReviewTask",
    "ReviewWorkflow",
]


class Package(models.Model):
    """成批报送: drafts of one unit that were submitted together, to be read and decided as one sheet.

    It only says what belongs together: each part has its own release, hash and reviews, and any of them may be returned alone.
    """

    unit = models.ForeignKey("cms.Unit", verbose_name=_("党组织"), on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("名称"), max_length=100)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField(_("报送时间"), default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("成批报送")

    def __str__(self):
        return self.title


class Release(models.Model):
    """Permission for exactly this content of this page in this unit to go live, once.

    Opened when the page is submitted, complete when all its reviews are in, spent when it was published; void when the page
    was returned, taken back or withdrawn. Neither an older approved version nor a withdrawn record can be replayed.
    """

    REVIEWED, ISSUED, FOUNDING = "reviewed", "issued", "founding"
    KINDS = [(REVIEWED, _("三审三校")), (ISSUED, _("已制发文件导入")), (FOUNDING, _("组织设立"))]

    page = models.ForeignKey(Page, verbose_name=_("页面"), on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("cms.Unit", verbose_name=_("党组织"), on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=10, choices=KINDS, default=REVIEWED)
    content_hash = models.CharField(_("内容摘要"), max_length=80)
    workflow_state = models.OneToOneField(
        WorkflowState, null=True, blank=True, on_delete=models.PROTECT, related_name="release"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    package = models.ForeignKey(
        Package, verbose_name=_("成批报送"), null=True, blank=True, on_delete=models.PROTECT, related_name="releases"
    )
    opened_at = models.DateTimeField(_("报送时间"), default=timezone.now)
    complete_at = models.DateTimeField(_("审核完成时间"), null=True, blank=True)
    spent_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    void_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    void_reason = models.CharField(_("作废原因"), max_length=200, blank=True, default="")
    # For kind `issued`: who imported it, from where, and the file's hash; for `founding`: the act. For `reviewed`: what held
    # when it was submitted (`days`, of a policy), how many secrecy reviews were asked for since (`referrals`), what was changed
    # on the way (`narrowed_to`, `concluded`), and the note of a correction
    basis = models.JSONField(_("依据"), default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("发布许可")
        constraints = [
            models.CheckConstraint(
                condition=Q(spent_at=None) | Q(complete_at__isnull=False), name="cms_release_spent_complete"
            ),
            # At most one case is open for a page at a time
            models.UniqueConstraint(
                fields=["page"], condition=Q(complete_at=None, void_at=None), name="cms_release_one_open"
            ),
        ]
        indexes = [models.Index(fields=["page", "content_hash"], name="cms_release_page_hash")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.page_id} {self.content_hash[:12]}"

    def void(self, reason: str) -> None:
        """End it unspent, or end what it allowed (withdrawal). Idempotent."""
        open_or_spent = Release.objects.filter(pk=self.pk, void_at=None)
        if open_or_spent.update(void_at=timezone.now(), void_reason=reason[:200]):
            release_voided.send(Release, instance=self)

    def lacks(self) -> str:
        """Why it does not allow publication, or ''. Asks the reviews themselves, not only `complete_at`."""
        if self.void_at:
            return _("审核已作废：%(reason)s") % {"reason": self.void_reason}
        if not self.complete_at:
            return _("审核尚未完成。")
        if self.kind == self.FOUNDING and self.page_id != self.unit_id:
            return _("只有党组织主页可以凭设立发布。")
        if self.kind != self.REVIEWED:
            return ""
        passed = list(self.reviews.filter(decision=Review.PASS, content_hash=self.content_hash))
        if {review.stage for review in passed} != set(BY_SLUG):
            return _("三审三校缺少审核环节。")
        # with those on whose behalf they acted
        people = [pk for review in passed for pk in (review.reviewer_id, review.on_behalf_of_id) if pk]
        if len(set(people)) < len(people):
            return _("三个审核环节须由三名不同的人完成。")
        return self._lacks_secrecy(set(people))

    def _lacks_secrecy(self, reviewers: set[int]) -> str:
        """The same of 保密审查: every one that was asked for is there and cleared exactly this content, by somebody else."""
        asked = list(self.referrals.all())
        if any(not referral.decision for referral in asked):
            return _("保密审查尚未完成。")
        if any(referral.decision != Referral.CLEAR for referral in asked):
            return _("保密审查不予通过。")
        cleared = [referral for referral in asked if referral.content_hash == self.content_hash]
        if len(cleared) != len(asked) or len(asked) != (self.basis or {}).get("referrals", 0):
            return _("缺少针对当前内容的保密审查。")
        if reviewers & {pk for one in asked for pk in (one.officer_id, one.on_behalf_of_id)}:
            return _("保密审查不能由审核人自己作出。")
        return ""

    def due(self, stage: Stage, arrived: datetime.datetime) -> datetime.date:
        """The last day for a decision about what arrived at this stage (or at `SECRECY`) then, by the days that held when it
        was submitted: a policy that is changed meanwhile moves nobody's day."""
        days = (self.basis or {}).get("days", {}).get(stage.slug, stage.days)
        return working_days_after(timezone.localdate(arrived), days)

    def arrived(self, started_at: datetime.datetime) -> datetime.datetime:
        """Since when the stage that began then could be decided: while 保密审查 runs, its reviewers cannot."""
        cleared = [referral.decided_at for referral in self.referrals.all() if referral.decided_at]
        return max([started_at, *cleared])


def _with_principal(person: Person, principal: Person | None) -> str:
    if principal is None:
        return person.name
    return gettext("%(name)s（受%(principal)s委托）") % {"name": person.name, "principal": principal.name}


class Review(models.Model):
    """One decision of one person at one stage, as it was at the time; and the return that a refused `Referral` ends in."""

    PASS, RETURN, REJECT = "pass", "return", "reject"
    DECISIONS = [(PASS, _("通过")), (RETURN, _("退回修改")), (REJECT, _("不予发布"))]

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="reviews")
    stage = models.CharField(
        _("环节"), max_length=20, choices=[(stage.slug, stage.name) for stage in (*STAGES, SECRECY)]
    )
    stage_order = models.PositiveSmallIntegerField(_("顺序"))
    reviewer = models.ForeignKey(Person, verbose_name=_("审核人"), on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("当时角色"), max_length=20, choices=Role.choices)
    # 受托: whose role it was that the reviewer held for a while; empty for a role of their own
    on_behalf_of = models.ForeignKey(
        Person, verbose_name=_("受谁委托"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey("cms.Unit", verbose_name=_("当时所在党组织"), on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(_("结论"), max_length=10, choices=DECISIONS)
    content_hash = models.CharField(_("所审内容摘要"), max_length=80)
    revision = models.ForeignKey(Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answers = models.JSONField(_("核对清单"), default=dict, blank=True)
    reasons = models.JSONField(_("退回原因"), default=list, blank=True)
    opinion = models.TextField(_("审核意见"), blank=True, default="")
    started_at = models.DateTimeField(_("到达时间"))
    decided_at = models.DateTimeField(_("审核时间"), default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("审核记录")
        ordering = ["release", "stage_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "stage"], name="cms_review_stage_once"),
            models.UniqueConstraint(fields=["release", "reviewer"], name="cms_review_person_once"),
        ]

    def __str__(self):
        return f"{self.get_stage_display()} {self.get_decision_display()}"

    @property
    def who(self) -> str:
        """The reviewer's name, and on whose behalf they decided."""
        return _with_principal(self.reviewer, self.on_behalf_of)

    @property
    def reason_labels(self) -> list[str]:
        labels = dict(REASONS)
        return [str(labels.get(code, code)) for code in self.reasons]


class Referral(models.Model):
    """保密审查: one question to the committee's secrecy officer about a submitted draft, and the answer.

    Not a stage: whoever asks decides the stage afterwards all the same. While it is open nobody decides.
    """

    # What a reviewer does; an act, and no decision of the stage
    REFER = "refer"
    CLEAR, REFUSE = "clear", "refuse"
    DECISIONS = [(CLEAR, _("通过")), (REFUSE, _("不予通过"))]
    POLICY, UNDETERMINED, REFUSED, REVIEWER = "policy", "undetermined", "refused", "reviewer"
    CAUSES = [
        (POLICY, _("审核设置要求")),
        (UNDETERMINED, _("保密审查结论待确定")),
        (REFUSED, _("上次未通过保密审查")),
        (REVIEWER, _("审核人提请")),
    ]

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="referrals")
    cause = models.CharField(_("起因"), max_length=20, choices=CAUSES)
    reason = models.TextField(_("提请理由"), blank=True, default="")
    # Nobody, where the submission itself asked for it
    opened_by = models.ForeignKey(
        Person, verbose_name=_("提请人"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(_("提请时间"), default=timezone.now)
    due = models.DateField(_("应审时限"))
    officer = models.ForeignKey(
        Person, verbose_name=_("保密员"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # 受托: whose office it was that the officer held for a while
    on_behalf_of = models.ForeignKey(
        Person, verbose_name=_("受谁委托"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(_("结论"), max_length=10, choices=DECISIONS, blank=True, default="")
    # What the officer found the record to be (`Record.confidentiality`); of a home page nothing
    conclusion = models.CharField(_("保密审查结论"), max_length=20, blank=True, default="")
    opinion = models.TextField(_("审查意见"), blank=True, default="")
    content_hash = models.CharField(_("所审内容摘要"), max_length=80, blank=True, default="")
    decided_at = models.DateTimeField(_("审查时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("保密审查")
        ordering = ["release", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release"], condition=Q(decision=""), name="cms_referral_one_open"),
            models.UniqueConstraint(fields=["release", "opened_by"], name="cms_referral_person_once"),
            models.CheckConstraint(
                condition=Q(decision="", officer=None, decided_at=None)
                | Q(officer__isnull=False, decided_at__isnull=False) & ~Q(decision=""),
                name="cms_referral_decided",
            ),
        ]

    def __str__(self):
        return f"{self.release_id} {self.get_cause_display()} {self.get_decision_display()}"

    @property
    def who(self) -> str:
        """The officer's name, and on whose behalf they decided."""
        return _with_principal(self.officer, self.on_behalf_of)


def _days(label, stage):
    return models.PositiveSmallIntegerField(
        label, default=stage.days, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )


class ReviewPolicy(models.Model):
    """审核设置: until when each stage is due, and whether 保密审查 comes before the first, for a unit with all below it and a
    module. Who reviews, how often and of what, no setting says. Which of several rows counts: `cms.moderation.policies`."""

    unit = models.ForeignKey(
        "cms.Unit",
        verbose_name=_("党组织"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("连同其下级党组织；不填则为全平台。"),
    )
    module = models.CharField(
        _("栏目"), max_length=30, blank=True, default="", help_text=_("不填则为全部栏目和党组织主页。")
    )
    first_days = _days(_("一审工作日"), STAGES[0])
    second_days = _days(_("二审工作日"), STAGES[1])
    final_days = _days(_("三审工作日"), STAGES[2])
    secrecy_days = _days(_("保密审查工作日"), SECRECY)
    secrecy = models.BooleanField(
        _("须经保密审查"), default=False, help_text=_("报送后先由党委保密员审查，通过后才到一审。")
    )
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("审核设置")
        ordering = ["unit__path", "module"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "module"], name="cms_policy_once"),
            models.UniqueConstraint(fields=["module"], condition=Q(unit=None), name="cms_policy_once_all"),
        ]

    def __str__(self):
        return f"{self.unit.title if self.unit_id else _('全平台')} · {self.module_name}"

    def clean(self):
        super().clean()
        there = ReviewPolicy.objects.filter(unit_id=self.unit_id, module=self.module).exclude(pk=self.pk)
        if there.exists():
            raise ValidationError({"unit": _("这个党组织的这个栏目已有一条设置，请直接修改那一条。")})

    def validate_constraints(self, exclude=None):
        """`clean()` says the same in words of its own."""

    @property
    def module_name(self) -> str:
        module = plugins.find_module(self.module) if self.module else None
        return str(module.zh) if module else self.module or _("全部栏目")

    @property
    def days(self) -> dict[str, int]:
        """{stage's slug: working days}, 保密审查 included."""
        return {stage.slug: getattr(self, f"{stage.slug}_days") for stage in (*STAGES, SECRECY)}


class MachineFinding(models.Model):
    """What a machine check found in a submitted draft (`cms.moderation.findings`), and what a reviewer made of it."""

    ACCEPT, DISMISS = "accept", "dismiss"
    ANSWERS = [(ACCEPT, _("属实")), (DISMISS, _("核实无误"))]

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="findings")
    check_slug = models.CharField(_("核查"), max_length=40, db_index=True)
    axis = models.CharField(_("方面"), max_length=20)
    field = models.CharField(_("字段"), max_length=60, blank=True, default="")
    message = models.TextField(_("发现"))
    quote = models.CharField(_("原文"), max_length=200, blank=True, default="")
    # Ids of the records that it was compared with; their titles are for those who see them
    others = models.JSONField(_("相关记录"), default=list, blank=True)
    must_answer = models.BooleanField(_("须答复"), default=True)
    answer = models.CharField(_("答复"), max_length=10, choices=ANSWERS, blank=True, default="")
    reason = models.CharField(_("理由"), max_length=300, blank=True, default="")
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="findings")

    class Meta:
        verbose_name = verbose_name_plural = _("机器核查发现")
        ordering = ["release", "pk"]

    def __str__(self):
        return f"{self.check_slug}: {self.message}"


class ReviewClaim(models.Model):
    """正在审: who has opened a stage to decide it, so that a second one does not read the same thing in vain."""

    task_state = models.OneToOneField(TaskState, primary_key=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("正在审")

    def __str__(self):
        return f"{self.person} {self.since:%H:%M}"


class ReviewLock(WorkflowLock):
    """In moderation nobody edits. The edit view says where the record is; a second message would only repeat it."""

    def get_message(self, user):
        return None

    def get_locked_by(self, user, can_lock=False):
        return _("审核中")

    def get_description(self, user, can_lock=False):
        return _("审核期间任何人不能修改；信息员可撤回报送后再改。")


class ReviewTask(Task):
    """One stage of the review. What it allows is asked of `cms.moderation.actions`."""

    lock_class = ReviewLock

    stage = models.CharField(
        _("环节"), max_length=20, choices=[(stage.slug, stage.name) for stage in STAGES], unique=True
    )

    class Meta:
        verbose_name = verbose_name_plural = _("审核环节")

    @classmethod
    def get_description(cls):
        return _("三审三校的一个环节：由该环节的角色审核，人员互不相同，也不是拟稿人。")

    def _may_decide(self, obj, user) -> bool:
        from .actions import may_decide

        return may_decide(user, obj.specific, BY_SLUG[self.stage])

    def user_can_access_editor(self, obj, user):
        """Whose turn it is reads it, also while 保密审查 keeps everybody from deciding."""
        from .actions import refusal

        return not refusal(user, obj.specific, BY_SLUG[self.stage], reading=True)

    def locked_for_user(self, obj, user):
        return True  # in moderation nobody edits; the author takes it back first

    def get_actions(self, obj, user):
        if not self._may_decide(obj, user):
            return []
        passed = _("签发") if self.stage == STAGES[-1].slug else _("通过")
        # Not called approve: Wagtail would let whoever may approve cancel the whole workflow. Its `reject` is not ours either
        offered = [(Review.RETURN, _("退回修改"), True), (Review.PASS, passed, True)]
        if BY_SLUG[self.stage].rejects:
            offered.append((Review.REJECT, _("不予发布"), True))
        return [*offered, (Referral.REFER, _("转保密审查"), True)]

    def get_form_for_action(self, action):
        from .forms import FinalPassForm, PassForm, ReferForm, RejectForm, ReturnForm

        if action != Review.PASS:
            return {Review.REJECT: RejectForm, Referral.REFER: ReferForm}.get(action, ReturnForm)
        return FinalPassForm if self.stage == STAGES[-1].slug else PassForm

    def get_template_for_action(self, action):
        return "moderation/decision_modal.html"

    def on_action(self, task_state, user, action_name, **kwargs):
        """Decide. The admin hands over raw JSON as well: `decide()` looks at all of it."""
        from .actions import decide
        from .referrals import refer

        if action_name == Referral.REFER:
            refer(task_state, user, kwargs.get("reason", ""))
            return
        known = ("answers", "found", "opinion", "reasons", "scope")
        decide(task_state, user, action_name, **{name: kwargs[name] for name in known if name in kwargs})

    def get_task_states_user_can_moderate(self, user, **kwargs):
        from .actions import waiting_for

        return waiting_for(user, BY_SLUG[self.stage])


class ReviewWorkflow(Workflow):
    """The one workflow. Starting it is submitting: it opens the release."""

    class Meta:
        proxy = True

    def start(self, obj, user):
        from .actions import open_release

        return open_release(self, obj, user, super().start)
