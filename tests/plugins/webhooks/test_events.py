"""What is told of what happens: by comparing what is published with what was told."""

import datetime
import threading

from django.db import connection
from django.utils import timezone

from cms.delivery import documents, outbox
from cms.delivery.models import Document
from cms.moderation import actions
from cms.testing import publish
from cms.tree.actions import create_unit, move_unit, set_section_state
from plugins.webhooks import bodies, keeping
from plugins.webhooks.events import handle
from plugins.webhooks.models import Delivery, Endpoint, Event, Known
from tests.cms.samples import featured


def told(**filters) -> list[tuple[str, int]]:
    """(type, page) of the events that are about to be sent, in their order."""
    outbox.drain("webhooks")
    return list(Delivery.objects.filter(**filters).order_by("pk").values_list("event__type", "page_id"))


def test_a_publication_a_correction_and_a_withdrawal_are_told_in_this_order(world, endpoint, correct):
    endpoint()
    page = publish(world, featured(world))
    assert told() == [("record.published", page.pk)]
    page = correct(page, summary="更正后的摘要")
    assert told()[1:] == [("record.changed", page.pk)]
    assert Event.objects.get(type="record.changed").changed == ["content"]
    actions.withdraw(page, world.user("party_office"), "数字有误")
    assert told()[2:] == [("record.withdrawn", page.pk)]


def test_handed_over_twice_it_is_told_once(world, endpoint):
    endpoint()
    page = publish(world, featured(world))
    handle([page.pk])
    handle([page.pk])
    outbox.add([page.pk])
    assert told() == [("record.published", page.pk)]


def test_what_was_undone_before_it_was_handed_over_is_nothing(world, endpoint):
    endpoint()
    page = publish(world, featured(world))
    actions.withdraw(page, world.user("party_office"), "发早了")
    assert told() == []


def test_a_document_that_is_written_anew_without_a_difference_is_nothing(world, endpoint):
    page = publish(world, featured(world))
    endpoint()
    documents.write(page, Document.objects.get(pk=page.pk).release)
    assert told() == []


