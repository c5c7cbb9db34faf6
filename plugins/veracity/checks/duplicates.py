"""Text and photos that other records have too: across units, and of one unit across months."""

from collections import Counter, defaultdict

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.moderation.findings import Check, Finding

from .. import keeping, pictures, traces
from ..comparing import comparable, unit_of
from ..models import Photo, PhotoUse, TextMark, Trace
from ..wordlists import read

# Ids told of; who looks at one of them sees the rest in the same way
MOST_OTHERS = 10


class DuplicateText(Check):
    """Between units only those passages count that few units have: what many write is a form that was given to all."""

    slug, label, axis = "duplicate_text", gettext_lazy("文字雷同"), "truth"

    def find(self, draft, facts):
        own, place = traces.of(facts).marks, unit_of(facts)
        if not own or place is None:
            return
        rules = read("likeness")
        unit = place.pk
        shared = TextMark.objects.filter(value__in=own).exclude(trace=draft.pk or 0)
        units = dict(shared.exclude(unit_id=unit).values_list("value").annotate(units=Count("unit_id", distinct=True)))
        rare = {value for value in own if units.get(value, 0) < rules["units_of_a_form"]}
        found = Counter()
        if _enough(len(rare), len(own), rules["least_rare"]):
            told = shared.exclude(unit_id=unit).filter(value__in={value for value in rare if value in units})
            for (page,) in told.values_list("trace_id"):
                found[page] += 1
        within = Counter(page for (page,) in shared.filter(unit_id=unit).values_list("trace_id"))
        candidates = {page for page, count in found.items() if _enough(count, len(own), rules["least_share"])} | {
            page for page, count in within.items() if _enough(count, len(own), rules["least_share_within"])
        }
        others = Trace.objects.filter(comparable(facts), pk__in=candidates).values_list(
            "pk", "unit_id", "occurred_on", "marks"
        )
        elsewhere, before = [], []
        for page, of, day, marks in others:
            if of != unit:
                elsewhere.append(page)
            elif _month(day) != _month(draft.occurred_on) and _enough(
                within[page], marks + len(own) - within[page], rules["least_share_within"]
            ):
                before.append(page)
        if elsewhere:
            yield self._found(_("别的单位"), max(found[page] / len(own) for page in elsewhere), elsewhere)
        if before:
            yield self._found(_("本单位其他月份"), max(within[page] / len(own) for page in before), before)

    def _found(self, where, share, pages) -> Finding:
        return Finding(
            _("文字约%(share)s%%与%(where)s的记录相同：请写本次的实际情况，引用的规定和讲话注明出处。")
            % {"share": round(100 * share), "where": where},
            others=tuple(sorted(pages)[:MOST_OTHERS]),
        )


def _enough(part: int, whole: int, share: float) -> bool:
    return whole > 0 and part >= read("likeness")["least_marks"] and part / whole >= share


def _month(day) -> str:
    return f"{day:%Y-%m}" if day else ""


class DuplicatePhoto(Check):
    slug, label, axis = "duplicate_photo", gettext_lazy("照片雷同"), "truth"

    def find(self, draft, facts):
        own, place = traces.of(facts).photos, unit_of(facts)
        if not own or place is None:
            return
        prints = keeping.prints_of(own)
        alike = self._alike(prints)
        uses = defaultdict(list)
        for use in (
            PhotoUse.objects.filter(comparable(facts, "trace__"), photo__in=alike)
            .select_related("trace")
            .order_by("trace_id")
        ):
            uses[use.photo_id].append(use.trace)
        unit, month = place.pk, _month(draft.occurred_on)
        told = set()
        for photo, keys in alike.items():
            pages = {
                trace.pk: trace for trace in uses[photo] if trace.unit_id != unit or _month(trace.occurred_on) != month
            }
            for trace in pages.values():
                told |= {(key, trace.pk, trace.unit_id == unit) for key in keys}
        for key in sorted({key for key, _page, _own in told}):
            pages = sorted(page for one, page, _own in told if one == key)
            own_unit = all(is_own for one, _page, is_own in told if one == key)
            where = _("本单位其他月份") if own_unit else _("别的单位")
            yield Finding(
                _("有一张照片与%(where)s的记录所用的是同一张（或由它改存而来）：请换成本次活动的照片。")
                % {"where": where},
                quote=keeping.title_of(key),
                others=tuple(pages[:MOST_OTHERS]),
            )

    def _alike(self, prints) -> dict[int, set]:
        """The stored pictures that are copies of one of these: {their row: the draft's pictures}."""
        bands = {value for seen in prints.values() for value in seen.bands}
        alike = defaultdict(set)
        if not bands:
            return alike
        for photo in Photo.objects.filter(bands__value__in=bands).distinct():
            stored = pictures.Print(bytes(photo.bits), bytes(photo.look))
            for key, seen in prints.items():
                if seen.is_copy_of(stored):
                    alike[photo.pk].add(key)
        return alike
