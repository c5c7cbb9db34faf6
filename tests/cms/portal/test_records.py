"""A record's page: what stands on it, what is withheld from whom, its addresses, and what a browser may keep of it."""

import datetime
import re

import pytest
from django.test import Client

from cms.delivery.models import Document
from cms.moderation.actions import withdraw
from cms.people import Membership, Person
from cms.testing import publish
from cms.tree import RecordAttachment, RecordEvidence
from cms.tree.actions import create_unit, move_unit
from tests.cms.samples import featured, meeting


def page(client, path) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def minutes(world):
    """A published meeting that 王缺席 missed, which is for Party members of the branch to know."""
    return publish(world, meeting(world, title="三季度大会", absent=[(world.person("王缺席"), "出差在外")]))


def test_the_envelope_stands_on_the_page(world, reader, address):
    drafter = world.person("信息员小李", user=None)
    draft = featured(
        world,
        title="把党小组会开到机台边",
        summary="一句话的摘要",
        occurred_on=datetime.date(2026, 3, 4),
        source_kind="superior_document",
        source_ref="厂党委〔2026〕3号",
        drafter=drafter,
    )
    found = page(reader(), address(publish(world, draft)))
    for words in (
        "<h1>把党小组会开到机台边</h1>", "一句话的摘要", "2026年3月4日", "信息员小李", "上级文件", "厂党委〔2026〕3号", "2026年第1季度", "全体员工",
    ):  # fmt: skip
        assert words in found


def test_the_date_of_the_fact_and_the_day_of_publication_are_told_apart(world, reader, address):
    record = publish(world, featured(world, occurred_on=datetime.date(2026, 3, 4)))
    Document.objects.filter(pk=record.pk).update(
        last_published_at=datetime.datetime(2026, 3, 9, 20, tzinfo=datetime.UTC)  # the tenth in Shanghai
    )
    found = page(reader(), address(record))
    assert '<time datetime="2026-03-04">2026年3月4日</time>' in found
    assert ">2026年3月10日</time>" in found


def test_who_passed_it_at_which_stage_is_stamped_on_it(world, reader, address):
    Person.objects.filter(user=world.user("reviewer")).update(name="审核员老孙")
    found = page(reader(), address(publish(world, featured(world))))
    for words in ("一审一校", "二审二校", "三审三校签发", "审核员老孙"):
        assert words in found


def test_files_are_listed_with_kind_and_size(world, reader, address):
    draft = featured(world)
    draft.attachments = [RecordAttachment(file=world.attachment(title="对照表.txt", content=b"x" * 2048))]
    draft.evidence = [
        RecordEvidence(file=world.attachment(title="签到照.txt"), kind="sign_in_sheet", note="原件存支部")
    ]
    draft.save_revision(user=world.user("drafter"))
    found = page(reader(), address(publish(world, draft)))
    for words in ("对照表.txt", "TXT", "2.0\xa0KB", "签到照.txt", "签到表", "原件存支部"):
        assert words in found


def test_fields_stand_in_their_order_by_their_type(world, reader, address, minutes):
    found = page(reader(), address(minutes))
    places = [found.index(words) for words in ("会议类型", "党员大会", "总装一线会议室", "到会率", "学习支部工作条例")]
    assert places == sorted(places)
    assert "<caption>会议议题</caption>" in found
    assert '<th scope="col">议题</th>' in found
    assert "95.0%" in found


def test_what_is_withheld_is_named_and_never_shown(world, reader, address, minutes):
    for client in (reader("employee"), reader("member", world.other), reader("secretary", world.other)):
        found = page(client, address(minutes))
        assert "王缺席" not in found
        assert "出差在外" not in found
        assert "以下内容仅限“本单位党员”查看：缺席人员及原因" in found


def test_who_reaches_a_field_reads_it_in_its_place(world, reader, address, minutes):
    for client in (reader("member"), reader("secretary"), reader("party_office")):
        found = page(client, address(minutes))
        assert "<caption>缺席人员及原因</caption>" in found
        assert found.index("到会率") < found.index("王缺席") < found.index("会议议题")
        assert "以下内容仅限" not in found


@pytest.mark.parametrize(
    ("scope", "readers"),
    [
        ("members", {"member", "member elsewhere", "approver"}),
        ("unit", {"member", "approver"}),
        ("committee", {"approver"}),
        ("restricted", {"approver"}),
    ],
)
def test_a_record_is_there_for_those_of_its_scope_and_for_others_is_not(world, reader, address, scope, readers):
    path = address(publish(world, featured(world, disclosure_scope=scope)))
    everybody = {
        "employee": reader("employee"),
        "member": reader("member"),
        "member elsewhere": reader("member", world.other),
        "approver": reader("approver"),
        "auditor": reader("auditor"),
    }
    assert {name for name, client in everybody.items() if client.get(path).status_code == 200} == readers
    missing = "/zongzhuang/featured-work/nothing/"
    assert _said(reader("employee").get(path), path) == _said(reader("employee").get(missing), missing)


