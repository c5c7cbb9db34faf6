import datetime

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.accounts import create_person
from cms.management.refusal import found_unit, refusal
from cms.people import Membership, Role


class Command(BaseCommand):
    """`person create` prints the initial password alone on standard output, and what was done on standard error."""

    help = (
        "人员：create 登记一个人，可同时建账号、任角色；list 列出一个党组织现任的人。新装系统由此产生第一位平台管理员。"
    )

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="create|list")
        create = actions.add_parser("create", help="登记一个人；给了登录名就建账号，初始密码只显示这一次")
        create.add_argument("--name", required=True, help="姓名")
        create.add_argument("--unit", required=True, metavar="CODE", help="所属党组织的代码，见 manage.py unit list")
        create.add_argument("--username", default="", help="登录名；不给则此人没有账号")
        roles = "、".join(f"{role.value} {role.label}" for role in Role)
        create.add_argument(
            "--role", action="append", default=[], dest="roles", metavar="ROLE", help=f"角色，可多次：{roles}"
        )
        create.add_argument("--staff-number", default="", help="工号")
        create.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="任职起始日期，默认今天")
        listing = actions.add_parser("list", help="列出现任的人：登录名、姓名、角色")
        listing.add_argument("unit", metavar="CODE")

    def handle(self, *, action, **options):
        {"create": self._create, "list": self._list}[action](options)

    def _create(self, options):
        unit = found_unit(options["unit"])
        asked = {name: options[name] for name in ("name", "username", "staff_number", "since")}
        try:
            person, password = create_person(unit=unit, roles=tuple(options["roles"]), **asked)
        except ValidationError as error:
            raise refusal(error, roles="role") from None
        self._tell(_("已登记%(name)s（%(unit)s）。") % {"name": person.name, "unit": unit.title})
        if password:
            self._tell(_("登录名 %(user)s，初始密码如下，不会再次显示：") % {"user": person.user.username})
            self.stdout.write(password)

    def _list(self, options):
        unit = found_unit(options["unit"])
        held = Membership.objects.on().filter(unit=unit).select_related("person__user").order_by("person__name", "role")
        for membership in held:
            user = membership.person.user
            columns = [user.username if user else "—", membership.person.name, membership.get_role_display()]
            self.stdout.write("  ".join(columns))

    def _tell(self, text: str) -> None:
        self.stderr.write(text, lambda line: line)  # no error, so not in an error's colour


def day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise CommandError(_("--since：“%(text)s”不是日期，写作 2026-03-05。") % {"text": text}) from None
