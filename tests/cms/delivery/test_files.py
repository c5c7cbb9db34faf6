"""Serving images and attachments: who gets them, in what wrapping, and what no trick with an address gets."""

import datetime
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.images.forms import get_image_form

from cms.delivery.media import RENDITIONS, image_json, type_of
from cms.media import Image
from cms.moderation.actions import withdraw
from cms.people import Membership
from cms.testing import publish
from cms.tree import RecordAttachment, RecordEvidence
from cms.tree.actions import create_unit
from modules.three_meetings_one_lesson.models import MeetingPhoto
from tests.cms.samples import featured, meeting


@pytest.fixture
def fetch(client):
    """Ask for an address as this user (None: nobody)."""

    def get(address, user=None, **headers):
        if user:
            client.force_login(user)
        else:
            client.logout()
        return finished(client.get(address, headers=headers))

    return get


def finished(response):
    """The answer as a browser has it in the end: `bytes` are what was sent; the file is closed."""
    response.bytes = b"".join(response.streaming_content) if response.streaming else response.content
    # Not response.close(), which ends the request and the test's connection with it
    for close in response._resource_closers:
        close()
    return response


def address_of(attachment) -> str:
    return attachment.url


# Who gets them --------------------------------------------------------------------------------------------------------


def test_what_a_published_record_shows_is_for_those_who_see_the_record(world, fetch):
    photo, paper = world.image(), world.attachment()
    page = meeting(world, disclosure_scope="unit", photos=[MeetingPhoto(image=photo, alt="会场")])
    page.evidence = [RecordEvidence(file=paper, kind="sign_in_sheet")]
    page.save_revision(user=world.user("drafter"))
    publish(world, page)
    addresses = [photo.file.url, image_json(photo)["renditions"]["card"]["url"], address_of(paper)]
    may = [world.new_user("member"), world.new_user("member", unit=world.committee), world.user("party_office")]
    may_not = [
        None, world.new_user("employee"), world.new_user("member", unit=world.other), world.user("drafter", world.other),
        world.user("administrator"), world.new_user(is_superuser=True),
    ]  # fmt: skip
    for address in addresses:
        assert [fetch(address, user).status_code for user in may] == [200] * len(may)
        assert [fetch(address, user).status_code for user in may_not] == [404] * len(may_not)


def test_a_public_record_s_files_are_for_anybody(world, fetch):
    photo, paper = world.image(), world.attachment(content=b"for everybody")
    page = featured(world, disclosure_scope="public", body=[("image", {"image": photo, "alt": "图", "caption": ""})])
    page.attachments = [RecordAttachment(file=paper)]
    page.save_revision(user=world.user("drafter"))
    publish(world, page)
    assert fetch(address_of(paper)).bytes == b"for everybody"
    assert fetch(image_json(photo)["renditions"]["wide"]["url"]).status_code == 200


def test_a_draft_s_files_are_for_those_who_work_on_it(world, fetch):
    photo, paper = world.image(), world.attachment()
    page = meeting(world, photos=[MeetingPhoto(image=photo, alt="会场")])
    page.attachments = [RecordAttachment(file=paper)]
    page.save_revision(user=world.user("drafter"))
    may = [world.user(role) for role in ("drafter", "reviewer", "secretary", "approver")]
    may_not = [
        None, world.new_user("member"), world.new_user("employee"), world.user("party_office"), world.user("auditor"),
        world.user("drafter", world.other), world.user("reviewer", world.other), world.user("secretary", world.committee),
    ]  # fmt: skip
    for address in (photo.file.url, image_json(photo)["renditions"]["thumb"]["url"], address_of(paper)):
        assert [fetch(address, user).status_code for user in may] == [200] * len(may)
        assert [fetch(address, user).status_code for user in may_not] == [404] * len(may_not)


def test_a_withdrawn_record_s_files_are_no_longer_for_its_readers(world, fetch):
    photo = world.image()
    page = publish(world, meeting(world, photos=[MeetingPhoto(image=photo, alt="会场")]))
    reader = world.new_user("employee")
    assert fetch(photo.file.url, reader).status_code == 200
    withdraw(page, world.user("party_office"), "事实有误")
    assert fetch(photo.file.url, reader).status_code == 404
    assert fetch(photo.file.url, world.user("drafter")).status_code == 200


def test_a_file_that_two_records_show_is_for_the_readers_of_either(world, fetch):
    paper = world.attachment()
    for scope in ("committee", "employees"):
        page = featured(world, disclosure_scope=scope)
        page.attachments = [RecordAttachment(file=paper)]
        page.save_revision(user=world.user("drafter"))
        page = publish(world, page)
        reader = world.new_user("employee", unit=world.other)
        assert fetch(address_of(paper), reader).status_code == (200 if scope == "employees" else 404)
    withdraw(page, world.user("party_office"), "多余")
    assert fetch(address_of(paper), reader).status_code == 404


