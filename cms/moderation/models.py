"""What moderation stores: the release of one content and the reviews that make it complete."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock
from wagtail.models import Page, Revision, Task, TaskState, Workflow, WorkflowState

from cms.people import Person, Role
from cms.signals import release_voided

from .stages import BY_SLUG, REASONS, STAGES

__all__ = ["MachineFinding", "Release", "Review", "ReviewClaim", "ReviewTask", "ReviewWorkflow"]


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
    opened_at = models.DateTimeField(_("报送时间"), default=timezone.now)
    complete_at = models.DateTimeField(_("审核完成时间"), null=True, blank=True)
    spent_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    void_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    void_reason = models.CharField(_("作废原因"), max_length=200, blank=True, default="")
    # For kind `issued`: who imported it, from where, and the file's hash; for `founding`: the act
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
        return ""


class Review(models.Model):
    """One decision of one person at one stage, as it was at the time."""

    PASS, RETURN, REJECT, REFER = "pass", "return", "reject", "refer"
    DECISIONS = [(PASS, _("通过")), (RETURN, _("退回修改")), (REJECT, _("不予发布")), (REFER, _("转保密审查"))]

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="reviews")
    stage = models.CharField(_("环节"), max_length=20, choices=[(stage.slug, stage.name) for stage in STAGES])
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
        if not self.on_behalf_of_id:
            return self.reviewer.name
        return gettext("%(name)s（受%(principal)s委托）") % {
            "name": self.reviewer.name,
            "principal": self.on_behalf_of.name,
        }

    @property
    def reason_labels(self) -> list[str]:
        labels = dict(REASONS)
        return [str(labels.get(code, code)) for code in self.reasons]


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
        return self._may_decide(obj, user)

    def locked_for_user(self, obj, user):
        return True  # in moderation nobody edits; the author takes it back first

    def get_actions(self, obj, user):
        if not self._may_decide(obj, user):
            return []
        passed = _("签发") if self.stage == STAGES[-1].slug else _("通过")
        # Not called approve and reject: Wagtail would let whoever may approve cancel the whole workflow
        return [(Review.RETURN, _("退回修改"), True), (Review.PASS, passed, True)]

    def get_form_for_action(self, action):
        from .forms import FinalPassForm, PassForm, ReturnForm

        if action != Review.PASS:
            return ReturnForm
        return FinalPassForm if self.stage == STAGES[-1].slug else PassForm

    def get_template_for_action(self, action):
        return "moderation/decision_modal.html"

    def on_action(self, task_state, user, action_name, **kwargs):
        """Decide. The admin hands over raw JSON as well: `decide()` looks at all of it."""
        from .actions import decide

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
