"""Pages whose module is switched off, broken or gone: found, explained, and never a 500."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page


def count_orphans() -> dict[str, int]:
    """{app_label.model: number of pages} for page types that no installed app defines."""
    counts = dict(
        Page.objects.values_list("content_type")
        .annotate(count=Count("pk"))
        .order_by()
        .values_list("content_type", "count")
    )
    types = ContentType.objects.in_bulk(counts)
    return {f"{kind.app_label}.{kind.model}": counts[pk] for pk, kind in types.items() if kind.model_class() is None}


def is_orphan(page_id) -> bool:
    row = Page.objects.filter(pk=page_id).values_list("content_type", flat=True).first()
    return row is not None and ContentType.objects.get_for_id(row).model_class() is None


class OrphanMiddleware:
    """Wagtail's admin answers 500 where it instantiates a page without a class; this answers before it does."""

    PARAMETERS = ("page_id", "page_to_move_id", "parent_page_id")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if match is None or "wagtailadmin_pages" not in match.namespaces and match.app_name != "wagtailadmin":
            return None
        for name in self.PARAMETERS:
            if name in kwargs and is_orphan(kwargs[name]):
                message = _("此页面所属的栏目模块已停用或未安装，暂时不能打开。内容原样保留，模块恢复后即可继续使用。")
                return render(request, "portal/orphan.html", {"message": message}, status=404)
        return None
