from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.management.refusal import found_unit, refusal
from cms.tree import Unit
from cms.tree.actions import create_unit, move_unit


class Command(BaseCommand):
    help = "党组织：create 设立，list 列出，move 调整隶属关系。第一个设立的须是党委，它就是整个网站的首页。"

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="create|list|move")
        create = actions.add_parser("create", help="设立一个党组织，首页为空，立即可见")
        create.add_argument("--title", required=True, metavar="TITLE", help="名称，如 总装党支部")
        create.add_argument("--kind", required=True, choices=[kind for kind, _label in Unit.KINDS], help="类别")
        create.add_argument("--code", required=True, metavar="CODE", help="简短代码（字母、数字、连字符），定后不改")
        create.add_argument("--parent", metavar="CODE", help="上级党组织的代码；只有最上一级党委没有")
        create.add_argument("--site", default="", help="所在厂区")
        create.add_argument("--plant", default="", help="所在工厂")
        create.add_argument("--practice", action="store_true", help="练习单位：记录不计数、不外发、不被检索，可以删除")
        actions.add_parser("list", help="按组织树列出：代码、类别、名称")
        move = actions.add_parser("move", help="连同下级和全部记录移到另一个党组织之下")
        move.add_argument("code", metavar="CODE")
        move.add_argument("--to", required=True, metavar="CODE", help="新的上级党组织的代码")

    def handle(self, *, action, **options):
        {"create": self._create, "list": self._list, "move": self._move}[action](options)

    def _create(self, options):
        parent = found_unit(options["parent"]) if options["parent"] else None
        asked = {name: options[name] for name in ("title", "kind", "code", "site", "plant", "practice")}
        try:
            unit = create_unit(**asked, parent=parent)
        except ValidationError as error:
            raise refusal(error) from None
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
