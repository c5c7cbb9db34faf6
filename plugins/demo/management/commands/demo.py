import argparse
import datetime
import json

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from plugins.demo import load, planted
from plugins.demo.accounts import accounts
from plugins.demo.plan import Exhausted
from plugins.demo.shares import Failed

LARGEST = 100_000
EARLIEST = datetime.date(2000, 1, 1)


class Command(BaseCommand):
    """`demo` loads the demo data into an empty database (again: changes nothing); `demo accounts` lists its accounts,
    `demo planted` the faults and near-misses among its drafts."""

    help = "载入演示数据（默认），列出演示账号（demo accounts）或埋设的差错（demo planted）"

    def add_arguments(self, parser):
        parser.add_argument(
            "action",
            nargs="?",
            choices=["load", "accounts", "planted"],
            default="load",
            help="载入（默认）、列出账号或埋设的差错",
        )
        parser.add_argument("--seed", type=_whole, metavar="N", help=f"随机种子，同种子同数据（默认 {load.SEED}）")
        parser.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="数据所到的日期，默认今天")
        parser.add_argument("--size", type=_size, metavar="N", help=f"记录总数，1 至 {LARGEST}；默认为自然的一年")
        parser.add_argument("--json", action="store_true", help="以 JSON 列出")

    def handle(self, *, action, seed, today, size, json, **options):
        given = {"--seed": seed, "--today": today, "--size": size}
        if action != "load":
            if wrong := [name for name, value in given.items() if value is not None]:
                raise CommandError(_("%(options)s 只用于 demo load。") % {"options": "、".join(wrong)})
            (self._accounts if action == "accounts" else self._planted)(as_json=json)
            return
        if json:
            raise CommandError(_("--json 只用于 demo accounts 和 demo planted。"))
        self._load(seed, today, size)

    def _load(self, seed, today, size):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(_("数据库还没有迁移到当前版本，请先运行 manage.py migrate。"))
        if before := load.loaded():
            self._compare(before, seed, today, size)
            return
        seed, today = load.SEED if seed is None else seed, today or timezone.localdate()
        self.stdout.write(_("载入演示数据：种子 %(seed)s，截至 %(today)s") % {"seed": seed, "today": today})
        try:
            total = load.load(seed, today, size, self.stdout.write)
        except load.Refused as error:
            raise CommandError(str(error)) from error
        except (Exhausted, Failed, KeyboardInterrupt) as error:
            raise CommandError(self._interrupted(error)) from error
        self.stdout.write(_("演示数据已载入：%(total)s条记录。账号见 manage.py demo accounts") % {"total": total})

    def _interrupted(self, error) -> str:
        reason = str(error) or _("已被取消。")
        if before := load.loaded():
            return _("续写中断，库中只有自然的一年（%(records)s条，完整可用）：%(reason)s") % (
                before | {"reason": reason}
            )
        return _("载入中断，没有写入任何数据：%(reason)s") % {"reason": reason}

    def _compare(self, before, seed, today, size):
        """Nothing to do; an error when something else was asked for than is there."""
        asked = {"seed": seed, "today": today and str(today), "records": size}
        options = {"seed": "--seed", "today": "--today", "records": "--size"}
        if wrong := [options[name] for name, value in asked.items() if value is not None and value != before[name]]:
            raise CommandError(
                _(
                    "库中的演示数据是以种子 %(seed)s、截至 %(today)s、%(records)s条载入的，与所给 %(wrong)s 不同；如需另行载入，请换一个空库。"
                )
                % (before | {"wrong": "、".join(wrong)})
            )
        self.stdout.write(
            _("演示数据已在库中（种子 %(seed)s，截至 %(today)s，%(records)s条），未作任何改动。") % before
        )

    def _accounts(self, as_json):
        # nothing else may stand on the standard output: programs read it
        found = (
            accounts()
            if PageLogEntry._meta.db_table in connection.introspection.table_names() and load.loaded()
            else []
        )
        if not found:
            raise CommandError(_("库中没有演示数据，请先运行 manage.py demo。"))
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        self.stdout.write(_("演示账号（密码均为 %(password)s）") % {"password": found[0]["password"]})
        unit = ""
        for account in found:
            if account["unit"] != unit:
                unit = account["unit"]
                self.stdout.write(f"\n  {unit}")
            self.stdout.write(f"    {account['role']:16} {account['username']}")

    def _planted(self, as_json):
        found = planted.read_list()
        if not found:
            raise CommandError(_("没有埋设差错：演示数据没有载入，或只载入了一部分。"))
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for one in found:
            mark = "●" if one["fault"] else "○"
            self.stdout.write(
                f"{mark} {one['page']:>6} {'、'.join(one['checks']) or '-':22} {one['what']}：{one['title']}"
            )
        self.stdout.write(_("● 差错，应当查出；○ 形似而正确，不应查出。都是草稿，不会发布。"))


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("“%(text)s”不是整数") % {"text": text}) from None


def _size(text: str) -> int:
    size = _whole(text)
    if not 1 <= size <= LARGEST:
        raise argparse.ArgumentTypeError(_("“%(text)s”须在 1 到 %(largest)s 之间") % {"text": text, "largest": LARGEST})
    return size


def _day(text: str) -> datetime.date:
    try:
        day = datetime.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (a date has no zone)
    except ValueError:
        raise argparse.ArgumentTypeError(_("“%(text)s”不是日期，应写作 2026-03-31") % {"text": text}) from None
    if day > timezone.localdate():
        raise argparse.ArgumentTypeError(_("%(text)s晚于今天，记录不能发生在将来") % {"text": text})
    if day < EARLIEST:
        raise argparse.ArgumentTypeError(_("%(text)s太早，最早为 %(earliest)s") % {"text": text, "earliest": EARLIEST})
    return day
