from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from plugins.webhooks import keeping, sending
from plugins.webhooks.models import Delivery, Endpoint


class Command(BaseCommand):
    help = "事件推送：list 列出端点，send 发送到期的，replay 重发失败的，catchup 与已推送的状态比对并补发，prune 清理过期的记录。"

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="list|send|replay|catchup|prune")
        actions.add_parser("list", help="各端点，以及待发、失败各多少")
        actions.add_parser("send", help="发送现在到期的")
        replaying = actions.add_parser("replay", help="把失败的重新排入待发")
        replaying.add_argument("endpoint", type=int, metavar="ENDPOINT", help="端点编号，见 list")
        comparing = actions.add_parser("catchup", help="本插件停用过一段时间之后：比对全部页面，补发漏掉的事件")
        comparing.add_argument("--quiet", action="store_true", help="只记下现在的状态，不发事件")
        actions.add_parser("prune", help=f"清理 {settings.WEBHOOKS_RETENTION_DAYS} 天以前的推送记录")

    def handle(self, *, action, **options):
        getattr(self, f"_{action}")(options)

    def _list(self, options):
        for one in Endpoint.objects.select_related("committee").order_by("pk"):
            counts = [
                Delivery.objects.filter(endpoint=one, state=state).count()
                for state in (Delivery.WAITING, Delivery.FAILED)
            ]
            words = _("待发 %(waiting)s，失败 %(failed)s") % dict(zip(("waiting", "failed"), counts, strict=True))
            state = _("启用") if one.active else _("停用")
            self.stdout.write("\t".join([str(one.pk), one.name, one.committee.title, one.url, state, words]))

    def _send(self, options):
        self.stdout.write(_("已送达 %(count)s 条。") % {"count": sending.run()})

    def _replay(self, options):
        endpoint = Endpoint.objects.filter(pk=options["endpoint"]).first()
        if endpoint is None:
            raise CommandError(_("没有编号为 %(pk)s 的推送端点。") % {"pk": options["endpoint"]})
        if not endpoint.active:
            raise CommandError(_("推送端点“%(name)s”已停用，先在后台启用。") % {"name": endpoint.name})
        failed = Delivery.objects.filter(endpoint=endpoint, state=Delivery.FAILED)
        self.stdout.write(_("已重新排入 %(count)s 条。") % {"count": keeping.send_again(failed)})

    def _catchup(self, options):
        count = keeping.catch_up(quiet=options["quiet"])
        self.stdout.write(_("已补写 %(count)s 个事件。") % {"count": count})

    def _prune(self, options):
        self.stdout.write(_("已清理 %(count)s 条。") % {"count": keeping.prune()})
