import datetime
import json
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from plugins.audit import keeping
from plugins.audit.sealing import seal
from plugins.audit.verifying import verify, verify_file


class Command(BaseCommand):
    """`export` prints the log alone on standard output, and what to know about it on standard error."""

    help = (
        "审计日志：verify 核对是否被改动，seal 封存未封存的，export 导出，prune 清理过期的，"
        "anchor 更换锚点文件，guard 重设数据库触发器。"
    )

    requires_system_checks = ()  # the log is looked at all the more when something else is wrong

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="verify|seal|export|prune|anchor|guard")
        checking = actions.add_parser("verify", help="逐条核对；有问题时退出码为 1，先列出的是第一条有问题的")
        checking.add_argument("--json", action="store_true", help="以 JSON 列出")
        checking.add_argument("--file", type=Path, metavar="FILE", help="核对导出的文件，不看数据库")
        checking.add_argument("--anchor", type=Path, metavar="FILE", help="与 --file 同用：再与这个锚点文件比对")
        actions.add_parser("seal", help="封存被中断的进程留下的记录")
        exporting = actions.add_parser("export", help="导出为 JSON 行，导出本身也记入日志")
        exporting.add_argument("--since", type=moment, metavar="TIME", help="从何时起：2026-03-01 或 2026-03-01T08:00")
        exporting.add_argument("--until", type=moment, metavar="TIME", help="到何时止（不含）")
        pruning = actions.add_parser("prune", help=f"清理 {settings.AUDIT_RETENTION_DAYS} 天以前的记录，留下检查点")
        pruning.add_argument("--apply", action="store_true", help="执行；不加则只说明将做什么")
        renewing = actions.add_parser("anchor", help="数据库恢复、迁移之后另起锚点文件")
        renewing.add_argument("--renew", action="store_true", required=True, help="另起新文件，旧文件改名保留")
        renewing.add_argument("--reason", required=True, help="原因，记入日志")
        actions.add_parser("guard", help="重设缺失的触发器")

    def handle(self, *, action, **options):
        getattr(self, f"_{action}")(options)

    def _verify(self, options):
        if options["anchor"] and not options["file"]:
            raise CommandError(_("--anchor 与 --file 同用；不带 --file 时总与本机的锚点比对。"))
        try:
            report = verify_file(options["file"], options["anchor"]) if options["file"] else verify()
        except OSError as error:
            raise CommandError(_("文件不能读取：%(error)s") % {"error": error}) from None
        if options["json"]:
            self.stdout.write(json.dumps(report.plain(), ensure_ascii=False, indent=2))
        else:
            self._tell_report(report)
        if not report.ok:
            sys.exit(1)

    def _tell_report(self, report):
        for finding in report.findings:
            place = _("第 %(number)s 条") % {"number": finding.sequence} if finding.sequence else "—"
            row = f" (id {finding.id})" if finding.id else ""
            self.stdout.write(f"{place}{row}\t{finding.fault}")
        if report.ok:
            words = _("审计日志完好：%(count)s 条，末条第 %(last)s 条，摘要 %(hash)s。")
            told = {"count": report.entries, "last": report.last or 0, "hash": report.hash or "—"}
            self.stdout.write(self.style.SUCCESS(words % told))
        if report.waiting:
            self._tell(_("另有 %(count)s 条尚未封存：manage.py audit seal") % {"count": report.waiting})

    def _seal(self, options):
        self._tell(_("已封存 %(count)s 条。") % {"count": seal()})

    def _export(self, options):
        for line in keeping.export(options["since"], options["until"]):
            self.stdout.write(line)

    def _prune(self, options):
        newest = keeping.prunable()
        if newest is None:
            return self._tell(_("没有早于 %(days)s 天的记录。") % {"days": settings.AUDIT_RETENTION_DAYS})
        told = {"last": newest.sequence, "day": f"{timezone.localtime(newest.time):%Y-%m-%d}"}
        if not options["apply"]:
            return self._tell(_("将清理至第 %(last)s 条（%(day)s）。先导出存档；加 --apply 执行。") % told)
        try:
            count = keeping.prune()
        except keeping.Refused:
            raise CommandError(_("审计日志核对不符，不能清理：见 manage.py audit verify。")) from None
        self._tell(_("已清理 %(count)s 条。") % {"count": count})

    def _anchor(self, options):
        aside = keeping.renew_anchor(options["reason"])
        self._tell(_("已另起锚点文件 %(path)s。") % {"path": settings.AUDIT_ANCHOR})
        if aside:
            self._tell(_("旧文件保留为 %(name)s。") % {"name": aside})

    def _guard(self, options):
        gone = keeping.guard_again()
        self._tell(_("已重设：%(names)s。") % {"names": "、".join(gone)} if gone else _("触发器完好。"))

    def _tell(self, text: str) -> None:
        self.stderr.write(text, lambda line: line)  # no error, so not in an error's colour


def moment(text: str) -> datetime.datetime:
    """A day (from its first moment) or a time, by the factory's clock unless it says otherwise."""
    try:
        day, found = parse_date(text), parse_datetime(text)
    except ValueError:
        day = found = None
    if found is None and day is not None:
        found = datetime.datetime.combine(day, datetime.time())
    if found is None:
        raise CommandError(_("“%(text)s”不是时间，写作 2026-03-05 或 2026-03-05T08:00。") % {"text": text})
    return found if timezone.is_aware(found) else timezone.make_aware(found)
