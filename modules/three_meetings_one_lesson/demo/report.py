"""What the branch committee (支部委员会) reports to every members' meeting first."""

THEME = "听取支部委员会工作报告"
POINTS = (
    "上季度{workshop}各项任务完成计划的{97..104}%，没有发生轻伤以上事故，{defect}比前一季度减少。",
    "党员责任项目共{n=4..6}个，已完成{2..3}个，其余按计划推进，{process}改善效果明显。",
    "三会一课按计划召开，到会率比前一季度提高{1..4}个百分点，个别记录没有在会后七日内上传。",
    "群众意见件件有答复，{team}反映的工具柜和照明问题已经解决。",
    "不足是会议安排偏晚、学习联系岗位不够，支部委员会逐条作了说明。",
    "下季度重点抓好{newline}建设、{defect}治理和师带徒，数量少一点、做实一点。",
)
RESOLUTION = "通过支部委员会工作报告"


def points(rng) -> list[str]:
    """Three of them in their order, the shortcomings or the plans always among them."""
    chosen = {*rng.sample(POINTS[:4], 2), rng.choice(POINTS[4:])}
    return [point for point in POINTS if point in chosen]
