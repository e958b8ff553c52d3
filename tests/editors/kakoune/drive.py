#!/usr/bin/env python3
"""drive.py: the writer's day in a real Kakoune with kakoune-lsp, which is `kak-lsp` on the PATH. In tmux, by real keys.

What is selected and what the buffer holds is asked for by `kak -p`. Screens go to target/editors/kakoune/.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import day
from harness import ROOT, Report, Screen, finish, home_of, install, sample_blog, wait_for

# What the README says must stand above our lines.
KAKRC = """set-option global ui_options terminal_assistant=none
eval %sh{kak-lsp}
lsp-enable
"""


class Kakoune(day.Editor):
    """A running Kakoune: keys in, texts out."""

    def __init__(self, blog: pathlib.Path, pictures: pathlib.Path) -> None:
        self.post, self.answer = blog / day.POST, blog.parent / "answer"
        environment = home_of(blog)
        self.runtime = blog.parent / "run"
        self.runtime.mkdir(mode=0o700)
        environment["XDG_RUNTIME_DIR"] = str(self.runtime)
        (pathlib.Path(environment["XDG_CONFIG_HOME"]) / "kak").mkdir()
        (pathlib.Path(environment["XDG_CONFIG_HOME"]) / "kak/kakrc").write_text(KAKRC)
        self.environment = install("kakoune", blog, environment)
        self.screen = Screen(["kak", "-s", "test", day.POST], blog, self.environment, pictures)
        self.screen.shows("try-me.md")

    def ask(self, expansion: str) -> str:
        """What an expansion of Kakoune stands for in the window."""
        self.answer.unlink(missing_ok=True)
        command = f"evaluate-commands -client client0 %{{ echo -to-file {self.answer}.new -- {expansion} ; nop %sh{{ mv {self.answer}.new {self.answer} }} }}"
        subprocess.run(["kak", "-p", "test"], input=command, text=True, env=self.environment, timeout=10)
        return self.answer.read_text() if wait_for(self.answer.exists, 3) else ""

    def at(self, line: int, column: int) -> None:
        self.screen.keys("Escape")
        self.screen.type(f"{line + 1}ggh" + (f"{column}l" if column else ""))

    def attached(self) -> object:
        return self.ask("%opt{lsp_diagnostic_error_count}").strip() not in ("", "0")

    def ranges(self) -> list[tuple[int, int, int]]:
        """Line, and first and last byte, all from 1, of what is underlined."""
        found = re.findall(r"(\d+)\.(\d+)(?:,(\d+)\.(\d+)|\+(\d+))\|", self.ask("%opt{lsp_inline_diagnostics}"))
        return [(int(a), int(b), int(d) if d else int(b) + int(n) - 1) for a, b, _, d, n in found]

    def underlined(self, message: str) -> tuple[int, str] | None:
        lines = self.lines()
        texts = [(line - 1, lines[line - 1].encode()[first - 1 : last].decode(errors="replace")) for line, first, last in self.ranges()]
        return next(((line, text) for line, text in texts if text == message), None)

    def messages(self) -> str:
        self.ex("lsp-diagnostics")
        wait_for(lambda: "`sumary`" in self.shown())
        seen = self.shown()
        self.picture("1-list")
        self.ex("delete-buffer")
        return seen

    def hover(self, line: int, column: int) -> None:
        self.at(line, column)
        self.ex("lsp-hover")

    def choose(self) -> None:
        time.sleep(0.5)
        self.screen.keys("C-n")
        time.sleep(0.3)
        self.screen.keys("Escape")

    def fix(self, line: int, column: int) -> None:
        self.at(line, column)
        self.ex("lsp-code-actions")
        self.screen.shows("Change to `bake`")
        self.picture("5-choice")
        self.screen.keys("Enter")

    def lines(self) -> list[str]:
        """Of the file, which is saved for that."""
        self.ex("write")
        time.sleep(0.2)
        return self.post.read_text().split("\n")

    def close(self) -> None:
        """Ends kak-lsp as well: it is a daemon, and outlives the terminal."""
        self.screen.keys("Escape")
        self.screen.type(":quit!")
        self.screen.keys("Enter")
        time.sleep(0.5)
        self.screen.close()
        mark = f"XDG_RUNTIME_DIR={self.runtime}".encode()
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    os.kill(int(process.name), signal.SIGTERM)
            except OSError:
                pass  # not ours, or gone


missing = [program for program in ("kak", "kak-lsp") if not shutil.which(program)]
if missing:
    sys.exit(f"not installed: {', '.join(missing)}")
version = subprocess.run(["kak-lsp", "--version"], capture_output=True, text=True).stdout.split()[-1]
report = Report(f"kakoune with kak-lsp {version}")
with sample_blog() as blog:
    day.prepare(blog)
    kakoune = Kakoune(blog, ROOT / "target/editors/kakoune")
    try:
        day.spend(kakoune, report)
    finally:
        kakoune.close()
finish([report])