def _said(answer, path: str) -> tuple[int, str]:
    """Status and page without what names the address or differs each time."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return answer.status_code, page.replace(path, "")


def test_a_withdrawn_record_is_nobody_s_and_those_whose_it_was_are_told(world, reader, address):
    record = publish(world, featured(world, title="撤下的题目", summary="撤下的内容"))
    path = address(record)
    withdraw(record, world.user("approver"), "数字有误")
    for role in ("employee", "drafter", "secretary", "approver"):
        answer = reader(role).get(path)
        assert answer.status_code == 410
        assert "撤下的" not in answer.content.decode() and "数字有误" not in answer.content.decode()
    assert reader("administrator").get(path).status_code == 404


def test_an_earlier_address_leads_to_the_present_one(world, reader, address):
    record = publish(world, featured(world))
    earlier = address(record)
    general = create_unit(title="前桥厂党总支", kind="general_branch", code="qianqiao", parent=world.committee)
    move_unit(world.branch, general)
    answer = reader().get(f"{earlier}?from=mail")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{address(record)}?from=mail")
    assert "private" in answer.headers["Cache-Control"]


def test_a_link_leads_up_to_section_and_unit(world, reader, address):
    found = page(reader(), address(publish(world, featured(world))))
    assert '<a href="/zongzhuang/">总装党支部</a>' in found
    assert '<a href="/zongzhuang/featured-work/">特色工作</a>' in found


def test_only_an_information_officer_of_the_unit_is_offered_to_correct_it(world, reader, address):
    record = publish(world, featured(world))
    assert f"/admin/pages/{record.pk}/edit/" in page(reader("drafter"), address(record))
    for client in (reader("employee"), reader("secretary"), reader("drafter", world.other)):
        assert "/edit/" not in page(client, address(record))


def test_a_module_s_own_template_is_used_where_there_is_one(world, reader, address, settings, tmp_path):
    record = publish(world, featured(world))
    folder = tmp_path / "portal" / "records"
    folder.mkdir(parents=True)
    (folder / "featured_work.html").write_text(
        '{% extends "portal/record.html" %}{% block record_side %}自己的一栏{% endblock %}', encoding="utf-8"
    )
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]
    found = page(reader(), address(record))
    assert "自己的一栏" in found
    assert "审核签发" not in found


# What a browser keeps ---------------------------------------------------------------------------------------------------


def test_a_page_that_did_not_change_is_not_sent_again(world, reader, address):
    client, path = reader(), address(publish(world, featured(world)))
    client.get(path)  # the first answer begins the session's sliding
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    for answer in (first, again):
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert {"Cookie", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))
        assert "Last-Modified" in answer.headers


def test_the_date_alone_decides_nothing(world, reader, address):
    client, path = reader(), address(publish(world, featured(world)))
    first = client.get(path)
    assert client.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 200


def test_the_page_is_sent_anew_to_another_reader_session_or_language(world, reader, address, minutes):
    path = address(minutes)
    client = reader("employee")
    client.get(path)
    mark = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": mark, "Accept-Language": "en"}).status_code == 200
    for other in (reader("member"), reader("employee"), reader("employee", world.other)):
        other.get(path)
        assert other.get(path, headers={"If-None-Match": mark}).status_code == 200


def test_the_page_is_sent_anew_when_its_reader_s_role_ends(world, address, minutes):
    user = world.new_user("employee", "member")
    client = Client()
    client.force_login(user)
    client.get(address(minutes))
    mark = client.get(address(minutes)).headers["ETag"]
    Membership.objects.filter(person__user=user, role="member").delete()
    answer = client.get(address(minutes), headers={"If-None-Match": mark})
    assert answer.status_code == 200
    assert "王缺席" not in answer.content.decode()


def test_a_message_is_not_lost_to_a_kept_page(world, address):
    record = publish(world, featured(world))
    client = Client()
    client.force_login(world.user("employee"))
    client.get(address(record))
    mark = client.get(address(record)).headers["ETag"]
    data = {"old_password": "Hongban-2026", "new_password1": "Xin-mima-9527", "new_password2": "Xin-mima-9527"}
    assert client.post("/account/password/", data).status_code == 302
    assert "密码已修改" in client.get(address(record), headers={"If-None-Match": mark}).content.decode()


def test_a_page_is_read_and_nothing_else(world, reader, address):
    path = address(publish(world, featured(world)))
    assert reader().head(path).status_code == 200
    assert reader().post(path).status_code == 405


def test_nothing_on_a_page_comes_from_elsewhere_or_runs_but_our_own_files(world, reader, address):
    answer = reader().get(address(publish(world, featured(world))))
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    scripts = re.findall(r"<script[^>]*>.*", answer.content.decode())
    assert scripts == ['<script src="/static/search/suggest.js" defer></script>']
    assert " style=" not in answer.content.decode()


def test_words_of_an_editor_are_words_and_not_markup(world, reader, address):
    draft = featured(world, title="<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>")
    found = page(reader(), address(publish(world, draft)))
    assert "<script>" not in found
    assert "<img src=x" not in found


def test_a_record_takes_a_fixed_number_of_queries(world, reader, address, minutes, assert_queries):
    client, path = reader(), address(minutes)
    with assert_queries("portal: a record"):
        page(client, path)
