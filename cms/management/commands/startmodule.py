from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.plugins import Board
from cms.scaffold import Refused, Scaffold, write


class Command(BaseCommand):
    """Writes a module that passes the contract test at once; what it is of is then changed to what it should be."""

    help = "新建栏目模块：默认写入本项目的 modules/；加 --package 则另写一个可用 pip 安装的包。写好即通过模块契约测试。"
    requires_system_checks = []

    def add_arguments(self, parser):
        boards = "、".join(f"{slug}（{name}）" for slug, name in Board.CHOICES)
        parser.add_argument("label", metavar="LABEL", help="标签，模块永久的身份：小写英文、数字、下划线，如 honours")
        parser.add_argument("--zh", required=True, metavar="名称", help="中文名称")
        parser.add_argument("--en", required=True, metavar="NAME", help="英文名称")
        parser.add_argument("--board", required=True, metavar="BOARD", help=f"看板：{boards}")
        parser.add_argument("--for", required=True, dest="scopes", metavar="branch,committee", help="给谁用，逗号隔开")
        parser.add_argument("--table", default="", metavar="PREFIX", help="数据表名前缀，默认 m_LABEL（包为 x_LABEL）")
        parser.add_argument(
            "--dir", type=Path, metavar="PATH", help="项目目录（默认本项目），或包的上级目录（默认当前目录）"
        )
        parser.add_argument("--package", action="store_true", help="另写一个包，有自己的 pyproject.toml、说明和测试")

    def handle(self, *, label, zh, en, board, scopes, table, package, **options):
        folder = (options["dir"] or (Path.cwd() if package else Path(settings.BASE_DIR))).expanduser().resolve()
        asked = Scaffold(
            label=label,
            zh=zh,
            en=en,
            board=board,
            scopes=tuple(dict.fromkeys(scope.strip() for scope in scopes.split(",") if scope.strip())),
            folder=folder,
            package=package,
            table=table,
        )
        try:
            written = write(asked)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        for path in written:
            self.stdout.write(str(path))
        steps = self._package_steps(asked) if package else self._project_steps(asked)
        self.stdout.write(self.style.SUCCESS(_("已写好。接下来：")))
        for step in steps:
            self.stdout.write(f"  {step}")

    def _package_steps(self, asked):
        place = asked.folder / asked.distribution
        return [f'pip install -e "{place}[test]"', f'pytest "{place}"', f"python manage.py migrate {asked.label}"]

    def _project_steps(self, asked):
        return [
            "pip install -e . --no-deps",
            f"pytest tests/modules/{asked.label}",
            f"python manage.py migrate {asked.label}",
        ]
