from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from cms.access import in_date
from cms.delivery.models import Document
from search import index
from search.engine import Busy, EngineError, Health


class Command(BaseCommand):
    help = (
        "The index of the site's own search. status: what it holds, and what it lacks; the exit code is 1 when it must be made "
        "anew. rebuild: makes it anew from the database; readers use the old one until it is done."
    )

    def add_arguments(self, parser):
        commands = parser.add_subparsers(dest="what", required=True, metavar="status|rebuild")
        commands.add_parser("status", help="Say what the index holds and what it lacks.")
        commands.add_parser("rebuild", help="Make the index anew from the database.")

    def handle(self, *args, what, **options):
        {"status": self.status, "rebuild": self.rebuild}[what]()

    def status(self):
        # the fallback first: the engine's own health is the last word
        for one in reversed(index.kept()):
            self._status_of(one.health())

    def _status_of(self, health: Health):
        documents, waiting = Document.objects.filter(in_date()).count(), index.waiting().count()
        self.stdout.write(_("引擎：%(engine)s") % {"engine": health.engine})
        self.stdout.write(_("索引中的发布件：%(count)s") % {"count": health.documents})
        self.stdout.write(_("数据库中的发布件：%(count)s") % {"count": documents})
        self.stdout.write(_("待更新：%(count)s") % {"count": waiting})
        advice = _("运行 manage.py search rebuild 即可重建。")
        if not health.ok and not health.unusable:
            raise CommandError(_("检索引擎没有应答：%(detail)s") % {"detail": health.detail})
        if not health.ok:
            raise CommandError(_("索引不可用：%(detail)s。%(advice)s") % {"detail": health.detail, "advice": advice})
        if health.documents != documents and not waiting:
            raise CommandError(_("索引与数据库不符，且没有待更新的内容。%(advice)s") % {"advice": advice})

    def rebuild(self):
        try:
            with tqdm(
                total=Document.objects.filter(in_date()).count() * len(index.kept()),
                desc="  " + _("建立索引"),
                unit="",
                disable=None,
                leave=False,
            ) as bar:
                count = index.rebuild(bar.update)
        except Busy as error:
            raise CommandError(_("有别的进程正在写索引，请稍后再试（%(error)s）。") % {"error": error}) from error
        except EngineError as error:
            raise CommandError(_("索引没有建成：%(error)s。原有索引不受影响。") % {"error": error}) from error
        self.stdout.write(self.style.SUCCESS(_("索引已重建，共 %(count)s 份发布件。") % {"count": count}))
