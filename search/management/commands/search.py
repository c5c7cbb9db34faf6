import time

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from cms.access import in_date
from cms.delivery.models import Document
from search import index
from search.engine import Busy, EngineError, Health
from search.semantic.embedder import EmbedderError, embedder, is_on


class Command(BaseCommand):
    help = (
        "The index of the site's own search. status: what it holds, and what it lacks; the exit code is 1 when it must be made "
        "anew. rebuild: makes it anew from the database; readers use the old one until it is done. vectors: computes what search "
        "by meaning lacks, which otherwise the clock does little by little."
    )

    def add_arguments(self, parser):
        commands = parser.add_subparsers(dest="what", required=True, metavar="status|rebuild|vectors")
        commands.add_parser("status", help="Say what the index holds and what it lacks.")
        commands.add_parser("rebuild", help="Make the index anew from the database.")
        vectors = commands.add_parser("vectors", help="Go on computing the vectors that search by meaning lacks.")
        vectors.add_argument("--show", action="store_true", help="Only say what there is and what is lacking.")

    def handle(self, *args, what, **options):
        if what == "vectors":
            self.vectors(options["show"])
        else:
            {"status": self.status, "rebuild": self.rebuild}[what]()

    def status(self):
        self.stdout.write(_meaning())
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

    def vectors(self, show: bool):
        if not is_on():
            raise CommandError(_("语义检索没有启用（SEARCH_SEMANTIC=off）。"))
        try:
            made = embedder()
        except EmbedderError as error:
            raise CommandError(_("语义模型不可用：%(error)s。") % {"error": error}) from error
        from search.semantic import vectors

        if not show:
            lacking = vectors.pending(made.name).count()
            try:
                with tqdm(total=lacking, desc="  " + _("计算语义向量"), unit="", disable=None, leave=False) as bar:
                    vectors.compute(advance=bar.update)
            except EmbedderError as error:
                raise CommandError(
                    _("语义模型没有应答：%(error)s。已经算好的向量都已保存，可以随时继续。") % {"error": error}
                ) from error
        self.stdout.write(_("模型：%(name)s") % {"name": made.name})
        self.stdout.write(_("有向量的发布件：%(count)s") % {"count": vectors.held(made.name).count()})
        self.stdout.write(_("待计算的发布件：%(count)s") % {"count": vectors.pending(made.name).count()})


def _meaning() -> str:
    """A line on search by meaning: a real question is asked of the model."""
    if not is_on():
        return _("语义检索：未启用")
    started = time.perf_counter()
    try:
        made = embedder()
        made.query("党费")
    except EmbedderError as error:
        return _("语义检索：不可用，只按字词检索（%(error)s）") % {"error": error}
    took = round((time.perf_counter() - started) * 1000)
    from search.semantic import vectors

    return _("语义检索：%(name)s，%(took)s 毫秒应答，待计算的发布件：%(count)s") % {
        "name": made.name,
        "took": took,
        "count": vectors.pending(made.name).count(),
    }
