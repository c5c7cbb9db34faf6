"""The access matrix: everybody × everything × every door.

Each thing has a word that is nowhere but in it; a door is a function that asks for something and gives back what came. What
must come follows from one table, written from the design's (docs/architecture.md), not from the code.
"""

import io
import re
import zipfile

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.access import viewer_of
from cms.delivery import documents, reading
from cms.delivery.models import Document
from cms.exports import Column, Sheet, Table
from cms.exports import views as exports
from cms.fields import FieldRule
from cms.periods import period_of
from cms.schema import _fields_of
from cms.testing import without_plugin
from modules.featured_work.models import FeaturedRecord
from modules.three_meetings_one_lesson.models import MeetingRecord
from plugins.notifications.models import RobotNote
from plugins.notifications.robots.words import lines_of
from plugins.scoring import closing
from search.models import Asked
from tests.cms.cast import COMMON, PEOPLE, Cast, Thing
from tests.modules.policy_objectives.goals import YEAR

# One process builds the cast, once
pytestmark = pytest.mark.xdist_group("access_matrix")

# The table ------------------------------------------------------------------------------------------------------------

SEATS = {f"{role}@{unit}" for unit, roles in PEOPLE.items() for role in roles}
# Posts that Party members hold (支部工作条例), so that they reach what members reach
MEMBERS = {
    seat for seat in SEATS if seat.split("@")[0] in {"member", "reviewer", "secretary", "approver", "party_office"}
}
EMPLOYEES = SEATS | {"another drafter@branch"}
# No content by that role, or no role at all
NO_CONTENT = {
    "nobody", "administrator", "secrecy_officer", "auditor", "superuser", "account without a person",
    "inactive secretary@branch", "former secretary@branch", "coming secretary@branch",
}  # fmt: skip
EVERYBODY = EMPLOYEES | NO_CONTENT

COMMITTEE_OF = {
    "branch": "committee",
    "other": "committee",
    "school": "committee",
    "committee": "committee",
    "third": "second",
}


def at(unit: str, *roles: str) -> set[str]:
    return {f"{role}@{unit}" for role in roles} & EVERYBODY


def readers(scope: str, owner: str) -> set[str]:
    """Who reads a published record of this scope of this unit: the design's table, line by line. Its drafter always does."""
    committee = COMMITTEE_OF[owner]
    of_the_committee = at(committee, "member", "reviewer", "secretary", "approver", "party_office")
    return {
        "public": EVERYBODY,
        "employees": EMPLOYEES,
        "members": MEMBERS,
        "unit": at(owner, "member", "reviewer", "secretary") | of_the_committee,
        "committee": of_the_committee,
        "restricted": at(owner, "reviewer", "secretary") | at(committee, "approver", "party_office"),
    }[scope] | at(owner, "drafter")


INSIDE_SCHOOL = at("school", "employee", "member", "drafter", "reviewer", "secretary")


# What was there once, and the scope that it had: whoever could read it is told that it is gone
GONE = {"branch withdrawn": "public", "branch expired": "public", "branch expired to the unit": "unit"}


def may_read(name: str, owner: str) -> set[str]:
    """Who may read the word of the thing of this name, in the published form."""
    what = name.removeprefix(f"{owner} ")
    if owner == "school":
        return INSIDE_SCHOOL
    if what in ("draft", "in moderation", "new version", "orphan") or name in GONE:
        return set()
    scope = {
        "restricted field": "unit",
        "masked name": "members",
        "home": "employees",
        "behind an extract": "committee",
        "objective": "employees",
        "objective of the unit": "unit",
    }.get(what, what)
    return readers(scope, owner) - (at(owner, "drafter") if what == "home" and scope != "employees" else set())


def may_work(owner: str) -> set[str]:
    """Who works on a unit's drafts, its images and files: its drafters, its desk, and whoever releases them."""
    drafters = at(owner, "drafter") | ({"another drafter@branch"} if owner == "branch" else set())
    return drafters | at(owner, "reviewer", "secretary") | at(COMMITTEE_OF[owner], "approver")


