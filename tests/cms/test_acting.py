"""In whose name code runs."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from cms.acting import RequestMiddleware, command_name, current_request, system_account


def test_the_request_is_known_while_it_is_answered_and_not_after():
    request, seen = RequestFactory().get("/"), []

    def answer(given):
        seen.append(current_request())
        return HttpResponse()

    assert current_request() is None
    RequestMiddleware(answer)(request)
    assert seen == [request]
    assert current_request() is None


def test_a_request_that_fails_is_forgotten_too():
    def fails(request):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        RequestMiddleware(fails)(RequestFactory().get("/"))
    assert current_request() is None


def test_another_thread_answers_another_request():
    import threading

    seen = []

    def answer(request):
        thread = threading.Thread(target=lambda: seen.append(current_request()))
        thread.start()
        thread.join()
        return HttpResponse()

    RequestMiddleware(answer)(RequestFactory().get("/"))
    assert seen == [None]


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["manage.py", "token", "create", "zhang.san"], "manage.py token"),
        (["/srv/site/manage.py", "migrate"], "manage.py migrate"),
        (["manage.py", "--help"], "manage.py"),
        (["manage.py"], "manage.py"),
        (["/srv/bin/granian", "--host", "x"], "granian"),
        (["-c"], "python"),
        ([], "python"),
    ],
)
def test_a_command_is_named_without_its_arguments(monkeypatch, arguments, name):
    monkeypatch.setattr("sys.argv", arguments)
    assert command_name() == name


def test_the_system_s_account_is_known():
    assert system_account()
