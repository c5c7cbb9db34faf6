import datetime
import json
from dataclasses import asdict
from difflib import get_close_matches

from django.contrib.auth import get_user_model
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import plugins
from cms.blocks.uses import Uses, unknown_blocks
from cms.inventory import ON, STATES, inventory
from cms.removal import Refused, plan_removal, remove
from cms.tree import Section, SectionState, Unit
from cms.tree.actions import close_section, open_section

MOST = 20


class Command(BaseCommand):
    """`list` and `check` only look; `enable`, `disable` and `remove` say what they would do, and do it with `--apply`."""

    help = "插件与栏目模块：list 列出，check 检查，enable/disable 在单位开设或关闭栏目，remove 移除。后三者加 --apply 才执行。"
    # A broken plugin is what `list` and `check` are for
    requires_system_checks = []

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="list|check|enable|disable|remove")
        listing = actions.add_parser("list", help="列出所有插件：版本、状态、栏目数、记录数")
        listing.add_argument("--json", action="store_true", help="以 JSON 列出")
        checking = actions.add_parser("check", help="检查声明、损坏的插件、无主的栏目和页面；有问题时退出码为 1")
        checking.add_argument("--json", action="store_true", help="以 JSON 列出")
        checking.add_argument("--bodies", action="store_true", help="另查全部正文中无插件认识的内容块（较慢）")
        enable = actions.add_parser("enable", help="在单位开设栏目")
        enable.add_argument(
            "--state", default=SectionState.COUNTED, metavar="trial|counted", help="试运行或计入（默认）"
        )
        disable = actions.add_parser("disable", help="关闭单位的栏目：不再接收新记录，已有记录照常可看")
        for one in (enable, disable):
            one.add_argument("label", metavar="LABEL")
            one.add_argument("--unit", action="append", default=[], metavar="CODE", help="单位代码，可重复")
            one.add_argument("--all-units", action="store_true", help="所有可设此栏目的单位")
            one.add_argument("--since", metavar="YYYY-MM-DD", help="自何日起，默认今天；不能追溯")
            one.add_argument("--by", metavar="USERNAME", help="以谁的名义记入日志")
            one.add_argument("--apply", action="store_true", help="执行；不加则只说明将做什么")
        removing = actions.add_parser("remove", help="移除插件：未经审核的草稿、栏目、数据表；有发布过的记录时拒绝")
        removing.add_argument("label", metavar="LABEL")
        removing.add_argument("--apply", action="store_true", help="执行；不加则只说明将做什么")
        removing.add_argument("--yes", action="store_true", help="不再询问")

    def handle(self, *, action, **options):
        getattr(self, f"_{action}")(options)

    # Looking ----------------------------------------------------------------------------------------------------------

    def _list(self, options):
        entries = inventory()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2))
            return
        width = max(len(entry.label) for entry in entries)
        for entry in entries:
            line = f"{entry.label:{width}}  {STATES[entry.state]:\u3000<3}  {entry.version or '-':8}"
            if entry.is_module:
                line += _("  栏目 %(open)s/%(sections)s  记录 %(published)s（未发布 %(unpublished)s）") % {
                    "open": entry.open_sections,
                    "sections": entry.sections,
                    "published": entry.published,
                    "unpublished": entry.unpublished,
                }
            self.stdout.write(f"{line}  {entry.zh} {entry.en}".rstrip())
            for fault in entry.faults:
                self.stdout.write(self.style.ERROR(f"  {fault}"))

    def _check(self, options):
        found = [_Finding.of(message) for message in checks.run_checks(tags=["cms"])]
        found += [
            _Finding(
                "warning",
                entry.label,
                _(
                    "“%(label)s”%(state)s，库中还有它的栏目 %(sections)s 个、页面 %(pages)s 个：原样保留，不显示。请装回或启用，或在恢复后移除。"
                )
                % {
                    "label": entry.label,
                    "state": STATES[entry.state],
                    "sections": entry.sections,
                    "pages": entry.published + entry.unpublished,
                },
            )
            for entry in inventory()
            if entry.state != ON and (entry.sections or entry.published or entry.unpublished)
        ]
        if options["bodies"]:
            found += _unknown(unknown_blocks())
        if options["json"]:
            self.stdout.write(json.dumps([vars(item) for item in found], ensure_ascii=False, indent=2))
        else:
            for item in found:
                style = self.style.ERROR if item.level == "error" else self.style.WARNING
                self.stdout.write(style(f"{LEVELS[item.level]}  {item.text}"))
            if not found:
                self.stdout.write(self.style.SUCCESS(_("全部插件完好。")))
        if any(item.level == "error" for item in found):
            raise SystemExit(1)

    # Opening and closing sections -------------------------------------------------------------------------------------

    def _enable(self, options):
        module = found_module(options["label"])
        state = options["state"]
        if state not in (SectionState.TRIAL, SectionState.COUNTED):
            raise CommandError(
                _("--state 只能是 trial（试运行）或 counted（计入），不是“%(state)s”。") % {"state": state}
            )
        self._switch(options, module, lambda unit, since, by: _open(unit, module, state, since, by))

    def _disable(self, options):
        module = found_module(options["label"])
        self._switch(options, module, lambda unit, since, by: _close(unit, module, since, by))

    def _switch(self, options, module, switch):
        """Do it to every unit or to none; without --apply do it all the same, tell it, and take it back."""
        if not options["unit"] and not options["all_units"]:
            raise CommandError(_("请用 --unit CODE 指明单位（可重复），或用 --all-units。"))
        if options["unit"] and options["all_units"]:
            raise CommandError(_("--unit 与 --all-units 只能用一个。"))
        since, by = parsed_day(options["since"]), found_user(options["by"])
        units = found_units(options["unit"]) if options["unit"] else units_for(module)
        with transaction.atomic():
            for unit in units:
                try:
                    told = switch(unit, since, by)
                except ValidationError as error:
                    raise CommandError(f"{unit.title}（{unit.code}）：" + " ".join(error.messages)) from None
                self.stdout.write(f"{unit.title}（{unit.code}）：{told}")
            if not options["apply"]:
                transaction.set_rollback(True)
        self._tell_whether_done(options["apply"])

    def _tell_whether_done(self, applied: bool) -> None:
        if applied:
            self.stdout.write(self.style.SUCCESS(_("已执行。")))
        else:
            self.stdout.write(self.style.WARNING(_("以上为预演，未作改动；加 --apply 执行。")))

    # Removing ---------------------------------------------------------------------------------------------------------

    def _remove(self, options):
        label = options["label"]
        known_label(label)
        try:
            plan = plan_removal(label)
            self._describe(plan)
            if refusal := plan.refusal():
                raise CommandError(refusal)
            if not options["apply"]:
                self._tell_whether_done(False)
                return
            if not options["yes"]:
                self._ask(label)
            remove(label)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self._tell_whether_done(True)
        self.stdout.write(
            _("下一步：卸载它的安装包（pip uninstall）并重启。在此之前不要运行 migrate，否则数据表会重新建立。")
        )

    def _describe(self, plan):
        self.stdout.write(_("1. 删除未经审核的草稿 %(count)s 篇") % {"count": len(plan.drafts)})
        self._some(f"{draft.title}（{draft.pk}）" for draft in plan.drafts)
        self.stdout.write(_("2. 删除栏目 %(count)s 个") % {"count": len(plan.sections)})
        self._some(f"{section.owning_unit.title}：{section.title}" for section in plan.sections)
        self.stdout.write(_("3. 删除数据表 %(count)s 个，撤销迁移 %(migrations)s 步") % {
            "count": len(plan.tables), "migrations": len(plan.migrations)
        })  # fmt: skip
        self._some(plan.tables)
        for item in _unknown(plan.uses):
            self.stdout.write(self.style.WARNING(item.text))

    def _some(self, lines):
        lines = list(lines)
        for line in lines[:MOST]:
            self.stdout.write(f"   {line}")
        if len(lines) > MOST:
            self.stdout.write(_("   …… 共 %(count)s") % {"count": len(lines)})

    def _ask(self, label):
        answer = input(_("此操作不能撤销。请输入 %(label)s 确认：") % {"label": label})
        if answer.strip() != label:
            raise CommandError(_("未确认，未作改动。"))