def publish_quarter(cast) -> None:
    """The running quarter as if it were over: what everybody did counts in figures that every employee may open."""
    quarter = period_of(timezone.localdate(), "quarter")
    for unit in ("committee", "second"):
        close = closing.freeze(closing.compute(cast.units[unit], quarter, timezone.now()))
        close.bulletin_id, close.signed_at = cast.units[unit].pk, timezone.now()
        close.save(update_fields=["bulletin_id", "signed_at"])


# The cast, once for all -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """In a transaction that is rolled back; with the narrow fields that the built-in modules have no example of."""
    patch = pytest.MonkeyPatch()
    patch.setattr(
        FeaturedRecord, "field_rules",
        FeaturedRecord.field_rules | {"contributors": FieldRule(mask="name", privacy="members")},
    )  # fmt: skip
    patch.setattr(
        MeetingRecord, "field_rules", MeetingRecord.field_rules | {"sign_in_sheet": FieldRule(privacy="unit")}
    )
    _fields_of.cache_clear()
    with django_db_blocker.unblock(), transaction.atomic():
        cast = Cast()
        assert set(cast.users) == EVERYBODY
        publish_quarter(cast)
        with without_plugin("work_guide"):
            yield cast
        transaction.set_rollback(True)
    patch.undo()
    _fields_of.cache_clear()


# A session whose account was switched off: the portal takes its holder for a visitor, the API refuses the credentials
SHUT_OUT = ("inactive secretary@branch",)


@pytest.fixture
def everything(cast, db):
    """{name: thing}; whatever a test changes is rolled back to this."""
    return cast.things


def who(names):
    return pytest.mark.parametrize("viewer", sorted(names))


# The functions that read are asked for everybody. At the doors, which ask these, each role stands once in the branch and once
# elsewhere, so that the matrix stays quick
AT_DOORS = at("branch", "employee", "member", "drafter", "reviewer", "secretary") | {
    "another drafter@branch", "member@other", "drafter@other", "reviewer@other", "member@committee", "approver@committee",
    "party_office@committee", "secretary@third", "approver@second", "employee@school", "nobody", "administrator",
    "secrecy_officer", "auditor", "superuser", "inactive secretary@branch", "former secretary@branch",
}  # fmt: skip
IN_ADMIN = AT_DOORS - {"inactive secretary@branch", "member@other"}


def words_in(text: str) -> set[str]:
    return set(re.findall(r"zzq\d\d", text))


def names_of(words: set[str], things: dict[str, Thing]) -> set[str]:
    return {thing.name for thing in things.values() if thing.word in words}


# Doors ----------------------------------------------------------------------------------------------------------------


def text_of(response) -> str:
    assert response.status_code < 500, response
    return response.content.decode()


def portal_page(client, thing) -> str:
    return text_of(client.get(thing.path or thing.page.url)) if thing.path or thing.page.url else ""


def api_detail(client, thing) -> str:
    kind = "units" if thing.name.endswith("home") else "records"
    return text_of(client.get(f"/api/v1/{kind}/{thing.page.pk}"))


def portal_pages(client, cast) -> str:
    """The overview, each unit's home, each section's list, the pages of a search, the comparison, what is new this morning."""
    text = text_of(client.get("/units/")) + text_of(client.get("/boards/"))
    text += text_of(client.get("/morning/")) + text_of(client.get("/morning/questions/new/?unit=zongzhuang"))
    for unit in ("committee", "branch", "third", "school"):
        path = Document.objects.get(pk=cast.units[unit].pk).path
        text += text_of(client.get(path)) + text_of(client.get(f"{path}featured-work/"))
    year = timezone.localdate().year
    text += text_of(client.get("/dues/", {"period": year}))
    for unit in ("committee", "branch", "school"):
        text += text_of(client.get(f"/dues/{cast.units[unit].code}/", {"period": year}))
    quarter = period_of(timezone.localdate(), "quarter")
    text += text_of(client.get(f"/quarters/{quarter}/", {"committee": "committee"}))
    for unit in ("committee", "branch", "third", "school"):
        text += text_of(client.get(f"/quarters/{quarter}/{cast.units[unit].code}/"))
    for page in range(1, 4):
        text += text_of(client.get("/search/", {"q": COMMON, "page": page}))
    return text


