"""The TypeScript client: its types are those of the OpenAPI document, and it, its example of use and the front end compile with them."""

import json
import os
import re
import shutil

import pytest

from tools import node

LOCK = node.EXAMPLES / "package-lock.json"


@pytest.fixture(scope="module")
def workspace():
    if missing := node.missing():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return node.prepare()


@pytest.mark.skipif(bool(os.environ.get("UPDATE_SNAPSHOTS")), reason="they are written anew with the document")
def test_the_types_are_those_of_the_document_and_everything_compiles_with_them(workspace):
    node.run("npm", "run", "check")


def test_other_types_than_those_of_the_document_are_noticed(workspace, tmp_path):
    document = json.loads((node.ROOT / "tests" / "snapshots" / "openapi.json").read_text("utf-8"))
    document["components"]["schemas"]["UnitItem"]["properties"]["altitude"] = {"type": "number"}
    (tmp_path / "openapi.json").write_text(json.dumps(document), "utf-8")
    with pytest.raises(AssertionError, match="npm run generate"):
        node.run("node", "client/generate.mjs", "--check", OPENAPI=str(tmp_path / "openapi.json"))


def test_a_block_that_nothing_shows_does_not_compile(workspace, tmp_path):
    """The map of renderers has all types of blocks: what the API adds is noticed where it would be left out."""
    for name in ("client", "headless"):
        shutil.copytree(workspace / name, tmp_path / name, ignore=shutil.ignore_patterns("node_modules", "dist"))
    shutil.copy(workspace / "tsconfig.base.json", tmp_path)
    (tmp_path / "node_modules").symlink_to(workspace / "node_modules")
    blocks = tmp_path / "headless" / "src" / "blocks.ts"
    blocks.write_text(re.sub(r"\n  quote: .*?\n  </figure>`,", "", blocks.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    with pytest.raises(AssertionError, match="Property 'quote' is missing"):
        node.run("npx", "tsc", "--noEmit", "--project", str(tmp_path / "headless"))


def test_the_lock_names_no_host():
    """Whoever installs has a registry of their own; hashes say that it gives the same."""
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]
    fetched = {name: one for name, one in packages.items() if "node_modules/" in name and not one.get("link")}
    assert len(fetched) > 20
    assert [
        name for name, one in fetched.items() if "resolved" in one or not one["integrity"].startswith("sha512-")
    ] == []
