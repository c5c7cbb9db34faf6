"""Reviewing in the portal: the queue, the page with the text and what it rests on, and the decision, without JavaScript."""

import io
import re

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Picture

from cms.delivery.models import Document
from cms.moderation import actions
from cms.moderation.actions import submit
from cms.moderation.models import MachineFinding, Release, Review, ReviewClaim
from cms.people import Role
from cms.testing import publish, review
from cms.tree import RecordAttachment, RecordEvidence
from tests.cms.samples import featured, meeting

QUEUE = "/review/"


def text(response) -> str:
    return response.content.decode()


def words(response) -> str:
    """What the page says, without its tags."""
    return re.sub(r"<[^>]+>", "", text(response))


def said(response) -> str:
    """The page but for what differs from one request to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|/review/\d+/', "", text(response))


def url(page) -> str:
    return f"/review/{page.pk}/"


def photo() -> ContentFile:
    out = io.BytesIO()
    Picture.new("RGB", (30, 20), "#b8322a").save(out, "PNG")
    return ContentFile(out.getvalue(), name="sheet.png")


def in_order(response, **changes) -> dict:
    """What a reviewer posts who finds everything in order on the page that was shown."""
    form, case = response.context["form"], response.context["case"]
    data = {"state": str(case.state.pk), "decision": "pass"} | {f"item_{item.slug}": "yes" for item in form.items}
    for one, answer, _reason in form.found():
        if answer:
            data |= {f"finding_{one.pk}": "dismiss", f"why_{one.pk}": "已对照签到表"}
    return data | changes


@pytest.fixture
def waiting(world, draft, fresh):
    """A record that waits at the first, second or final stage."""

    def make(stage=1, unit=None, of=None, **fields):
        page = (of or draft)(**({"unit": unit} if of is None else {"world": world, "unit": unit}), **fields)
        review(world, page, upto=stage - 1)
        return fresh(page)

    return make


def test_three_people_pass_a_record_on_their_phones_and_it_is_published(world, waiting, reader, fresh):
    page = waiting(title="把夜班点名搬到机台边")
    for role, label in (("reviewer", "通过"), ("secretary", "通过"), ("approver", "签发")):
        client = reader(role)
        queue = text(client.get(QUEUE))
        assert url(page) in queue and page.title in queue
        shown = client.get(url(page))
        assert shown.status_code == 200 and f'value="pass">{label}</button>' in text(shown)
        assert "到会率由71%提高到96%。" in text(shown)
        done = client.post(url(page), in_order(shown, opinion="同意"), follow=True)
        assert done.redirect_chain == [(QUEUE, 302)]
        assert page.title in text(done) and url(page) not in text(done)
        assert client.get(url(page)).status_code == 404  # done is done
    assert fresh(page).live and Document.objects.filter(pk=page.pk).exists()
    assert set(Review.objects.values_list("opinion", flat=True)) == {"同意"}


def test_a_return_takes_reasons_and_an_opinion_and_loses_nothing_that_was_typed(world, waiting, reader, fresh):
    page = waiting(2)
    client = reader("secretary")
    shown = client.get(url(page))
    data = in_order(shown, decision="return", item_rule_conformity="no", note_rule_conformity="程序少一步")
    refused = client.post(url(page), data)
    assert refused.status_code == 422 and not Review.objects.filter(decision="return").exists()
    assert "退回原因" in words(refused) and 'value="程序少一步"' in text(refused)
    assert re.search(r'name="item_rule_conformity" value="no"[^>]* checked', text(refused))
    assert "decide-return" in text(refused) and re.search(r'<details class="decide-return" open>', text(refused))
    done = client.post(url(page), data | {"reasons": ["numbers_differ", "typos"], "opinion": "到会人数与签到表不符"})
    assert done.status_code == 302
    kept = Review.objects.get(decision="return")
    assert kept.reasons == ["numbers_differ", "typos"] and kept.answers["rule_conformity"]["note"] == "程序少一步"
    assert not fresh(page).workflow_in_progress


def test_who_passes_answers_everything_and_what_is_wrong_is_said_beside_it(world, waiting, reader):
    page = waiting()
    client = reader("reviewer")
    shown = client.get(url(page))
    refused = client.post(
        url(page), in_order(shown, item_fact_happened="no", reasons=["typos"], opinion="已写了一大段")
    )
    assert refused.status_code == 422
    assert "答“否”的不能通过，请退回修改" in words(refused) and "已写了一大段" in text(refused)
    assert re.search(r'name="reasons" value="typos"[^>]* checked', text(refused)), (
        "ticked for a return, which it is not"
    )
    assert not refused.context["returning"].errors
    nothing = client.post(url(page), {"state": str(shown.context["case"].state.pk), "opinion": "按了回车"})
    assert nothing.status_code == 422 and "请点“通过”或“退回修改”" in text(nothing) and "按了回车" in text(nothing)
    assert not Review.objects.exists()


def test_a_form_that_was_opened_before_a_resubmission_decides_nothing(world, waiting, reader, fresh):
    """⚠ The address names the page only: what was read last week is not what is passed today."""
    page = waiting()
    client = reader("reviewer")
    shown = client.get(url(page))
    actions.take_back(page, world.user("drafter"))
    changed = fresh(page).get_latest_revision_as_object()
    changed.summary = "改成了别的"
    changed.save_revision(user=world.user("drafter"))
    submit(fresh(page), world.user("drafter"))
    answer = client.post(url(page), in_order(shown))
    assert answer.status_code == 422 and "重新报送过" in text(answer) and "改成了别的" in text(answer)
    assert not Review.objects.exists()


def test_who_comes_second_is_told_so_and_nothing_is_decided_twice(world, waiting, reader, sign_in):
    page = waiting()
    second = sign_in(world.new_user("reviewer"))
    shown = second.get(url(page))
    first = reader("reviewer")
    opened = first.get(url(page))
    assert "起正在审这份稿件" in text(opened) and ReviewClaim.objects.count() == 1
    assert first.post(url(page), in_order(opened)).status_code == 302
    told = second.post(url(page), in_order(shown), follow=True)
    assert told.redirect_chain == [(QUEUE, 302)] and "本环节由支部书记审核" in text(told)
    assert Review.objects.count() == 1


def test_only_who_may_decide_it_now_finds_it(world, waiting, reader, sign_in):
    """A draft with a word that is nowhere else, its evidence and its finding: by no address, in no queue, in nobody's count."""
    page = waiting(2, title="独有的词语蓝鲸", summary="蓝鲸")
    proof = world.attachment(title="蓝鲸签到表.txt")
    MachineFinding.objects.create(
        release=Release.objects.get(page=page), check_slug="x", axis="truth", message="蓝鲸有误"
    )
    others = [world.user(role, world.committee) for role in Role.values] + [
        world.user(role) for role in ("employee", "member", "drafter", "reviewer")
    ]
    others += [world.user(role, world.other) for role in ("reviewer", "secretary", "drafter")]
    others += [User.objects.create_superuser("root"), User.objects.create_user("nobody"), world.new_user()]
    for user in others:
        client = sign_in(user)
        for answer in (
            client.get(url(page)),
            client.post(
                url(page), {"decision": "pass", "state": str(page.current_workflow_task_state.pk)}, follow=True
            ),
            client.get(QUEUE),
            client.get("/units/"),
        ):
            assert "蓝鲸" not in text(answer)
        assert client.get(url(page)).status_code == 404
        assert said(client.get(url(page))) == said(client.get("/review/999999/"))
    assert Review.objects.filter(release__page=page).count() == 1
    shown = text(reader("secretary").get(url(page)))
    assert "蓝鲸" in shown and proof.title not in shown


