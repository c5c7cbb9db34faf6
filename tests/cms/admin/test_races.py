"""Two editors press the button in the same moment, with real threads on PostgreSQL."""

import threading

import pytest
from django.db import connection
from wagtail.models import Revision

pytestmark = pytest.mark.postgres


@pytest.fixture
def world(real_world):
    return real_world


def test_of_two_saves_in_the_same_moment_one_is_told(world, draft, edit_url, form_of, fresh, sign_in):
    page = draft()
    clients = [sign_in(world.user("drafter")), sign_in(world.new_user("drafter"))]
    forms = [
        form_of(client.get(edit_url(page))) | {"summary": [f"第{number}人写的"]}
        for number, client in enumerate(clients)
    ]
    barrier, answers = threading.Barrier(2), [None, None]

    def save(number):
        barrier.wait()
        try:
            answers[number] = clients[number].post(edit_url(page), forms[number])
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    saved = [number for number in range(2) if answers[number].status_code == 302]
    assert len(saved) == 1
    assert "没有保存" in answers[1 - saved[0]].content.decode()
    assert fresh(page).get_latest_revision_as_object().summary == f"第{saved[0]}人写的"
    assert Revision.page_revisions.filter(object_id=str(page.pk)).count() == 2
