"""How the robots of WeCom (企业微信) and DingTalk (钉钉) are spoken to: address, signature, body, answer, limits.

After the platforms' own documents, 群机器人配置说明 (developer.work.weixin.qq.com/document/path/91770) and 自定义机器人接入
(open.dingtalk.com/document/robots/custom-robot-access). Whoever is given an address in the intranet that passes requests on to
the platform enters that: the host is not fixed, the parameter that names the group is.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, quote_plus, urlsplit

from django.utils.translation import gettext as _

from cms.outgoing import targets
from cms.outgoing.calling import Answer

from .models import Robot

__all__ = ["MINUTE", "MOST_A_MINUTE", "body", "budget", "check", "judged", "masked", "signed"]

# Both take 20 messages a minute of one robot
MOST_A_MINUTE, MINUTE = 20, 60
OFFICIAL = {"qyapi.weixin.qq.com", "oapi.dingtalk.com"}
ENTITIES = {
    "&": "＆",
    "<": "＜",
    ">": "＞",
    "[": "［",
    "]": "］",
    "*": "＊",
    "`": "｀",
    "#": "＃",
    "_": "＿",
    "~": "～",
    "\\": "＼",
    "@": "＠",
}


@dataclass(frozen=True)
class Platform:
    """parameter: what in the address names the group. throttled: the codes by which it says that it was too much, and for how many
    seconds (`rest`) it then takes nothing. bytes: how long a message may be, by format."""

    parameter: str
    throttled: frozenset[int]
    rest: int
    bytes: dict[str, int]


PLATFORMS = {
    Robot.WECOM: Platform("key", frozenset({45009, 45033}), 60, {Robot.MARKDOWN: 4096, Robot.TEXT: 2048}),
    # it shuts a robot out for ten minutes; of a body it takes 20 000 bytes
    Robot.DINGTALK: Platform(
        "access_token", frozenset({130101, 410100, 660026}), 600, {Robot.MARKDOWN: 16000, Robot.TEXT: 16000}
    ),
}


def check(platform: str, address: str) -> None:
    """Whether this is a robot's address, to which requests may go. Raises `targets.Refused` with the reason."""
    parts = targets.parse(address)
    wanted = PLATFORMS[platform].parameter
    if not parse_qs(parts.query).get(wanted, [""])[0].strip():
        raise targets.Refused(_("地址中缺少 %(name)s=…，请完整复制群机器人的 Webhook 地址。") % {"name": wanted})
    if parts.hostname in OFFICIAL and parts.scheme != "https":
        raise targets.Refused(_("这个平台的地址须以 https:// 开头。"))
    try:
        targets.find(address)
    except (OSError, UnicodeError):
        return  # a name that cannot be resolved now may be when something is sent; until then each attempt says so


def masked(address: str) -> str:
    """The address as it is shown: with the last four signs of what names the group, and nothing else of the query."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{parts.path}?…{parts.query[-4:]}"


def signed(address: str, sign_key: str, moment: float) -> str:
    """The address for a request at `moment` (seconds since 1970): with DingTalk's signature (加签) where there is a key.

    The base64 of the HMAC-SHA256 of the milliseconds, a line break and the key, with the key.
    """
    if not sign_key:
        return address
    stamp = str(round(moment * 1000))
    digest = hmac.new(sign_key.encode(), f"{stamp}\n{sign_key}".encode(), hashlib.sha256).digest()
    return f"{address}&timestamp={stamp}&sign={quote_plus(base64.b64encode(digest))}"


def body(robot: Robot, title: str, lines: list[tuple[str, str]]) -> bytes:
    """A message of a title and lines, (words, address) each; as the robot's platform and format want it."""
    if robot.format == Robot.MARKDOWN:
        text = "\n".join([f"**{plain(title)}**", *(f"> [{plain(words)}]({address})" for words, address in lines)])
        if robot.platform == Robot.DINGTALK:  # a single line break is none there
            text = text.replace("\n", "\n\n")
            return _json({"msgtype": "markdown", "markdown": {"title": title, "text": text}})
        return _json({"msgtype": "markdown", "markdown": {"content": text}})
    text = "\n".join([title, *(f"{words} {address}" for words, address in lines)])
    return _json({"msgtype": "text", "text": {"content": text}})


def budget(robot: Robot, title: str, lines: list[tuple[str, str]], rest) -> list[tuple[str, str]]:
    """As many of the lines as the platform takes in one message; of those left out, `rest(how many)` is the last line."""
    most = PLATFORMS[robot.platform].bytes[robot.format] - 200  # the signs between them
    for count in range(len(lines), 0, -1):
        kept = lines if count == len(lines) else [*lines[:count], rest(len(lines) - count)]
        size = len(title.encode()) + sum(len(words.encode()) + len(address.encode()) + 10 for words, address in kept)
        if size <= most:
            return kept
    return [rest(len(lines))]


def plain(words: str) -> str:
    """In one line, with nothing that Markdown or a mention (@所有人) is made of."""
    return "".join(ENTITIES.get(sign, sign) for sign in " ".join(words.split()))


def judged(robot: Robot, answer: Answer) -> Answer:
    """The answer with what the platform means by it: both answer 200 to everything and say in JSON what came of it."""
    if answer.error:
        return answer
    try:
        said = json.loads(answer.text)
        code, words = int(said["errcode"]), str(said.get("errmsg", ""))
    except (ValueError, KeyError, TypeError):
        return replace(answer, error=_("对方的回应不是群机器人的回应，请核对地址。"))
    if code == 0:
        return answer
    platform = PLATFORMS[robot.platform]
    wait = platform.rest if code in platform.throttled else 0
    error = _("平台没有接收（%(code)s）：%(words)s") % {"code": code, "words": words[:200]}
    return replace(answer, error=error, retry_after=wait)


def _json(message: dict) -> bytes:
    return json.dumps(message, ensure_ascii=False).encode()
