"""Writing, reviewing and releasing a record by the JSON API, as the people of the demo: for tests that need one of a certain kind."""

import io

from PIL import Image, ImageDraw

STAGES = ("reviewer", "secretary", "approver")


class Caller:
    """Somebody's token, and requests with it."""

    def __init__(self, asking, live_site, role: str, unit: str, *scopes: str):
        """asking: Playwright's APIRequestContext."""
        account = live_site.account(role) if role == "approver" else live_site.account(role, unit)
        given = [word for scope in scopes for word in ("--scope", scope)]
        self.token = live_site.manage("token", "create", account["username"], *given).strip()
        self.asking, self.root = asking, f"{live_site.url}/api/v1/"

    def ask(self, method: str, address: str, **options) -> dict:
        """The JSON of the answer. Raises AssertionError with what was refused."""
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        answer = self.asking.fetch(self.root + address, method=method, headers=headers, **options)
        assert answer.ok, (method, address, answer.status, answer.text())
        return answer.json()

    def upload(self, name: str, kind: str, content: bytes) -> int:
        return self.ask("POST", "files", multipart={"file": {"name": name, "mimeType": kind, "buffer": content}})["id"]


def release(asking, live_site, unit: str, code: str, draft: dict, module: str) -> int:
    """Write this draft in the unit's section of the module, and have three people pass it. The id of the record."""
    writer = Caller(asking, live_site, "drafter", unit, "write")
    (section,) = writer.ask("GET", f"sections?unit={code}&module={module}")["items"]
    begun = writer.ask("POST", "drafts", data={"section": section["id"], **draft(writer)})
    assert begun["lacking"] == []
    writer.ask("POST", f"drafts/{begun['id']}/submit")
    for role in STAGES:
        reviewer = Caller(asking, live_site, role, unit, "review")
        (task,) = [one["task"] for one in reviewer.ask("GET", "reviews")["items"] if one["id"] == begun["id"]]
        sheet = reviewer.ask("GET", f"reviews/{task}")
        decision = {
            "decision": "pass",
            "answers": {one["item"]: {"answer": "yes"} for one in sheet["form"]},
            "found": {str(one["id"]): {"answer": "dismiss", "reason": "已对照原始记录"} for one in sheet["found"]},
        }
        reviewer.ask("POST", f"reviews/{task}/decide", data=decision)
    return begun["id"]


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
