"""The auditor's page: for the committee's auditor, and for nobody else."""

import pytest
from django.test import Client
from wagtail.models import Page

from cms.acting import command_name
from cms.testing import publish
from cms.tree.actions import create_unit
from plugins.audit.models import Entry
from plugins.audit.noting import note
from plugins.audit.sealing import seal
from tests.cms.samples import featured

ADDRESSES = ("/admin/audit/", "/admin/audit/results/")


@pytest.fixture
def sign_in():
    def make(user) -> Client:
        client = Client(REMOTE_ADDR="10.0.0.5")
        client.force_login(user)
        return client

    return make


@pytest.fixture
def read(world, sign_in):
    """What the committee's auditor is shown, with these filters."""
    client = sign_in(world.user("auditor"))

    def shown(**filters) -> str:
        response = client.get("/admin/audit/results/", filters)
        assert response.status_code == 200
        return response.content.decode()

    return shown


# Who --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "role",
    ["drafter", "reviewer", "secretary", "approver", "party_office", "administrator", "secrecy_officer", "superuser"],
)
def test_to_everybody_else_in_the_admin_it_is_not_there(world, sign_in, role, address):
    if role == "superuser":
        from django.contrib.auth.models import User

        user = User.objects.create_superuser("root")
    else:
        user = world.user(role)
    note("export", by=user, title="痕迹")
    client = sign_in(user)
    nothing = client.get("/admin/there-is-nothing/")
    answer = client.get(address)
    assert answer.status_code == nothing.status_code == 404
    assert answer.content == nothing.content
    assert "/admin/audit/" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", [None, "employee", "member"])
def test_whoever_does_not_work_in_the_admin_gets_what_its_other_pages_give(world, sign_in, role, address):
    client = sign_in(world.user(role)) if role else Client()
    answer, other = client.get(address), client.get("/admin/published/")
    assert answer.status_code == other.status_code == 302
    assert answer["Location"].split("?")[0] == other["Location"].split("?")[0]


def test_the_auditor_has_it_in_the_menu_and_nothing_else_of_content(world, sign_in):
    client = sign_in(world.user("auditor"))
    home = client.get("/admin/")
    assert home.status_code == 200
    assert "/admin/audit/" in home.content.decode()
    assert "审计日志" in client.get("/admin/audit/").content.decode()
    root = Page.objects.get(depth=1)
    assert client.get(f"/admin/pages/{root.pk}/").status_code in (302, 404)
    assert client.get("/admin/published/").status_code == 404
    assert client.get("/admin/people/").status_code == 302  # back to the beginning, with a message


def test_who_was_an_auditor_until_yesterday_is_none(world, sign_in):
    import datetime

    from django.utils import timezone

    from cms.people import Membership

    user = world.user("auditor")
    Membership.objects.filter(person__user=user).update(until=timezone.localdate() - datetime.timedelta(days=1))
    assert sign_in(user).get("/admin/audit/").status_code == 404


def test_the_auditor_of_a_committee_below_reads_of_its_own_units_only(world, sign_in):
    below = create_unit(title="分厂党委", kind="committee", code="below", parent=world.committee)
    branch = create_unit(title="分厂支部", kind="branch", code="third", parent=below)
    note("export", kind="cms.unit", pk=branch.pk, title="分厂的事", unit_id=branch.pk)
    note("export", kind="cms.unit", pk=world.branch.pk, title="总装的事", unit_id=world.branch.pk)
    note("sign.failed", kind="auth.user", title="无主的事")
    shown = sign_in(world.user("auditor", below)).get("/admin/audit/").content.decode()
    assert "分厂的事" in shown
    assert "总装的事" not in shown and "无主的事" not in shown
    shown = sign_in(world.user("auditor")).get("/admin/audit/").content.decode()
    assert all(words in shown for words in ("分厂的事", "总装的事", "无主的事"))


# What -------------------------------------------------------------------------------------------------------------------


def test_an_entry_is_shown_in_words(world, read):
    publish(world, featured(world))
    seal()
    shown = read()
    final = Entry.objects.filter(action="review.pass").order_by("-pk").first()
    for words in (
        "审核通过",
        "党委签发人",
        "三审",
        "内容摘要",
        "总装党支部",
        str(final.sequence),
        final.hash[:12],
        command_name(),
    ):
        assert words in shown, words


def test_titles_of_records_are_not_shown_and_not_found_by_guessing(world, read, sign_in):
    page = publish(world, featured(world, title="内部通报一则", disclosure_scope="unit"))
    entry = Entry.objects.filter(object_id=str(page.pk), action="wagtail.publish").get()
    assert entry.object_title == "内部通报一则"
    assert f"记录 {page.pk}" in read()
    assert "内部通报" not in read()
    assert f"记录 {page.pk}" not in read(object="内部通报")
    assert "没有符合条件的审计记录" in read(object="内部通报")
    assert f"记录 {page.pk}" in read(object=str(page.pk))
    # who reads it anyway, as somebody who is a Party member there too, sees what it is
    member = world.new_user("auditor", unit=world.committee)
    from cms.people import Membership

    Membership.objects.create(person=member.person, unit=world.branch, role="member")
    assert "内部通报一则" in sign_in(member).get("/admin/audit/").content.decode()


def test_filters_by_time_actor_action_object_unit_and_address(world, read):
    office = world.user("party_office")
    note("export", by=office, kind="cms.unit", pk=world.branch.pk, title="甲支部")
    note("sign.failed", kind="auth.user", title="乙账号", unit_id=world.other.pk)
    assert "甲支部" in read(actor_name=office.username) and "乙账号" not in read(actor_name=office.username)
    assert "乙账号" in read(action="sign.failed") and "甲支部" not in read(action="sign.failed")
    assert "乙账号" in read(object_type="auth.user") and "甲支部" not in read(object_type="auth.user")
    assert "甲支部" in read(object="甲支") and "乙账号" not in read(object="甲支")
    assert "乙账号" in read(unit=world.other.pk) and "甲支部" not in read(unit=world.other.pk)
    assert "甲支部" not in read(time_to="2020-01-01") and "甲支部" in read(time_from="2020-01-01")
    assert "甲支部" not in read(address="10.0.0.5") and "查看审计日志" in read(address="10.0.0.5")


def test_pages_take_the_same_number_of_queries_however_long(world, read, sign_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    publish(world, featured(world))
    read()
    with CaptureQueriesContext(connection) as few:
        read()
    for number in range(120):
        note("export", kind="cms.unit", pk=number, title=f"第{number}件", unit_id=world.branch.pk)
    with CaptureQueriesContext(connection) as many:
        first = read()
    assert len(many) <= len(few)
    assert "第119件" in first and "第60件" not in first
    assert "第60件" in read(p=2)


def test_what_somebody_wrote_into_a_name_is_shown_as_text(world, read):
    note("export", kind="cms.unit", title="<script>alert(1)</script>", details={"a": "<b>"})
    assert "<script>alert(1)" not in read() and "&lt;b&gt;" in read()


def test_reading_is_noted_once_a_day_for_each_session(world, read):
    before = Entry.objects.filter(action="audit.read").count()
    read()
    read()
    entries = Entry.objects.filter(action="audit.read")
    assert entries.count() == before + 1
    assert entries.latest("pk").actor == world.user("auditor").pk
