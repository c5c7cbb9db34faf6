import datetime

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.management.refusal import found_unit, refusal
from cms.tree import SectionState, Unit, presets
from cms.tree.actions import create_unit, move_unit


class Command(BaseCommand):
    help = (
        "党组织：create 设立，list 列出，move 调整隶属关系，upgrade 按栏目预设开设或关闭栏目。"
        "第一个设立的须是党委，它就是整个网站的首页。"
    )

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="create|list|move|upgrade")
        create = actions.add_parser("create", help="设立一个党组织，首页为空，立即可见")
        create.add_argument("--title", required=True, metavar="TITLE", help="名称，如 总装党支部")
        create.add_argument("--kind", required=True, choices=[kind for kind, _label in Unit.KINDS], help="类别")
        create.add_argument("--code", required=True, metavar="CODE", help="简短代码（字母、数字、连字符），定后不改")
        create.add_argument("--parent", metavar="CODE", help="上级党组织的代码；只有最上一级党委没有")
        create.add_argument("--site", default="", help="所在厂区")
        create.add_argument("--plant", default="", help="所在工厂")
        create.add_argument("--practice", action="store_true", help="练习单位：记录不计数、不外发、不被检索，可以删除")
        create.add_argument("--phase", type=int, choices=presets.PHASES, help="同时开设这一期预设的全部栏目")
        upgrade = actions.add_parser("upgrade", help="使栏目与某一期预设一致：缺的开设，多的关闭；不加 --apply 只说明")
        upgrade.add_argument("codes", nargs="*", metavar="CODE")
        upgrade.add_argument("--all", action="store_true", dest="every", help="全部党组织")
        upgrade.add_argument(
            "--phase", type=int, required=True, choices=presets.PHASES, help="第1期或第2期；可退回第1期"
        )
        upgrade.add_argument(
            "--state", default=SectionState.COUNTED, choices=["trial", "counted"], help="新开栏目的状态"
        )
        upgrade.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="自何日起，默认今天")
        upgrade.add_argument("--apply", action="store_true", help="执行；不加则只说明将做什么")
        actions.add_parser("list", help="按组织树列出：代码、类别、名称")
        move = actions.add_parser("move", help="连同下级和全部记录移到另一个党组织之下")
        move.add_argument("code", metavar="CODE")
        move.add_argument("--to", required=True, metavar="CODE", help="新的上级党组织的代码")

    def handle(self, *, action, **options):
        {"create": self._create, "list": self._list, "move": self._move, "upgrade": self._upgrade}[action](options)

    def _create(self, options):
        parent = found_unit(options["parent"]) if options["parent"] else None
        asked = {name: options[name] for name in ("title", "kind", "code", "site", "plant", "practice")}
        try:
            with transaction.atomic():
                unit = create_unit(**asked, parent=parent)
                opened = presets.apply(unit, options["phase"]).opens if options["phase"] else []
        except ValidationError as error:
            raise refusal(error) from None
        if opened:
            self.stdout.write(_("已开设%(count)s个栏目。") % {"count": len(opened)})
        self.stdout.write(_("已设立%(title)s（%(code)s）。") % {"title": unit.title, "code": unit.code})

    def _list(self, options):
        for unit in Unit.objects.order_by("path"):
            mark = _("（练习）") if unit.practice else ""
            self.stdout.write(f"{'  ' * (unit.depth - 2)}{unit.code}  {unit.get_kind_display()}  {unit.title}{mark}")

    def _move(self, options):
        unit, to = found_unit(options["code"]), found_unit(options["to"])
        try:
            unit = move_unit(unit, to)
        except ValidationError as error:
            raise refusal(error) from None
        self.stdout.write(_("%(unit)s现隶属%(to)s。") % {"unit": unit.title, "to": to.title})

    def _upgrade(self, options):
        """All of the units or none; without --apply only what would be done."""
        if bool(options["codes"]) == options["every"]:
            raise CommandError(_("请写明党组织的代码，或者用 --all。"))
        units = (
            list(Unit.objects.order_by("path")) if options["every"] else [found_unit(code) for code in options["codes"]]
        )
        asked = {"state": options["state"], "since": options["since"]}
        with transaction.atomic():
            for unit in units:
                try:
                    plan = presets.apply(unit, options["phase"], **asked) if options["apply"] else None
                    self._tell(
                        plan or presets.plan(unit, options["phase"], state=options["state"], day=options["since"])
                    )
                except ValidationError as error:
                    raise CommandError(f"{unit.code}: {refusal(error)}") from None
        if not options["apply"]:
            self.stdout.write(self.style.WARNING(_("以上为预演，未作改动；加 --apply 执行。")))

    def _tell(self, plan: presets.Plan) -> None:
        self.stdout.write(f"{plan.unit.title}（{plan.unit.code}）")
        for word, names in (
            (_("开设"), plan.opened_names),
            (_("重新开设"), [section.title for section in plan.reopens]),
            (_("关闭"), [section.title for section in plan.closes]),
        ):
            if names:
                self.stdout.write(f"  {word}：{'、'.join(names)}")
        if not plan:
            self.stdout.write("  " + _("无须变动，已有%(count)s个栏目。") % {"count": len(plan.keeps)})


def day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise CommandError(_("--since: “%(text)s”不是日期，应写作 2026-03-31") % {"text": text}) from None
