"""The server-rendered portal: the tree's pages, the overview of the units, and the small files that browsers ask for."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.http import urlencode

from cms.access import viewer_of
from cms.delivery import reading
from cms.delivery.models import Document
from cms.tree import Section, Unit

from . import errors, places
from .account import locked_out
from .errors import bad_request, csrf_failure, forbidden, not_found, server_error
from .home import home
from .lists import listing
from .overview import overview
from .record import record_page
from .responses import reader_page, refuse

# cms.urls and the settings name these here
__all__ = [
    "bad_request", "csrf_failure", "forbidden", "locked_out", "not_found", "page", "server_error", "units",
]  # fmt: skip


@reader_page
def page(request, path):
    """Every page of the tree: a unit's home, a section's list, a record; an earlier address leads to the present one."""
    viewer = viewer_of(request.user)
    place = places.find(viewer, f"/{path}")
    if isinstance(place, places.Moved):
        query = f"?{urlencode(request.GET, doseq=True)}" if request.GET else ""
        return redirect(place.path + query, permanent=True)
    if isinstance(place, places.Home):
        return render(request, "portal/unit.html", home(viewer, place))
    if isinstance(place, Section):
        try:
            context = listing(viewer, request.user, place, request.GET)
        except ValidationError as error:
            return errors.wrong_input(request, error)
        return render(request, "portal/section.html", context)
    if isinstance(place, Document):
        return record_page(request, viewer, place)
    if path and (gone := reading.withdrawn(viewer, path=f"/{path}")):
        return errors.withdrawn(request, gone.withdrawn_at)
    if path and (gone := reading.expired(viewer, path=f"/{path}")):
        return errors.expired(request, gone.until)
    return _front(request, viewer) if not path else refuse(request)


def _front(request, viewer):
    """The site's root for those whose it is not to read: nobody yet, a visitor, an account without a role."""
    if not Unit.objects.filter(depth=2).exists():
        return render(request, "portal/empty.html")
    if reading.units(viewer).exists():
        return redirect("portal:units")
    return _nothing_to_read(request)


def _nothing_to_read(request):
    """A visitor signs in; an account that no role lets read anything is told what to do."""
    if not request.user.is_authenticated:
        return refuse(request)
    return render(request, "portal/nobody.html")


@reader_page
def units(request):
    """The overview of the units; `?committee=CODE` for those of a committee below the one at the top."""
    try:
        context = overview(viewer_of(request.user), request.GET.get("committee", ""))
    except ValidationError as error:
        return errors.wrong_input(request, error) if request.user.is_authenticated else refuse(request)
    if context is None:
        return _front(request, viewer_of(request.user))
    return render(request, "portal/units.html", context)


def robots(request):
    """An internal site: no search engine has any business here."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


def favicon(request):
    """For those that ask without having read the page, which names the file itself."""
    return redirect(static("hongban/favicon.svg"))
