"""Reads a unit's board, or one record's text, from the JSON API. Only Python's standard library.

    python3 read_api.py board zongzhuang
    python3 read_api.py records zongzhuang --module three_meetings_one_lesson --most 50
    python3 read_api.py record 311

The site is taken from --site or HONGBAN_SITE, the token from --token or HONGBAN_TOKEN; without a token it shows what is public.
"""

import argparse
import html
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request


class Refused(Exception):
    """The API said no, and why."""


class Api:
    def __init__(self, site: str, token: str = ""):
        self.root = site.rstrip("/") + "/api/v1/"
        self.headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})

    def get(self, address: str, **query) -> dict:
        """What an address below /api/v1/ answers, or an absolute one that the API itself gave (`href`, `next_href`)."""
        url = urllib.parse.urljoin(self.root, address)
        query = {name: value for name, value in query.items() if value not in (None, "")}
        if query:
            url += "?" + urllib.parse.urlencode(query)
        if not url.startswith(self.root):  # the token is for this site only
            raise Refused(f"{url} 不是 {self.root} 之下的地址")
        request = urllib.request.Request(url, headers=self.headers)  # noqa: S310 (http or https, as --site says)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Refused(problem(error)) from error
        except urllib.error.URLError as error:
            raise Refused(f"{self.root}: {error.reason}") from error

    def items(self, address: str, most: int, **query):
        """The items of a list, page after page, so many at most."""
        page = self.get(address, limit=min(most, 100), **query)
        while True:
            for item in page["items"]:
                if most <= 0:
                    return
                most -= 1
                yield item
            if most <= 0 or not page["next_href"]:
                return
            page = self.get(page["next_href"])


def problem(error: urllib.error.HTTPError) -> str:
    """The words of a problem (RFC 9457): every error of the API is one."""
    try:
        told = json.load(error)
        return f"{told['title']}（{told['status']}）：{told['detail']}"
    except (ValueError, KeyError):
        return f"HTTP {error.code}"


def board(api: Api, unit: str):
    """A unit's three boards with the newest record of each module."""
    found = api.get(f"units/{urllib.parse.quote(unit, safe='')}/board", latest=1)
    yield found["unit"]["title"]
    for one in found["boards"]:
        yield f"\n{one['label']}"
        for tile in one["tiles"]:
            yield f"  {tile['title']}  {tile['count']} 条"
            for record in tile["latest"]:
                yield f"    {record['occurred_on']}  {record['title']}  [{record['id']}]"


def records(api: Api, unit: str, module: str, most: int):
    """A unit's records, the newest first."""
    for record in api.items("records", most, unit=unit, module=module):
        yield f"{record['occurred_on']}  {record['title']}  [{record['id']}]"


def record(api: Api, number: int):
    """A record's text: its fields, its body, who reviewed it, and what was withheld."""
    found = api.get(f"records/{number}")
    yield found["title"]
    yield f"{found['unit']['title']} · {found['section']['title']} · {found['occurred_on']} · {found['scope_display']}"
    yield ""
    for field in found["fields"]:
        yield f"{field['label']}：{text_of(field)}"
    for block in found["body"]:
        if words := words_of(block["value"]):
            yield f"\n{words}"
    yield ""
    for stage in found["review"]:
        yield f"{stage['display']}  {stage['reviewer']}  {stage['decided_at'][:10]}"
    if found["withheld"]:
        yield f"未向您公开：{'、'.join(found['withheld'])}"


def text_of(field: dict) -> str:
    """A field in words: `display` where there is one; a table line by line; anything else as it is."""
    if "display" in field:
        return field["display"]
    if field["type"] == "table":
        labels = {column["name"]: column["label"] for column in field["columns"]}
        rows = [
            "，".join(f"{labels[name]} {words_of(cell)}" for name, cell in row.items() if words_of(cell))
            for row in field["value"]
        ]
        return "".join(f"\n  - {row}" for row in rows)
    return words_of(field["value"])


def words_of(value) -> str:
    """The words in a value of any form, without HTML: a reader that knows no block types still reads everything."""
    if isinstance(value, str):
        plain = re.sub(r"<[^>]+>", "", re.sub(r"</(p|li|h\d)>|<br\s*/?>", "\n", value))
        return html.unescape(plain).strip()
    if isinstance(value, dict):
        named = [
            value[name]
            for name in ("title", "text", "caption", "data", "name", "label", "value", "source")
            if value.get(name)
        ]
        return " ".join(filter(None, map(words_of, named)))
    if isinstance(value, list):
        return "\n".join(filter(None, map(words_of, value)))
    return "" if value is None or isinstance(value, bool) else str(value)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", default=os.environ.get("HONGBAN_SITE", "http://127.0.0.1:8000"))
    parser.add_argument("--token", default=os.environ.get("HONGBAN_TOKEN", ""))
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("board", help=board.__doc__).add_argument("unit", help="id or code")
    listing = commands.add_parser("records", help=records.__doc__)
    listing.add_argument("unit", help="id or code")
    listing.add_argument("--module", default="", help="label of a module")
    listing.add_argument("--most", type=int, default=20)
    commands.add_parser("record", help=record.__doc__).add_argument("number", type=int)
    options = vars(parser.parse_args(arguments))
    api = Api(options.pop("site"), options.pop("token"))
    show = {"board": board, "records": records, "record": record}[options.pop("command")]
    try:
        for line in show(api, **options):
            print(line)  # noqa: T201
    except Refused as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
