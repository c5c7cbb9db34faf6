"""Pages whose module is switched off, broken or gone: found, explained, and never a 500.

Such a page keeps all its rows; readers do not see it (`access.visible`), lists of the admin leave it out, and its addresses
in the admin answer what happened. When the module is back, so is everything.
"""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, get_page_models


def known_types() -> list[int]:
    """The ids of the page types that some installed app defines. Asks the database once in a process."""
    return [found.pk for found in ContentType.objects.get_for_models(*get_page_models()).values()]


def known(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Without the orphans."""
    return pages.filter(content_type__in=known_types())


def count_orphans() -> dict[str, int]:
    """{app_label.model: number of pages} for page types that no installed app defines."""
    rows = Page.objects.exclude(content_type__in=known_types()).values_list("content_type")
    counts = dict(rows.annotate(count=Count("pk")).order_by().values_list("content_type", "count"))
    types = ContentType.objects.in_bulk(counts)
    return {f"{kind.app_label}.{kind.model}": counts[pk] for pk, kind in types.items()}


def find_orphan(page_ids) -> Page | None:
    """The first of these pages that is an orphan. Ids that are none are nobody's."""
    ids = [int(pk) for pk in page_ids if str(pk).isdecimal() and len(str(pk)) < 19]
    return (
        Page.objects.filter(pk__in=ids).exclude(content_type__in=known_types()).order_by("pk").first() if ids else None
    )


class OrphanMiddleware:
    """Wagtail's admin answers 500 where it instantiates a page without a class; this answers before it does."""

    # What the admin's addresses call a page, and a page type
    PAGES = ("page_id", "page_to_move_id", "parent_page_id", "destination_id")
    TYPES = (("content_type_app_name", "content_type_model_name"), ("app_label", "model_name"))

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        # Whoever may not enter the admin is led to the sign-in by the admin itself, before it looks at any page
        if not request.user.is_authenticated or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        if any(app in kwargs and _has_no_class(kwargs[app], kwargs.get(model)) for app, model in self.TYPES):
            return _explain(request)
        if orphan := find_orphan(self._named(request, kwargs)):
            if _may_know(request.user, orphan):
                return _explain(request)
            raise Http404
        if request.resolver_match.url_name == "wagtailadmin_explore" and "parent_page_id" in kwargs:
            _warn_in_section(request, kwargs["parent_page_id"])
        return None

    def _named(self, request, kwargs) -> list:
        """The ids of the pages that the address names."""
        match = request.resolver_match
        found = [kwargs[name] for name in self.PAGES if name in kwargs]
        if "pk" in kwargs and {"wagtailadmin_pages", "wagtailadmin_api"} & set(match.namespaces):
            found.append(kwargs["pk"])
        if match.url_name == "wagtail_bulk_action" and kwargs["model_name"] == "page":
            found += request.GET.getlist("id")
        return found


def _has_no_class(app: str, model: str | None) -> bool:
    kind = ContentType.objects.filter(app_label=app, model=model).first()
    return kind is not None and kind.model_class() is None


def _may_know(user, orphan: Page) -> bool:
    """Whoever works on the unit's pages is told; to others the page does not exist."""
    from .access import viewer_of
    from .people import Role
    from .tree import Unit

    unit = Unit.objects.ancestor_of(orphan).order_by("-depth").first()
    viewer = viewer_of(user)
    desk = (Role.DRAFTER, Role.REVIEWER, Role.SECRETARY)
    return unit is not None and (
        any(viewer.has_role(role, unit.pk) for role in desk) or f"office:{unit.committee_id}" in viewer.audiences
    )


def _explain(request):
    message = _("此页面所属的栏目模块已停用或未安装，暂时不能打开。内容原样保留，模块恢复后即可继续使用。")
    return render(request, "moderation/orphan.html", {"message": message}, status=404)


def _warn_in_section(request, page_id) -> None:
    from .tree import Section

    section = Section.objects.filter(pk=page_id).first()
    if section is not None and section.plugin is None:
        messages.warning(
            request,
            _("“%(section)s”的栏目模块（%(module)s）已停用或未安装：其中的记录原样保留，但暂不列出。")
            % {"section": section.title, "module": section.module},
        )
