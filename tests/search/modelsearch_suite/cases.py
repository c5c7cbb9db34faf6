"""modelsearch's questions, put to our backend: `python -m django test` runs them, see tests/search/test_modelsearch_suite.py."""

import unittest

from django.db import connection
from django.test import TestCase
from modelsearch.test.testapp import models
from modelsearch.tests.test_backends import BackendTests

from tests.search.modelsearch_suite.data import create

ON_SQLITE = connection.vendor == "sqlite"


class OurBackend(BackendTests, TestCase):
    """What modelsearch's own SQLite and PostgreSQL backends cannot (nest what matches all or nothing) is asked too."""

    backend_path = "search.backends"
    fixtures = ()

    @classmethod
    def setUpTestData(cls):
        create()
        if not ON_SQLITE:
            with connection.cursor() as cursor:
                cursor.execute("SELECT setval(pg_get_serial_sequence('searchtests_book', 'id'), 100)")

    @unittest.skipIf(ON_SQLITE, "modelsearch's backend for SQLite knows no boosts")
    def test_boost(self):
        super().test_boost()

    @unittest.skipIf(ON_SQLITE, "modelsearch's backend for SQLite knows no boosts")
    def test_search_boosting_on_related_fields(self):
        super().test_search_boosting_on_related_fields()

    @unittest.skipIf(ON_SQLITE, "modelsearch's backend for SQLite searches no single fields")
    def test_autocomplete_with_fields_arg(self):
        super().test_autocomplete_with_fields_arg()

    # Ours completes whatever is indexed, here the display of a choice as well: the admin's lists ask for completion

    def test_autocomplete(self):
        self.assert_both_guides_to_python(self.backend.autocomplete("Py", models.Book))

    def test_autocomplete_via_queryset(self):
        self.assert_both_guides_to_python(models.Book.objects.autocomplete("Py", backend=self.backend_name))

    def assert_both_guides_to_python(self, results):
        self.assertCountEqual([book.title for book in results], ["Learning Python", "Two Scoops of Django 1.11"])
