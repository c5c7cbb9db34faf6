import datetime
import json
import re

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cms.periods import bounds
from cms.tree import Unit
from plugins.scoring import closing, plain, verifying
from plugins.scoring.models import Close


class Command(BaseCommand):
    """`close` freezes quarters (or says what that would give), `show` prints a frozen one, `verify` proves that nothing
    was changed."""

    help = "季度关账：close 冻结季度数据，show 列出已冻结的数据，verify 校验冻结的数据没有改动。"

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="close|show|verify")
        close = actions.add_parser("close", help="冻结一个或几个季度；写年份则依次冻结全年四个季度")
        close.add_argument("quarters", nargs="+", metavar="QUARTER", help="2026Q1，或年份 2026")
        close.add_argument("--dry-run", action="store_true", help="只计算，不保存")
        close.add_argument(
            "--at", metavar="TIME", help="冻结时间，如 2026-04-10T17:30（默认现在）；写 +10 为季度结束后第10天17:30"
        )
        close.add_argument("--unscored", action="store_true", help="抽查还没评完也冻结")
        show = actions.add_parser("show", help="列出已冻结的数据")
        show.add_argument("quarters", nargs="+", metavar="QUARTER")
        verify = actions.add_parser("verify", help="校验冻结的数据没有改动")
        for one in (close, show, verify):
            one.add_argument("--committee", metavar="CODE", help="只处理这个党委的")
            one.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *, action, **options):
        getattr(self, f"_{action}")(options)

    def _committees(self, code):
        committees = Unit.objects.live().filter(kind=Unit.COMMITTEE, practice=False).order_by("path")
        if code and not (committees := committees.filter(code=code)):
            raise CommandError(_("没有代码为 %(code)s 的党委。") % {"code": code})
        return list(committees)

    def _close(self, options):
        done = []
        for quarter in _quarters(options["quarters"]):
            for committee in self._committees(options["committee"]):
                try:
                    at = _moment(options["at"], quarter)
                    made = closing.close_quarter(
                        committee, quarter, dry_run=options["dry_run"], at=at, unscored=options["unscored"]
                    )
                except ValidationError as error:
                    words = "；".join(f"{name}：{' '.join(found)}" for name, found in error.message_dict.items())
                    raise CommandError(f"{committee.title} {quarter}：{words}") from None
                done.append(plain.computed(made))
                if not options["json"]:
                    self._table(done[-1])
        if options["json"]:
            self._print(done)

    def _show(self, options):
        committees = self._committees(options["committee"])
        found = []
        for quarter in _quarters(options["quarters"]):
            closes = Close.objects.filter(quarter=quarter, committee__in=committees).select_related("committee")
            found += [plain.closed(close) for close in closes.order_by("committee__path")]
        if not found:
            raise CommandError(_("这些季度还没有冻结。"))
        if options["json"]:
            self._print(found)
            return
        for one in found:
            self._table(one)

    def _verify(self, options):
        closes = Close.objects.filter(committee__in=self._committees(options["committee"]))
        wrong, count = verifying.verify(closes), closes.count()
        if options["json"]:
            self.stdout.write(json.dumps({"closes": count, "wrong": wrong}, ensure_ascii=False, indent=2))
        for words in wrong if not options["json"] else ():
            self.stderr.write(words)
        if wrong:
            raise CommandError(_("有%(count)s处与冻结时不符。") % {"count": len(wrong)})
        if not options["json"]:
            self.stdout.write(_("已冻结的%(count)s个季度与冻结时一致。") % {"count": count})

    def _print(self, found: list[dict]) -> None:
        """One quarter of one committee as it is, more than one as a list."""
        self.stdout.write(json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=2))

    def _table(self, data: dict) -> None:
        state = _("已冻结") if data["frozen"] else _("试算，未保存")
        self.stdout.write(
            f"{data['committee']['title']} {data['quarter']}　{state}　{data['frozen_at']}　{data['scheme']}"
        )
        self.stdout.write(_("单位　应更新　有效更新　及时率　退回　更正　空白模块　质量分　总分　等次"))
        for line in data["units"]:
            counts = [line[name]["count"] for name in ("due", "effective")]
            rate = line["on_time_rate"]["value"]
            more = [line[name]["count"] for name in ("returned", "corrected", "empty")]
            cells = [*counts, "－" if rate is None else f"{rate}%", *more, line["quality"]["value"] or "－"]
            cells += [line["total"]["value"], line["grade_display"]]
            self.stdout.write("　".join(map(str, [line["unit"]["title"], *cells])))


def _quarters(given: list[str]) -> list[str]:
    """A year stands for its four quarters."""
    found = []
    for one in given:
        found += [f"{one}Q{number}" for number in range(1, 5)] if re.fullmatch(r"[0-9]{4}", one) else [one]
    return found


def _moment(given: str | None, quarter: str) -> datetime.datetime | None:
    """The stated moment of the freeze. `+10`: at 17:30 on the tenth day after the quarter's end."""
    if not given:
        return None
    if re.fullmatch(r"\+[0-9]{1,3}", given):
        try:
            day = bounds(quarter)[1] + datetime.timedelta(days=int(given))
        except (ValidationError, OverflowError):
            return None  # what is wrong with the quarter is said by close_quarter()
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time(17, 30)))
    try:
        moment = parse_datetime(given)
    except ValueError:
        moment = None
    if moment is None:
        raise ValidationError({"at": _("时间写作 2026-04-10T17:30。")})
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
