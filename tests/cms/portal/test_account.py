"""Signing in and out, and changing one's password."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

PASSWORD = "Hongban-2026"


@pytest.fixture
def user(world):
    return world.user("employee")


def sign_in(client, user, password=PASSWORD, **data):
    return client.post("/sign-in/", {"username": user.username, "password": password, **data})


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client, user):
    answers = [sign_in(client, user, "wrong"), client.post("/sign-in/", {"username": "nobody", "password": "wrong"})]
    for answer in answers:
        assert answer.status_code == 200
        assert "用户名或密码不正确" in answer.content.decode()


def test_an_account_that_was_closed_does_not_sign_in(client, user):
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert "用户名或密码不正确" in sign_in(client, user).content.decode()


@pytest.mark.parametrize("next_", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_after_signing_in_nobody_is_led_to_another_site(client, user, next_):
    assert sign_in(client, user, next=next_).headers["Location"] == "/"


def test_whoever_has_signed_in_sees_no_sign_in_page(client, user):
    sign_in(client, user)
    assert client.get("/sign-in/").headers["Location"] == "/"


def test_the_first_time_one_is_reminded_to_change_the_password(client, user):
    sign_in(client, user)
    assert "修改初始密码" in client.get("/").content.decode()
    client.post("/sign-out/")
    sign_in(client, user)
    assert "修改初始密码" not in client.get("/").content.decode()


def test_signing_out_needs_a_form_and_ends_the_session(client, user):
    sign_in(client, user)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/units/").status_code == 302


def test_a_changed_password_is_in_force_and_one_stays_signed_in(client, user):
    sign_in(client, user)
    new = "Xin-mima-9527"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/account/password/", data).headers["Location"] == "/"
    assert "密码已修改" in client.get("/").content.decode()
    assert sign_in(Client(), user).status_code == 200
    assert sign_in(Client(), user, new).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("wrong", "Xin-mima-9527", "Xin-mima-9527", "旧密码"),
        (PASSWORD, "Xin-mima-9527", "Xin-mima-9528", "不"),
        (PASSWORD, "alllowercase", "alllowercase", "四类中的三类"),
        (PASSWORD, "Aa1", "Aa1", "10"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_the_reason(client, user, old, new, again, words):
    sign_in(client, user)
    answer = client.post("/account/password/", {"old_password": old, "new_password1": new, "new_password2": again})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert 'class="error"' in answer.content.decode()
    assert sign_in(Client(), user).status_code == 302


def test_the_password_page_is_for_those_who_have_signed_in(db, client):
    assert client.get("/account/password/").headers["Location"] == "/sign-in/?next=/account/password/"


def test_a_locked_account_is_told_when_to_try_again(client, user):
    for _ in range(5):
        answer = sign_in(client, user, "wrong")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    assert "15 分钟后" in answer.content.decode()


def test_a_form_from_before_the_last_sign_in_is_refused_in_words(user):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()
