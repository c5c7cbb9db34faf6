"""Error pages say what happened and what to do; the one for errors of the server needs nothing that may have failed."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client
from django.urls import path

from cms import urls


def raising(error):
    def view(request):
        raise error

    return view


class Failing:
    """The site, and pages that fail."""

    urlpatterns = [
        path("fail/400", raising(SuspiciousOperation())),
        path("fail/403", raising(PermissionDenied())),
        path("fail/404", raising(Http404())),
        path("fail/500", raising(RuntimeError("secret detail"))),
        *urls.urlpatterns,
    ]
    handler400, handler403, handler404, handler500 = (
        urls.handler400, urls.handler403, urls.handler404, urls.handler500,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "words"),
    [(400, "请求有误"), (403, "不能进行这一操作"), (404, "没有这个页面"), (500, "服务器出错")],
)
def test_each_error_has_a_page_in_the_site_s_own_words(db, settings, status, words):
    settings.ROOT_URLCONF = Failing
    answer = Client(raise_request_exception=False).get(f"/fail/{status}")
    assert answer.status_code == status
    assert f"<h1>{words}</h1>" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


def test_the_server_s_error_page_asks_no_database(rf):
    # No `db` fixture: pytest-django refuses whatever this would ask
    from cms.portal.views import server_error

    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "服务器出错" in answer.content.decode()


def test_the_server_s_error_page_stands_without_its_template(rf, settings, tmp_path):
    from cms.portal.views import server_error

    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path]}]
    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "服务器出错" in answer.content.decode()


def test_a_wrong_parameter_offers_the_page_without_it(world, reader):
    world.section("featured_work")
    page = reader().get("/zongzhuang/featured-work/?after=garbage").content.decode()
    assert 'href="/zongzhuang/featured-work/"' in page


@pytest.mark.parametrize(
    "path", ["/" + "a/" * 300, "/%E4%B8%AD%E6%96%87/", "/zongzhuang/x y/", "/zongzhuang//", "/..%2f/"]
)
def test_strange_addresses_are_not_found(world, reader, path):
    assert reader().get(path).status_code == 404
