"""The site is served as in production: what a visitor who has not signed in meets first."""

import json
import urllib.error
import urllib.request

import pytest


def get(url):
    return urllib.request.urlopen(url, timeout=30)


def test_database_search_and_workers_are_well(live_site):
    assert json.load(get(f"{live_site.url}/healthz"))["status"] == "ok"


def test_static_files_are_served_compressed_and_for_ever(live_site):
    manifest = json.loads((live_site.data / "static" / "staticfiles.json").read_text())["paths"]
    name = next(hashed for plain, hashed in manifest.items() if plain.endswith(".css"))
    request = urllib.request.Request(f"{live_site.url}/static/{name}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_missing_page_does_not_show_the_source(live_site, page):
    with pytest.raises(urllib.error.HTTPError) as error:
        get(f"{live_site.url}/static/no-such-file.css")
    texts = [error.value.read().decode()]
    assert error.value.code == 404
    live_site.sign_in(page, "employee")
    assert page.goto("/no/such/page/").status == 404
    texts.append(page.content())
    for text in texts:
        assert "Traceback" not in text
        assert "DEBUG" not in text


def test_the_admins_sign_in_needs_nothing_from_elsewhere(page, screenshot):
    page.goto("/admin/login/")
    assert page.locator("[name=username]").is_visible()
    screenshot(page, "admin sign-in")


def test_a_visitor_signs_in_on_a_phone(live_site, new_page, screenshot):
    page = new_page(viewport={"width": 390, "height": 844})
    live_site.sign_in(page, "employee")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    screenshot(page, "home on a phone")
