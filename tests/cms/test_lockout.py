"""Five wrong passwords lock the account and, separately, the address, for a quarter of an hour."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.utils import timezone

from cms.addresses import client_ip

PASSWORD = "Hongban-2026"


@pytest.fixture
def account(db):
    return User.objects.create_user("zhang.san", password=PASSWORD)


def sign_in(username, password, address="10.0.0.1", **headers) -> int:
    """The status of the answer: 302 signed in, 200 wrong, 429 locked."""
    data = {"username": username, "password": password}
    return Client().post("/sign-in/", data, REMOTE_ADDR=address, headers=headers).status_code


def test_the_right_password_signs_in_and_a_wrong_one_does_not(account):
    assert sign_in("zhang.san", "wrong") == 200
    assert sign_in("zhang.san", PASSWORD) == 302


def test_five_failures_lock_the_account_from_every_address(account):
    answers = [sign_in("zhang.san", "wrong", f"10.0.0.{number}") for number in range(1, 6)]
    assert answers == [200, 200, 200, 200, 429]
    assert sign_in("zhang.san", PASSWORD, "10.0.9.9") == 429


def test_five_failures_lock_the_address_for_every_account(account):
    for number in range(5):
        sign_in(f"guess{number}", "wrong")
    assert sign_in("zhang.san", PASSWORD) == 429
    assert sign_in("zhang.san", PASSWORD, "10.0.9.9") == 302


def test_four_failures_and_a_success_begin_anew(account):
    for _ in range(2):
        assert [sign_in("zhang.san", "wrong") for _ in range(4)] == [200] * 4
        assert sign_in("zhang.san", PASSWORD) == 302


@pytest.mark.parametrize(("minutes", "answer"), [(14, 429), (16, 302)])
def test_the_lock_opens_after_a_quarter_of_an_hour(account, minutes, answer):
    for _ in range(5):
        sign_in("zhang.san", "wrong")
    AccessAttempt.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=minutes))
    assert sign_in("zhang.san", PASSWORD) == answer


def test_an_address_that_the_client_made_up_does_not_evade_the_lock(account):
    for number in range(5):
        sign_in(f"guess{number}", "wrong", x_forwarded_for=f"172.16.0.{number}")
    assert sign_in("zhang.san", PASSWORD, x_forwarded_for="172.16.9.9") == 429


def test_behind_a_proxy_people_are_locked_and_not_the_proxy(account, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(5):
        sign_in(f"guess{number}", "wrong", x_forwarded_for=f"1.1.1.{number}, 10.0.7.7")
    assert sign_in("zhang.san", PASSWORD, x_forwarded_for="10.0.7.7") == 429
    assert sign_in("zhang.san", PASSWORD, x_forwarded_for="10.0.8.8") == 302


# Whose address it is --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "9.9.9.9", "10.0.0.1"),
        (1, "10.1.1.1", "10.1.1.1"),
        (1, "9.9.9.9, 10.1.1.1", "10.1.1.1"),
        (2, "9.9.9.9, 10.1.1.1, 10.2.2.2", "10.1.1.1"),
        (2, "10.1.1.1", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "not an address", "10.0.0.1"),
        (1, "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_as_many_hops_are_believed_as_proxies_are_ours(settings, proxies, forwarded, found):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": forwarded})
    assert client_ip(request) == found


def test_without_the_header_it_is_the_peer_s(settings):
    settings.TRUSTED_PROXIES = 1
    assert client_ip(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1")) == "10.0.0.1"
