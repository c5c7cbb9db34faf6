from cms.access import viewer_of


def portal(request):
    """What every portal template may use: the viewer (lazily, since the admin has no need of it)."""
    return {"viewer": lambda: viewer_of(request.user)}
