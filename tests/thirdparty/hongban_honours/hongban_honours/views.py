from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from cms.access import viewer_of

from . import wall
from .models import LEVELS


@login_required
def wall_page(request):
    """荣誉墙: what the factory's units were honoured for."""
    viewer = viewer_of(request.user)
    levels = [(label, wall.by_level(viewer)[level]) for level, label in LEVELS]
    return render(request, "honours/wall.html", {"levels": levels, "honours": wall.honours(viewer)[:50]})
