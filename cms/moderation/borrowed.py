"""Whose images, files and people a page uses: its own unit's. Else one unit's drafts could carry another's photos out."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_m2m_relations
from wagtail.models import Collection, ReferenceIndex

from cms.media import Attachment, Image
from cms.people import Membership, Person


def people_of(units):
    """The people of these units (ids): those who belong to one, and those who hold a role in one today."""
    holders = Membership.objects.on().filter(unit_id__in=units).values("person_id")
    return Person.objects.filter(Q(unit_id__in=units) | Q(pk__in=holders))


def check(page) -> None:
    """What a page may be submitted with. Raises ValidationError naming the fields."""
    if refused := files(page, page.owning_unit):
        raise ValidationError(refused)


def files(page, unit) -> dict[str, str]:
    """{field: message} for images and files of other units; what lies at the top of the collections is everybody's."""
    allowed = [unit.collection_id, *Collection.objects.filter(depth=1).values_list("pk", flat=True)]
    refused = {}
    for model in (Image, Attachment):
        places = _references(page, model)
        own = set(model.objects.filter(pk__in=places, collection_id__in=allowed).values_list("pk", flat=True))
        for pk in places.keys() - own:
            refused[places[pk]] = _("这里用到了不属于本单位的%(kind)s，请从本单位的素材中选用或重新上传。") % {
                "kind": model._meta.verbose_name
            }
    return refused


def people(page, unit, before) -> dict[str, str]:
    """{field: message} for people of other units, but for those whom the earlier version `before` (or None) already named."""
    places = _people(page)
    known = set(_people(before)) if before is not None else set()
    own = set(people_of([unit.pk]).filter(pk__in=places).values_list("pk", flat=True))
    return {places[pk]: _("这里选了不属于本单位的人员，请从本单位人员中选择。") for pk in places.keys() - own - known}


def _people(page) -> dict[int, str]:
    places = _references(page, Person)
    for field in get_all_child_m2m_relations(type(page)):
        if field.related_model is Person:
            places |= {person.pk: field.name for person in getattr(page, field.name).all()}
    return places


def _references(page, model) -> dict[int, str]:
    """{id: name of the field or table it is in} of everything of this model that the page refers to."""
    wanted = ContentType.objects.get_for_model(model).pk
    return {
        int(object_id): model_path.partition(".")[0]
        for content_type, object_id, model_path, _path in ReferenceIndex._extract_references_from_object(page)
        if content_type == wanted
    }
