"""What the log's codes are called, for people."""

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.moderation.models import Referral, Release, Review
from cms.moderation.stages import REASONS, SECRECY, STAGES
from cms.people import Role
from cms.tree import Record, SectionState

HASH = 64  # characters, or more: for people its beginning is enough

KINDS = {
    "cms.record": gettext_lazy("记录"),
    "auth.user": gettext_lazy("账号"),
    "auth.group": gettext_lazy("用户组"),
    "cms.apitoken": gettext_lazy("接口令牌"),
    "audit.entry": gettext_lazy("审计日志"),
    "audit.anchor": gettext_lazy("审计锚点"),
}
NAMES = {
    "revision": gettext_lazy("版本"),
    "changed": gettext_lazy("变更"),
    "deleted": gettext_lazy("已删除"),
    "type": gettext_lazy("类型"),
    "told": gettext_lazy("另记有"),
    "release": gettext_lazy("发布许可"),
    "review": gettext_lazy("审核记录"),
    "referral": gettext_lazy("保密审查"),
    "referrals": gettext_lazy("保密审查次数"),
    "cause": gettext_lazy("起因"),
    "conclusion": gettext_lazy("保密审查结论"),
    "concluded": gettext_lazy("保密审查结论"),
    "days": gettext_lazy("工作日"),
    "secrecy": gettext_lazy("须经保密审查"),
    "active": gettext_lazy("启用"),
    "stage": gettext_lazy("环节"),
    "role": gettext_lazy("角色"),
    "unit": gettext_lazy("党组织"),
    "person": gettext_lazy("人员"),
    "user": gettext_lazy("账号"),
    "content_hash": gettext_lazy("内容摘要"),
    "reasons": gettext_lazy("退回原因"),
    "answers": gettext_lazy("核对清单"),
    "kind": gettext_lazy("类别"),
    "complete": gettext_lazy("完成"),
    "spent": gettext_lazy("发布"),
    "delegated_by": gettext_lazy("受托自"),
    "revoked": gettext_lazy("撤销委托"),
    "on_behalf_of": gettext_lazy("受谁委托"),
    "since": gettext_lazy("起"),
    "until": gettext_lazy("止"),
    "expires": gettext_lazy("有效至"),
    "state": gettext_lazy("状态"),
    "module": gettext_lazy("栏目"),
    "code": gettext_lazy("代码"),
    "to": gettext_lazy("移至"),
    "known": gettext_lazy("有此账号"),
    "chosen": gettext_lazy("本人或管理员设定"),
    "is_active": gettext_lazy("账号启用"),
    "is_superuser": gettext_lazy("超级用户"),
    "is_staff": gettext_lazy("职员"),
    "username": gettext_lazy("登录名"),
    "records": gettext_lazy("记录数"),
    "count": gettext_lazy("条数"),
    "hash": gettext_lazy("摘要"),
    "reason": gettext_lazy("原因"),
    "aside": gettext_lazy("旧文件"),
}
CONFIDENTIALITY = dict(Record._meta.get_field("confidentiality").flatchoices)
VALUES = {
    "stage": {stage.slug: stage.name for stage in (*STAGES, SECRECY)},
    "role": dict(Role.choices),
    "kind": dict(Release.KINDS) | dict(Review.DECISIONS),
    "state": dict(SectionState.CHOICES),
    "reasons": dict(REASONS),
    "cause": dict(Referral.CAUSES),
    "conclusion": CONFIDENTIALITY,
    "concluded": CONFIDENTIALITY,
}


def kind(name: str) -> str:
    """What an object of this kind is called; its code where nobody knows it any more."""
    if name in KINDS:
        return str(KINDS[name])
    try:
        return str(apps.get_model(name)._meta.verbose_name)
    except (LookupError, ValueError):
        return name


def spoken(details) -> list[tuple[str, str]]:
    """An entry's details as lines of name and value."""
    if not isinstance(details, dict):
        return [("?", str(details))]
    told = {name: value for name, value in details.items() if value not in ("", None, [], {})}
    return [(str(NAMES.get(name, name)), _value(name, value)) for name, value in told.items()]


def _value(name: str, value) -> str:
    if name == "type":
        return kind(str(value))
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, dict):
        return "；".join(f"{NAMES.get(key, key)} {_change(key, item)}" for key, item in value.items())
    if isinstance(value, list):
        return "、".join(_value(name, item) for item in value) or "—"
    if isinstance(value, str) and len(value) >= HASH:
        return f"{value[:14]}…"  # whole in an export
    return str(VALUES.get(name, {}).get(value, value)) if isinstance(value, str) else str(value)


def _change(name: str, value) -> str:
    """[before, after]"""
    if isinstance(value, list) and len(value) == 2:
        before, after = (_value(name, item) if item not in (None, "") else "—" for item in value)
        return f"{before} → {after}"
    return _value(name, value)
