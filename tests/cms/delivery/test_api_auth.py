"""Who asks: tokens, sessions, visitors; and that nobody is answered as somebody else."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from ninja import Router

from cms.delivery.api import viewer
from cms.delivery.models import ApiToken
from cms.people import Membership
from cms.testing import publish
from cms.tokens import create_token, find_token, revoke_token
from tests.cms.delivery.asking import ROOT, Asker
from tests.cms.delivery.routers import mounted, plugin
from tests.cms.samples import featured


@pytest.fixture
def record(world):
    return publish(world, featured(world, disclosure_scope="members"))


def token_of(user, **kwargs) -> str:
    return create_token(user, **kwargs)[1]


def test_a_token_reads_as_its_user(world, record):
    user = world.user("member")
    reader = Asker(token=token_of(user, days=30))
    assert [item["id"] for item in reader.get("records")["items"]] == [record.pk]
    me = reader.get("me")
    assert (me["username"], me["credentials"]) == (user.username, "token")
    assert me["expires_at"][:10] == str(timezone.localdate() + datetime.timedelta(days=30))
    assert Asker(token=token_of(world.user("employee"))).get("records")["items"] == []


def test_the_scheme_s_case_and_spaces_do_not_matter(world):
    secret = token_of(world.user("member"))
    for sent in (f"bearer {secret}", f"BEARER  {secret} "):
        assert Client().get(f"{ROOT}me", headers={"Authorization": sent}).json()["credentials"] == "token"


def test_only_the_digest_of_a_token_is_kept(world):
    token, secret = create_token(world.user("member"))
    assert secret.startswith("hb_")
    kept = ApiToken.objects.filter(pk=token.pk).values().get()
    assert not any(secret in str(value) or secret[3:] in str(value) for value in kept.values())
    assert find_token(secret).user == world.user("member")


def refused(world, how: str) -> str:
    """A header that is no good (any more)."""
    user = world.new_user("member")
    token, secret = create_token(user, days=1)
    match how:
        case "revoked":
            assert revoke_token(token)
        case "expired":
            ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
        case "of an inactive account":
            User.objects.filter(pk=user.pk).update(is_active=False)
        case "of a deleted account":
            ApiToken.objects.filter(pk=token.pk).delete()
        case "mistyped":
            return f"Bearer {secret[:-1]}{'a' if secret[-1] != 'a' else 'b'}"
        case "the digest itself":
            return f"Bearer {token.digest}"
        case "another scheme":
            return f"Basic {secret}"
        case "without a scheme":
            return secret
        case "without a token":
            return "Bearer"
        case "empty":
            return ""
        case "garbage":
            return "Bearer \x00\xff" + "x" * 3000
    return f"Bearer {secret}"


REFUSED = [
    "revoked", "expired", "of an inactive account", "of a deleted account", "mistyped", "the digest itself", "another scheme",
    "without a scheme", "without a token", "empty", "garbage",
]  # fmt: skip


@pytest.mark.parametrize("how", REFUSED)
def test_credentials_that_are_no_good_are_refused_and_never_a_visitor_s(world, record, how):
    publish(world, featured(world, disclosure_scope="public"))
    sent = refused(world, how)
    for client in (Client(), signed_in(world.user("member"))):  # nor the session's that came along
        for address in ("me", "records", f"records/{record.pk}", "records/999999", "units", ""):
            answer = client.get(f"{ROOT}{address}", headers={"Authorization": sent})
            assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json"), address
            assert answer["WWW-Authenticate"] == 'Bearer realm="hongban"'
            assert answer.json()["type"] == "urn:hongban:problem:unauthorized"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_refused_token_was_good_before(world):
    assert Client().get(f"{ROOT}me", headers={"Authorization": refused(world, "nothing")}).status_code == 200


def test_a_token_goes_before_the_session_that_comes_with_it(world, record):
    reader = Asker(world.user("member"), token=token_of(world.user("employee")))
    assert reader.get("me")["username"] == world.user("employee").username
    assert reader.get("records")["items"] == []
    reader.get(f"records/{record.pk}", status=404)
    assert Asker(world.user("member")).get(f"records/{record.pk}")["id"] == record.pk


def test_a_token_loses_what_its_user_loses(world, record):
    user = world.new_user("member")
    reader = Asker(token=token_of(user))
    assert reader.get(f"records/{record.pk}")["id"] == record.pk
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.get(person=user.person).delete()
    reader.get(f"records/{record.pk}", status=404)
    Membership.objects.create(
        person=user.person,
        unit=world.branch,
        role="member",
        since=yesterday - datetime.timedelta(days=9),
        until=yesterday,
    )
    reader.get(f"records/{record.pk}", status=404)


def test_a_session_reads_as_its_user_until_the_account_is_deactivated_or_the_password_changed(world, record):
    for change in ({"is_active": False}, {"password": "another"}):
        user = world.new_user("member")
        reader = Asker(user)
        assert reader.get(f"records/{record.pk}")["id"] == record.pk
        User.objects.filter(pk=user.pk).update(**change)
        assert reader.get(f"records/{record.pk}", status=401)["detail"] == "登录已失效，请重新登录。"


def test_after_signing_out_the_reader_is_a_visitor(world, record):
    reader = Asker(world.user("member"))
    assert reader.get(f"records/{record.pk}")["id"] == record.pk
    reader.client.logout()
    reader.get(f"records/{record.pk}", status=404)
    assert reader.get("me")["signed_in"] is False
    reader.client.cookies["sessionid"] = "of-a-session-that-is-no-more"
    assert reader.get("me")["signed_in"] is False


def test_a_visitor_reads_what_is_public(world, record):
    public = publish(world, featured(world, disclosure_scope="public"))
    assert [item["id"] for item in Asker().get("records")["items"]] == [public.pk]
    assert Asker().get(f"records/{public.pk}")["id"] == public.pk


def test_the_description_of_the_api_is_public(db):
    assert Asker().get("openapi.json")["openapi"].startswith("3.1")


def test_a_token_fetches_files_too_and_a_refused_one_does_not(world):
    image = world.image()
    page = publish(world, featured(world, body=[("image", {"image": image, "alt": "班前会", "caption": ""})]))
    secret = token_of(world.user("employee"))
    (block,) = Asker(token=secret).get(f"records/{page.pk}")["body"]
    address = block["value"]["image"]["renditions"]["card"]["url"]
    answer = Asker(token=secret).answer(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert "Authorization" in answer["Vary"]
    Asker().answer(address, status=404)
    refused_answer = Asker(token="hb_none").answer(address, status=401)
    assert refused_answer["Cache-Control"] == "no-store"
    # a proxy's own sign-in, which browsers send along with every picture, is none of ours
    through_proxy = Asker(world.user("employee"), Authorization="Basic abc")
    assert through_proxy.answer(address)["Content-Type"] == "image/jpeg"


def test_a_session_that_writes_needs_its_csrf_token_and_a_token_does_not(world, settings):
    router = Router()

    @router.post("/notes", operation_id="note")
    def note(request):
        return {"by": viewer(request).person_id}

    mounted(settings, (plugin("notes"), router))
    person = world.user("member").person.pk
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.user("member"))
    answer = client.post(f"{ROOT}notes")
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:hongban:problem:forbidden")
    client.get("/sign-in/")
    client.cookies["csrftoken"] = "a" * 32
    answer = client.post(f"{ROOT}notes", headers={"X-CSRFToken": "a" * 32})
    assert (answer.status_code, answer.json()) == (200, {"by": person})
    secret = token_of(world.user("member"), scopes=["write"])
    answer = Client(enforce_csrf_checks=True).post(f"{ROOT}notes", headers={"Authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer.json()) == (200, {"by": person})
    assert "ETag" not in answer
    # one that was made for reading changes nothing, by a plugin's operation either
    secret = token_of(world.user("member"))
    assert Client().post(f"{ROOT}notes", headers={"Authorization": f"Bearer {secret}"}).status_code == 403
