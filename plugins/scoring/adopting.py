"""评价方案: drafted, tried, adopted. Who adopts it (党务室) is not who consents (签发人), and what was adopted is never
changed."""

import datetime
import json

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.access import viewer_of
from cms.people import Role
from cms.periods import bounds, kind_of, period_of
from cms.tree import Unit

from .models import Close, SchemeVersion
from .schemes import Scheme, default, digest_of, parse

__all__ = ["consent", "draft", "next_quarter", "propose", "quarter_of", "scheme_for", "take_back"]

DRAFT, PROPOSE, CONSENT = "scoring.scheme.draft", "scoring.scheme.propose", "scoring.scheme.consent"


def quarter_of(value: str) -> str:
    """The quarter, as it is written. Raises ValidationError under `quarter`."""
    try:
        if kind_of(value) == "quarter":
            return value
    except ValidationError:
        pass
    raise ValidationError({"quarter": _("季度写作 2026Q1。")})


def scheme_for(committee: Unit, quarter: str) -> Scheme:
    """The scheme that holds for this committee's quarter: the last one adopted from it or an earlier one on; else v1 as
    shipped."""
    adopted = SchemeVersion.objects.filter(committee=committee, consented_at__isnull=False, since__lte=quarter)
    found = adopted.order_by("-since", "-consented_at").first()
    return parse(found.data) if found else default()


def _office(committee: Unit, by, role: str, words: str) -> None:
    if not viewer_of(by).has_role(role, committee.pk):
        raise PermissionDenied(words)


@transaction.atomic
def draft(committee: Unit, by, data, *, note: str = "", version: SchemeVersion | None = None) -> SchemeVersion:
    """拟定: a new version, or a draft (`version`) changed. data: the scheme as plain data or JSON text.

    by: the committee's Party office. Raises PermissionDenied for others, ValidationError by path.
    """
    _office(committee, by, Role.PARTY_OFFICE, _("只有党务室可以拟定评价方案。"))
    if isinstance(data, str):
        try:
            data = json.loads(data)
        except ValueError as error:
            raise ValidationError({"scheme": _("不是有效的 JSON：%(error)s") % {"error": error}}) from None
    scheme = parse(data)
    if scheme.version == default().version:
        raise ValidationError(
            {"version": _("“%(version)s”是随平台提供的方案，请另起版本名。") % {"version": scheme.version}}
        )
    taken = SchemeVersion.objects.filter(committee=committee, version=scheme.version)
    if taken.exclude(pk=version.pk if version else None).exists():
        raise ValidationError({"version": _("已有版本“%(version)s”。") % {"version": scheme.version}})
    if version is None:
        version = SchemeVersion(committee=committee, drafted_by=by)
    else:
        version = SchemeVersion.objects.select_for_update().get(pk=version.pk)
    if version.proposed_by_id:
        raise ValidationError({"version": _("已提请采用，先收回再修改。")})
    version.version, version.data, version.note, version.digest = scheme.version, data, note.strip(), digest_of(data)
    version.full_clean()
    version.save()
    log(instance=version, action=DRAFT, user=by, data={"digest": version.digest})
    return version


@transaction.atomic
def propose(version: SchemeVersion, by, since: str) -> SchemeVersion:
    """提请采用: from the quarter `since` on. by: the committee's Party office.

    Raises PermissionDenied for others, ValidationError for a quarter that was closed already or that an adopted version
    begins with.
    """
    version = SchemeVersion.objects.select_for_update().get(pk=version.pk)
    _office(version.committee, by, Role.PARTY_OFFICE, _("只有党务室可以提请采用评价方案。"))
    if version.adopted:
        raise PermissionDenied(_("这个版本已经采用。"))
    _check_since(version, quarter_of(since))
    version.since, version.proposed_by, version.proposed_at = since, by, timezone.now()
    version.save()
    log(instance=version, action=PROPOSE, user=by, data={"since": since})
    return version


@transaction.atomic
def take_back(version: SchemeVersion, by) -> SchemeVersion:
    """收回提请, to go on drafting. by: the committee's Party office."""
    version = SchemeVersion.objects.select_for_update().get(pk=version.pk)
    _office(version.committee, by, Role.PARTY_OFFICE, _("只有党务室可以收回提请。"))
    if version.adopted:
        raise PermissionDenied(_("这个版本已经采用。"))
    version.since, version.proposed_by, version.proposed_at = "", None, None
    version.save()
    return version


@transaction.atomic
def consent(version: SchemeVersion, by) -> SchemeVersion:
    """批准采用. by: an approver of the committee, who is not the person that proposed it.

    Raises PermissionDenied for others, ValidationError when nobody proposed it or its quarter was closed meanwhile.
    """
    version = SchemeVersion.objects.select_for_update().get(pk=version.pk)
    _office(version.committee, by, Role.APPROVER, _("评价方案由党委签发人批准。"))
    if version.adopted:
        raise PermissionDenied(_("这个版本已经采用。"))
    if not version.proposed_by_id:
        raise ValidationError({"version": _("党务室还没有提请采用。")})
    if version.proposed_by_id == by.pk:
        raise PermissionDenied(_("提请人不能批准自己提请的方案。"))
    _check_since(version, version.since)
    if digest_of(version.data) != version.digest:
        raise ValidationError({"version": _("方案内容与提请时不符。")})
    version.consented_by, version.consented_at = by, timezone.now()
    version.save()
    log(instance=version, action=CONSENT, user=by, data={"since": version.since, "digest": version.digest})
    return version


def _check_since(version: SchemeVersion, since: str) -> None:
    closed = Close.objects.filter(committee=version.committee, quarter__gte=since)
    if last := closed.order_by("-quarter").values_list("quarter", flat=True).first():
        raise ValidationError(
            {"since": _("%(quarter)s已经冻结，方案不能追溯，请从以后的季度起采用。") % {"quarter": last}}
        )
    others = SchemeVersion.objects.filter(committee=version.committee, since=since, consented_at__isnull=False).exclude(
        pk=version.pk
    )
    if others.exists():
        raise ValidationError({"since": _("自%(quarter)s起已采用另一版本。") % {"quarter": since}})


def next_quarter(committee: Unit) -> str:
    """The first quarter that a new scheme could hold for: after the last one closed, else the present one."""
    last = Close.objects.filter(committee=committee).order_by("-quarter").values_list("quarter", flat=True).first()
    if last is None:
        return period_of(timezone.localdate(), "quarter")
    return period_of(bounds(last)[1] + datetime.timedelta(days=1), "quarter")