def api_lists(client, cast) -> str:
    text = text_of(client.get("/api/v1/records", {"limit": 100}))
    for unit in ("branch", "school"):
        text += text_of(client.get("/api/v1/records", {"limit": 100, "unit": cast.units[unit].code}))
    text += text_of(client.get("/api/v1/records", {"limit": 100, "expand": "unit,section", "sort": "published"}))
    text += text_of(client.get("/api/v1/records", {"limit": 50, "expand": "refs", "fields": "title,card"}))
    text += text_of(client.get("/api/v1/records", {"limit": 30, "expand": "content"}))
    text += text_of(client.get("/api/v1/records", {"limit": 30, "q": COMMON}))
    text += text_of(client.get("/api/v1/units/zongzhuang/feed.atom"))
    section = cast.things["branch public"].page.get_parent().pk
    text += text_of(client.get(f"/api/v1/sections/{section}/feed.json")) + text_of(client.get("/api/v1/taxonomy"))
    text += text_of(client.get("/api/v1/changes")) + text_of(client.get("/sitemap.xml", {"unit": "zongzhuang"}))
    text += text_of(client.get("/api/v1/dues")) + text_of(client.get("/api/v1/units/committee/dues"))
    quarter = period_of(timezone.localdate(), "quarter")
    text += text_of(client.get("/api/v1/quarters")) + text_of(client.get(f"/api/v1/quarters/{quarter}"))
    text += text_of(client.get("/api/v1/units")) + text_of(client.get("/api/v1/sections"))
    text += text_of(client.get("/api/v1/morning")) + text_of(client.get("/api/v1/boards"))
    return text + text_of(client.get("/api/v1/search", {"q": COMMON, "limit": 100}))


def objective_pages(client, cast) -> str:
    """Every page of the unit's objectives, with what they name as evidence, and the same in the API."""
    text, objectives = "", [cast.things[name].page.pk for name in ("branch objective", "branch objective of the unit")]
    for place in ("", "deployment/", "matrix/", "sheet/?month={year}-02", "set/", *map("{}/".format, objectives),
                  *map("{}/2/".format, objectives)):  # fmt: skip
        address = f"/objectives/zongzhuang/{place.format(year=YEAR)}"
        text += text_of(client.get(address + ("" if "?" in address else f"?year={YEAR}")))
    return text + text_of(client.get("/api/v1/units/zongzhuang/objectives", {"year": YEAR}))


def admin_lists(client, cast) -> str:
    text = ""
    for address in (
        "/admin/", "/admin/images/", "/admin/documents/", "/admin/pages/", "/admin/choose-page/", f"/admin/choose-page/search/?q={COMMON}",
        "/admin/images/chooser/", "/admin/documents/chooser/", "/admin/reports/site-history/", "/admin/reports/workflow/",
        "/admin/published/", "/admin/sections/", f"/admin/pages/search/?q={COMMON}", "/admin/audit/", "/admin/audit/results/?p=2",
    ):  # fmt: skip
        text += text_of(client.get(address))
    sections = {thing.page.get_parent().pk for thing in cast.things.values() if not thing.name.endswith("home")}
    for page in sorted(sections | {unit.pk for unit in cast.units.values()}):
        text += text_of(client.get(f"/admin/pages/{page}/"))
    return text


def admin_views(client, thing) -> str:
    """Every view of Wagtail's that shows something of one page."""
    pk, text = thing.page.pk, ""
    for address in (
        f"/admin/pages/{pk}/edit/", f"/admin/pages/{pk}/view_draft/", f"/admin/pages/{pk}/edit/preview/",
        f"/admin/pages/{pk}/history/", f"/admin/pages/{pk}/usage/", f"/admin/pages/{pk}/copy/", f"/admin/pages/{pk}/delete/",
        f"/admin/pages/{pk}/move/", f"/admin/pages/{pk}/unpublish/", f"/admin/pages/{pk}/", f"/admin/pages/{pk}/convert_alias/",
        f"/admin/pages/{pk}/workflow_history/", f"/admin/pages/{pk}/privacy/", f"/admin/pages/{pk}/revisions/compare/earliest...latest/",
        f"/admin/withdraw/{pk}/", f"/admin/take-back/{pk}/",
    ):  # fmt: skip
        text += text_of(client.get(address))
    revision = thing.page.latest_revision_id
    return text + text_of(client.get(f"/admin/pages/{pk}/revisions/{revision}/view/"))


