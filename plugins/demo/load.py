"""Loading the demo: the whole of it, in order, each step saying what it does."""

import datetime
import time
from collections.abc import Callable
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _
from tqdm import tqdm
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from cms import plugins
from cms.bulk.rows import insert
from cms.delivery import outbox
from cms.delivery.models import Document, OutboxEntry
from cms.moderation.models import Release
from cms.tree import Unit

from . import desk, plan, planted, settle
from .bulk import Bulk
from .files import Files, things_in, wanted_by
from .homes import home
from .pages import Pages
from .quiet import note, quiet_collector, quiet_signals
from .shares import write_more
from .wagtail_hooks import LOADED
from .world import World

SEED = 1


class Refused(Exception):
    """The demo is not loaded; the reason is for the person who asked."""


def loaded() -> dict | None:
    """What the database's demo was loaded with (`seed`, `today`, `records`), or None."""
    return PageLogEntry.objects.filter(action=LOADED).order_by("-timestamp").values_list("data", flat=True).first()


def load(seed: int, today: datetime.date, size: int | None, say: Callable[[str], None]) -> int:
    """Load the demo into an empty database; the number of records.

    The natural year is one transaction; with a larger `size`, what is beyond it follows all at once: an interrupted load
    leaves nothing or a whole natural year.
    Raises Refused when the database holds units already or nothing could be told of them.
    """
    if Unit.objects.exists():
        raise Refused(_("数据库中已有党组织，但不是完整载入的演示数据；请换一个空库再载入。"))
    # The platform's strings in the language they are written in, whatever the terminal speaks
    with translation.override(None):
        return _Loading(World(seed, today), size, say).run()


def _first_published(record) -> datetime.datetime:
    return (record.first_times or record.times).final


