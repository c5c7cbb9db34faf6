"""What is found in words: for every check some faults, and what looks like one and is none."""

import pytest

FAULTS = {
    "attendance": (
        "本次大会应到36人，实到38人。",
        "应到会党员三十人，实到会三十二人。",
        "会议应参加党员25名，实际参加26名，会后合影。",
        "应到会有表决权的正式党员28名，实到会29名。",
        "应到20人，实到17人，缺席2人，均已请假。",
        "应到20人，实到19人，请假3人。",
        "党小组应出席12人，出席14人。",
    ),
    "votes": (
        "实到会有表决权的正式党员18名，赞成17票，反对1票，弃权1票。",
        "实到20人。经举手表决，同意21票。",
        "发出选票30张，收回31张。",
        "发出测评表25份，收回25份，有效26份。",
        "收回选票30张，李某得31票当选。",
        "实到12人，9票赞成，3票反对，1票弃权。",
        "表决时全票通过，赞成20票，反对1票。",
    ),
    "arithmetic": (
        "全年共安排24项，完成25项。",
        "本季度共收到意见12条，答复13条。",
        "排查隐患8处，其中整改9处。",
        "应到30人，实到27人，出席率95%。",
        "列入计划外任务共20项，已完成18项，完成率95%。",
        "征集意见20条，其中生产类10条、生活类8条、安全类5条。",
    ),
    "fact_date": ("支部于2098年3月5日召开了党员大会。", "2026年2月30日开展了主题党日。"),
    "id_number": (
        "张某，身份证11010519491231002X，已核对。",
        "公民身份号码：110105 19491231 002X",
        "联系人证件110105194912310021。",
        "身份证号：110105491231002，系老证。",
        "号码为１１０１０５１９４９１２３１００２Ｘ",
    ),
    "bank_number": (
        "请汇入6222 0212 3456 7890 128。",
        "工资卡卡号：6222021234567890123",
        "账号 4200012345678901234，户名某某。",
        "卡号6228480402564890018。",
    ),
    "phone": (
        "有事请打13912345678。",
        "联系人手机：139-1234-5678",
        "电话+86 13912345678",
        "家庭电话0719-8812345",
        "住宅电话8812345，晚上在家。",
        "联系方式：027-86543210。",
    ),
    "fixed_wording": (
        "学习习近平新时代特色社会主义思想。",
        "深入贯彻习近平新时代中国特色社会主义理论。",
        "坚定四种自信。",
        "增强政治意识、核心意识、大局意识、看齐意识。",
        "按“五位一体”战略布局推进。",
        "学习中国共产党第二十届全国代表大会报告。",
        "开展民主评仪党员工作。",
        "两名入党积极份子参加。",
        "支部委员会议会研究了此事。",
    ),
    "misprints": (
        "书记对工作进行了部暑。",
        "推荐了两名侯选人。",
        "结合实际布署下一步工作。",
        "大家再接再励。",
        "党员要以身做则。",
        "召开座谈回听取意见。",
        "做到警钟常鸣。",
        "请予已办理，己经完成。",
        "防微杜健，警示教育。",
        "认真贯砌上级要求。",
    ),
    "secrecy_words": (
        "附件标注“秘密★1年”。",
        "机密 ★ 长期",
        "本件密级：秘密。",
        "这是一份绝密文件。",
        "内部资料，注意保存。",
        "内部文件 不得外传",
        "属于国家秘密事项，仅传达到支委。",
        "文件会后收回。",
        "秘密",
    ),
    "discipline_matters": (
        "收到群众反映仓库主任李某的问题线索。",
        "纪委对张某涉嫌违纪一事正在初步核实。",
        "王某已被立案审查调查，其情况如下。",
        "经查，举报信反映的情况部分属实。",
        "对采购员赵某采取留置措施。",
        "该同志被留置后，工作由他人代理。",
    ),
}
NEAR_MISSES = {
    "attendance": (
        "应到36人，实到36人。",
        "应到会有表决权的正式党员28名，实到26名。",
        "应到20人，实到17人，缺席3人。",
        "应到20人，实到17人，请假2人，另有1人值班。",
        "第一党小组应到12人，实到11人；第二党小组应到10人，实到10人。",
        "实到28人，其中列席4人；应到24人的另一会议顺延。",
        "出席率100%，应到18人。",
    ),
    "votes": (
        "实到会有表决权的正式党员18名，赞成16票，反对1票，弃权1票。",
        "发出选票30张，收回30张，有效票29张，李某得29票。",
        "实到20人，全票通过，赞成20票，反对0票，弃权0票。",
        "经书面表决，赞成21票。",
        "第一项赞成18票，反对2票；第二项赞成20票。实到20人。",
        "五名职工同意提案，投票另行组织，到会3人。",
    ),
    "arithmetic": (
        "全年共安排24项，完成24项，完成率100%。",
        "计划走访10户，完成12户。",
        "共收到意见12条，采纳9条，采纳率75%。",
        "应到30人，实到28人，出席率93.3%。",
        "应到30人，实到28人，出席率93%。",
        "征集意见20条，其中生产类10条、生活类7条、安全类3条。",
        "共有党员20人，其中女党员8人、35岁以下9人、班组长10人。",
        "计划完成20项，实际完成23项，完成率115%。",
        "完成率95%以上。",
    ),
    "fact_date": ("将于2098年3月5日召开党员大会。", "2024年2月29日召开了会议。", "计划到2098年1月1日完成改造。"),
    "id_number": (
        "物料批次号202611030045600123已封存。",
        "设备编号110105209912310021在检。",
        "工号11010519491231。",
        "证号已隐去：1101**********002X。",
        "订单BX110105194912310021X2。",
        "图纸版本20261103-2026110300-01。",
    ),
    "bank_number": (
        "流水号6000202611030000017。",
        "订单编号6222021234567890128，请凭此提货。",
        "零件号62220212345678。",
        "账号已作废，不再公布。",
        "开户行在人民路。",
    ),
    "phone": (
        "报修请拨内线8123。",
        "订单号13912345678已发货。",
        "党务室电话0719-8812345。",
        "监督举报电话：027-86543210，来信来访均可。",
        "批号8812345的毛坯已返修。",
        "零件139123456789入库。",
        "长度为13912345678.5毫米。",
        "2026-11-25 08:30开会。",
    ),
    "fixed_wording": (
        "学习习近平新时代中国特色社会主义思想。",
        "坚定“四个自信”，做到“两个维护”。",
        "增强政治意识、大局意识、核心意识、看齐意识。",
        "推进“五位一体”总体布局，协调推进“四个全面”战略布局。",
        "学习中国共产党第二十次全国代表大会报告。",
        "维护两个班组之间的协作。",
        "深刻领悟“两个确立”的决定性意义。",
        "开展民主评议党员。",
    ),
    "misprints": (
        "部署暑期安全工作。",
        "会上公布署名文章三篇。",
        "请大家等候选人介绍情况。",
        "总部暑期培训班开班。",
        "他自己经手的账都对得上。",
        "会议仪式从简。",
        "提出批评意见12条。",
        "按平均分折算得分。",
        "工艺评审记录齐全。",
        "各支部暑假值班表已排好。",
        "再次按排名公布。",
    ),
    "secrecy_words": (
        "采取无记名投票（秘密投票）方式。",
        "材料已经过保密审查，不涉密。",
        "由党委秘书整理。",
        "开展保密教育，保守国家秘密。",
        "严禁在互联网上处理涉密信息。",
        "涉密信息不上网，上网信息不涉密。",
        "他谈了节能的小秘密。",
        "学习《中华人民共和国保守国家秘密法》。",
        "凡标有“内部资料 注意保存”的材料一律不得上传。",
    ),
    "discipline_matters": (
        "学习《中国共产党纪律处分条例》关于问题线索处置的规定。",
        "本季度没有收到问题线索。",
        "传达中央纪委公开曝光的典型案例。",
        "讲解什么是谈话函询、初步核实。",
        "公布举报信箱和信访举报渠道。",
        "对重点岗位人员开展廉洁谈话。",
        "问题线索和审查内容不得上网。",
    ),
}