# Reading --------------------------------------------------------------------------------------------------------------


def test_the_table_names_everybody_and_gives_every_scope_somebody_and_keeps_somebody_out():
    for owner in ("branch", "third", "committee"):
        for scope in ("public", "employees", "members", "unit", "committee", "restricted"):
            assert readers(scope, owner)
            assert scope == "public" or NO_CONTENT.isdisjoint(readers(scope, owner))


@who(EVERYBODY)
def test_the_functions_that_read(cast, everything, viewer):
    me = viewer_of(type(cast.users["superuser"]).objects.filter(pk=cast.users[viewer].pk).first())
    if viewer.startswith("inactive"):
        return  # its account is switched off at the door: the browsers below
    shown = ""
    for thing in everything.values():
        if document := reading.record(me, thing.page.pk):
            shown += document.title + str(documents.read(document, me))
    expected = {thing.name for thing in everything.values() if viewer in may_read(thing.name, thing.owner)}
    assert names_of(words_in(shown), everything) == expected


@who(AT_DOORS)
def test_each_published_thing_at_its_address_in_portal_and_api(cast, everything, viewer):
    """And what is not theirs looks like what is not there."""
    client = cast.client(viewer)
    no_page, no_record = client.get("/zongzhuang/featured-work/nothing/"), client.get("/api/v1/records/999999999")
    wrong = []
    for thing in everything.values():
        may = viewer in may_read(thing.name, thing.owner)
        page = client.get(thing.path or thing.page.url)
        answer = client.get(f"/api/v1/{'units' if thing.is_home else 'records'}/{thing.page.pk}")
        if (thing.word in text_of(page)) is not may:
            wrong.append(("portal", thing.name, page.status_code))
        if (thing.word in text_of(answer)) is not (may and viewer not in SHUT_OUT):
            wrong.append(("api", thing.name, answer.status_code))
        if thing.name in GONE and viewer in readers(GONE[thing.name], thing.owner):
            # Whoever could read it is told that it was withdrawn or came down, and nothing of what it said
            if page.status_code != 410 or (answer.status_code != 410 and viewer not in SHUT_OUT):
                wrong.append((thing.name, page.status_code, answer.status_code))
            continue
        # A unit's home is there for whoever may read something of the unit, though not what it says
        if not may and not thing.is_part and not thing.is_home:
            if page.status_code != no_page.status_code:
                wrong.append(("portal", thing.name, page.status_code))
            if _without_address(answer) != _without_address(no_record):
                wrong.append(("api", thing.name, answer.content))
    assert no_page.status_code == (302 if viewer in ("nobody", *SHUT_OUT) else 404)
    assert wrong == []


def _without_address(answer) -> tuple:
    return answer.status_code, {key: value for key, value in answer.json().items() if key != "instance"}


@who(AT_DOORS)
@pytest.mark.parametrize("door", [portal_pages, api_lists], ids=lambda door: door.__name__)
def test_lists_and_searches(cast, everything, viewer, door):
    shown = names_of(words_in(door(cast.client(viewer), cast)), everything)
    expected = {thing.name for thing in everything.values() if viewer in may_read(thing.name, thing.owner)}
    assert shown - expected == set(), "leaked"
    # A field that not every reader of a record sees is in no list, not even for those who see it
    unlisted = {"branch restricted field", "branch masked name", "committee behind an extract"} | (
        {"branch home", "school home"} if door is api_lists else set()
    )
    assert door is api_lists and viewer in SHUT_OUT or expected - shown <= unlisted


@who(AT_DOORS)
def test_whoever_searches_for_the_word_itself_finds_only_what_they_may_read(cast, everything, viewer):
    client = cast.client(viewer)
    for name in ("branch unit", "branch restricted", "committee committee", "third unit", "branch home"):
        may = viewer in may_read(name, everything[name].owner)
        assert _found(client, everything[name]) is may, name
    # Of narrow fields search knows nothing, for nobody; nor of practice, nor of what is not published
    for name in (
        "branch restricted field", "branch masked name", "branch draft", "branch withdrawn", "branch new version",
        "branch expired", "branch expired to the unit", "committee orphan", "school public",
    ):  # fmt: skip
        assert not _found(client, everything[name]), name


