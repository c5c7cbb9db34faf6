"""Cases about words: numbers that do not belong here, names, forms of words, misprints, sources, secrets."""

from ..world.names import SURNAMES
from .writing import Writer


def id_number(writer: Writer):
    # An invented number with a right check digit; region and person do not exist
    yield writer.notice("关于报送体检人员信息的通知", "请核对后报送，例如：某某，身份证号 110105199003077016，男。")


def batch_number(writer: Writer):
    yield writer.notice("关于封存一批毛坯的通知", "封存物料批次号 202611030045600123，等待复检结论，任何人不得动用。")


def bank_number(writer: Writer):
    yield writer.notice("关于补贴发放的通知", "补贴打入本人工资卡，如有变动请告知，例：6222021234567890128。")


def serial_number(writer: Writer):
    yield writer.notice("关于查询报销进度的通知", "报销进度凭流水号查询，例：6000202611030000017，三个工作日内办结。")


def mobile_number(writer: Writer):
    yield writer.notice("关于更换值班电话的通知", "夜间有事请直接联系值班员，手机 13871234567，全天开机。")


def extension(writer: Writer):
    yield writer.notice(
        "关于报修渠道的通知", "报修请拨内线 8123，或在系统填写订单号 BX20261103138001，半小时内有人到场。"
    )


def wrong_secretary(writer: Writer):
    wrong = next(person for person in writer.members if not person.post)
    yield writer.meeting(
        "党小组会传达支委会精神", "传达支委会精神", f"党支部书记{wrong.name}到会讲话，要求把安全放在第一位。"
    )


def right_secretary(writer: Writer):
    yield writer.meeting(
        "党小组会听书记讲形势", "听形势报告", f"党支部书记{writer.unit.secretary.name}到会，介绍了下季度的订单情况。"
    )


# Pairs of characters that sound alike, for a name that was typed by ear
ALIKE = {
    "志": "智", "建": "健", "海": "亥", "晓": "小", "文": "纹", "立": "力", "永": "勇", "长": "常", "大": "达", "明": "铭", "红": "虹",
    "少": "绍", "春": "椿", "汉": "汗", "东": "冬", "光": "洸", "继": "纪", "新": "欣", "忠": "钟", "学": "雪", "宏": "弘", "俊": "峻",
    "浩": "皓", "宇": "羽", "子": "梓", "家": "佳", "思": "斯", "天": "添", "振": "震", "世": "仕", "伟": "玮", "德": "得", "金": "今",
    "玉": "钰", "松": "嵩", "云": "芸", "启": "起", "正": "政", "道": "到", "先": "仙", "传": "船", "厚": "候", "祥": "详",
}  # fmt: skip


def misspelt_name(writer: Writer):
    person, name = next(
        (person, person.name[0] + ALIKE.get(person.name[1], "") + person.name[2:])
        for person in writer.members
        if len(person.name) > 1 and person.name[1] in ALIKE
    )
    yield writer.story(
        "一个人的夜班",
        "夜班只有一名维修工，设备一停就慌。",
        f"{name}同志把常见故障编成三十条口诀贴在柜门上，谁值班谁照着做。",
        "夜班停机时间由平均四十分钟降到十五分钟。",
    )


def maimed_phrase(writer: Writer):
    yield writer.meeting(
        "党小组会交流读书体会",
        "交流读书体会",
        "大家结合岗位谈学习习近平中国特色社会主义思想的体会，表示要增强“四个自性”。",
    )


def whole_phrase(writer: Writer):
    yield writer.meeting(
        "党小组会谈学习收获",
        "谈学习收获",
        "大家结合岗位谈学习习近平新时代中国特色社会主义思想的收获，坚定“四个自信”。",
    )


def misprints(writer: Writer):
    yield writer.meeting("党小组会安排推荐工作", "推荐侯选人", "组长对下一步工作作了部暑，要求严肃认真。")


def no_misprints(writer: Writer):
    yield writer.meeting("党小组会安排暑期工作", "部署暑期安全", "大家先等候选人介绍完情况，再逐一发言。")


def repost_without_source(writer: Writer):
    yield writer.notice(
        "转载：新型工业化怎么走", "文章谈了制造业数字化的三条路子，值得一读。", source_kind="repost", source_ref=""
    )


def repost_with_source(writer: Writer):
    yield writer.notice(
        "转载：班组是企业的细胞", "文章讲班组建设的五个抓手。", source_kind="repost", source_ref="厂报第1123期第二版"
    )


def marked_secret(writer: Writer):
    yield writer.notice("传达一份上级来文", "来文首页标有“机密★3年”，请各组长口头传达，不得复印。")


def not_secret(writer: Writer):
    yield writer.notice(
        "关于做好测评工作的通知", "测评以无记名投票（秘密投票）方式进行；会前作一次保密教育，材料已经过保密审查。"
    )


def discipline_case(writer: Writer):
    surname = SURNAMES[0]
    yield writer.notice(
        "关于反映问题办理情况的通报",
        f"收到反映采购员{surname}某的问题线索一件，纪委正在初核，请知情人配合谈话。",
    )


def discipline_study(writer: Writer):
    yield writer.notice(
        "关于开展纪律教育的通知", "组织学习纪律处分条例，节前对重点岗位人员作一次廉洁谈话，并签订承诺书。"
    )
