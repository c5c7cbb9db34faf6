from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Router

from cms.access import Viewer
from cms.people import Person, Role
from cms.tree import SCOPE_CHOICES, Unit

from .auth import viewer
from .links import Links
from .schemas import Index, Me
from .shapes import moment, unit_ref

router = Router(tags=["me"])


@router.get("/", response=Index, operation_id="index", summary="What there is")
def index(request):
    """The addresses to start from."""
    from .site import api

    root, links = reverse("api-1:api-root"), Links(request)
    starts = {
        path.removeprefix(root)
        for path, operations in api.get_openapi_schema()["paths"].items()
        if "get" in operations and not any(parameter["required"] for parameter in operations["get"]["parameters"])
    } - {""}
    return {
        "title": api.title,
        "version": api.version,
        "links": {"openapi": links.api("openapi.json"), **{name: links.api(name) for name in sorted(starts)}},
    }


@router.get("/me", response=Me, operation_id="me", summary="Who the reader is")
def me(request):
    """The person, their roles, and the circles of readers that follow from them: why they see what they see."""
    reader, links = viewer(request), Links(request)
    person = Person.objects.filter(user_id=reader.user_id).first() if reader.signed_in else None
    if person is None and request.user.is_authenticated:
        person = Person.objects.filter(user_id=request.user.pk).first()
    known = _units(reader)
    token = request.auth.token
    return {
        "signed_in": request.user.is_authenticated,
        "username": request.user.get_username() or None,
        "person": {"id": person.pk, "name": person.name} if person else None,
        "credentials": request.auth.kind,
        "scopes": request.auth.scopes,
        "expires_at": moment(token.expires_at) if token else None,
        "roles": [
            {"role": role, "display": str(Role(role).label), "unit": unit_ref(known[pk], links)}
            for role, pk in sorted(reader.roles, key=lambda held: (list(Role).index(held[0]), held[1]))
        ],
        "audiences": list(_audiences(reader, known, links)),
    }


def _units(reader: Viewer) -> dict[int, Unit]:
    """The units that the reader's roles and circles name."""
    kinds = ("unit", "committee", "desk", "office", "inside")
    ids = {pk for kind in kinds for pk in reader.ids(kind)} | {pk for _role, pk in reader.roles}
    return {
        unit.pk: unit for unit in Unit.objects.filter(pk__in=ids).only("code", "title", "practice").order_by("path")
    }


def _audiences(reader: Viewer, known: dict[int, Unit], links: Links):
    """The reader's tokens in the words of the scopes, widest first."""
    names = dict(SCOPE_CHOICES)
    for scope in ("public", "employees", "members"):
        if scope in reader.audiences:
            yield {"scope": scope, "display": str(names[scope]), "unit": None}
    for kind, scope, words in (
        ("unit", "unit", _("本单位党员")),
        ("committee", "committee", _("党委及其所属单位的内部内容")),
        ("desk", "restricted", _("本单位审核范围")),
        ("office", "restricted", _("党委签发与党务范围")),
    ):
        for pk in reader.ids(kind):
            if pk in known:
                yield {"scope": scope, "display": words, "unit": unit_ref(known[pk], links)}
    if reader.person_id:
        yield {"scope": "own", "display": _("本人拟稿的记录"), "unit": None}
    for pk in reader.ids("inside"):
        if pk in known and known[pk].practice:
            yield {"scope": "practice", "display": _("练习单位"), "unit": unit_ref(known[pk], links)}
