"""What units ask their people in the course of a year. Invented; filled with the words of each trade."""

from dataclasses import dataclass

from .bank import ADVICE, ASKED, BURDEN, COST, DAILY, FLOW, GUARD, LIFE, LINE, POLICY, QUALITY, REST


@dataclass(frozen=True)
class Call:
    """`days`: how long it is open (0: without an end). `about`: the subjects of what comes in. `options`: of a survey or a
    vote, the choices and the ballots they got in a hundred; `then`: what was made of the result."""

    kind: str
    title: str
    text: str
    about: tuple[str, ...]
    days: int = 0
    count: tuple[int, int] = (3, 5)
    anonymous: bool = True
    months: tuple[int, ...] = ()
    options: tuple[tuple[str, int], ...] = ()
    then: str = ""


BRANCH = (
    Call("call", "关于{workshop}班组休息区改造的意见征集", "{workshop}拟利用检修停产改造{team}、{team2}休息区，请员工说说最需要解决的问题，支部汇总后与车间商定方案。", (REST,), 10),
    Call("call", "关于减少{defect}的意见征集", "近期{defect}时有反复，支部面向{process}岗位征集意见，只要有助于查清原因，一句话也欢迎。", (QUALITY,), 12),
    Call("call", "关于改进支部主题党日安排的意见征集", "倒班党员反映部分活动时间不便，支部征集对主题党日时间、内容和形式的意见。", (LIFE,), 10),
    Call("call", "关于{hazard}防护措施的意见征集", "结合安全生产重点，征集{team}员工对{hazard}防护的意见，哪里不方便、哪里容易被绕过，请直说。", (GUARD,), 10, months=(4, 5, 6, 9, 11, 12)),
    Call("suggestion", "降低{cost}金点子征集", "支部与工会小组联合征集降低{cost}的建议，采纳的按厂合理化建议办法奖励。", (COST,), 20, (4, 6), anonymous=False),
    Call("suggestion", "{newline}建设建言献策", "{newline}正在建设，请熟悉{process}的党员和员工对布局、物流和人员培训提出建议。", (LINE,), 15, (3, 5), anonymous=False),
    Call("suggestion", "我为支部工作献一策", "请党员围绕发挥先锋作用、联系服务员工提建议，支部委员会逐条研究。", (ADVICE, LIFE), 15, (3, 5)),
    Call("question", "员工咨询答复（{year}年{month}月）", "员工当面或在意见箱提出的咨询，由支部汇总转有关部门，在这里统一答复。", (ASKED,), 0, (2, 4)),
    Call("question", "党员和积极分子咨询答复（{year}年{month}月）", "党员、入党积极分子和申请人提出的政策问题，由组织委员核对规定后答复。", (POLICY,), 0, (2, 3)),
    Call("secretary_mailbox", "书记信箱来信答复（{year}年{month}月）", "来信由书记本人拆阅，署名来信当面答复，带有普遍性的问题在这里公开。", (FLOW, DAILY, GUARD), 0, (2, 4)),
    Call("secretary_mailbox", "{secretary}接待日意见办理（{year}年{month}月）", "书记每月安排半天在{team}听意见，能当场答复的当场答复，其余限时办理。", (DAILY, GUARD, QUALITY), 0, (2, 4)),
    Call(
        "survey", "党支部工作满意度问卷", "请党员对支部工作作评价，不记名，约三分钟。", (LIFE,), 9, (1, 1), months=(6, 7, 11, 12),
        options=(("满意", 71), ("基本满意", 23), ("不满意", 3), ("不了解", 3)),
        then="不满意和不了解的集中在倒班岗位。支部决定委员每月到{team2}夜班走访一次，公开栏同步到班组园地。",
    ),
    Call(
        "survey", "{workshop}员工倒班就餐情况问卷", "工会小组和支部联合了解倒班就餐情况，作为与食堂协商的依据。", (DAILY,), 7, (0, 0),
        options=(("现在的时间合适", 46), ("希望夜宵延后半小时", 38), ("希望增加面食", 12), ("其他", 4)),
        then="结果已转行政办公室，夜宵供应延后半小时先试行一个月，再征求意见。",
    ),
    Call(
        "vote", "{workshop}月度先锋岗候选投票", "经班组推荐，现对先锋岗候选进行投票，每人一票，结果作为支部委员会研究的参考。", (ADVICE,), 5, (0, 0),
        options=(("{process}岗位组", 41), ("{process2}岗位组", 33), ("{process3}岗位组", 26)),
        then="支部委员会结合投票和现场检查，确定得票最多的岗位组为本月先锋岗，授牌一个月。",
    ),
    Call(
        "vote", "下季度党课主题投票", "支部拟定三个党课主题，请党员投票，得票最多的安排在下季度。", (LIFE,), 6, (0, 0),
        options=(("党章和组织生活制度", 31), ("{defect}背后的责任心", 43), ("身边的榜样", 26)),
        then="下季度党课讲得票最多的主题，由书记备课，其余两个主题编入党小组讨论。",
    ),
)  # fmt: skip
COMMITTEE = (
    Call("call", "关于全厂员工实事项目的意见征集", "厂党委、工会联合征集年度员工实事项目，请写明地点、问题和希望，经职工代表票选后实施。", (DAILY,), 20, (5, 6), months=(1, 2)),
    Call("call", "关于减轻基层负担的意见征集", "请支部书记、委员和信息员指出重复的报表、检查和会议，党务室逐项研究取消或合并。", (BURDEN,), 15, (4, 6), months=(3, 4, 5)),
    Call("call", "关于党委班子民主生活会的意见征集", "为开好民主生活会，向各支部、职工代表征求对班子和工作的意见，可以匿名。", (ADVICE, BURDEN), 12, (4, 6), months=(11, 12)),
    Call("suggestion", "新线建设和智能化改造建言献策", "面向全厂征集新线建设、智能化改造的建议，技术质量和设备能源两个支部负责评审。", (LINE, QUALITY), 25, (5, 7), anonymous=False, months=(3, 4, 5)),
    Call("suggestion", "我为安全生产献良策", "“安全生产月”期间面向全厂征集安全建议，采纳的及时公布。", (GUARD,), 20, (4, 6), months=(6,)),
    Call("question", "党务政策咨询集中答复（{year}年{month}月）", "各支部和党员通过平台、当面提出的政策问题，由党务室核对规定后集中答复。", (POLICY,), 0, (3, 5)),
    Call("secretary_mailbox", "党委书记信箱来信办理（{year}年{month}月）", "来信由党委书记阅批，党务室督办，普遍性问题公开答复。", (DAILY, FLOW, GUARD), 0, (3, 5)),
    Call("secretary_mailbox", "党委书记现场接待意见办理（{year}年{month}月）", "党委书记到两个厂区接待员工，意见限时办理，办理结果在这里公开。", (DAILY, GUARD), 0, (3, 5)),
    Call(
        "survey", "党建工作满意度测评", "每年一次，面向党员和职工代表，不记名，结果作为改进工作的依据。", (BURDEN,), 12, (1, 1), months=(10, 11),
        options=(("满意", 68), ("基本满意", 25), ("不满意", 3), ("不了解", 4)),
        then="意见集中在会议时间和材料重复两个方面。党务室从下月起合并两张报表，会议避开交接班前后一小时。",
    ),
    Call(
        "vote", "年度员工实事项目票选", "经征集和初审，请职工代表对四个候选项目投票，得票多的前两项优先安排资金。", (DAILY,), 8, (0, 0), months=(3,),
        options=(("厂区通勤班次", 34), ("高温岗位送风改造", 31), ("非机动车充电棚", 21), ("食堂夜宵改进", 14)),
        then="得票前两项列入本年度实事项目，其余两项由行政办公室视资金情况安排，进展在党务公开栏目公布。",
    ),
)  # fmt: skip