@who(AT_DOORS)
def test_what_search_counts_and_suggests_tells_of_nothing_that_may_not_be_read(cast, everything, viewer):
    """Counts by unit, module and year, tags as facets, titles as suggestions, and the words that others ask often."""
    client = cast.client(viewer)
    answer = client.get("/api/v1/search", {"q": COMMON, "limit": 100, "facets": "true"}).json()
    if viewer in SHUT_OUT:
        assert "facets" not in answer
        return
    shown = {result["id"] for result in answer["results"]}
    for facet in answer["facets"]:
        known = sum(choice["count"] for choice in facet["choices"])
        assert known <= len(shown) or facet["name"] == "tag", facet
    expected = {thing.name for thing in everything.values() if viewer in may_read(thing.name, thing.owner)}
    assert names_of(words_in(str(answer["facets"])), everything) <= expected
    day = timezone.localdate()
    for name in (
        "branch unit",
        "branch restricted",
        "third unit",
        "branch draft",
        "branch withdrawn",
        "branch expired",
    ):
        word = everything[name].word
        Asked.objects.update_or_create(day=day, query=word, defaults={"times": 9, "readers": 9})
        may = name in expected
        suggested = client.get("/api/v1/search/suggest", {"q": word[:-1]}).json()["suggestions"]
        titles = client.get("/api/v1/search/suggest", {"q": word}).json()["suggestions"]
        assert (word in {one["text"] for one in suggested if one["kind"] == "query"}) is may, name
        assert any(one["url"].endswith(everything[name].path) for one in titles if one["kind"] == "title") is may, name
        assert may or word not in client.get("/search/").content.decode(), name


@who(AT_DOORS)
def test_whoever_asks_for_a_tag_finds_only_what_they_may_read(cast, everything, viewer):
    client = cast.client(viewer)
    tagged = {"branch public", "branch unit", "branch restricted", "committee committee", "third unit"}
    for name in (*tagged, "committee behind an extract", "branch draft", "branch withdrawn", "branch new version"):
        may = name in tagged and viewer in may_read(name, everything[name].owner) and viewer not in SHUT_OUT
        answer = client.get("/api/v1/records", {"tag": everything[name].word}).json()
        assert bool(answer.get("items")) is may, name


@who(AT_DOORS)
def test_changes_are_told_to_whoever_sees_the_document_or_could(cast, everything, viewer):
    """And `gone` to whoever could see it; by its id alone."""
    client = cast.client(viewer)
    if viewer in SHUT_OUT:
        assert client.get("/api/v1/changes").status_code == 401
        return
    told = {item["id"]: item for item in client.get("/api/v1/changes").json()["items"]}
    for thing in everything.values():
        if thing.is_part or thing.name == "committee orphan":
            continue
        item = told.get(thing.page.pk)
        if scope := GONE.get(thing.name):
            gone = {"id": thing.page.pk, "change": "gone", "document": None}
            assert item == (gone if viewer in readers(scope, thing.owner) else None), thing
        else:
            may = viewer in may_read(thing.name, thing.owner)
            assert (item is not None and item["change"] == "current") is may, thing
            assert may or item is None, thing


def test_the_sitemap_has_what_is_public(cast, everything):
    shown = text_of(cast.client("superuser").get("/sitemap.xml", {"unit": "zongzhuang"}))
    listed = {thing.name for thing in everything.values() if thing.path and f"{thing.path}<" in shown}
    # the address of the home page is the unit's, which a visitor may know of
    assert listed == {"branch public", "branch new version", "branch home"}


