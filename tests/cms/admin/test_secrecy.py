"""The secrecy officer's queue and page: the draft that waits, its files and its findings, and nothing else of the unit."""

import pytest
from django.urls import reverse

from cms.moderation import referrals, secrecy
from cms.moderation.actions import submit
from cms.moderation.models import MachineFinding, Referral, Release
from cms.testing import decide, review
from cms.tree import RecordAttachment
from tests.cms.samples import meeting


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def officer(world):
    return world.user("secrecy_officer")


@pytest.fixture
def secrecy_url():
    return lambda referral, name="secrecy": reverse(f"cms_admin:{name}", args=[referral.pk])


def test_a_reviewer_refers_in_the_admin_and_the_officer_clears_it_there(
    world, draft, officer, sign_in, edit_url, decision_url, secrecy_url, fresh
):
    page = draft(title="新产线投产", confidentiality="internal")
    submit(page, world.user("drafter"))
    MachineFinding.objects.create(
        release=Release.objects.get(page_id=page.pk), check_slug="x", axis="confidentiality", message="有密级字样"
    )
    reviewer = sign_in(world.user("reviewer"))
    url = decision_url(page, "refer")
    assert url in text(reviewer.get(edit_url(page)))
    assert "审核表" not in text(reviewer.get(url))
    assert "必需字段" in text(reviewer.post(url, {"reason": ""})) and not Referral.objects.exists()
    assert reviewer.post(url, {"reason": "提到了产能"}).status_code == 302
    shown = text(reviewer.get(edit_url(page)))  # whose turn it is reads on
    assert "审核中：保密审查" in shown and decision_url(page, "pass") not in shown
    assert "审核中：保密审查" in text(sign_in(world.user("drafter")).get(edit_url(page)))
    client, referral = sign_in(officer), Referral.objects.get()
    home = text(client.get(reverse("wagtailadmin_home")))
    assert "等我保密审查" in home and secrecy_url(referral) in home
    shown = text(client.get(secrecy_url(referral)))
    assert "新产线投产" in shown and "提到了产能" in shown and "有密级字样" in shown
    assert 'value="internal"' in shown and 'value="non_classified"' not in shown
    shown = text(client.post(secrecy_url(referral), {"decision": "clear", "opinion": "看过了"}))
    assert "请写明保密审查结论" in shown and "看过了" in shown
    assert client.post(secrecy_url(referral), {"decision": "clear", "conclusion": "internal"}).status_code == 302
    assert "保密审查通过" in text(reviewer.get(decision_url(page, "pass")))
    assert secrecy_url(referral) not in text(client.get(reverse("wagtailadmin_home"))).split("<main")[-1]
    answer = client.get(secrecy_url(referral), follow=True)
    assert "已有结论" in text(answer)


def test_the_officer_reads_the_waiting_draft_with_its_files_and_restricted_fields_only_while_it_waits(
    world, officer, sign_in, edit_url, secrecy_url
):
    file, another = world.attachment(), world.attachment()
    page = meeting(world, absent=[(world.person("缺席甲"), "zzq 请假")], confidentiality="undetermined")
    page.attachments = [RecordAttachment(file=file)]
    page.save_revision(user=world.user("drafter"))
    other = meeting(world)
    submit(page, world.user("drafter"))
    client, referral = sign_in(officer), Referral.objects.get()
    assert "zzq 请假" in text(client.get(secrecy_url(referral, "secrecy_draft")))
    served = client.get(file.url)
    assert b"".join(served.streaming_content).decode() == file.title.removesuffix(".txt")
    assert client.get(another.url).status_code == 404
    closed = [edit_url(page), reverse("wagtailadmin_pages:view_draft", args=[page.pk]), edit_url(other)]
    for url in closed:
        assert client.get(url).status_code in (302, 403, 404), url
    assert "zzq" not in text(client.get("/zongzhuang/")) + text(client.get(edit_url(page), follow=True))
    referrals.decide(referral, officer, "clear", conclusion="internal")
    assert client.get(secrecy_url(referral, "secrecy_draft")).status_code == 404
    assert client.get(file.url).status_code == 404


def test_for_everybody_else_the_page_does_not_exist(world, draft, task, sign_in, secrecy_url):
    page = draft(title="只给保密员看")
    review(world, page, upto=1)
    referral = referrals.refer(task(page), world.user("secretary"), "请看")
    for role in ("drafter", "reviewer", "secretary", "approver", "party_office", "administrator", "auditor"):
        client = sign_in(world.user(role))
        for name in ("secrecy", "secrecy_draft"):
            assert client.get(secrecy_url(referral, name)).status_code == 404, role
            assert client.post(secrecy_url(referral, name), {"decision": "refuse", "opinion": "x"}).status_code == 404
    assert not Referral.objects.get().decision


def test_the_first_stage_is_not_offered_to_reject_and_the_second_does_it_in_the_admin(
    world, draft, sign_in, edit_url, decision_url, fresh
):
    page = draft()
    submit(page, world.user("drafter"))
    reviewer = sign_in(world.user("reviewer"))
    assert "不予发布" not in text(reviewer.get(edit_url(page)))
    assert reviewer.get(decision_url(page, "reject")).status_code == 404
    decide(fresh(page).current_workflow_task_state, world.user("reviewer"), "pass")
    secretary, url = sign_in(world.user("secretary")), decision_url(page, "reject")
    assert url in text(secretary.get(edit_url(page)))
    assert secretary.post(url, {"reasons": ["facts_unclear"], "opinion": "查无此事"}).status_code == 302
    drafter = sign_in(world.user("drafter"))
    for address in (edit_url(page), reverse("wagtailadmin_home")):
        assert "不予发布（二审二校）" in text(drafter.get(address)) and "查无此事" in text(drafter.get(address))


def test_nobody_waits_where_the_committee_has_no_officer_and_the_status_says_so(world, draft, sign_in, edit_url):
    page = draft(confidentiality="undetermined")
    submit(page, world.user("drafter"))
    assert not secrecy.waiting_for(world.user("approver")).exists()
    assert "目前没有保密员" in text(sign_in(world.user("drafter")).get(edit_url(page)))
