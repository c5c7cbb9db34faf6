"""The invented factory 江北车桥厂: its units and what each of them works with. Nothing here is a real plant, product or number."""

from dataclasses import dataclass, field

COMMITTEE, GENERAL_BRANCH, BRANCH = "committee", "general_branch", "branch"
NORTH, WEST = "江北厂区", "白马山厂区"


# Words that every trade has.
COMMON = {
    "check": ("定位基准", "传感器零点", "夹紧压力", "主轴跳动", "冷却流量", "气源压力", "限位开关", "导轨润滑"),
}


@dataclass(frozen=True)
class Trade:
    """A unit and the words of its trade, from which texts are made: each list by the name that templates use for it."""

    code: str
    title: str
    kind: str
    workshop: str
    site: str = ""
    plant: str = ""
    parent: str = ""
    newline: str = ""
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # Whether it makes parts of axles; the others serve those who do
    makes: bool = True


def _branch(code, title, workshop, site, plant, newline, parent="dangwei", makes=True, **words: str) -> Trade:
    """`words`: lists as one string, blanks between the items."""
    return Trade(
        code,
        title,
        BRANCH,
        workshop,
        site,
        plant,
        parent,
        newline,
        {name: tuple(text.split()) for name, text in words.items()},
        makes,
    )


TRADES = (
    Trade(
        "dangwei", "江北车桥厂党委", COMMITTEE, "厂部机关", NORTH, newline="电驱动桥生产基地",
        words={
            "product": ("前桥总成", "后桥总成", "制动器总成"),
            "equipment": ("视频会议系统", "电子管理板", "党员活动室"),
            "process": ("公文办理", "会议组织", "督查督办", "信息报送"),
            "defect": ("材料报送不及时", "台账口径不一致", "会议记录要素不全"),
            "hazard": ("办公用电", "档案防火", "车辆出入"),
            "cost": ("会议费", "办公耗材", "印刷费用"),
            "team": ("党务室", "行政办公室", "工会办公室"),
            "job": ("党务干事", "文秘", "档案员", "工会干事", "人事专员"),
        },
    ),
    Trade("qianqiao", "前桥厂党总支", GENERAL_BRANCH, "前桥厂", NORTH, "前桥厂", "dangwei", "前桥总成数字化装配线",
        words={
            "product": ("前桥总成", "前轴", "转向节"),
            "equipment": ("锻造生产线", "前轴加工线", "前桥装配线"),
            "process": ("锻造", "机加工", "装配"),
            "defect": ("工序间磕碰", "批次混装", "交检退回"),
            "hazard": ("吊装作业", "叉车交叉作业", "高温作业"),
            "cost": ("在制品占用", "工序间转运", "返修工时"),
            "team": ("综合组", "生产组", "质量组"),
            "job": ("生产调度", "质量工程师", "综合管理员"),
        },
    ),
    _branch(
        "duanzao", "锻造党支部", "锻造车间", NORTH, "前桥厂", "转向节精锻自动线", "qianqiao",
        product="前轴毛坯 转向节毛坯 半轴毛坯 平衡轴毛坯",
        equipment="8000吨热模锻压力机 中频感应加热炉 自动辊锻机 锻件抛丸机 切边校正机",
        process="下料加热 辊锻制坯 模锻成形 切边校正",
        defect="锻件折叠 型腔欠充满 错模 氧化皮压入 飞边残留",
        hazard="高温锻件转运 模具吊装 氧化皮飞溅 液压油泄漏",
        cost="锻模消耗 中频炉电耗 脱模剂用量 料头损失",
        team="辊锻班 模锻一班 模锻二班 模具班",
        job="锻工 模具钳工 加热工 抛丸工 工艺员",
    ),
    _branch(
        "qianzhou", "前轴加工党支部", "前轴加工车间", NORTH, "前桥厂", "重型前轴柔性加工线", "qianqiao",
        product="中型前轴 重型前轴 轻型前轴 客车前轴",
        equipment="双端面铣床 主销孔加工中心 数控深孔钻 前轴清洗机 桁架机械手",
        process="铣端面 精镗主销孔 钻板簧孔 去毛刺清洗",
        defect="主销孔同轴度超差 板簧孔位置度波动 端面接刀痕 毛刺残留 转运磕碰伤",
        hazard="铁屑划伤 切削液渗漏 桁架区误入 吊具磨损",
        cost="镗刀消耗 切削液用量 刀柄维修费 设备待机电耗",
        team="铣削班 镗孔班 钻孔班 下线班",
        job="铣工 镗工 数控操作工 检查员 工艺员",
    ),
    _branch(
        "qianzhuang", "前桥装配党支部", "前桥装配车间", NORTH, "前桥厂", "前桥总成数字化装配线", "qianqiao",
        product="前桥总成 转向节总成 轮毂总成 客车前桥",
        equipment="主销压装机 多轴电动拧紧机 前束检测台 助力机械臂 自动涂胶机",
        process="主销压装 轮毂装配 螺栓拧紧 前束调整",
        defect="拧紧力矩超限 轴承预紧力偏差 油封漏装 涂胶断胶 标识不清",
        hazard="总成吊运 压装夹手 叉车交叉作业 地面油污",
        cost="密封胶用量 润滑脂损耗 工装维修费 返工工时",
        team="分装班 总装班 检测班 返修班",
        job="装配钳工 拧紧操作工 调整工 检查员 工艺员",
    ),
    _branch(
        "qiaoke", "桥壳党支部", "桥壳焊接车间", NORTH, "后桥厂", "桥壳激光复合焊接线",
        product="冲焊桥壳 重型桥壳 轻量化桥壳 挂车桥壳",
        equipment="焊接机器人工作站 热成形压力机 激光切割机 环焊专机 气密检测台",
        process="板料热成形 本体纵缝焊接 法兰环缝焊接 气密检测",
        defect="焊缝气孔 焊道偏移 气密不良 焊后变形超差 焊缝咬边",
        hazard="焊接弧光 焊接烟尘 机器人误动作 气瓶存放",
        cost="焊丝损耗 保护气用量 导电嘴消耗 打磨工时",
        team="成形班 机器人班 环焊班 气密班",
        job="焊工 机器人操作工 冲压工 打磨工 焊接工艺员",
    ),
    _branch(
        "chilun", "齿轮党支部", "齿轮车间", NORTH, "后桥厂", "弧齿锥齿轮磨齿线",
        product="主动锥齿轮 从动锥齿轮 圆柱齿轮 行星齿轮",
        equipment="干切铣齿机 数控磨齿机 数控车床 齿轮检测中心 配对检查机",
        process="精车齿坯 干切铣齿 热后磨齿 配对研磨",
        defect="齿面接触区偏移 齿距累积超差 齿面磨削烧伤 配对噪声偏高 齿端毛刺",
        hazard="砂轮防护罩松动 油雾积聚 磁性夹具失电 长屑清理",
        cost="铣刀刃磨费 砂轮消耗 研磨剂用量 压缩空气用量",
        team="齿坯班 铣齿班 磨齿班 配对班",
        job="车工 铣齿工 磨齿工 配对检查工 刀具管理员",
    ),
    _branch(
        "rechuli", "热处理党支部", "热处理车间", NORTH, "后桥厂", "低压真空渗碳线",
        product="渗碳齿轮 调质半轴 淬火十字轴 喷丸半轴套管",
        equipment="推盘式渗碳炉 压淬机床 箱式多用炉 感应淬火机床 强力喷丸机",
        process="渗碳淬火 压床淬火 低温回火 强化喷丸",
        defect="渗层深度不均 淬火变形 硬度散差 表面脱碳 心部硬度偏低",
        hazard="可燃气氛泄漏 淬火油槽着火 高温炉门烫伤 氨气泄漏",
        cost="天然气消耗 淬火油消耗 料盘损耗 甲醇用量",
        team="渗碳一班 渗碳二班 压淬班 检验班",
        job="热处理工 炉前操作工 金相检验员 喷丸工 工艺员",
    ),
    _branch(
        "zongzhuang", "后桥总装党支部", "后桥总装车间", NORTH, "后桥厂", "后桥总成混流装配线",
        product="后桥总成 贯通桥总成 轮边减速桥 主减速器总成",
        equipment="主减合装机 多轴力矩扳手 定量加油机 总成加载试验台 涂装机器人",
        process="主减合装 半轴装配 总成试验 涂装下线",
        defect="结合面渗漏油 总成异响 漆膜流挂 轴向间隙超差 铭牌错装",
        hazard="总成翻转 涂装有机溶剂 高处检修 输送链卡滞",
        cost="齿轮油损耗 涂料用量 遮蔽材料用量 试验台电耗",
        team="合装班 装配班 试验班 涂装班",
        job="装配钳工 试验工 涂装工 调漆工 检查员",
    ),
    _branch(
        "jishu", "技术质量党支部", "技术质量部", NORTH, "后桥厂", "电驱动桥试制线", makes=False,
        product="电驱动桥样件 轻量化桥壳样件 新平台后桥 盘式制动前桥",
        equipment="三坐标测量机 桥壳疲劳试验台 噪声试验台 光谱分析仪 工业内窥镜",
        process="设计评审 样件试制 台架试验 过程审核",
        defect="图纸版本不一致 试验数据漏录 检具校准超期 特殊特性漏标 审核问题重复",
        hazard="试验台旋转部件 样件吊装 化学试剂存放 试验噪声",
        cost="试验样件费用 检具校准费用 试制工装费用 外委试验费用",
        team="产品组 工艺组 试验组 检验组",
        job="产品设计师 工艺工程师 试验工程师 计量员 质量工程师",
    ),
    _branch(
        "zhidongqi", "制动器党支部", "制动器车间", WEST, "部件厂", "气压盘式制动器装配线",
        product="鼓式制动器 气压盘式制动器 制动蹄总成 制动凸轮轴",
        equipment="蹄片铆接机 制动鼓立车 凸轮轴磨床 衬片粘接固化炉 制动器性能试验台",
        process="蹄片铆接 制动鼓精车 凸轮轴磨削 总成调试",
        defect="铆钉松动 制动鼓端跳超差 凸轮轴磨削烧伤 衬片间隙不均 回位弹簧漏装",
        hazard="铆接机夹手 粉尘积聚 固化炉高温 立车飞屑",
        cost="铆钉损耗 砂轮消耗 衬片报废损失 固化炉电耗",
        team="铆接班 制动鼓班 凸轮轴班 总成班",
        job="铆接工 立车工 磨工 装配工 检查员",
    ),
    _branch(
        "chasuqi", "差速器党支部", "差速器车间", WEST, "部件厂", "差速器壳智能加工线",
        product="差速器总成 十字轴 差速器壳 半轴齿轮",
        equipment="数控球面车床 立式加工中心 无心磨床 齿轮精锻机 差速器试漏机",
        process="壳体精车 十字轴磨削 半轴齿轮精锻 总成装配",
        defect="球面粗糙度超差 十字轴圆度超差 壳体砂眼 垫片选配错误 螺栓漏拧",
        hazard="卡盘夹持松动 精锻机噪声 铁屑箱转运 吊钩防脱失效",
        cost="车刀片消耗 磨削液用量 选配垫片占用 精锻模损耗",
        team="壳体班 十字轴班 精锻班 总成班",
        job="数控车工 磨工 精锻工 装配工 检查员",
    ),
    _branch(
        "shebei", "设备能源党支部", "设备能源部", WEST, "部件厂", "能源在线监测系统", makes=False,
        product="修复主轴 修复油缸 大修机床 自制备件",
        equipment="离心空压机组 十千伏变配电站 循环水冷却塔 桥式起重机 废水处理站",
        process="点检巡检 计划检修 故障抢修 能源计量",
        defect="故障停机超时 点检漏项 备件短缺 润滑不到位 计量数据缺失",
        hazard="带电检修 受限空间作业 起重吊装 高处作业",
        cost="空压站电耗 备件占用 外委维修费 循环水补水量",
        team="机修班 电修班 动力班 点检班",
        job="机修钳工 维修电工 空压站运行工 起重机维修工 点检员",
    ),
    _branch(
        "wuliu", "仓储物流党支部", "仓储物流部", WEST, "部件厂", "智能立体库", makes=False,
        product="外购轴承 半成品桥壳 待发总成 周转空箱",
        equipment="电动叉车 立体库堆垛机 自动导引车 牵引车 条码打印终端",
        process="收货入库 拣选配送 空箱回收 成品发运",
        defect="账实不符 配送错件 器具破损 先进先出未执行 标签缺失",
        hazard="叉车超速 货位超高 充电区火险 装卸坠落",
        cost="周转器具维修费 包装材料用量 短驳费用 呆滞库存占用",
        team="收货班 配送班 发运班 器具班",
        job="叉车工 配送工 库管员 发运员 计划员",
    ),
)  # fmt: skip
