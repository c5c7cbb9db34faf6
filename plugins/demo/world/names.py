"""Invented people's names: common surnames and given names; whoever bears such a name is not meant."""

import random
from collections.abc import Iterator

# The more common a surname, the more often it stands here.
SURNAMES = (
    "王王王李李李张张张刘刘陈陈杨杨黄赵吴吴周徐徐孙马朱胡胡郭何何林高罗罗郑梁谢宋唐许韩冯邓曹彭彭曾肖田董潘袁蔡蒋余余"
    "杜叶程程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾夏韦付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺郝顾龚邵万覃武戴孔汤庞"
)
MEN = (
    "志刚 建华 海涛 晓东 文斌 立新 永红 长江 大勇 明亮 红军 少华 春生 汉平 东升 光辉 继东 新民 忠义 学文 宏伟 宏斌 俊杰 "
    "俊峰 浩然 宇航 子豪 家明 思远 天宇 建平 志远 振华 振宇 世杰 伟明 伟东 德胜 金龙 金山 玉林 松涛 云峰 云飞 晓峰 晓明 光明 "
    "家宏 家俊 启航 启明 正阳 正明 立群 立军 道林 道明 先锋 先明 传江 传林 厚德 祥林 祥云 磊 勇 波 斌 凯 浩 亮 超 辉 林 帆"
).split()
WOMEN = (
    "秀英 桂芳 玉兰 丽华 晓燕 春梅 红霞 海燕 雪梅 慧敏 佳怡 雨欣 思雨 文静 文慧 丽娟 艳红 金凤 小芳 晓玲 晓琴 冬梅 秋菊 玉珍 淑华 "
    "淑珍 美玲 爱华 爱群 建英 建红 静怡 梦瑶 诗涵 若兰 婷婷 莉莉 静 敏 倩 玲 娟 霞 莉 燕 洁 慧 颖 琳 蓉"
).split()


def names(rng: random.Random, women: float = 0.25) -> Iterator[tuple[str, str]]:
    """(name, sex) without end, no name twice; `women` is their share. sex: male or female."""
    given_before = set()
    while True:
        sex = "female" if rng.random() < women else "male"
        name = rng.choice(SURNAMES) + rng.choice(WOMEN if sex == "female" else MEN)
        if name not in given_before:
            given_before.add(name)
            yield name, sex
