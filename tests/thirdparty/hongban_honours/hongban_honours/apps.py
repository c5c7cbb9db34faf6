from cms.plugins import Board, Cadence, Module, Source


class HonoursConfig(Module):
    """荣誉表彰: honours that a branch, its members or its work received."""

    name = "hongban_honours"
    label = "honours"
    zh = "荣誉表彰"
    en = "Honours"
    board = Board.REVIEW
    scopes = {"committee": 1, "branch": 1}
    table = "x_honours"
    privacy = "employees"
    icon = "pick"
    optional = True
    portal_prefix = "honour-wall"
    cadence = Cadence(interval="year", kind="default", days=31, min_items=0)
    sources = (Source("中国共产党党内功勋荣誉表彰条例", 2017),)
