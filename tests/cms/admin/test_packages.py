"""成批报送 in the admin: choosing drafts of a section, the sheet, and one decision about all of it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.delivery.models import Document
from cms.moderation.models import MachineFinding, Package, Review
from cms.moderation.packages import submit_package
from cms.people import Membership
from cms.testing import publish
from tests.cms.samples import featured, meeting, without_source


@pytest.fixture
def parts(world):
    return [featured(world, title=f"党员先锋岗{number}") for number in range(3)]


@pytest.fixture
def package(world, parts):
    return submit_package(parts, world.user("drafter"), "十一月名册")


def text(response) -> str:
    return response.content.decode()


def answered(response, **more) -> dict:
    """What a reviewer posts who finds everything in order."""
    form = response.context["form"]
    data = {f"item_{item.slug}": "yes" for item in form.items} | {"opinion": ""}
    for finding, answer, _reason in form.found():
        if answer:
            data |= {f"finding_{finding.pk}": "dismiss", f"why_{finding.pk}": "已对照签到表"}
    return data | {"read": re.findall(r'name="read" value="(\d+)"', text(response))} | more


def address(package) -> str:
    return reverse("cms_admin:package", args=[package.pk])


def test_an_information_officer_submits_drafts_of_a_section_as_one_sheet(world, parts, sign_in):
    client, section = sign_in(world.user("drafter")), parts[0].get_parent()
    shown = client.get(reverse("cms_admin:packages"))
    assert shown.url == reverse("cms_admin:new_package", args=[section.pk])
    page = text(client.get(shown.url))
    assert all(part.title in page for part in parts)
    response = client.post(shown.url, {"title": "十一月名册", "parts": [parts[0].pk, parts[1].pk]})
    package = Package.objects.get()
    assert response.url == address(package)
    assert set(package.releases.values_list("page_id", flat=True)) == {parts[0].pk, parts[1].pk}
    sheet = text(client.get(response.url))
    assert "审核中：一审一校" in sheet and "撤回还在审核的各份" in sheet


def test_what_must_be_put_right_stands_beside_the_part_and_what_was_typed_stays(world, parts, sign_in):
    bad = featured(world, title="转载未注明")
    without_source(world, bad)
    url = reverse("cms_admin:new_package", args=[bad.get_parent().pk])
    client = sign_in(world.user("drafter"))
    shown = text(client.post(url, {"title": "十一月名册", "parts": [part.pk for part in (*parts, bad)]}))
    assert "没有报送" in shown and "来源说明" in shown and 'value="十一月名册"' in shown
    assert not Package.objects.exists()
    one = text(client.post(url, {"title": "", "parts": [parts[0].pk]}))
    assert one.count("error-message") >= 1 and not Package.objects.exists()


def test_three_people_pass_the_sheet_and_one_part_goes_back(world, parts, package, sign_in, fresh):
    client = sign_in(world.user("reviewer"))
    shown = client.get(address(package))
    back = {
        f"part_{parts[1].pk}_return": "on",
        f"part_{parts[1].pk}_reasons": ["numbers_differ"],
        f"part_{parts[1].pk}_opinion": "到会率与签到表不符。",
    }
    response = client.post(address(package), answered(shown, **back), follow=True)
    assert "已通过 2 份，退回 1 份" in text(response)
    for role in ("secretary", "approver"):
        client = sign_in(world.user(role))
        response = client.post(address(package), answered(client.get(address(package))), follow=True)
    assert "已签发 2 份" in text(response)
    assert [fresh(part).live for part in parts] == [True, False, True]
    author = text(sign_in(world.user("drafter")).get(address(package)))
    assert "到会率与签到表不符。" in author and "已发布" in author


def test_a_return_without_a_reason_and_an_unanswered_form_come_back_with_what_was_ticked(
    world, parts, package, sign_in
):
    client = sign_in(world.user("reviewer"))
    data = answered(client.get(address(package)), **{f"part_{parts[0].pk}_return": "on"})
    shown = text(client.post(address(package), data))
    assert "退回须选明原因" in shown and "退回须写明意见" in shown
    assert re.search(rf'name="part_{parts[0].pk}_return"[^>]*checked', shown)
    data = {"read": data["read"], "opinion": "同意"}
    shown = text(client.post(address(package), data))
    assert "请逐项回答" in shown and ">\n同意</textarea>" in shown
    assert not Review.objects.exists()


def test_a_part_that_went_while_the_sheet_was_open_is_said(world, parts, package, sign_in):
    one, two = sign_in(world.user("reviewer")), sign_in(world.new_user("reviewer"))
    old = answered(one.get(address(package)))
    two.post(address(package), answered(two.get(address(package))))
    assert Review.objects.count() == 3
    response = one.post(address(package), old, follow=True)
    assert response.status_code == 200 and "没有等您审核的稿件" in text(response)
    assert Review.objects.count() == 3


def test_what_changed_since_the_publication_and_what_machines_found_stand_in_the_line(world, parts, sign_in):
    page = publish(world, parts[0])
    draft = page.get_latest_revision_as_object()
    draft.title, draft.correction_note = "党员先锋岗（更正）", "更正名称"
    draft.background, draft.category = "<p>夜班点名<b>到会率</b>低。</p>", "service"
    draft.save_revision(user=world.user("drafter"))
    package = submit_package([type(page).objects.get(pk=page.pk), parts[1]], world.user("drafter"), "更正")
    release = package.releases.get(page_id=parts[1].pk)
    MachineFinding.objects.create(
        release=release, check_slug="late_entry", axis="truth", message="晚了九天", quote="9月"
    )
    shown = text(sign_in(world.user("reviewer")).get(address(package)))
    assert "<ins>党员先锋岗（更正）</ins>" in shown and "<del>党员先锋岗0</del>" in shown
    assert "<li>背景与问题有改动</li>" in shown and "类别：<del>" in shown and "主要做法有改动" not in shown
    assert "晚了九天" in shown and f'name="finding_{release.findings.get(message="晚了九天").pk}"' in shown


def test_nobody_else_learns_of_a_package(world, parts, package, sign_in):
    new = reverse("cms_admin:new_package", args=[parts[0].get_parent().pk])
    outside = [world.user(role, world.other) for role in ("drafter", "reviewer", "secretary")]
    for user in (*outside, world.user("party_office"), world.user("administrator")):
        client = sign_in(user)
        for url in (address(package), new):
            response = client.get(url)
            assert response.status_code in (302, 404) and package.title not in text(response)
        assert client.post(address(package), {"take_back": "1"}).status_code in (302, 404)
    assert package.releases.filter(void_at=None).count() == 3
    # a reviewer whose turn it is not yet reads no line of it
    secretary = sign_in(world.user("secretary")).get(address(package))
    assert secretary.context["lines"] == [] and "通过（" not in text(secretary)
    assert not Document.objects.filter(kind="record").exists()


def test_the_sections_with_several_drafts_are_counted_at_once(world, sign_in, assert_queries):
    """Of the own units alone, without what is under review or published; units and sections in their order."""
    both = world.new_user("drafter")
    Membership.objects.create(person=both.person, unit=world.other, role="drafter", since="2020-01-01")
    client, url = sign_in(type(both).objects.get(pk=both.pk)), reverse("cms_admin:packages")
    made = {
        unit.pk: [of(world, unit) for of in (featured, featured, meeting, meeting, meeting)]
        for unit in (world.branch, world.other)
    }
    submit_package(made[world.branch.pk][2:4], world.user("drafter"), "会议")
    publish(world, made[world.other.pk][0])
    featured(world, world.committee), featured(world, world.committee)

    def rows():
        return [(row["unit"].pk, row["section"].module, row["count"]) for row in client.get(url).context["rows"]]

    expected = [(world.branch.pk, "featured_work", 2), (world.other.pk, "three_meetings_one_lesson", 3)]
    assert rows() == expected
    with assert_queries("admin: what may be submitted as packages"):
        rows()
    for _number in range(2):
        meeting(world)
    for module in ("theory_study", "theme_party_day", "party_dues"):
        world.section(module)
    with assert_queries("admin: what may be submitted as packages"):
        assert rows() == [expected[0], (world.branch.pk, "three_meetings_one_lesson", 3), expected[1]]


def test_a_sheet_asks_for_each_part_only_its_draft_s_own_rows(world, sign_in):
    def asked(count):
        made = [featured(world, title=f"名册{count}-{number}") for number in range(count)]
        package = submit_package(made, world.user("drafter"), f"名册{count}")
        client = sign_in(world.user("reviewer"))
        client.get(address(package))
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(address(package)).context["lines"]) == count
        return len(queries)

    # Wagtail's own rebuilding of a draft asks six times: locale, type, owner, drafter, page, comments
    assert (asked(9) - asked(3)) / 6 <= 6
