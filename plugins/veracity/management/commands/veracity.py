import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from cms.tree import Unit
from plugins.veracity import keeping, measuring, running


class Command(BaseCommand):
    """`run` tells what the checks find in drafts and in review; `report` how good they are; `rebuild` makes the traces anew."""

    help = "机器核查：run 核查草稿和审核中的记录，report 各项核查的准确率和召回率，rebuild 重建比对特征。"

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="run|report|rebuild")
        running_ = actions.add_parser("run", help="核查草稿和审核中的记录")
        running_.add_argument("--unit", metavar="CODE", help="只核查这个党组织的")
        running_.add_argument("--json", action="store_true", help="以 JSON 列出")
        reporting = actions.add_parser("report", help="与埋设的差错比对，算出准确率和召回率")
        reporting.add_argument(
            "--expected", type=Path, metavar="FILE", help="差错清单，默认为数据目录中的 planted.json"
        )
        reporting.add_argument("--json", action="store_true", help="以 JSON 列出")
        actions.add_parser("rebuild", help="由现有记录重建比对特征")

    def handle(self, *, action, **options):
        getattr(self, f"_{action}")(options)

    def _run(self, options):
        unit = None
        if options["unit"]:
            unit = Unit.objects.filter(code=options["unit"]).first()
            if unit is None:
                raise CommandError(_("没有代码为 %(code)s 的党组织。") % {"code": options["unit"]})
        keeping.catch_up()
        told = list(running.run(running.open_drafts(unit)))
        if options["json"]:
            self.stdout.write(json.dumps([one.plain() for one in told], ensure_ascii=False, indent=2))
            return
        for one in told:
            if one.findings:
                self.stdout.write(f"{one.unit} · {one.module} · {one.title}（{one.page}）")
            for finding in one.findings:
                others = f" → {', '.join(map(str, finding.others))}" if finding.others else ""
                self.stdout.write(f"  [{finding.check}] {finding.message}{others}")
        count = sum(len(one.findings) for one in told)
        self.stdout.write(
            _("核查草稿和审核中的记录%(records)s条，发现%(count)s处。") % {"records": len(told), "count": count}
        )

    def _report(self, options):
        path = options["expected"] or measuring.planted_file()
        try:
            planted = measuring.read(path)
        except (OSError, ValueError) as error:
            raise CommandError(_("差错清单不能读取：%(error)s") % {"error": error}) from None
        keeping.catch_up()
        report = measuring.measure(planted, self._bar)
        if options["json"]:
            self.stdout.write(json.dumps(report.plain(), ensure_ascii=False, indent=2))
            return
        for line in report.lines():
            self.stdout.write(line)

    def _rebuild(self, options):
        from cms.tree import Record

        with tqdm(total=Record.objects.count(), unit="", disable=None, leave=False) as bar:
            count = keeping.rebuild(bar.update)
        self.stdout.write(_("已重建%(count)s条记录的比对特征。") % {"count": count})

    def _bar(self, items, total):
        return tqdm(items, total=total, unit="", disable=None, leave=False)
