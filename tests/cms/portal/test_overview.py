"""The overview of the units: by site and plant, branches below their general branch, one committee a page."""

import pytest

from cms.tree.actions import create_unit


@pytest.fixture
def group(world):
    """The world's committee with a general branch in a plant, and a committee of its own below."""
    general = create_unit(
        title="前桥厂党总支",
        kind="general_branch",
        code="qianqiao",
        parent=world.committee,
        site="江北厂区",
        plant="前桥厂",
    )
    create_unit(title="锻造党支部", kind="branch", code="duanzao", parent=general, site="江北厂区", plant="前桥厂")
    lower = create_unit(
        title="白马山分厂党委", kind="committee", code="baimashan", parent=world.committee, site="白马山厂区"
    )
    create_unit(title="制动器党支部", kind="branch", code="zhidongqi", parent=lower, site="白马山厂区", plant="部件厂")
    return world


def test_units_stand_by_site_and_plant_with_branches_in_their_general_branch(group, reader):
    page = reader().get("/units/").content.decode()
    places = [page.index(f">{words}<") for words in ("江北厂区", "前桥厂", "前桥厂党总支", "锻造党支部")]
    assert places == sorted(places)
    assert 'class="holds"' in page


def test_a_committee_below_is_named_and_has_a_page_of_its_own(group, reader):
    client = reader()
    page = client.get("/units/").content.decode()
    assert "白马山分厂党委" in page
    assert "制动器党支部" not in page
    assert "?committee=baimashan" in page
    assert "制动器党支部" in client.get("/units/?committee=baimashan").content.decode()


@pytest.mark.parametrize("code", ["nothing", "zongzhuang", "<b>", "x" * 400])
def test_a_code_that_is_no_committee_s_is_named(world, reader, code):
    answer = reader().get("/units/", {"committee": code})
    assert answer.status_code == 400
    assert "的党委。" in answer.content.decode()
    assert "<b>" not in answer.content.decode()


def test_the_overview_takes_a_fixed_number_of_queries_however_many_units_there_are(world, reader, assert_queries):
    client = reader()
    for number in range(2):
        with assert_queries("portal: the units"):
            assert client.get("/units/").status_code == 200
        create_unit(title=f"又一个党支部{number}", kind="branch", code=f"more{number}", parent=world.committee)
