"""Collect the interface's strings (Chinese msgids) into locale/en and compile the catalogue.

The compiled file is committed: whoever runs the demo has no gettext. Needs xgettext, which the packages do not bring.
"""

import shutil
import subprocess
import tempfile

import polib

from tools.console import ROOT, Stop, environment, main, say

IGNORED = [".venv", "var", "tests", "tools", "examples", "build", "dist"]
HEADER = "Hongban 红板: the interface in English. Made by `make messages`; the translations are edited here."
METADATA = {
    "Project-Id-Version": "hongban",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def messages() -> None:
    if shutil.which("xgettext") is None:
        raise Stop("xgettext was not found. On Debian: apt install gettext")
    path = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
    ignored = [part for name in IGNORED for part in ("--ignore", name)]
    with tempfile.TemporaryDirectory(prefix="hongban-messages-") as data:
        subprocess.run(
            [
                ROOT / ".venv" / "bin" / "python",
                "manage.py",
                "makemessages",
                "--locale",
                "en",
                "--add-location",
                "file",
                *ignored,
            ],
            cwd=ROOT,
            env=environment(HONGBAN_DATA=data),
            check=True,
        )
    catalogue = polib.pofile(str(path), wrapwidth=120)
    # our own header: gettext's has places to fill in, and a date that would make every run a change
    catalogue.header, catalogue.metadata, catalogue.metadata_is_fuzzy = HEADER, METADATA, False
    catalogue.save()
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    empty = len(catalogue.untranslated_entries())
    fuzzy = len(catalogue.fuzzy_entries())
    say(f"  {len(catalogue)} strings; {empty} not translated, {fuzzy} fuzzy")


if __name__ == "__main__":
    main(messages)
