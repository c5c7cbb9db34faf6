"""Loading the demo: the whole of it, in order, each step saying what it does."""

import datetime
import time
from collections.abc import Callable
from contextlib import contextmanager

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from tqdm import tqdm
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from cms.delivery import outbox
from cms.delivery.models import Document
from cms.tree import Unit

from . import desk, plan, settle
from .bulk import Bulk
from .files import Files
from .pages import Pages
from .shares import quiet_collector, write_more
from .wagtail_hooks import LOADED
from .world import World

SEED = 1


class Refused(Exception):
    """The demo is not loaded; the reason is for the person who asked."""


def loaded() -> dict | None:
    """What the database's demo was loaded with (`seed`, `today`, `size`, `records`), or None."""
    return PageLogEntry.objects.filter(action=LOADED).order_by("-timestamp").values_list("data", flat=True).first()


def load(seed: int, today: datetime.date, size: int | None, say: Callable[[str], None]) -> int:
    """Load the demo into an empty database; the number of records.

    The natural year is one transaction; with a larger `size`, what is beyond it follows in others.
    Raises Refused when the database holds units already or nothing could be told of them.
    """
    if Unit.objects.exists():
        raise Refused(_("数据库中已有党组织，但不是完整载入的演示数据；请换一个空库再载入。"))
    # The platform's strings in the language they are written in, whatever the terminal speaks
    with translation.override(None):
        return _Loading(World(seed, today), size, say).run()


class _Loading:
    def __init__(self, world: World, size: int | None, say: Callable[[str], None]):
        self.world, self.size, self.say = world, size, say
        self.settled = settle.Settled()
        self.pages = Pages(self.settled, Files(self.settled))

    def run(self) -> int:
        records, sections = plan.choose(self.world, self.size)
        if not records:
            raise Refused(_("没有已安装的栏目能提供演示记录。"))
        total = self.size or len(records)
        with transaction.atomic(), quiet_collector():
            self._found(sections)
            with self._bar(total, _("写入记录")) as bar:
                self._record(records, bar.update)
            if total == len(records):
                self._finish(total)
        if total > len(records):
            with self._bar(total, _("续写记录"), done=len(records)) as bar:
                write_more(self.world, self.settled, self.pages, total - len(records), bar.update)
            with transaction.atomic():
                self._finish(total)
        self._step(_("更新检索索引"), outbox.drain)
        return total

    def _found(self, sections) -> None:
        self._step(_("设立党组织"), lambda: settle.found_units(self.world, self.settled))
        self._step(_("登记人员、账号和任职"), lambda: settle.hire(self.world, self.settled))
        self._step(_("开设栏目"), lambda: settle.open_sections(self.world, self.settled, sections))

    def _record(self, records, advance) -> None:
        for unit in self.world.units:
            desk.publish_home(self.world, self.settled, self.pages, unit)
        for record in records:
            if record.state != plan.PUBLISHED:
                desk.put_on_desk(self.settled, self.pages, record)
                advance(1)
        bulk = Bulk(self.settled, self.pages)
        published = [record for record in records if record.state == plan.PUBLISHED]
        made = []
        for start in range(0, len(published), 100):
            made += bulk.write(published[start : start + 100])
            advance(len(published[start : start + 100]))
        desk.withdraw_one(self.world, self.settled, list(zip(published, made, strict=True)))

    def _finish(self, total: int) -> None:
        """What is true of all records together."""
        for section in self.settled.sections.values():
            Page.objects.filter(pk=section.pk).update(numchild=Page.objects.child_of(section).count())
        outbox.add(Document.objects.values_list("pk", flat=True))
        data = {"seed": self.world.seed, "today": str(self.world.today), "size": self.size, "records": total}
        log(instance=Unit.objects.get(depth=2), action=LOADED, data=data)

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
