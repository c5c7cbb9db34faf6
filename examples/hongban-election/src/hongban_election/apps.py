from cms.plugins import Board, Cadence, Module, Source


class ElectionConfig(Module):
    """换届选举: how a unit's committee was elected, for one term or for a vacant seat; and a term that was prolonged."""

    name = "hongban_election"
    label = "election"
    zh = "换届选举"
    en = "Elections"
    board = Board.FOUNDATION
    scopes = {"committee": 1, "branch": 1}
    table = "x_election"
    privacy = "employees"
    icon = "tick-inverse"
    # No preset opens it: a unit's section is opened by `manage.py plugins enable` or in the admin
    optional = True
    # When a term ends is known to 组织机构 alone, so nothing is due by itself; a record is late 15 days after the election
    cadence = Cadence(
        interval="term",
        kind="statutory",
        after="event",
        days=15,
        min_items=0,
        due="任期届满按期换届；选举后15日内登记",
    )
    sources = (
        Source(
            "中国共产党基层组织选举工作条例",
            2020,
            article="3-5, 21-25",
            note="term, who votes, candidates 20 % more than seats, 4/5 present, more than half of those present in favour, "
            "secret ballot; only these articles' numbers were checked, the others are general knowledge",
            verified="partly",
        ),
        Source(
            "中国共产党支部工作条例(试行)",
            2018,
            note="a committee from seven full members on: 3 to 5, at most 7; term generally 3 years",
            verified="yes",
        ),
    )
