"""The names of what the log notes, beyond the actions of Wagtail's own log."""

from django.utils.translation import gettext_lazy as _

PRUNE, RENEW, GUARD, READ, EXPORT = "audit.prune", "audit.anchor", "audit.guard", "audit.read", "export"

LABELS = {
    "finding.accept": _("机器核查发现属实"),
    "finding.dismiss": _("机器核查发现核实无误"),
    "review.pass": _("审核通过"),
    "review.return": _("审核退回"),
    "review.reject": _("审核不予发布"),
    "review.refer": _("转保密审查"),
    "secrecy.clear": _("保密审查通过"),
    "secrecy.refuse": _("保密审查不予通过"),
    "release.open": _("报送审核（开立发布许可）"),
    "release.complete": _("审核完成（可发布）"),
    "release.spend": _("发布（用去发布许可）"),
    "release.void": _("发布许可作废"),
    "release.change": _("变更发布许可"),
    "access.membership.add": _("登记任职"),
    "access.membership.change": _("变更任职"),
    "access.membership.remove": _("删除任职"),
    "access.account.add": _("建立账号"),
    "access.account.change": _("变更账号"),
    "access.account.remove": _("删除账号"),
    "access.account.person": _("账号改属他人"),
    "access.password": _("更改密码"),
    "access.groups": _("变更账号的组或权限"),
    "access.token.add": _("签发接口令牌"),
    "access.token.revoke": _("撤销接口令牌"),
    "access.factor.add": _("启用第二因素"),
    "access.factor.remove": _("停用第二因素"),
    "access.factor.reset": _("重置第二因素"),
    "sign.in": _("登录"),
    "sign.out": _("退出"),
    "sign.failed": _("登录失败"),
    "sign.locked": _("登录锁定"),
    EXPORT: _("导出数据"),
    READ: _("查看审计日志"),
    PRUNE: _("清理过期审计记录"),
    RENEW: _("更换审计锚点"),
    GUARD: _("重设审计日志的触发器"),
}


def choices() -> list[tuple[str, str]]:
    """Every action with its name: ours, and what Wagtail and the plugins registered."""
    from wagtail.log_actions import registry

    return [*LABELS.items(), *registry.get_choices()]
