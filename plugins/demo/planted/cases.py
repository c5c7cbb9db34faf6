"""The cases: what is wrong, or only looks so."""

from collections.abc import Callable
from dataclasses import dataclass

from . import facts, likeness, wording

__all__ = ["CASES", "Case"]


@dataclass(frozen=True)
class Case:
    """`write(writer[, another branch's writer])` makes the drafts; all of them are what `what` says."""

    checks: tuple[str, ...]
    fault: bool
    what: str
    write: Callable
    of_two: bool = False


def _fault(checks: str, what: str, write: Callable, *, of_two: bool = False) -> Case:
    return Case(tuple(checks.split()), True, what, write, of_two)


def _near(check: str, what: str, write: Callable, *, of_two: bool = False) -> Case:
    return Case((check,), False, what, write, of_two)


CASES = (
    _fault("attendance", "实到11人多于应到9人", facts.more_present_than_expected),
    _near("attendance", "实到与应到相同", facts.all_present),
    _fault("votes", "赞成、反对、弃权共21票，实到会有表决权的18人", facts.more_votes_than_voters),
    _near("votes", "票数与实到会有表决权人数相同", facts.as_many_votes_as_voters),
    _fault("arithmetic", "正文表格的合计与各行之和不符", facts.wrong_total),
    _near("arithmetic", "正文表格的合计与各行之和相符，含小数", facts.right_total),
    _fault("arithmetic", "实交金额与党员交纳明细之和不符", facts.wrong_dues),
    _near("arithmetic", "实交金额与明细之和相符，有一人未交", facts.right_dues),
    _fault("fact_date", "事实发生日期在将来", facts.in_the_future),
    _near("fact_date", "当天发生、当天录入", facts.entered_the_same_day),
    _fault("late_entry", "四个月前的会议现在才录入", facts.entered_months_later),
    _near("late_entry", "三周前的会议，节后补录", facts.entered_weeks_later),
    _fault("bulk_entry late_entry", "五个月的党小组会在半小时内一次录入", facts.five_months_in_one_sitting),
    _near("bulk_entry", "同一天的三次党小组会在一个下午录入", facts.three_groups_of_one_day),
    _fault("two_places", "同一人同一时间主持两个会议", facts.in_two_places, of_two=True),
    _near("two_places", "同一人先后参加两个会议，中间隔十分钟", facts.one_after_the_other),
    _fault("duplicate_text", "照抄别的支部的特色工作，只改了名称", likeness.copied_story, of_two=True),
    _near("duplicate_text", "同一题目，两个支部各写各的", likeness.two_stories_of_one_matter, of_two=True),
    _fault("duplicate_photo", "用了别的支部的照片", likeness.copied_photo, of_two=True),
    _near("duplicate_photo", "两个支部拍的同类场景", likeness.two_photos_of_one_scene, of_two=True),
    _fault("id_number", "正文写了身份证号", wording.id_number),
    _near("id_number", "正文写了18位物料批次号", wording.batch_number),
    _fault("bank_number", "正文写了银行卡号", wording.bank_number),
    _near("bank_number", "正文写了19位流水号，不是卡号", wording.serial_number),
    _fault("phone", "正文写了个人手机号", wording.mobile_number),
    _near("phone", "正文写了内线分机和订单号", wording.extension),
    _fault("names_titles", "支部书记写成了别人", wording.wrong_secretary),
    _near("names_titles", "职务和姓名与名册一致", wording.right_secretary),
    _fault("names_titles", "姓名写成同音字", wording.misspelt_name),
    _fault("fixed_wording", "固定表述缺字", wording.maimed_phrase),
    _near("fixed_wording", "固定表述完整", wording.whole_phrase),
    _fault("misprints", "常见错别字：部暑、侯选人", wording.misprints),
    _near("misprints", "字面相近而正确：部署暑期安全、等候选人投票", wording.no_misprints),
    _fault("repost_source", "转载没有写原文出处", wording.repost_without_source),
    _near("repost_source", "转载写明了出处", wording.repost_with_source),
    _fault("development_order", "第4步早于第3步，第5步缺失", facts.steps_out_of_order),
    _near("development_order", "两步同一天办理，次序不乱", facts.steps_of_one_day),
    _fault("secrecy_words", "正文出现密级标志", wording.marked_secret),
    _near("secrecy_words", "无记名投票、保密教育、保密审查", wording.not_secret),
    _fault("discipline_matters", "正文写了问题线索和初核情况", wording.discipline_case),
    _near("discipline_matters", "学习党纪、廉洁谈话", wording.discipline_study),
)