@who(AT_DOORS)
def test_objectives_and_their_evidence_are_named_to_whoever_may_see_them(cast, everything, viewer):
    client = cast.client(viewer)
    named = names_of(words_in(objective_pages(client, cast)), everything)
    objectives = {"branch objective", "branch objective of the unit"}
    evidence = {f"branch {scope}" for scope in ("public", "employees", "members", "unit", "committee", "restricted")}
    may = {name for name in objectives | evidence if viewer in may_read(name, "branch")}
    if "branch objective" not in may:
        may -= evidence  # the page that names them is not theirs
    # whoever writes for the unit works on its drafts, on the sheet and in the set, and names its people as owners; these two
    # things have their words in people's names
    drafts = (
        objectives | {"branch masked name", "branch restricted field"}
        if viewer in may_work("branch") and "drafter" in viewer
        else set()
    )
    assert named == (may | drafts if viewer not in SHUT_OUT else set())


def _found(client, thing) -> bool:
    answer = client.get("/api/v1/search", {"q": thing.word}).json()
    return any(item["id"] == thing.page.pk for item in answer.get("results", []))


# Groups (群机器人) ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["published", "again", "review", "overdue", "returned"])
def test_a_group_is_told_in_words_only_what_every_employee_reads(cast, everything, kind):
    told = [(thing.page.pk, cast.units[thing.owner].pk) for thing in everything.values()]
    notes = [RobotNote(kind=kind, key=f"{kind}:{page}", page_id=page, unit_id=unit) for page, unit in told]
    shown = names_of(words_in(" ".join(line.words + line.address for line in lines_of(notes))), everything)
    for_all = {thing.name for thing in everything.values() if EMPLOYEES <= may_read(thing.name, thing.owner)}
    assert shown - for_all == set(), "leaked"
    assert not shown if kind in ("review", "overdue", "returned") else {"branch public", "branch employees"} <= shown


@who(AT_DOORS)
def test_the_link_in_a_group_s_message_leads_on_only_those_who_may(cast, everything, viewer):
    """To everybody else it is as if there were no such page."""
    client = cast.client(viewer)
    nothing = client.get("/notices/about/999999999/")
    for name in (
        "branch unit",
        "branch restricted",
        "branch draft",
        "branch in moderation",
        "third unit",
        "school public",
    ):
        thing = everything[name]
        answer = client.get(f"/notices/about/{thing.page.pk}/")
        place = answer.headers.get("Location", "").replace(str(thing.page.pk), "999999999")
        if viewer not in may_read(name, thing.owner) | may_work(thing.owner):
            assert (answer.status_code, place) == (nothing.status_code, nothing.headers.get("Location", "")), name
        elif viewer in may_read(name, thing.owner):
            assert place not in ("", "/notices/"), name


# Files ----------------------------------------------------------------------------------------------------------------


@who(AT_DOORS)
def test_images_renditions_and_attachments(cast, everything, viewer):
    client = cast.client(viewer)
    wrong = []
    for thing in everything.values():
        if thing.name in ("branch members", "third unit", "third committee", "committee unit", "committee restricted"):
            continue  # asked above, where it is cheap
        may = may_read(thing.name, thing.owner) | may_work(thing.owner)
        for address in thing.files:
            response = client.get(address)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            if response.status_code != (200 if viewer in may else 404):
                wrong.append((thing.name, address, response.status_code))
            if viewer not in may and thing.word.encode() in body:
                wrong.append((thing.name, address, "the word"))
    assert wrong == []


# Records as files ------------------------------------------------------------------------------------------------------


def everything_said(document, content) -> Sheet:
    """A sheet that keeps nothing back of what it is given."""
    table = Table("t", document.title, [Column("words", "words")], [{"words": str(content)}])
    return Sheet(title=document.title, unit="", period="", tables=[table])


def words_of_file(response) -> set[str]:
    if response.status_code != 200:
        assert response.status_code == 404, response
        return set()
    with zipfile.ZipFile(io.BytesIO(response.content)) as file:
        return words_in("".join(file.read(name).decode() for name in file.namelist()))


