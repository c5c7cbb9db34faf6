from cms.plugins import Board, Cadence, Module, Source


class FeaturedWorkConfig(Module):
    """特色工作: what a unit did that others can reuse; at most two a quarter, chosen by the committee for the bulletin."""

    name = "modules.featured_work"
    zh = "特色工作"
    en = "Featured work"
    board = Board.REVIEW
    number = 25
    scopes = {"committee": 2, "branch": 2}
    table = "m_featured"
    privacy = "employees"
    icon = "pick"
    portal_prefix = "featured"
    cadence = Cadence(
        interval="quarter",
        kind="default",
        days=-5,
        min_items=0,
        max_items=2,
        due="每季度末月25日前申报，党委季后10日内公布",
    )
    sources = (Source("种子文本", note="每季度定期公布各单位党建信息更新数量和特色工作", verified="yes"),)
