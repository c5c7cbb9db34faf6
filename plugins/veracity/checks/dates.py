"""When it happened, and when it was entered: facts of the future, facts entered months later, a year entered in one afternoon."""

import datetime
import re
from collections.abc import Iterator

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision

from cms import plugins
from cms.moderation.findings import Check, Finding
from cms.moderation.models import Release
from cms.tree import Record

from ..reading import around
from ..wordlists import read

DAY = re.compile(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
PERIOD = re.compile(r"(?P<year>\d{4})(?:(?P<kind>[QH])(?P<part>\d))?")
HAPPENED = re.compile(
    r"[^。；;\n]{0,24}?(?:召开了|举行了|开展了|完成了|组织了|进行了|已(?:经)?(?:召开|举行|完成|开展))"
)


def _is_dated(draft) -> bool:
    """A record with its date; a unit's home page has none."""
    return bool(getattr(draft, "is_record", False) and draft.occurred_on)


def _is_standing(draft) -> bool:
    """Records that are kept up to date tell of old facts by their nature."""
    module = plugins.find_module(draft.module_label())
    return bool(module and module.standing)


class FactDate(Check):
    slug, label, axis = "fact_date", gettext_lazy("事实日期"), "truth"

    def find(self, draft, facts):
        last, why = _latest(draft)
        today = timezone.localdate()
        seen = set()
        for name, label, day in _told(draft):
            # What is added after the release happens after it
            limit, reason = (today, _("今天")) if _comes_later(draft, name) else (last, why)
            if day > limit and (name, day) not in seen and day not in seen:
                seen |= {(name, day), day}
                yield self._late(label, day, limit, reason, name)
        if (start := getattr(draft, "held_at", None)) and (end := getattr(draft, "ended_at", None)) and end <= start:
            yield Finding(_("结束时间不晚于开始时间，请核对。"), field="ended_at")
        yield from _in_words(facts, last)

    def _late(self, label, day, last, why, field) -> Finding:
        return Finding(
            _("%(label)s写的是%(day)s，晚于%(why)s（%(last)s）：还没有发生的事不能作为事实填报，请核对日期。")
            % {"label": label, "day": f"{day:%Y-%m-%d}", "why": why, "last": f"{last:%Y-%m-%d}"},
            field=field,
            quote=f"{day:%Y-%m-%d}",
        )


def _comes_later(draft, name: str) -> bool:
    rule = getattr(draft, "field_rules", {}).get(name)
    return bool(rule and (rule.after_release or rule.computed))


def _told(draft) -> Iterator[tuple[str, str, datetime.date]]:
    """(field or table, label, day) of everything that a record says was done on some day."""
    from cms.schema import module_fields

    rules = read("dates")
    for name in rules["facts"]:
        if day := _day(getattr(draft, name, None)):
            yield name, draft._meta.get_field(name).verbose_name, day
    wanted = set(rules["rows"])
    for spec in module_fields(type(draft)) if getattr(draft, "is_record", False) else ():
        if spec.type == "table" and (columns := [column for column in spec.columns if column.name in wanted]):
            for row in getattr(draft, spec.name).all():
                for column in columns:
                    if day := _day(getattr(row, column.name, None)):
                        yield spec.name, column.label, day


def _latest(draft) -> tuple[datetime.date, str]:
    """The last day on which the fact can have happened: that of the submission, or today."""
    today = timezone.localdate()
    opened = None
    if draft.pk:
        opened = (
            Release.objects.filter(page_id=draft.pk, void_at=None)
            .order_by("-opened_at")
            .values_list("opened_at", flat=True)
            .first()
        )
    # What is published and being changed again is submitted anew
    if opened and not (draft.live and draft.has_unpublished_changes):
        return timezone.localdate(opened), _("报送日期")
    return today, _("今天")


def _day(value) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value if isinstance(value, datetime.date) else None


def _in_words(facts, last):
    for field, text in facts.texts:
        for match in DAY.finditer(text):
            try:
                day = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                yield Finding(
                    _("“%(day)s”这一天不存在，请核对。") % {"day": match.group()}, field=field, quote=match.group()
                )
                continue
            if day > last and (told := HAPPENED.match(text, match.end())):
                yield Finding(
                    _("文中写%(day)s的事已经发生，而这一天还没有到，请核对日期。") % {"day": match.group()},
                    field=field,
                    quote=around(text, match.start(), told.end()),
                )


class LateEntry(Check):
    slug, label, axis = "late_entry", gettext_lazy("事后补录"), "truth"

    def find(self, draft, facts):
        if not _is_dated(draft) or _is_standing(draft):
            return
        most, entered = read("dates")["late_days"], timezone.localdate(facts.entered_at)
        gap = (entered - draft.occurred_on).days
        if gap > most:  # how long after the last that it tells of, or after the quarter or year that it is about
            days = [day for name, _label, day in _told(draft) if day <= entered and not _comes_later(draft, name)]
            gap = (entered - max([draft.occurred_on, *days, _end_of_period(draft)])).days
        if gap > most:
            yield Finding(
                _("事实发生在%(day)s，%(gap)s天后才录入（一般不超过%(most)s天）：请说明补录的原因，并以原始记录为证。")
                % {"day": f"{draft.occurred_on:%Y-%m-%d}", "gap": gap, "most": most},
                field=draft.dated_by or "occurred_on",
                quote=f"{draft.occurred_on:%Y-%m-%d}",
            )


def _end_of_period(draft) -> datetime.date:
    """The last day of the quarter, half-year or year that a record is about, where it is owed after the period's end."""
    module, found = plugins.find_module(draft.module_label()), PERIOD.fullmatch(draft.period or "")
    if found is None or not (module and module.cadence and module.cadence.after == "period_end"):
        return draft.occurred_on
    last = {"Q": 3, "H": 6}.get(found["kind"] or "", 12) * int(found["part"] or 1)
    after = datetime.date(int(found["year"]) + last // 12, last % 12 + 1, 1)
    return after - datetime.timedelta(days=1)


class BulkEntry(Check):
    slug, label, axis = "bulk_entry", gettext_lazy("集中补录"), "truth"

    def find(self, draft, facts):
        if not _is_dated(draft) or not draft.path or not _is_periodic(draft):
            return
        rules = read("dates")
        together = [(draft.occurred_on, facts.entered_at, draft.pk), *self._neighbours(draft, facts, rules)]
        if len(together) < rules["sitting_records"]:
            return
        # A window of one sitting that this record is in
        together.sort(key=lambda one: one[1])
        most = datetime.timedelta(minutes=rules["sitting_minutes"])
        for start in range(len(together)):
            window = [one for one in together[start:] if one[1] - together[start][1] <= most]
            months = {f"{day:%Y-%m}" for day, _entered, _pk in window}
            if (
                any(pk == draft.pk for _day, _entered, pk in window)
                and len(window) >= rules["sitting_records"]
                and len(months) >= rules["sitting_months"]
            ):
                yield Finding(
                    _(
                        "本栏目有%(count)s条记录在%(minutes)s分钟内一次录入，事实却分属%(months)s个不同月份：请以原始记录证明不是事后编造。"
                    )
                    % {"count": len(window), "minutes": rules["sitting_minutes"], "months": len(months)},
                    field=draft.dated_by or "occurred_on",
                    others=tuple(sorted(pk for _day, _entered, pk in window if pk != draft.pk)),
                )
                return

    def _neighbours(self, draft, facts, rules):
        """(day of the fact, when entered, id) of the section's other records that were entered about the same time."""
        window = datetime.timedelta(minutes=rules["sitting_minutes"])
        near = Record.objects.filter(
            path__startswith=draft.path[: -draft.steplen],
            depth=draft.depth,
            latest_revision__created_at__gte=facts.entered_at - window,
        ).exclude(pk=draft.pk)
        days = dict(near.values_list("pk", "occurred_on"))
        if len(days) < rules["sitting_records"] - 1:
            return []
        first = {}
        ids = sorted(map(str, days))
        for start in range(0, len(ids), 500):
            first |= (
                Revision.page_revisions.filter(object_id__in=ids[start : start + 500])
                .values_list("object_id")
                .annotate(first=Min("created_at"))
                .order_by()
            )
        return [
            (days[int(pk)], entered, int(pk))
            for pk, entered in first.items()
            if abs(entered - facts.entered_at) <= window
        ]


def _is_periodic(draft) -> bool:
    """Whether the module owes a record every so often, and is no standing one."""
    module = plugins.find_module(draft.module_label())
    if module is None or module.standing or module.cadence is None:
        return False
    intervals = {module.cadence.interval} | {
        rule.get("interval", "") for choices in module.cadence.by_field_value.values() for rule in choices.values()
    }
    return bool(intervals & {"month", "quarter", "half_year", "year"})
