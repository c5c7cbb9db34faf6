"""What the tools share: speaking to the person, and running programs with progress and a useful last word."""

import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Stop(Exception):
    """A step failed; the message says what happened and what to do."""


def say(text: str) -> None:
    print(text, flush=True)


def main(function: Callable[[], int | None]) -> None:
    """Run a tool: `Stop` becomes its message and exit code 1, Ctrl-C a quiet 130."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal in GBK lacks some of our characters
    try:
        code = function()
    except Stop as stop:
        print(f"\n✗ {stop}", file=sys.stderr, flush=True)
        code = 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr, flush=True)
        code = 130
    sys.exit(code or 0)


def run(
    title: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    env: dict[str, str] | None = None,
    item: str = "",
    total: int = 0,
    advice: Sequence[tuple[str, str]] = (),
) -> None:
    """Run a program, its output into `log`, one line of progress on the screen.

    `item` is a pattern whose first group names the thing that an output line starts; `total` how many are expected.
    When the program fails, `Stop` carries the advice of the first pattern found in its output, and its last lines.
    """
    started, count, current, shown = time.monotonic(), 0, "", 0.0
    lines: queue.Queue[str | None] = queue.Queue()
    try:
        output = log.open("w", encoding="utf-8")
    except OSError as error:
        raise Stop(f"{log} cannot be written ({error.strerror}). Give yourself write permission there.") from error
    with (
        output,
        subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process,
    ):

        def read() -> None:
            for line in process.stdout:
                lines.put(line)
            lines.put(None)

        threading.Thread(target=read, daemon=True).start()
        try:
            while True:
                try:
                    line = lines.get(timeout=1)
                except queue.Empty:
                    line = ""
                if line is None:
                    break
                output.write(line)
                if item and (found := re.search(item, line)):
                    count, current = count + 1, found.group(1)
                shown = _progress(title, started, count, total, current, shown)
            code = process.wait()
        except BaseException:
            process.terminate()  # leaving the block waits for its end
            raise
    seconds = time.monotonic() - started
    if code:
        _line(f"  {title}: failed after {seconds:.0f} s\n")
        raise Stop(_last_word(title, log, advice))
    _line(f"  {title}: {seconds:.1f} s\n")


def _progress(title: str, started: float, count: int, total: int, current: str, shown: float) -> float:
    """Redraw the line on a terminal each second; elsewhere add a line each ten. Returns when it was last shown."""
    now = time.monotonic()
    if now - max(shown, started) < (1 if sys.stdout.isatty() else 10):
        return shown
    of = f" {count}/{total}" if total else ""
    text = f"  {title} …{of} {current} ({now - started:.0f} s)"
    if sys.stdout.isatty():
        _line(text)
    else:
        say(text)
    return now


def _line(text: str) -> None:
    sys.stdout.write(f"\r\033[K{text}" if sys.stdout.isatty() else text)
    sys.stdout.flush()


def _last_word(title: str, log: Path, advice: Sequence[tuple[str, str]]) -> str:
    text = log.read_text(encoding="utf-8", errors="replace")
    tail = "\n".join("    " + line for line in text.splitlines()[-12:])
    for pattern, what_to_do in advice:
        if re.search(pattern, text):
            return f"{title} failed. {what_to_do}\n{tail}\n  All of it: {log}"
    return f"{title} failed; its last lines:\n{tail}\n  All of it: {log}"


def environment(**changes: str | None) -> dict[str, str]:
    """This process's environment with changes; None removes a variable."""
    env = dict(os.environ)
    for name, value in changes.items():
        if value is None:
            env.pop(name, None)
        else:
            env[name] = value
    return env
