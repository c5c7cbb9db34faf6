import json
import multiprocessing
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import django
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from tqdm import tqdm

from cms.delivery import rebuilding

CHUNK = 50


class Command(BaseCommand):
    help = (
        "What readers read (发布件). verify: compares each with the page that it was made of; rebuild: writes those anew that "
        "differ, goes on where an earlier run was stopped, and touches nothing that was not reviewed as it is. "
        "The exit code is 1 when something differs or could not be rebuilt."
    )

    def add_arguments(self, parser):
        commands = parser.add_subparsers(dest="what", required=True, metavar="verify|rebuild")
        for name, words in (
            ("verify", "Say which documents are not what they should be."),
            ("rebuild", "Write them anew."),
        ):
            command = commands.add_parser(name, help=words)
            command.add_argument(
                "--workers", type=int, default=os.cpu_count() or 1, help="processes, 1 or more (default: one per core)"
            )
            command.add_argument(
                "--json", action="store_true", help="print a JSON list of {page, title, state, reason}"
            )
        command.add_argument("--from-start", action="store_true", help="do not go on where an earlier run was stopped")

    def handle(self, *args, what, workers, **options):
        workers = max(workers, 1)
        pks, progress = rebuilding.wanted(), Progress() if what == "rebuild" else None
        if progress and not options["from_start"]:
            pks = [pk for pk in pks if pk > progress.reached()]
        found = []
        title = _("重建发布件") if what == "rebuild" else _("核对发布件")
        with tqdm(total=len(pks), desc="  " + title, unit="", disable=None, leave=False) as bar:
            for outcomes in _outcomes(rebuilding.mend if what == "rebuild" else rebuilding.look_at, pks, workers):
                found += [outcome for outcome in outcomes if outcome.state != rebuilding.SAME]
                bar.update(len(outcomes))
                if progress:
                    progress.note(outcomes[-1].page)
        if progress:
            progress.done()
        self._tell(found, len(pks), what, options["json"])
        if any(outcome.state == rebuilding.REFUSED or what == "verify" for outcome in found):
            sys.exit(1)

    def _tell(self, found, total, what, as_json):
        if as_json:
            self.stdout.write(json.dumps([vars(outcome) for outcome in found], ensure_ascii=False, indent=2))
            return
        mended = {
            rebuilding.DIFFERENT: _("已重建") if what == "rebuild" else _("不符"),
            rebuilding.REFUSED: _("不能重建"),
        }
        for outcome in found:
            self.stdout.write(f"{outcome.page}\t{mended[outcome.state]}\t{outcome.title}\t{outcome.reason}")
        told = (
            _("共 %(total)s 份发布件，%(found)s 份与页面不符。")
            if what == "verify"
            else _("共 %(total)s 份发布件，处理 %(found)s 份。")
        )
        self.stdout.write(told % {"total": total, "found": len(found)})


class Progress:
    """How far a rebuild has come, in a file that outlives the process."""

    def __init__(self):
        self.file = settings.HONGBAN_DATA / "documents-rebuild.json"

    def reached(self) -> int:
        try:
            return int(json.loads(self.file.read_text())["page"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def note(self, page: int) -> None:
        beside = self.file.with_suffix(".new")
        beside.write_text(json.dumps({"page": page}))
        beside.replace(self.file)

    def done(self) -> None:
        self.file.unlink(missing_ok=True)


def _outcomes(act, pks: list[int], workers: int) -> Iterator[list[rebuilding.Outcome]]:
    """In the order of the pages, whichever process was the first."""
    size = max(min(CHUNK, -(-len(pks) // workers)), 1)
    chunks = [pks[start : start + size] for start in range(0, len(pks), size)]
    if workers < 2 or len(chunks) < 2:
        yield from map(act, chunks)
        return
    # spawned: a forked process would share this one's database connection
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=django.setup) as pool:
        yield from pool.map(act, chunks)