@who(AT_DOORS)
def test_a_record_as_a_file_is_what_its_reader_reads_and_a_draft_is_for_its_desk(cast, everything, viewer, monkeypatch):
    monkeypatch.setattr(exports, "_maker", lambda label: everything_said)
    client = cast.client(viewer)
    records = [thing for thing in everything.values() if not thing.is_home]
    words, drafts = set(), {}
    for thing in records:
        words |= words_of_file(client.get(f"/exports/records/{thing.page.pk}.xlsx"))
        drafts[thing.name] = words_of_file(client.get(f"/exports/drafts/{thing.page.pk}.xlsx"))
    expected = {thing.name for thing in records if viewer in may_read(thing.name, thing.owner)}
    assert names_of(words, everything) == expected
    shown = {name for name, found in drafts.items() if found}
    role, _at, unit = viewer.rpartition(" ")[2].partition("@")
    if role == "drafter":
        own = {thing.name for thing in records if thing.owner == unit and thing.name != "committee orphan"}
        assert shown <= own
        assert {"branch draft", "branch in moderation", "branch new version"} <= shown or unit != "branch"
    else:
        # whose turn it is
        assert shown == ({"branch in moderation"} if viewer == "reviewer@branch" else set())


# Validators and redirects ---------------------------------------------------------------------------------------------


@who(AT_DOORS)
def test_a_validator_from_somebody_else_opens_nothing(cast, everything, viewer):
    """Somebody who got hold of an ETag learns neither the content nor that it is still the same."""
    insider, client = cast.client("approver@committee"), cast.client(viewer)
    for name in ("branch unit", "branch restricted"):
        thing = everything[name]
        for address in (f"/api/v1/records/{thing.page.pk}", thing.path, thing.files[1], thing.files[2]):
            may = may_read(name, thing.owner) | (may_work(thing.owner) if address in thing.files else set())
            etag = _head(insider, address)["ETag"]
            response = _head(client, address, {"if-none-match": etag})
            assert viewer in may or response.status_code in (302, 401, 404), (name, address)
            assert viewer in may or "ETag" not in response.headers, (name, address)


def _head(client, address, headers=None):
    response = client.head(address, headers=headers)
    for close in response._resource_closers:  # the test client closes the file of an answer only when its body is read
        close()
    return response


@who(AT_DOORS)
def test_an_earlier_address_leads_on_only_those_who_may_read(cast, everything, viewer):
    client = cast.client(viewer)
    for thing in everything.values():
        if not thing.earlier or thing.is_part or thing.owner == "third":
            continue
        may = viewer in may_read(thing.name, thing.owner)
        response = client.get(thing.earlier)
        assert (response.status_code == 301 and response.headers["Location"] == thing.path) is may, thing
        if not thing.is_home and viewer not in SHUT_OUT:
            answer = client.get("/api/v1/records/by-path", {"path": thing.earlier})
            assert answer.status_code == (308 if may else 404), thing


# The admin ------------------------------------------------------------------------------------------------------------


@who(IN_ADMIN)
def test_the_admin_s_lists_choosers_and_reports(cast, everything, viewer):
    shown = names_of(words_in(admin_lists(cast.client(viewer), cast)), everything)
    allowed = {
        thing.name
        for thing in everything.values()
        if viewer in may_read(thing.name, thing.owner) | may_work(thing.owner) | _withdrawers(thing)
    }
    assert shown - allowed == set(), "leaked"
    if viewer in ("drafter@branch", "another drafter@branch"):
        assert {"branch draft", "branch in moderation", "branch withdrawn", "branch new version"} <= shown


def _withdrawers(thing) -> set[str]:
    """Whoever may take a published record down sees its title where it is done."""
    published = not thing.name.endswith(("draft", "in moderation", "withdrawn", "new version"))
    return at(COMMITTEE_OF[thing.owner], "approver", "party_office") if published else set()


@who(IN_ADMIN)
def test_each_page_in_the_admin(cast, everything, viewer):
    """Editing, preview, history, usage, comparison: for the unit's information officers and the reviewer whose turn it is."""
    client = cast.client(viewer)
    wrong = []
    for name in ("branch restricted", "branch draft", "branch in moderation", "third restricted"):
        thing = everything[name]
        if viewer in may_work(thing.owner) | _withdrawers(thing):
            continue
        if thing.word in admin_views(client, thing):
            wrong.append(thing.name)
    assert wrong == []


@pytest.mark.parametrize("viewer", ["drafter@branch", "another drafter@branch"])
def test_the_unit_s_information_officers_see_what_they_work_on(cast, everything, viewer):
    client = cast.client(viewer)
    for name in ("branch draft", "branch withdrawn", "branch restricted", "branch new version"):
        assert everything[name].word in text_of(client.get(f"/admin/pages/{everything[name].page.pk}/edit/"))


