"""What every page's frame shows: whose site it is, who is reading, and where they may go from here."""

from django.utils.functional import cached_property

from cms.access import viewer_of
from cms.delivery import reading
from cms.moderation import queue
from cms.people import Person, Role
from cms.permissions import EDITORIAL
from cms.tree import Unit

from .header import header_links


class Frame:
    """Asked by `portal/base.html`, lazily: the admin's templates have the same context and no need of it."""

    def __init__(self, request):
        self.request = request
        self.user = getattr(request, "user", None)

    @cached_property
    def viewer(self):
        return viewer_of(self.user)

    @cached_property
    def site_name(self) -> str:
        """The name of the committee at the top, whose site this is; it stands on the sign-in page too."""
        return Unit.objects.filter(depth=2).values_list("title", flat=True).first() or ""

    @cached_property
    def person(self) -> Person | None:
        return Person.objects.filter(user_id=self.user.pk).first() if self.viewer.signed_in else None

    @cached_property
    def name(self) -> str:
        return self.person.name if self.person else self.user.get_full_name() or self.user.get_username()

    @cached_property
    def own_unit(self) -> Unit | None:
        """The unit of the reader's person; failing that, one where they hold a role."""
        wanted = {unit for _role, unit in self.viewer.roles}
        if self.person and self.person.unit_id:
            wanted.add(self.person.unit_id)
        if not wanted:
            return None
        found = list(reading.units(self.viewer).filter(pk__in=wanted))
        home = self.person.unit_id if self.person else None
        return next((unit for unit in found if unit.pk == home), found[0] if found else None)

    @cached_property
    def links(self) -> list[dict]:
        return header_links(self.request)

    @cached_property
    def works_in_admin(self) -> bool:
        """Whether the admin lets them in: the roles that `cms.permissions.derive()` gives its permission, without asking the
        database on every page."""
        if not self.viewer.signed_in:
            return False
        return self.user.is_superuser or any(self.viewer.has_role(role) for role in EDITORIAL)

    @cached_property
    def reviews(self) -> bool:
        """Whether they hold a role that reviews."""
        return bool(queue.reviews(self.viewer))

    @cached_property
    def waiting(self) -> int:
        return waiting(self.request)

    @cached_property
    def writes(self) -> bool:
        return self.viewer.has_role(Role.DRAFTER)


def waiting(request) -> int:
    """How much waits for this reader's decision. Asked of the database once in a request, and not for who reviews nothing."""
    if not hasattr(request, "_waiting"):
        request._waiting = queue.count(getattr(request, "user", None))
    return request._waiting


def portal(request):
    """`frame` for the pages' frame, and `viewer` (lazily) for whoever asks what the reader may see."""
    frame = Frame(request)
    return {"frame": frame, "viewer": lambda: frame.viewer}