LEVELS = {"error": gettext_lazy("错误"), "warning": gettext_lazy("警告")}


class _Finding:
    def __init__(self, level: str, plugin: str, text: str):
        self.level, self.plugin, self.text = level, plugin, text

    @classmethod
    def of(cls, message: checks.CheckMessage) -> "_Finding":
        quoted = message.msg.split("'")
        level = "error" if message.level >= checks.ERROR else "warning"
        return cls(level, quoted[1] if len(quoted) > 1 else "", f"{message.id}  {message.msg}")


def _unknown(uses: Uses) -> list[_Finding]:
    text = _("内容块“%(name)s”用于 %(pages)s 篇正文、%(revisions)s 个草稿与历史版本；没有插件认识时原样保留，不显示。")
    return [
        _Finding("warning", "", text % {"name": name, "pages": uses.pages[name], "revisions": uses.revisions[name]})
        for name in uses.names()
    ]


def _open(unit, module, state, since, by) -> str:
    before = _last_state(unit, module)
    section = open_section(unit, module.label, state=state, since=since, by=by)
    now = {"state": dict(SectionState.CHOICES)[state]}
    if before == section.states.order_by("since", "pk").last():
        return _("已是“%(state)s”，不变") % now
    return (_("改为“%(state)s”") if before else _("开设，“%(state)s”")) % now


