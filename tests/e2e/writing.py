"""Writing, reviewing and releasing a record by the JSON API, as the people of the demo: for tests that need one of a certain kind."""

import io
from collections.abc import Callable

from PIL import Image, ImageDraw


class Caller:
    """Requests with somebody's token. asking: Playwright's APIRequestContext."""

    def __init__(self, asking, site: str, token: str):
        self.asking, self.root, self.token = asking, f"{site}/api/v1/", token

    def ask(self, method: str, address: str, **options) -> dict:
        """The JSON of the answer. Raises AssertionError with what was refused."""
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        answer = self.asking.fetch(self.root + address, method=method, headers=headers, **options)
        assert answer.ok, (method, address, answer.status, answer.text())
        return answer.json()

    def upload(self, name: str, kind: str, content: bytes) -> int:
        return self.ask("POST", "files", multipart={"file": {"name": name, "mimeType": kind, "buffer": content}})["id"]


def release(asking, live_site, unit: str, code: str, draft: Callable[[Caller], dict], module: str) -> int:
    """Write what `draft` gives in the unit's section of the module, and have three people pass it. The id of the record."""
    people = callers(asking, live_site, unit)
    writer = people[0]
    (section,) = writer.ask("GET", f"sections?unit={code}&module={module}")["items"]
    begun = writer.ask("POST", "drafts", data={"section": section["id"], **draft(writer)})
    assert begun["lacking"] == []
    approve(people, begun["id"])
    return begun["id"]


def callers(asking, live_site, unit: str) -> list[Caller]:
    """The unit's information officer, and the three who review what it writes."""
    people = [live_site.account(role, unit) for role in ("drafter", "reviewer", "secretary")]
    named = [one["username"] for one in (*people, live_site.account("approver"))]
    tokens = live_site.tokens(*[(username, "release", "read write review") for username in named])
    return [Caller(asking, live_site.url, token) for token in tokens]


def approve(people: list[Caller], record: int) -> None:
    """Submit this finished draft and pass it three times. people: as `callers()` gives them."""
    writer, *reviewers = people
    writer.ask("POST", f"drafts/{record}/submit")
    for reviewer in reviewers:
        (task,) = [one["task"] for one in reviewer.ask("GET", "reviews")["items"] if one["id"] == record]
        sheet = reviewer.ask("GET", f"reviews/{task}")
        decision = {
            "decision": "pass",
            "answers": {one["item"]: {"answer": "yes"} for one in sheet["form"]},
            "found": {str(one["id"]): {"answer": "dismiss", "reason": "已对照原始记录"} for one in sheet["found"]},
        }
        reviewer.ask("POST", f"reviews/{task}/decide", data=decision)


def picture(words: str) -> bytes:
    """A photograph, of a kind."""
    image = Image.new("RGB", (1400, 900), "#3a5f7d")
    draw = ImageDraw.Draw(image)
    for place in range(0, 1400, 100):
        draw.rectangle((place, 300 + place % 300, place + 60, 900), fill="#c9a45c")
    draw.text((40, 40), words, fill="white")
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()
