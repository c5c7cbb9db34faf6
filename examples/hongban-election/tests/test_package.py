"""The package is whole: found, translated, and clean to the system's checks."""

from importlib.resources import files

import polib
from django.core.management import call_command
from django.utils import translation
from hongban_election.models import ElectionRecord

from cms import plugins


def test_it_is_found_by_its_entry_point():
    assert plugins.find_module("election").model is ElectionRecord
    assert plugins.distribution_of("election").metadata["Name"] == "hongban-election"
    assert plugins.broken == plugins.faults == {}


def test_the_system_checks_are_clean(db):
    call_command("check", fail_level="WARNING")
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_string_has_an_english_one_and_the_compiled_catalogue_is_of_today():
    folder = files("hongban_election") / "locale" / "en" / "LC_MESSAGES"
    source = polib.pofile(str(folder / "django.po"))
    assert len(source) > 100
    assert [entry.msgid for entry in source if not entry.msgstr or entry.fuzzy] == []
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(folder / "django.mo"))}
    assert compiled == {entry.msgid: entry.msgstr for entry in source}
    with translation.override("en"):
        assert str(ElectionRecord._meta.get_field("voters_present").verbose_name) == "Voters present"