@pytest.mark.parametrize("role", Role.values)
def test_the_queue_is_there_for_who_reviews(world, role):
    client = Client()
    client.force_login(world.user(role, world.committee))
    reviews = role in ("reviewer", "secretary", "approver")
    assert client.get(QUEUE).status_code == (200 if reviews else 404)
    assert (f'href="{QUEUE}"' in text(client.get("/account/password/"))) == reviews
    assert client.get("/drafts/").status_code == (200 if role == "drafter" else 404)


def test_a_visitor_is_asked_to_sign_in_and_comes_back(world, waiting):
    page, client = waiting(), Client()
    for path in (url(page), QUEUE, "/review/999999/", "/drafts/"):
        assert client.get(path).headers["Location"] == f"/sign-in/?next={path}"
    user = world.user("reviewer")
    answer = client.post("/sign-in/", {"username": user.username, "password": "Hongban-2026", "next": url(page)})
    assert answer.headers["Location"] == url(page)
    assert client.get(url(page)).status_code == 200


def test_a_reviewer_sees_restricted_fields_evidence_and_findings_beside_the_text(world, reader, fresh, client):
    draft = meeting(world, absent=[(world.person("王缺席"), "出差在外")])
    draft.evidence = [
        RecordEvidence(kind="sign_in_sheet", file=world.attachment(title="签到表.png", file=photo()), note="原件")
    ]
    draft.attachments = [RecordAttachment(file=world.attachment(title="讲稿.txt"))]
    draft.save_revision(user=world.user("drafter"))
    submit(fresh(draft), world.user("drafter"))
    MachineFinding.objects.create(
        release=Release.objects.get(page=draft), check_slug="x", axis="truth", message="人数对不上", quote="应到二十"
    )
    browser = reader("reviewer")
    shown = browser.get(url(draft))
    page = text(shown)
    for expected in ("王缺席", "出差在外", "签到表", "原件", "讲稿.txt", "人数对不上", "应到二十", "不涉密可公开"):
        assert expected in page
    picture = re.search(r'<img src="(/files/[^"]+)"', page)[1]
    served = browser.get(picture)
    assert served.status_code == 200 and b"".join(served.streaming_content).startswith(b"\x89PNG")
    for close in served._resource_closers:  # response.close() would end the test's connection as well
        close()
    assert reader("employee").get(picture).status_code == 404 and client.get(picture).status_code == 404
    assert "no-store" in shown.headers["Cache-Control"] and "private" in shown.headers["Cache-Control"]
    assert "script" not in page.split("<main")[1]
    assert not Document.objects.filter(pk=draft.pk).exists()


