"""What persons are told. A notice holds no words of a record: what it says is asked when it is read (`words.py`)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

__all__ = ["MailChoice", "Notice"]


class Notice(models.Model):
    """One thing that one person was told about one page. `key` names the event, so that nobody is told of it twice."""

    REVIEW, OVERDUE, OFFICE = "review", "overdue", "office"
    RETURNED, REJECTED, PUBLISHED, WITHDRAWN, AGAIN = "returned", "rejected", "published", "withdrawn", "again"
    DUE, PAST_DUE = "due", "past_due"
    KINDS = [
        (REVIEW, _("等您审核")),
        (OVERDUE, _("审核逾期")),
        (OFFICE, _("逾期上报")),
        (RETURNED, _("已退回")),
        (REJECTED, _("不予发布")),
        (PUBLISHED, _("已发布")),
        (WITHDRAWN, _("已撤回")),
        (AGAIN, _("到期复审")),
        (DUE, _("应更新将到期")),
        (PAST_DUE, _("应更新逾期")),
    ]
    # What waits for a decision, and is settled when somebody made it
    OPEN = (REVIEW, OVERDUE, OFFICE)

    person = models.ForeignKey("cms.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("类别"), max_length=10, choices=KINDS)
    key = models.CharField(max_length=100)
    page_id = models.BigIntegerField(_("页面编号"))
    unit_id = models.BigIntegerField(_("党组织编号"))
    release_id = models.BigIntegerField(_("发布许可编号"), null=True)
    stage = models.CharField(_("环节"), max_length=20, blank=True, default="")
    day = models.DateField(_("日期"), null=True)
    created_at = models.DateTimeField(_("时间"), default=timezone.now)
    read_at = models.DateTimeField(_("已读时间"), null=True)
    # The e-mail: when to try next (empty: there is none to send, or it was sent), and how it went
    mail_at = models.DateTimeField(_("待发邮件"), null=True)
    mailed_at = models.DateTimeField(_("邮件已发"), null=True)
    tries = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    error = models.CharField(_("错误"), max_length=300, blank=True, default="")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("消息")
        db_table = "notifications_notice"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="notifications_notice_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notifications_notice_person"),
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="notifications_unread"),
            models.Index(fields=["mail_at"], condition=models.Q(mail_at__isnull=False), name="notifications_to_mail"),
            models.Index(fields=["release_id", "stage"], name="notifications_release"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.page_id} → {self.person_id}"


class MailChoice(models.Model):
    """Whether a person wants their notices by e-mail as well; without a row, yes."""

    person = models.OneToOneField("cms.Person", primary_key=True, on_delete=models.CASCADE, related_name="+")
    by_mail = models.BooleanField(_("同时发送邮件"), default=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = verbose_name_plural = _("邮件通知")
        db_table = "notifications_choice"
        default_permissions = ()

    def __str__(self):
        return f"{self.person_id} {self.by_mail}"