def test_a_body_has_ids_and_addresses_and_nothing_that_access_restricts(world, endpoint, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://dj.example.cn/"
    endpoint()
    page = publish(world, featured(world, title="内部情况", slug="nei-bu-qing-kuang", disclosure_scope="unit"))
    told()
    event = Event.objects.get()
    assert bodies.body_of(event) == {
        "id": str(event.pk),
        "type": "record.published",
        "time": timezone.localtime(event.time).isoformat(),
        "record": {
            "id": page.pk,
            "href": f"https://dj.example.cn/api/v1/records/{page.pk}",
            "module": "featured_work",
            "unit": world.branch.pk,
            "section": page.owning_section.pk,
        },
    }
    # nor what a cache is told: the address of a record is made of its title
    assert "nei-bu-qing-kuang" not in str(event.paths) and "/zongzhuang/featured-work/" in event.paths


def test_a_title_is_told_while_the_record_is_public_and_no_longer(world, endpoint, correct, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://dj.example.cn"
    endpoint()
    page = publish(world, featured(world, title="开放日公告", disclosure_scope="public"))
    told()
    event = Event.objects.get()
    path = Document.objects.get(pk=page.pk).path
    assert bodies.body_of(event)["record"]["title"] == "开放日公告"
    assert bodies.body_of(event)["record"]["url"] == f"https://dj.example.cn{path}"
    assert path in event.paths
    # narrowed before the receiver could be reached
    page = correct(page, disclosure_scope="members")
    assert "title" not in bodies.body_of(event)["record"] and "url" not in bodies.body_of(event)["record"]
    told()
    narrowed = Event.objects.get(type="record.changed")
    assert narrowed.changed == ["content", "access"]
    assert path in narrowed.paths, "a cache may still have it"


def test_endpoints_are_told_of_their_modules_units_and_events_only(world, endpoint):
    other = endpoint(name="机加", units=[world.other.pk])
    elsewhere = endpoint(name="党费", modules=["party_dues"])
    withdrawn = endpoint(name="撤回", events=["record.withdrawn"])
    off = endpoint(name="停用", active=False)
    above = endpoint(name="全部", units=[world.committee.pk], modules=["featured_work"])
    page = publish(world, featured(world))
    assert told(endpoint=above) == [("record.published", page.pk)]
    for one in (other, elsewhere, withdrawn, off):
        assert told(endpoint=one) == []
    actions.withdraw(page, world.user("party_office"), "数字有误")
    assert told(endpoint=withdrawn) == [("record.withdrawn", page.pk)]
    theirs = publish(world, featured(world, world.other))
    assert told(endpoint=other) == [("record.published", theirs.pk)]


def test_a_committee_below_is_told_of_its_own_units_and_of_what_leaves_them(world, endpoint):
    below = create_unit(title="分厂党委", kind="committee", code="below", parent=world.committee)
    branch = create_unit(title="分厂支部", kind="branch", code="third", parent=below)
    page = publish(world, featured(world, branch))
    mine = endpoint(committee=below)
    publish(world, featured(world))
    assert told(endpoint=mine) == []
    move_unit(branch, world.committee)
    assert set(told(endpoint=mine)) == {("unit.changed", branch.pk), ("record.changed", page.pk)}
    moved = Event.objects.get(type="record.changed")
    assert moved.changed == ["address", "access"]
    assert {"/below/third/featured-work/", "/third/featured-work/", "/below/", "/"} <= set(moved.paths)


def test_a_section_that_opens_closes_or_will_close_changes_its_unit(world, endpoint):
    section = world.section("featured_work")
    endpoint()
    set_section_state(section, "closed", since=timezone.localdate() + datetime.timedelta(days=10))
    assert told() == [("unit.changed", world.branch.pk)]
    assert Event.objects.get().changed == ["sections"]
    assert bodies.body_of(Event.objects.get())["unit"]["href"].endswith(f"/api/v1/units/{world.branch.pk}")


def test_of_practice_units_nothing_is_told(world, endpoint):
    endpoint()
    practice = create_unit(title="练习支部", kind="branch", code="practice", parent=world.committee, practice=True)
    publish(world, featured(world, practice))
    assert told() == []


def test_after_a_time_without_the_plugin_what_was_missed_is_told(world, endpoint, correct):
    missed, stays = publish(world, featured(world)), publish(world, featured(world))
    endpoint()
    actions.withdraw(missed, world.user("party_office"), "数字有误")
    correct(stays, summary="新的摘要")
    outbox.OutboxEntry.objects.all().delete()
    assert keeping.catch_up() == 2
    assert set(told()) == {("record.withdrawn", missed.pk), ("record.changed", stays.pk)}
    assert keeping.catch_up() == 0


def test_what_is_only_to_be_remembered_is_not_told(world, endpoint):
    endpoint()
    publish(world, featured(world))
    outbox.OutboxEntry.objects.all().delete()
    assert keeping.catch_up(quiet=True) == 0
    assert keeping.catch_up() == 0 and told() == []


def test_on_a_site_that_has_records_already_a_correction_is_one(world, endpoint, correct):
    """What the migration does that installs the plugin."""
    from importlib import import_module

    from django.apps import apps

    page = publish(world, featured(world))
    endpoint()
    known = {row.pk: row.told for row in Known.objects.exclude(told={})}
    Known.objects.all().delete()
    import_module("plugins.webhooks.migrations.0002_known").remember(apps, None)
    again = {row.pk: row.told for row in Known.objects.all()}
    assert again == {pk: {key: value for key, value in told.items() if key != "sections"} for pk, told in known.items()}
    correct(page, summary="更正后的摘要")
    assert told() == [("record.changed", page.pk)]


def test_two_who_are_handed_the_same_pages_at_once_tell_of_each_once(real_world):
    endpoint = Endpoint.objects.create(
        committee=real_world.committee, name="甲", url="http://10.0.0.8/", events=[Event.PUBLISHED]
    )
    pages = [publish(real_world, featured(real_world)).pk for _ in range(2)]
    for model in (Event, Known):
        model.objects.all().delete()
    faults = []

    def hand_over():
        try:
            handle(pages)
        except Exception as fault:  # noqa: BLE001 (looked at where the test runs)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=hand_over) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert faults == []
    assert sorted(endpoint.deliveries.values_list("page_id", flat=True)) == pages


def test_a_batch_costs_the_same_number_of_queries_however_many_pages(world, endpoint, django_assert_max_num_queries):
    endpoint()
    for _ in range(3):
        publish(world, featured(world))
    pages = list(Document.objects.values_list("pk", flat=True))
    Known.objects.all().delete()
    with django_assert_max_num_queries(14):
        assert handle(pages) == len(pages)
