"""Who there is and what they may do: `Person`, `Membership`, and the roles.

A person need not have an account (candidates, departed members, guests). Roles come from dated memberships; Wagtail's groups
and permissions are derived from them by `cms.permissions.derive()` and never edited by hand.
"""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index

__all__ = ["Membership", "Person", "Role"]


class Role(models.TextChoices):
    EMPLOYEE = "employee", _("员工")
    MEMBER = "member", _("党员")
    DRAFTER = "drafter", _("信息员")
    REVIEWER = "reviewer", _("支部审核员")
    SECRETARY = "secretary", _("支部书记")
    APPROVER = "approver", _("党委签发人")
    PARTY_OFFICE = "party_office", _("党务室")
    ADMINISTRATOR = "administrator", _("平台管理员")
    SECRECY_OFFICER = "secrecy_officer", _("保密员")
    AUDITOR = "auditor", _("审计员")


# 委托: whoever holds one of these and is away has somebody else do it for a while.
DELEGABLE = frozenset({Role.REVIEWER, Role.SECRETARY, Role.APPROVER, Role.SECRECY_OFFICER})
# 三员分立: no one person holds two of them at a time, in whatever units.
OFFICERS = frozenset({Role.ADMINISTRATOR, Role.SECRECY_OFFICER, Role.AUDITOR})
# Held by the committee only.
COMMITTEE_ONLY = frozenset({Role.APPROVER, Role.PARTY_OFFICE, *OFFICERS})


class Person(index.Indexed, models.Model):
    name = models.CharField(_("姓名"), max_length=50)
    unit = models.ForeignKey(
        "cms.Unit", verbose_name=_("所属党组织"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("登录账号"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
    )
    staff_number = models.CharField(_("工号"), max_length=20, blank=True, default="")

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("staff_number"),
        index.FilterField("unit"),
    ]

    class Meta:
        verbose_name = verbose_name_plural = _("人员")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["unit", "name"], name="cms_person_unit_name")]

    def __str__(self):
        return self.name


class MembershipQuerySet(models.QuerySet):
    def on(self, day: datetime.date | None = None):
        """The memberships that hold on `day` (today); the first and the last day count."""
        day = day or timezone.localdate()
        return self.filter(since__lte=day, revoked_at=None).filter(Q(until=None) | Q(until__gte=day))


class Membership(models.Model):
    """One role of one person in one unit, from a day until a day (both included)."""

    person = models.ForeignKey(Person, verbose_name=_("人员"), on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey("cms.Unit", verbose_name=_("党组织"), on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    since = models.DateField(_("起始日期"), default=timezone.localdate)
    until = models.DateField(_("截止日期"), null=True, blank=True)
    # 受托: the membership that was delegated, and when that was revoked (`cms.delegation`)
    delegated_by = models.ForeignKey(
        "self",
        verbose_name=_("受托自"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    revoked_at = models.DateTimeField(_("撤销委托时间"), null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("任职")
        ordering = ["person", "unit", "role", "since"]
        constraints = [
            # A delegation that was revoked may be given again
            models.UniqueConstraint(
                fields=["person", "unit", "role", "since"], condition=Q(revoked_at=None), name="cms_membership_once"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="cms_membership_dates"),
        ]
        indexes = [models.Index(fields=["unit", "role"], name="cms_membership_unit_role")]

    def __str__(self):
        return f"{self.person} {self.get_role_display()} @ {self.unit_id}"

    def clean(self):
        """Raises ValidationError by field: dates, committee-only roles, and 三员分立."""
        super().clean()
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("截止日期不能早于起始日期。")})
        if self.role in COMMITTEE_ONLY and self.unit_id and self.unit.kind != "committee":
            raise ValidationError({"role": _("“%(role)s”只能由党委设置。") % {"role": self.get_role_display()}})
        if self.delegated_by_id:
            self._check_delegation()
        else:
            self._check_once()
        if self.role in OFFICERS and self.person_id:
            others = Membership.objects.filter(person_id=self.person_id, role__in=OFFICERS - {self.role})
            overlapping = (
                others.exclude(pk=self.pk).filter(revoked_at=None).filter(Q(until=None) | Q(until__gte=self.since))
            )
            if self.until:
                overlapping = overlapping.filter(since__lte=self.until)
            if clash := overlapping.first():
                raise ValidationError(
                    {
                        "role": _("三员分立：%(person)s 已是%(other)s，不能同时担任%(role)s。")
                        % {
                            "person": self.person,
                            "other": clash.get_role_display(),
                            "role": self.get_role_display(),
                        }
                    }
                )

    def _check_once(self) -> None:
        """What the constraint demands: it has a condition on a column that no form asks for, so that forms do not ask it."""
        same = Membership.objects.filter(
            person_id=self.person_id, unit_id=self.unit_id, role=self.role, since=self.since, revoked_at=None
        )
        if same.exclude(pk=self.pk).exists():
            raise ValidationError({"since": _("此人自同一天起已有这一任职。")})

    def _check_delegation(self) -> None:
        """委托: of a review role that somebody holds themself, to somebody else, for a time within their own term."""
        held = self.delegated_by
        if held.role not in DELEGABLE or (held.role, held.unit_id) != (self.role, self.unit_id):
            raise ValidationError(_("只能委托本人担任的审核职责。"))
        if held.delegated_by_id:
            raise ValidationError(_("受托的职责不能再委托给别人。"))
        if held.person_id == self.person_id:
            raise ValidationError({"person": _("不能委托给自己。")})
        if self.until is None:
            raise ValidationError({"until": _("委托须写明截止日期。")})
        if self.since < held.since or (held.until and self.until > held.until) or held.revoked_at:
            raise ValidationError({"until": _("委托不能超出委托人自己的任期。")})
        same = Membership.objects.filter(
            person_id=self.person_id, unit_id=self.unit_id, role=self.role, revoked_at=None, since__lte=self.until
        )
        if same.exclude(pk=self.pk).filter(Q(until=None) | Q(until__gte=self.since)).exists():
            raise ValidationError({"person": _("此人在这段时间已担任或受托担任这一职责。")})