class _Loading:
    def __init__(self, world: World, size: int | None, say: Callable[[str], None]):
        self.world, self.size, self.say = world, size, say
        self.settled = settle.Settled()
        self.files = Files(self.settled, datetime.datetime.combine(world.start, datetime.time(8)))
        self.pages = Pages(self.settled, self.files)
        # What was planted, for the list
        self.told: list[dict] = []

    def run(self) -> int:
        records, sections = plan.choose(self.world, self.size)
        if not records:
            raise Refused(_("没有已安装的栏目能提供演示记录。"))
        drafts = [one for one in planted.records(self.world) if (one.record.unit, one.record.module) in sections]
        if self.size is not None and self.size < len(records) + len(drafts):
            drafts = []  # a part of the year has no faults, near-misses or attempts
        count = len(records) + len(drafts)
        try:
            with transaction.atomic(), quiet_collector():
                self._found(sections)
                self._record(records, drafts)
                self._continue_elsewhere()
                self._finish(count)
                # of what is on its way as well: some consumers keep what was submitted
                outbox.add(Release.objects.order_by("page_id").values_list("page_id", flat=True).distinct())
        except BaseException:  # an interrupted load leaves nothing, files included
            self.files.discard()
            raise
        planted.write_list(self.told)
        if self.size and self.size > count:
            self._continue(count)
        self._hand_over()
        return self.size or count

    def _continue(self, written: int) -> None:
        last = Document.objects.aggregate(last=Max("pk"))["last"]
        with self._bar(self.size, _("续写记录"), done=written) as bar:
            write_more(self.world, self.settled, self.pages, self.size - written, bar.update)
        with transaction.atomic():
            self._finish(self.size)
            new = Document.objects.filter(pk__gt=last).values_list("pk", flat=True)
            # not by `outbox.add()`, which would hand over all of them at once when this commits, and show nothing
            insert(OutboxEntry, (OutboxEntry(consumer=name, page_id=pk) for name in outbox.consumers() for pk in new))

    def _hand_over(self) -> None:
        waiting = sum(count for count, _oldest in outbox.backlog().values())
        with self._bar(waiting, _("更新检索索引")) as bar:
            outbox.drain(advance=bar.update)

    def _found(self, sections) -> None:
        self._step(_("设立党组织"), lambda: settle.found_units(self.world, self.settled))
        self._step(_("登记人员、账号和任职"), lambda: settle.hire(self.world, self.settled))
        self._step(_("开设栏目"), lambda: settle.switch_on(self.world, self.settled, sections))

    def _record(self, records, drafts) -> None:
        homes = {unit.code: home(unit, self.settled.modules_of(unit.code)) for unit in self.world.units}
        wanted = [(thing, code, self.files.beginning) for code, blocks in homes.items() for thing in things_in(blocks)]
        wanted += [thing for record in [*records, *(one.record for one in drafts)] for thing in wanted_by(record)]
        with self._bar(len(wanted), _("绘制图片、编写附件")) as bar:
            for start in range(0, len(wanted), 50):
                self.files.prepare(wanted[start : start + 50])
                bar.update(len(wanted[start : start + 50]))
        with self._bar(len(records) + len(drafts), _("写入记录")) as bar:
            with quiet_signals():
                for unit in self.world.units:
                    desk.publish_home(self.world, self.settled, self.pages, unit, homes[unit.code])
            published = [record for record in records if record.state == plan.PUBLISHED]
            # As they were published: what refers to another record is written after that
            made = self._publish(sorted(published, key=_first_published), bar.update)
            pages = []
            with quiet_signals():
                for record in records:
                    if record.state != plan.PUBLISHED:
                        pages.append(desk.put_on_desk(self.settled, self.pages, record))
                        bar.update(1)
                for one in drafts:
                    pages.append(desk.put_on_desk(self.settled, self.pages, one.record, past_the_forms=True))
                    self.told.append(planted.told(one, pages[-1]))
                    bar.update(1)
                if drafts:
                    self._attempt(records, pages)
            note([*Unit.objects.all(), *pages])
            for module in plugins.modules():
                # what a module keeps beside its records
                if write := module.offer("demo_beside", "demo_beside.write"):
                    write(self.world, self.settled, made)

    def _attempt(self, records, pages) -> None:
        """What must fail, and what is so on purpose: a self-approval, a withdrawn record, a blank section."""
        waiting = zip((record for record in records if record.state != plan.PUBLISHED), pages, strict=False)
        for record, page in waiting:
            if record.state == plan.FIRST:
                desk.try_to_pass_ones_own(self.settled, record, page)
                self.told.append(planted.attempt(page))
                break
        self.told += planted.on_purpose(self.world, self.settled)

    def _publish(self, records, advance) -> list[tuple]:
        """(record, its page) of each of these."""
        bulk = Bulk(self.settled, self.pages, natural=True)
        made = []
        for start in range(0, len(records), 100):
            batch = records[start : start + 100]
            made += bulk.write(batch)
            advance(len(batch))
        _know_the_sizes()
        self._count_children()
        published = list(zip(records, made, strict=True))
        desk.withdraw_one(self.world, self.settled, published)
        return published

    def _continue_elsewhere(self) -> None:
        """What plugins add of their own to a year of records: `after(today)` in their `demo.py`."""
        for plugin in plugins.installed():
            if after := plugin.offer("demo_after", "demo.after"):
                self._step(str(plugin.verbose_name), lambda after=after: after(self.world.today))

    def _finish(self, total: int) -> None:
        """What is true of all records together."""
        self._count_children()
        data = {"seed": self.world.seed, "today": str(self.world.today), "records": total}
        log(instance=Unit.objects.get(depth=2), action=LOADED, data=data)

    def _count_children(self) -> None:
        for section in self.settled.sections.values():
            section.numchild = Page.objects.child_of(section).count()
            Page.objects.filter(pk=section.pk).update(numchild=section.numchild)

    def _step(self, title: str, todo: Callable[[], object]) -> None:
        started = time.monotonic()
        todo()
        self.say(f"  {title} … {time.monotonic() - started:.1f} s")

    @contextmanager
    def _bar(self, total: int, title: str, done: int = 0):
        """A progress bar where somebody is watching; a line when it is done in any case."""
        started = time.monotonic()
        with tqdm(total=total, initial=done, desc=f"  {title}", unit="", disable=None, leave=False) as bar:
            yield bar
        self.say(f"  {title} … {total} · {time.monotonic() - started:.1f} s")


def _know_the_sizes() -> None:
    """PostgreSQL plans by statistics, and has none of rows that nobody committed yet: it would take full tables for empty ones."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