def test_a_practice_unit_s_files_stay_inside(world, fetch):
    school = create_unit(title="练习支部", kind="branch", code="school", parent=world.committee, practice=True)
    paper = world.attachment(school)
    page = featured(world, school, disclosure_scope="public")
    page.attachments = [RecordAttachment(file=paper)]
    page.save_revision(user=world.user("drafter", school))
    publish(world, page)
    assert fetch(address_of(paper), world.new_user("employee", unit=school)).status_code == 200
    assert fetch(address_of(paper), world.new_user("member")).status_code == 404
    assert fetch(address_of(paper)).status_code == 404


def test_an_ended_term_and_an_inactive_account_open_nothing(world, fetch):
    paper = world.attachment()
    drafter = world.new_user("drafter")
    assert fetch(address_of(paper), drafter).status_code == 200
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(person__user=drafter).update(until=yesterday)
    assert fetch(address_of(paper), type(drafter).objects.get(pk=drafter.pk)).status_code == 404
    other = world.new_user("drafter")
    type(other).objects.filter(pk=other.pk).update(is_active=False)
    assert fetch(address_of(paper), other).status_code == 404


# In what wrapping -----------------------------------------------------------------------------------------------------


@pytest.fixture
def drafter(world):
    return world.user("drafter")


@pytest.mark.parametrize(
    ("title", "name", "disposition"),
    [
        ("report.pdf", "a.pdf", 'inline; filename="report.pdf"'),
        ("签到表", "a.pdf", "inline; filename*=utf-8''%E7%AD%BE%E5%88%B0%E8%A1%A8.pdf"),
        ("签到表.PDF", "a.pdf", "inline; filename*=utf-8''%E7%AD%BE%E5%88%B0%E8%A1%A8.PDF"),
        ("名单", "a.xlsx", "attachment; filename*=utf-8''%E5%90%8D%E5%8D%95.xlsx"),
        ("page.html", "a.txt", 'attachment; filename="page.html.txt"'),
        ('a"b\r\nSet-Cookie: x', "a.txt", 'attachment; filename="a_b_Set-Cookie_ x.txt"'),
        ("../../etc/passwd", "a.txt", 'attachment; filename="_.._etc_passwd.txt"'),
        ("...", "a.txt", 'attachment; filename="file.txt"'),
    ],
)
def test_a_download_is_called_by_its_title(world, drafter, fetch, title, name, disposition):
    paper = world.attachment(title=title, file=ContentFile(b"x", name=name))
    response = fetch(address_of(paper), drafter)
    assert response["Content-Disposition"] == disposition


def test_every_answer_forbids_guessing_running_and_shared_caches(world, drafter, fetch):
    for address in (world.image().file.url, address_of(world.attachment())):
        response = fetch(address, drafter)
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["Cache-Control"] == "private, no-cache"
        assert "Cookie" in response["Vary"]


def test_a_browser_that_has_the_file_gets_no_bytes(world, drafter, fetch):
    paper = world.attachment()
    etag = fetch(address_of(paper), drafter)["ETag"]
    for header in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        response = fetch(address_of(paper), drafter, if_none_match=header)
        assert (response.status_code, response["ETag"], response["Cache-Control"]) == (304, etag, "private, no-cache")
    assert fetch(address_of(paper), drafter, if_none_match='"other"').status_code == 200


def test_a_validator_does_not_open_what_is_closed(world, drafter, fetch):
    paper = world.attachment()
    etag = fetch(address_of(paper), drafter)["ETag"]
    assert fetch(address_of(paper), world.new_user("employee"), if_none_match=etag).status_code == 404


def test_a_part_of_a_file_is_answered_with_the_whole(world, drafter, fetch):
    response = fetch(address_of(world.attachment(content=b"0123456789")), drafter, range="bytes=2-4")
    assert (response.status_code, response.bytes) == (200, b"0123456789")


def test_only_reading_is_answered(world, drafter, client):
    client.force_login(drafter)
    for address in (world.image().file.url, address_of(world.attachment())):
        assert finished(client.head(address)).status_code == 200
        assert client.post(address).status_code == 405
        assert client.delete(address).status_code == 405


@pytest.mark.parametrize(
    ("name", "expected"),
    [("A.PDF", "application/pdf"), ("a.webp", "image/webp"), ("a.svg", "application/octet-stream"),
     ("a.html", "application/octet-stream"), ("a", "application/octet-stream"), ("a.ofd", "application/ofd")],
)  # fmt: skip
def test_the_type_follows_from_the_name_on_every_machine(name, expected):
    assert type_of(name) == expected


