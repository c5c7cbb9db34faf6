"""`manage.py documents verify|rebuild`, in processes of its own as an administrator runs it."""

import json
import shutil

import pytest
from django.conf import settings as django_settings

from cms.delivery.models import Document
from cms.management.commands.documents import Progress
from cms.testing import publish
from tests.cms.fakes import run


@pytest.fixture
def command(capsys):
    from django.core.management import call_command

    def call(*arguments) -> tuple[int, list]:
        code = 0
        try:
            call_command("documents", *arguments, "--json", "--workers", "1")
        except SystemExit as ended:
            code = ended.code
        return code, json.loads(capsys.readouterr().out)

    return call


def test_verify_names_what_differs_and_rebuild_restores_it(world, draft, command):
    page = publish(world, draft())
    assert command("verify") == (0, [])
    Document.objects.filter(pk=page.pk).update(title="改了")
    code, [found] = command("verify")
    assert (code, found["page"], found["state"]) == (1, page.pk, "different")
    assert command("rebuild")[0] == 0
    assert command("verify") == (0, [])


def test_a_rebuild_goes_on_where_it_was_stopped(world, draft, command, settings, tmp_path):
    settings.HONGBAN_DATA = tmp_path
    one, two = publish(world, draft()), publish(world, draft())
    Document.objects.filter(pk__in=[one.pk, two.pk]).update(title="改了")
    Progress().note(one.pk)
    assert [found["page"] for found in command("rebuild")[1]] == [two.pk]
    assert Progress().reached() == 0
    Progress().note(two.pk)
    assert [found["page"] for found in command("rebuild", "--from-start")[1]] == [one.pk]


def test_a_damaged_note_of_the_progress_means_from_the_start(settings, tmp_path):
    settings.HONGBAN_DATA = tmp_path
    for text in ("", "{", '{"page": null}', "[]"):
        Progress().file.write_text(text)
        assert Progress().reached() == 0


@pytest.mark.xdist_group("site")
@pytest.mark.skipif(
    "postgres" in django_settings.DATABASES["default"]["ENGINE"], reason="runs in processes of its own, on SQLite"
)
def test_several_processes_rebuild_side_by_side(site, tmp_path):
    data = tmp_path / "site"
    shutil.copytree(site, data)
    damage = (
        "import django; django.setup(); from cms.delivery.models import Document; Document.objects.update(text='坏了')"
    )
    assert run("-c", damage, data=data).returncode == 0
    done = run("manage.py", "documents", "rebuild", "--json", "--workers", "2", data=data)
    found = json.loads(done.stdout)
    assert len(found) > 2 and {one["state"] for one in found} == {"different"}, done.stderr
    again = run("manage.py", "documents", "verify", "--json", "--workers", "2", data=data)
    assert (again.returncode, json.loads(again.stdout)) == (0, [])
