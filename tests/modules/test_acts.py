"""What people do with published records, through the portal's forms: each act by whoever may, and by nobody else."""

import datetime
from importlib import import_module

from django.test import Client
from django.utils import timezone

from cms import plugins
from cms.access import viewer_of
from cms.acts import acts_of
from cms.delivery.models import Document
from cms.testing import publish
from tests.cms.samples import featured

TODAY = timezone.localdate()


def contract(label):
    return import_module(f"tests.modules.{label}.test_contract").TestContract()


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def offered(page, user) -> list[str]:
    return [act.slug for act in acts_of(now(page), viewer_of(type(user).objects.get(pk=user.pk)))]


def now(page):
    return type(page).objects.get(pk=page.pk)


def do(page, user, slug, **values):
    """The act through its form as a browser sends it; what the form says against it, or nothing."""
    client, address = browser(user), f"/acts/{page.pk}/{slug}/"
    form = client.get(address)
    assert form.status_code == 200, (slug, form.status_code)
    hidden = form.context["form"]
    initial = {field.html_name: field.value() for field in hidden if field.is_hidden and field.value() is not None}
    answer = client.post(address, initial | values)
    if answer.status_code == 302:
        assert answer["Location"] == Document.objects.get(pk=page.pk).path
        assert client.get(answer["Location"]).status_code == 200
        return {}
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


def test_every_act_has_an_address_and_words_of_its_own():
    for module in plugins.modules():
        acts = module.offer("acts") or []
        assert len({act.slug for act in acts}) == len(acts)
        assert all(act.slug and str(act.label) and str(act.done) for act in acts), module.label


def test_a_recipient_signs_and_reports_back(world):
    page = contract("documents_notices").published(world, unit=world.committee, receipt_required=True)
    secretary, stranger = world.user("secretary"), world.user("employee")
    assert offered(page, secretary) == ["sign-for"]
    assert offered(page, stranger) == []
    assert do(page, secretary, "sign-for") == {}
    assert offered(page, secretary) == ["report-back"]
    wrong = do(page, secretary, "report-back", relayed_on=TODAY + datetime.timedelta(days=1), relay_form="meeting")
    assert list(wrong) == ["relayed_on"]
    assert do(page, secretary, "report-back", relayed_on=TODAY, relay_form="meeting", feedback="已组织学习。") == {}
    row = now(page).receipts.get()
    assert (row.unit, row.received_by, row.relay_form, row.feedback) == (
        world.branch, secretary.person, "meeting", "已组织学习。",
    )  # fmt: skip


def test_a_unit_appeals_and_the_office_decides(world):
    page = contract("assessment").published(world)
    secretary, office = world.user("secretary"), world.user("party_office")
    assert offered(page, office) == []
    assert list(do(page, secretary, "appeal", ground="")) == ["ground"]
    assert do(page, secretary, "appeal", ground="攻关延期系停电所致。") == {}
    assert offered(page, secretary) == []
    assert list(do(page, office, "decide-appeal", appeal=7, decision="维持。")) == ["appeal"]
    assert do(page, office, "decide-appeal", appeal=1, decision="采纳，恢复2分。") == {}
    assert now(page).appeal.get().decision == "采纳，恢复2分。"
    assert offered(page, secretary) == ["appeal"]


def test_a_unit_objects_to_the_bulletin_and_the_office_decides(world):
    page = contract("information_bulletin").published(world)
    secretary, other = world.user("secretary"), world.user("secretary", world.other)
    office = world.user("party_office")
    assert offered(page, other) == []
    assert do(page, secretary, "object", matter="二月有一条记录未计入。") == {}
    assert do(page, office, "decide-objection", objection=1, decision="核实无误，补计。") == {}
    assert now(page).objections.get().decision == "核实无误，补计。"
    assert offered(page, office) == []


def test_the_unit_enters_opinions_and_answers_them(world):
    page = contract("opinions").published(world, anonymous_allowed=True)
    drafter = world.user("drafter")
    entry = {"content": "食堂延长开放。", "category": "welfare", "visibility": "open"}
    when = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    assert offered(page, drafter) == ["note-submission"]
    assert list(do(page, drafter, "note-submission", **entry, received_at="明天")) == ["received_at"]
    assert do(page, drafter, "note-submission", **entry, received_at=when) == {}
    assert do(page, drafter, "answer", submission=1, reply="自下周起延长。", satisfied="yes") == {}
    assert do(page, drafter, "set-adoption", adoption="adopted") == {}
    assert offered(page, drafter) == ["note-submission", "set-adoption"]
    reply = now(page).replies.get()
    assert (reply.reply, reply.satisfied, now(page).adoption) == ("自下周起延长。", True, "adopted")
    assert offered(page, world.user("drafter", world.other)) == []


def test_the_diagnosed_unit_replies_and_finds_its_words_when_it_replies_again(world):
    page = contract("diagnosis").published(
        world, unit=world.committee, diagnosis_kind="committee", target_unit=world.branch
    )
    secretary = world.user("secretary", page.target_unit)
    assert do(page, secretary, "reply", reply="第一条已整改。\n第二条本月完成。") == {}
    again = browser(secretary).get(f"/acts/{page.pk}/reply/").context["form"]["reply"].value()
    assert again.split() == ["第一条已整改。", "第二条本月完成。"]
    assert offered(page, world.user("employee", page.target_unit)) == []


def test_nobody_replies_to_a_diagnosis_of_the_own_unit(world):
    page = contract("diagnosis").published(world, target_unit=world.branch)
    assert offered(page, world.user("secretary")) == []


def test_featured_work_is_chosen_and_taken_back_with_a_reason(world):
    page = publish(world, featured(world))
    office = world.user("party_office")
    assert offered(page, world.user("secretary")) == []
    assert do(page, office, "select", selection_opinion="做法可推广。") == {}
    assert list(do(page, office, "take-back", selection_opinion="")) == ["selection_opinion"]
    assert do(page, office, "take-back", selection_opinion="数据有误。") == {}
    assert now(page).selected is False


def test_feedback_on_a_disclosure_is_noted(world):
    page = contract("party_affairs_disclosure").published(world)
    drafter = world.user("drafter")
    assert list(do(page, drafter, "note-feedback", feedback_count=2)) == ["feedback_handling"]
    assert do(page, drafter, "note-feedback", feedback_count=2, feedback_handling="逐一答复。") == {}
    assert now(page).feedback_count == 2


def test_a_button_leads_whoever_may_to_the_act_and_nobody_else(world):
    page = contract("documents_notices").published(world, unit=world.committee, receipt_required=True)
    path, address = Document.objects.get(pk=page.pk).path, f"/acts/{page.pk}/sign-for/"
    assert address in browser(world.user("reviewer")).get(path).content.decode()
    for role, unit in (("employee", world.branch), ("approver", world.committee), ("administrator", None)):
        client = browser(world.user(role, unit))
        assert address not in client.get(path).content.decode()
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert now(page).receipts.count() == 0


def test_an_act_on_what_one_may_not_see_is_not_there(world):
    page = contract("diagnosis").published(world, disclosure_scope="restricted")
    employee = world.user("employee", world.other)
    assert browser(employee).get(f"/acts/{page.pk}/reply/").status_code == 404
    assert browser(world.user("secretary")).get(f"/acts/{page.pk}/no-such-act/").status_code == 404
    assert browser(world.user("secretary")).get("/acts/999999/reply/").status_code == 404
