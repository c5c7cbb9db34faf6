"""Images and files that a program hands over: the admin's own forms, so that types, sizes and broken pictures are judged alike."""

import os

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.log_actions import log
from wagtail.permissions import policy_registry
from wagtail.utils.forms import FormValidationError

from cms.access import may_draft
from cms.media import Attachment, Image

__all__ = ["ATTACHMENT", "IMAGE", "kind_of", "upload"]

IMAGE, ATTACHMENT = "image", "attachment"
FORMS = {IMAGE: (Image, get_image_form), ATTACHMENT: (Attachment, get_document_form)}


def kind_of(name: str) -> str:
    """What a file of this name is taken for when nobody says: a picture, or an attachment."""
    extension = os.path.splitext(name)[1].lower().lstrip(".")
    return IMAGE if extension in settings.WAGTAILIMAGES_EXTENSIONS else ATTACHMENT


@transaction.atomic
def upload(unit, by, file, *, kind: str, title: str = "", description: str = ""):
    """Take an uploaded file into this unit's collection: the Image or Attachment.

    by: an information officer of the unit. description: an image's default alternative text. Raises PermissionDenied for
    others, ValidationError by field (file, title).
    """
    model, form_of = FORMS[kind]
    allowed = policy_registry.get_by_type(model).collections_user_has_permission_for(by, "add")
    if not may_draft(by, unit.pk) or not allowed.filter(pk=unit.collection_id).exists():
        raise PermissionDenied(_("只有本单位的信息员可以上传文件。"))
    data = {"title": title or os.path.splitext(file.name)[0], "collection": unit.collection_id, "tags": ""}
    if kind == IMAGE:
        data["description"] = description
    form = form_of(model)(data, {"file": file}, instance=model(uploaded_by_user=by), user=by)
    if not form.is_valid():
        raise FormValidationError.from_form(form)
    item = form.save()
    log(instance=item, action="wagtail.create", user=by, content_changed=True)
    return item