# Tricks ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "../hongban.sqlite3", "../secret_key", "images/../../secret_key", "..%2f..%2fsecret_key", "/etc/passwd", "images/",
        "renditions/{image}/..", "renditions/{image}/../../../secret_key", "renditions/{image}/nothing.jpg", "renditions/{image}/",
        "renditions/{image}", "renditions/0/x.jpg", "renditions/99999999999999999999999/x.jpg", "renditions/-1/x.jpg",
        "attachments/aa/a.txt", "images/%00", "renditions/{image}/%00.jpg", "x" * 3000,
    ],
)  # fmt: skip
def test_no_address_leads_out_of_what_may_be_seen(world, drafter, fetch, settings, path):
    image = world.image()
    image_json(image)
    (settings.HONGBAN_DATA / "secret_key").write_text("the secret")
    response = fetch("/media/" + path.format(image=image.pk), drafter)
    assert response.status_code == 404


def test_an_attachment_is_not_served_by_the_address_of_images(world, drafter, fetch):
    paper = world.attachment()
    assert fetch(f"/media/{paper.file.name}", drafter).status_code == 404


def test_attachments_by_unknown_ids_are_not_found(world, drafter, fetch):
    for number in ("0", "999999", "9" * 30):
        assert fetch(f"/files/{number}/a.txt", drafter).status_code == 404


def test_a_file_that_is_gone_from_storage_is_not_found(world, drafter, fetch):
    image, paper = world.image(), world.attachment()
    for item in (image, paper):
        item.file.storage.delete(item.file.name)
    assert fetch(image.file.url, drafter).status_code == 404
    assert fetch(address_of(paper), drafter).status_code == 404


def test_stored_names_tell_nothing_of_the_original(world):
    paper = world.attachment(file=ContentFile(b"x", name="纪委谈话记录-张三.txt"))
    image = world.image(file=ContentFile(picture("PNG"), name="会场-张三.png"))
    assert "张三" not in paper.file.name + image.file.name
    assert paper.file.name.endswith(".txt")


# Images ---------------------------------------------------------------------------------------------------------------


def picture(kind="JPEG", size=(64, 48), exif=None) -> bytes:
    content = io.BytesIO()
    Picture.new("RGB", size, (200, 30, 30)).save(content, kind, **({"exif": exif} if exif else {}))
    return content.getvalue()


def test_a_picture_taken_upright_stays_upright(world):
    exif = Picture.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    image = world.image(file=ContentFile(picture(size=(640, 480), exif=exif), name="a.jpg"))
    wide = image_json(image)["renditions"]["wide"]
    assert (wide["width"], wide["height"]) == (480, 640)


def test_renditions_are_made_once_and_named_by_their_image(world, django_assert_num_queries):
    image = world.image()
    first = image_json(image)["renditions"]
    assert set(first) == set(RENDITIONS)
    assert all(f"/media/renditions/{image.pk}/" in one["url"] for one in first.values())
    assert image_json(Image.objects.get(pk=image.pk))["renditions"] == first
    assert image.renditions.count() == len(RENDITIONS)


def uploaded(world, name, content):
    data = {"title": "图", "collection": world.branch.collection_id}
    form = get_image_form(Image)(data, {"file": SimpleUploadedFile(name, content)}, user=world.user("drafter"))
    return form


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_pictures_of_the_usual_kinds_are_taken(world, kind):
    form = uploaded(world, f"a.{kind.lower()}", picture(kind))
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("a.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("a.jpg", b"<html>not a picture</html>"),
        ("a.jpg", b""),
        ("a.png", picture("JPEG")),
        ("a.jpg", picture("JPEG")[:200]),
        ("a.exe", b"MZ"),
    ],
    ids=["svg", "svg as png", "html as jpg", "empty", "jpg as png", "cut off", "program"],
)
def test_what_is_no_picture_is_refused_with_a_reason(world, name, content):
    form = uploaded(world, name, content)
    assert not form.is_valid()
    assert form.errors["file"]


def test_a_picture_that_is_too_large_is_refused_with_the_limit(world, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    form = uploaded(world, "a.png", picture("PNG", (400, 400)))
    assert not form.is_valid()
    assert "100" in str(form.errors["file"])


def test_a_picture_that_would_burst_the_memory_is_refused(world, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    form = uploaded(world, "a.png", picture("PNG", (400, 400)))
    assert not form.is_valid()
    assert "file" in form.errors