def cases(table):
    return [pytest.param(slug, text, id=f"{slug}: {text[:20]}") for slug, texts in table.items() for text in texts]


@pytest.mark.parametrize(("slug", "text"), cases(FAULTS))
def test_a_fault_in_words_is_found(finds, said, slug, text):
    found = finds(slug, said(text))
    assert found
    assert found[0].field == "body"
    assert str(found[0].message)


@pytest.mark.parametrize(("slug", "text"), cases(NEAR_MISSES))
def test_what_only_looks_like_a_fault_is_left_alone(finds, said, slug, text):
    assert finds(slug, said(text)) == []


@pytest.mark.parametrize("slug", FAULTS)
def test_a_fault_is_found_in_the_title_the_summary_and_the_fields_too(finds, said, slug):
    text = FAULTS[slug][0]
    for field in ("title", "summary", "background"):
        draft = said("无事。", **{field: text})
        assert [found.field for found in finds(slug, draft)] == [field]


@pytest.mark.parametrize("slug", ["id_number", "bank_number", "phone"])
def test_a_personal_number_is_not_repeated_in_the_finding(finds, said, slug):
    for text in FAULTS[slug]:
        for found in finds(slug, said(text)):
            digits = "".join(char for char in f"{found.message}{found.quote}" if char.isdigit())
            assert len(digits) <= 7, found


def test_the_phone_number_that_a_field_asks_for_is_no_finding(finds):
    from modules.member_roster.models import RosterRecord

    assert finds("phone", RosterRecord(title="张三", phone="13912345678")) == []
    assert finds("phone", RosterRecord(title="张三", workplace="13912345678"))


def test_a_total_that_the_rows_of_a_table_do_not_make_is_found(finds, said):
    def table(*rows):
        return said("", body=[("table", {"data": [list(row) for row in rows], "first_row_is_table_header": True})])

    head = ("项目", "数量", "金额（元）", "完成率")
    rows = (("一", "3", "1,200.50", "90%"), ("二", "4", "800.00", "80%"))
    assert finds("arithmetic", table(head, *rows, ("合计", "7", "2,000.50", "85%"))) == []
    assert len(finds("arithmetic", table(head, *rows, ("合计", "8", "2,000.50", "85%")))) == 1
    assert len(finds("arithmetic", table(head, *rows, ("总计", "8", "2,001", "")))) == 2
    # no totals, cells without numbers, subtotals
    assert finds("arithmetic", table(head, *rows, ("三", "9", "1", "1%"))) == []
    assert finds("arithmetic", table(head, ("一", "若干", "1", ""), ("二", "2", "2", ""), ("合计", "9", "3", ""))) == []
    parts = (
        ("甲", "1", "", ""),
        ("乙", "2", "", ""),
        ("小计", "3", "", ""),
        ("丙", "4", "", ""),
        ("合计", "7", "", ""),
    )
    assert finds("arithmetic", table(head, *parts)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("1,234", 1234), ("十", 10), ("十二", 12), ("三十", 30), ("一百零五", 105), ("两", 2), ("二〇", 20), ("一千二百", 1200)],
)  # fmt: skip
def test_numbers_are_read_in_figures_and_in_chinese(text, value):
    from plugins.veracity.reading import number

    assert number(text) == value
