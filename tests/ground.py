"""For tests with real transactions and threads: what the migrations put into the database is there before and after each.

Django empties every table after such a test, and the tests that follow in the same process would miss the root page.
"""

import pytest
from django.contrib.contenttypes.models import ContentType

from tests.process import forget


def restore() -> None:
    """The root page, the root collection and the language, as the migrations make them."""
    from wagtail.models import Collection, Locale, Page

    ContentType.objects.clear_cache()
    Locale.objects.get_or_create(language_code="zh-hans")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root", content_type=ContentType.objects.get_for_model(Page)))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")


@pytest.fixture
def _ground(django_db_setup, django_db_blocker):
    # torn down after transactional_db, which is asked for later
    yield
    with django_db_blocker.unblock():
        restore()


@pytest.fixture
def real_world(_ground, transactional_db):
    """`world`, in a database whose transactions are real: for threads. Mark such tests `postgres`."""
    from cms.testing import World

    restore()
    yield World()
    forget()