def test_a_correction_shows_what_it_changes_and_says_why(world, reader, draft, fresh):
    page = publish(world, draft(summary="到会二十人。会后补学。", tags=["夜班"]))
    changed = fresh(page).get_latest_revision_as_object()
    changed.summary, changed.correction_note = "到会十九人。会后补学。", "核对签到表后更正人数"
    changed.result = "<p>到会率由71%提高到95%。</p>"
    changed.save_revision(user=world.user("drafter"))
    submit(fresh(page), world.user("drafter"))
    shown = text(reader("reviewer").get(url(page)))
    assert "核对签到表后更正人数" in shown
    assert "到会<del>二十</del><ins>十九</ins>人。会后补学。" in shown
    assert "到会率由71%提高到9<del>6</del><ins>5</ins>%。" in shown
    assert "<h3>背景" not in shown


def test_the_approver_narrows_the_scope_and_never_widens_it(world, waiting, reader, fresh):
    page = waiting(3, disclosure_scope="members")
    client = reader("approver")
    shown = client.get(url(page))
    assert [value for value, _label in shown.context["passing"].fields["scope"].choices][1:] == [
        "unit", "committee", "restricted",
    ]  # fmt: skip
    assert client.post(url(page), in_order(shown, scope="employees")).status_code == 422
    assert client.post(url(page), in_order(shown, scope="unit")).status_code == 302
    assert fresh(page).disclosure_scope == "unit" and Document.objects.get(pk=page.pk).scope == "unit"


def test_a_home_page_is_reviewed_as_readers_will_see_it(world, reader, fresh):
    world.branch.body = [("heading", {"text": "新写的简介", "level": "2"})]
    world.branch.save_revision(user=world.user("drafter"))
    submit(fresh(world.branch), world.user("drafter"))
    for role in ("reviewer", "secretary", "approver"):
        client = reader(role)
        shown = client.get(url(world.branch))
        assert "新写的简介" in text(shown) and "管理重点" in text(shown)
        assert "scope" not in shown.context["passing"].fields
        assert client.post(url(world.branch), in_order(shown)).status_code == 302
    assert "新写的简介" in text(reader().get("/zongzhuang/"))


def test_a_draft_whose_picture_is_lost_can_be_returned(world, reader, fresh):
    image = world.image()
    page = featured(world, body=[("image", {"image": image, "alt": "合影", "caption": ""})])
    submit(page, world.user("drafter"))
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)
    client = reader("reviewer")
    shown = client.get(url(page))
    assert shown.status_code == 200 and "文件已丢失" in text(shown) and page.title in text(shown)
    data = {"reasons": ["elements_missing"], "opinion": "请重新上传图片"}
    assert client.post(url(page), in_order(shown, decision="return", **data)).status_code == 302
    assert not fresh(page).workflow_in_progress


def test_what_waits_is_counted_in_the_head_with_one_query_and_pages_follow_it(
    world, waiting, reader, address, assert_queries
):
    published = publish(world, meeting(world, title="已发布"))
    path = address(published)
    client = reader("secretary")
    with assert_queries("portal: a record, for who reviews"):
        first = client.get(path)
    assert first.status_code == 200 and 'class="count"' not in text(first)
    assert client.get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    waiting(2)
    later = client.get(path, headers={"if-none-match": first.headers["ETag"]})
    assert later.status_code == 200 and re.search(r'class="count"><span class="unseen">待审 </span>1<', text(later))
    with assert_queries("portal: the queue of who reviews"):
        client.get(QUEUE)
