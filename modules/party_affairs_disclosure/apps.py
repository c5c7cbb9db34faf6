from cms.plugins import Board, Cadence, Module, Source


class PartyAffairsDisclosureConfig(Module):
    """党务公开: a catalogue item disclosed by the four steps 提出, 审核, 审批, 实施."""

    name = "modules.party_affairs_disclosure"
    zh = "党务公开"
    en = "Party-affairs disclosure"
    board = Board.REVIEW
    number = 20
    scopes = {"committee": 2, "branch": 2}
    table = "m_disclose"
    privacy = "employees"
    icon = "view"
    cadence = Cadence(
        interval="quarter",
        kind="customary",
        after="period_end",
        days=0,
        min_items=1,
        due="定期事项每季度；临时事项5个工作日内",
    )
    sources = (
        Source(
            "中国共产党党务公开条例（试行）",
            2017,
            article="15",
            note="propose, review incl. confidentiality plus necessity and accuracy, approve, implement",
            verified="yes",
        ),
    )
