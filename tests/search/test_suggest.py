"""What is suggested while typing; what is counted of it stands in test_asked.py."""

from cms.access import viewer_of
from search import suggest


def test_titles_that_hold_all_that_was_typed_come_before_those_that_hold_a_part(world, indexed):
    # Longer, and about other things as well: by its score alone the last one would be first
    whole = "关于在各车间推进焊装钳台改造和工位器具定置管理的若干做法"
    for title in ("钳台钳台", "改造", whole):
        indexed(title)
    viewer = viewer_of(world.user("employee"))
    for typed in ("钳台 改造", "qiantai gaizao"):
        titles = [one.text for one in suggest.suggestions(viewer, typed) if one.kind == "title"]
        assert titles[0] == whole, typed
        assert set(titles) == {"钳台钳台", "改造", whole}, typed
