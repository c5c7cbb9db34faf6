"""What is remembered: when somebody last looked, and the questions that were taken to a branch (带着问题下基层)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.plugins import LABEL_LENGTH
from cms.seams.concerns import NAMES

__all__ = ["Question", "QuestionList", "Visit"]


class Visit(models.Model):
    """上次查看: what began after `since` is new to this person. `seen_at`: when they looked last."""

    person = models.OneToOneField("cms.Person", primary_key=True, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(_("上次查看"))
    seen_at = models.DateTimeField(_("最近查看"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("上次查看")
        db_table = "morning_visit"
        default_permissions = ()

    def __str__(self):
        return f"{self.person_id} {self.since}"


class QuestionList(models.Model):
    """问题清单 of one visit to one unit. follows: the earlier list whose problems this visit looks at again (复诊).

    handed_at: when the office gave it to the committee's information officer to write the diagnosis of. diagnosis_id: the
    diagnosis that was drafted of it; from then on it stays as it is.
    """

    unit = models.ForeignKey("cms.Unit", verbose_name=_("党组织"), on_delete=models.PROTECT, related_name="+")
    committee = models.ForeignKey("cms.Unit", verbose_name=_("党委"), on_delete=models.PROTECT, related_name="+")
    visitor = models.ForeignKey("cms.Person", verbose_name=_("下基层的人"), on_delete=models.PROTECT, related_name="+")
    visit_on = models.DateField(_("下基层日期"))
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups")
    strengths = models.TextField(_("好的做法"), blank=True, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(_("拟定时间"), default=timezone.now)
    handed_at = models.DateTimeField(_("交办时间"), null=True, blank=True)
    diagnosis_id = models.BigIntegerField(_("诊断记录编号"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("问题清单")
        db_table = "morning_list"
        default_permissions = ()
        indexes = [models.Index(fields=["committee", "-visit_on", "-id"], name="morning_list_committee")]

    def __str__(self):
        return f"{self.unit} {self.visit_on:%Y-%m-%d} {self._meta.verbose_name}"


class Question(models.Model):
    """One line: what was known at the desk (`text`, of a concern, or '' for an own question), what to ask, what was found, and,
    when it is a problem (问题点), what comes of it. origin: the line of the earlier list that a re-diagnosis looks at again."""

    question_list = models.ForeignKey(QuestionList, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("序号"))
    kind = models.CharField(_("类别"), max_length=20, choices=list(NAMES.items()), blank=True, default="")
    module = models.CharField(_("栏目"), max_length=LABEL_LENGTH, blank=True, default="")
    text = models.TextField(_("情况"), blank=True, default="")
    question = models.TextField(_("要问的问题"), blank=True, default="")
    url = models.CharField(_("出处"), max_length=500, blank=True, default="")
    origin = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="looked_at_again")
    answer = models.TextField(_("现场了解"), blank=True, default="")
    is_problem = models.BooleanField(_("列为问题点"), default=False)
    problem = models.CharField(_("问题"), max_length=300, blank=True, default="")
    cause = models.CharField(_("原因分析"), max_length=300, blank=True, default="")
    action = models.CharField(_("改进要求"), max_length=300, blank=True, default="")
    owner = models.CharField(_("责任人"), max_length=50, blank=True, default="")
    due = models.DateField(_("期限"), null=True, blank=True)
    settled = models.BooleanField(_("已解决"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("问题")
        db_table = "morning_question"
        default_permissions = ()
        ordering = ["question_list", "number"]
        constraints = [models.UniqueConstraint(fields=["question_list", "number"], name="morning_question_number")]

    def __str__(self):
        return self.asked

    @property
    def asked(self) -> str:
        """What is asked: the question, or the matter itself."""
        return self.question or self.text
