"""Handing over images and files, for drafts to show."""

from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Status, UploadedFile

from cms.delivery.media import attachment_json, type_of
from cms.drafting import uploads
from cms.permissions import drafting_units
from cms.tree import Unit

from .auth import DRAFTERS, viewer
from .outputs import Upload
from .params import unit_of
from .problems import Problem

Kind = Literal["image", "attachment"]

router = Router(tags=["drafts"], auth=DRAFTERS)


@router.post("/files", response={201: Upload}, exclude_unset=True, operation_id="uploadFile", summary="Upload 上传")
def upload_file(
    request,
    file: Annotated[UploadedFile, File(description="The image or file, as `multipart/form-data`.")],
    title: Annotated[str, Form("", max_length=255, description="Its name; the file's own without one.")],
    unit: Annotated[str, Form("", description="Whose it is (id or code); needed by who writes for several.")],
    kind: Annotated[Kind | None, Form(None, description="What it is; by its extension without one.")],
    description: Annotated[str, Form("", max_length=255, description="Of an image: what is to be seen on it.")],
):
    """An image or attachment of the reader's own unit. Types and sizes are judged as in the admin; a broken picture is refused.

    Its `id` is what a draft names it by. It is private until a published record shows it.
    """
    owner = _owner(request, unit)
    kind = kind or uploads.kind_of(file.name)
    item = uploads.upload(owner, request.user, file, kind=kind, title=title, description=description)
    if kind == uploads.ATTACHMENT:
        shown = {name: value for name, value in attachment_json(item).items() if name != "sha256"}
    else:
        shown = {
            "id": item.pk,
            "title": item.title,
            "url": item.file.url,
            "width": item.width,
            "height": item.height,
            "size": item.get_file_size() or 0,
            "type": type_of(item.file.name),
        }
    return Status(201, {"kind": kind, **shown})


def _owner(request: HttpRequest, key: str) -> Unit:
    mine = drafting_units(request.user)
    if not key and len(mine) == 1:
        return Unit.objects.get(pk=mine[0])
    found = unit_of(viewer(request), key) if key and "\0" not in key else None
    if found is None or found.pk not in mine:
        raise Problem(422, errors={"unit": _("请写明党组织（编号或代码）；须是您担任信息员的党组织。")})
    return found
