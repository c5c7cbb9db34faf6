"""Cases about likeness: texts and photos that two branches have in common, or only seem to."""

from .writing import Writer, image, words

TITLE = "把质量问题讲给下道工序听"
BACKGROUND = "上道工序把问题写在单子上，下道工序看不懂，同样的缺陷一个月里退了七次，两边都觉得是对方的事。"
PRACTICE = (
    "支部让两道工序的党员互换岗位半天，站在对方的工位上看一遍来料；每周三收工后在返修台前开十五分钟的会，"
    "只讲本周最疼的一个缺陷，谁造成的谁讲原因，谁发现的谁讲后果；讲完当场改作业要领，第二天早上由组长复查。"
)
RESULT = "三个月后同类退回从七次降到一次，作业要领改了十一处，两道工序的人开始互相打招呼。"


def copied_story(writer: Writer, other: Writer):
    yield writer.story(TITLE, BACKGROUND, PRACTICE, RESULT)
    yield other.story(
        "让下道工序听得懂质量问题", BACKGROUND.replace("七次", "六次"), PRACTICE.replace("周三", "周四"),
        RESULT.replace("七次降到一次", "六次降到一次"),
    )  # fmt: skip


def two_stories_of_one_matter(writer: Writer, other: Writer):
    yield writer.story(
        "一把扳手的旅行", "公用扳手总在找，找一次要停线五分钟。",
        "党员老李给每把扳手画了轮廓板，缺哪把一眼看见；借走的人把自己的工牌挂上去。",
        "找工具的停线由每周四次减到没有。",
    )  # fmt: skip
    yield other.story(
        "工具归位从画影子开始", "工具柜锁着没人敢用，敞着又天天丢。",
        "支部发动大家把工具按使用频次分三层，最常用的放在手边，并且由当班组长在交班时点数签字。",
        "两个月丢失两件，比上半年少十五件。",
    )  # fmt: skip


def copied_photo(writer: Writer, other: Writer):
    yield writer.story(
        "返修台旁的小黑板", "返修原因没人记，第二天又忘。", "在返修台旁挂一块小黑板，谁返修谁写一行。",
        "黑板写满一次就开一次短会。", body=[image(writer.picture("inspection", 4411, "检查台上用量具检测工件"))],
    )  # fmt: skip
    yield other.story(
        "首件检查加一双眼睛", "首件由操作者自检，容易放过老毛病。", "党员质检员每班随机加看一件，当面说清。",
        "首件不合格由每月五件减到两件。",
        body=[image(other.picture("inspection", 4411, "质检员加看首件", of=writer.unit))],
    )  # fmt: skip


def two_photos_of_one_scene(writer: Writer, other: Writer):
    yield writer.story(
        "午间十分钟讲堂", "大家没有整块时间学习。", "每天午饭后党员轮流讲十分钟，讲自己岗位上的一件事。",
        "一个季度讲了三十多次。", body=[image(writer.picture("lecture", 5101, "一人站在屏幕前讲话，其他人坐在台下听"))],
    )  # fmt: skip
    yield other.story(
        "请老师傅上台", "老师傅手上有绝活，嘴上说不出。", "年轻党员先采访、再做成五张图，由老师傅指着图讲。",
        "四位老师傅上了台，徒弟当场提问。",
        body=[image(other.picture("lecture", 5207, "老师傅站在屏幕前讲课")), words("图片由支部宣传委员拍摄。")],
    )  # fmt: skip