def _close(unit, module, since, by) -> str:
    last = _last_state(unit, module)
    if last is None:
        return _("没有此栏目，不变")
    if last.state == SectionState.CLOSED and last.since <= (since or timezone.localdate()):
        return _("已关闭，不变")
    close_section(last.section, since=since, by=by)
    return _("关闭")


def _last_state(unit, module) -> SectionState | None:
    section = Section.objects.child_of(unit).filter(module=module.label).first()
    return section and section.states.order_by("since", "pk").last()


def _nearest(name: str, names) -> str:
    near = get_close_matches(name, list(names), n=3)
    return _("是不是 %(near)s？") % {"near": "、".join(near)} if near else ""


def known_label(label: str) -> None:
    """Raises CommandError, with the nearest labels, when no distribution declares this one."""
    declared = plugins.declared()
    if label not in declared:
        raise CommandError(_("没有安装名为“%(label)s”的插件。") % {"label": label} + _nearest(label, declared))


def found_module(label: str) -> plugins.Module:
    """The module of this label. Raises CommandError when it is unknown, off, broken, or no module."""
    known_label(label)
    if label in plugins.switched_off:
        raise CommandError(_("“%(label)s”已被 CMS_PLUGINS_OFF 停用。") % {"label": label})
    if label in plugins.broken:
        fault = plugins.broken[label].error
        raise CommandError(_("“%(label)s”不能加载：%(fault)s") % {"label": label, "fault": fault})
    module = plugins.find_module(label)
    if module is None:
        raise CommandError(_("“%(label)s”不带栏目，不需开设。") % {"label": label})
    return module


def found_units(codes: list[str]) -> list[Unit]:
    """The units of these codes, each once. Raises CommandError for the first that is unknown."""
    found = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    for code in codes:
        if code not in found:
            near = _nearest(code, Unit.objects.order_by("code").values_list("code", flat=True))
            raise CommandError(_("没有代码为“%(code)s”的单位。") % {"code": code} + near)
    return [found[code] for code in dict.fromkeys(codes)]


def units_for(module: plugins.Module) -> list[Unit]:
    return [unit for unit in Unit.objects.live().order_by("path") if module.is_for(unit.kind)]


def found_user(username: str | None):
    if username is None:
        return None
    users = get_user_model().objects
    user = users.filter(username=username).first()
    if user is None:
        near = _nearest(username, users.order_by("username").values_list("username", flat=True))
        raise CommandError(_("没有名为“%(user)s”的账号。") % {"user": username} + near)
    return user


def parsed_day(text: str | None) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise CommandError(_("“%(text)s”不是日期，应写作 2026-03-31。") % {"text": text}) from None