# Drafts and reviews by the API ----------------------------------------------------------------------------------------

AT_DRAFTS = at("branch", "member", "drafter", "reviewer", "secretary") | {
    "another drafter@branch", "drafter@other", "reviewer@other", "approver@committee", "party_office@committee",
    "drafter@school", "nobody", "administrator", "superuser", "inactive secretary@branch", "former secretary@branch",
}  # fmt: skip


@who(AT_DRAFTS)
def test_the_api_shows_drafts_to_who_writes_and_who_decides_them(cast, everything, viewer):
    """The list, the draft as it is written, a preview that somebody else signed, the queue and the reviewer's sheet."""
    from cms.drafting import previews

    client, text = cast.client(viewer), ""
    names = (
        "branch draft",
        "branch in moderation",
        "branch withdrawn",
        "branch restricted",
        "third restricted",
        "school public",
    )
    for name in names:
        page = type(everything[name].page).objects.get(pk=everything[name].page.pk)
        text += text_of(client.get(f"/api/v1/drafts/{page.pk}"))
        text += text_of(client.get(f"/api/v1/previews/{previews.sign(page)}"))
        text += text_of(client.get(f"/preview/{previews.sign(page)}/"))
        if state := page.current_workflow_task_state:
            text += text_of(client.get(f"/api/v1/reviews/{state.pk}"))
    text += text_of(client.get("/api/v1/drafts", {"limit": 50})) + text_of(client.get("/api/v1/reviews"))
    drafters = {"branch": {"drafter@branch", "another drafter@branch"}, "school": {"drafter@school"}}
    expected = {name for name in names if viewer in drafters.get(everything[name].owner, ())}
    if viewer == "reviewer@branch":
        expected.add("branch in moderation")
    assert names_of(words_in(text), everything) & set(names) == expected
    unwritten = names_of(words_in(text), everything) - set(names)
    assert not unwritten or viewer in drafters["branch"]  # other drafts of theirs, in the list


@who(IN_ADMIN)
def test_nobody_changes_what_is_not_theirs_to_change(cast, everything, viewer):
    """Publish, unpublish, delete, move, copy, withdraw: whatever is posted, other units' pages stay as they are."""
    client = cast.client(viewer)
    before = _state()
    for name in ("branch employees", "branch draft", "branch in moderation", "branch home"):
        thing = everything[name]
        if viewer in may_work(thing.owner) | _withdrawers(thing) | at(thing.owner, "drafter"):
            continue
        pk = thing.page.pk
        parent, root = thing.page.get_parent().pk, Page.objects.get(depth=1).pk
        for address, data in [
            (f"/admin/pages/{pk}/delete/", {"confirm": thing.page.title}),
            (f"/admin/pages/{pk}/unpublish/", {}),
            (f"/admin/pages/{pk}/edit/", {"action-publish": "1", "title": "x", "slug": "x"}),
            (f"/admin/pages/{pk}/edit/", {"title": "x", "slug": "x"}),
            (f"/admin/pages/{pk}/copy/", {"new_title": "x", "new_slug": "x", "new_parent_page": parent}),
            (f"/admin/pages/{pk}/move/{root}/confirm/", {}),
            (f"/admin/pages/{pk}/workflow/action/", {}),
            (f"/admin/bulk/wagtailcore/page/delete/?id={pk}", {}),
            (f"/admin/bulk/wagtailcore/page/publish/?id={pk}", {}),
            (f"/admin/bulk/wagtailcore/page/unpublish/?id={pk}", {}),
            (f"/admin/pages/add/featured_work/featuredrecord/{parent}/", {"title": "x", "slug": "x"}),
            (f"/admin/withdraw/{pk}/", {"reason": "x"}),
            (f"/admin/take-back/{pk}/", {}),
        ]:
            assert client.post(address, data).status_code < 500, (name, address)
    assert _state() == before


def _state() -> list:
    return list(Page.objects.order_by("pk").values_list("pk", "path", "title", "slug", "live", "latest_revision_id"))
