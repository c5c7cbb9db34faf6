"""The idle time-out: a session in use lives on, one that is not ends, and not every request writes."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from cms.access import ANYONE, viewer_of
from cms.sessions import KEY


@pytest.fixture
def signed_in(world, client):
    client.force_login(world.new_user("employee"))
    return client


def reader_of(client):
    """Who the next request would come from."""
    from django.contrib.auth import get_user
    from django.http import HttpRequest

    request = HttpRequest()
    request.session = client.session
    return viewer_of(get_user(request))


def age(client, minutes: int) -> None:
    """As if the session had last been written so many minutes ago."""
    session = client.session
    session[KEY] = session.get(KEY, timezone.now().timestamp()) - minutes * 60
    session.save()
    row = Session.objects.get(session_key=session.session_key)
    row.expire_date -= datetime.timedelta(minutes=minutes)
    row.save()


def ends_in(client) -> float:
    return (
        Session.objects.get(session_key=client.session.session_key).expire_date - timezone.now()
    ).total_seconds() / 60


def test_a_session_ends_half_an_hour_after_its_last_use(signed_in):
    assert 29 < ends_in(signed_in) <= 30
    age(signed_in, 31)
    assert reader_of(signed_in) is ANYONE


def test_a_session_in_use_is_renewed(signed_in):
    signed_in.get("/units/")
    age(signed_in, 20)
    assert ends_in(signed_in) < 11
    signed_in.get("/units/")
    assert ends_in(signed_in) > 29


def test_it_is_not_written_at_every_request(signed_in, django_assert_num_queries):
    signed_in.get("/units/")
    before = Session.objects.get(session_key=signed_in.session.session_key).expire_date
    for _ in range(3):
        response = signed_in.get("/units/")
        assert "sessionid" not in response.cookies
    assert Session.objects.get(session_key=signed_in.session.session_key).expire_date == before


def test_who_is_not_signed_in_gets_no_session(db, client):
    response = client.get("/healthz")
    assert "sessionid" not in response.cookies
    client.get("/sign-in/")
    assert not Session.objects.exists()


def test_an_account_that_is_switched_off_is_nobody_at_the_next_request(world, client):
    user = world.new_user("employee")
    client.force_login(user)
    assert "employees" in reader_of(client).audiences
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert reader_of(client) is ANYONE


def test_a_changed_password_ends_the_other_sessions(world, client):
    user = world.new_user("employee")
    client.force_login(user)
    user.set_password("Another-2026!")
    user.save()
    assert reader_of(client) is ANYONE
