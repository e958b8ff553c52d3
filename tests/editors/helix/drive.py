#!/usr/bin/env python3
"""drive.py [HX]: the writer's day in a real Helix, in tmux, by real keys, read off its screen and from the saved file.

Screens go to target/editors/helix/.
"""

import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import day
from harness import ROOT, Report, Screen, finish, home_of, install, sample_blog, wait_for


class Helix(day.Editor):
    """A running Helix: keys in, the screen and the file out."""

    def __init__(self, program: str, blog: pathlib.Path, pictures: pathlib.Path) -> None:
        self.post, self.selection = blog / day.POST, blog.parent / "selection"
        self.screen = Screen([program, day.POST], blog, install("helix", blog, home_of(blog)), pictures)
        self.screen.shows("NOR")

    def at(self, line: int, column: int) -> None:
        self.ex(str(line + 1))
        self.screen.type("gh" + (f"{column}l" if column else ""))

    def attached(self) -> object:
        return "●" in self.shown()

    def underlined(self, message: str) -> tuple[int, str] | None:
        """The range that `]d` selects, from the start of the line that the message is about."""
        line = next((n for n, text in enumerate(self.lines()) if message in text), None)
        if line is None:
            return None
        self.at(line, 0)
        self.screen.type("]d")
        self.selection.unlink(missing_ok=True)
        self.ex(f"pipe-to cat > {self.selection}")
        seen = wait_for(lambda: self.selection.exists() and self.selection.read_text(), 5)
        return (line, seen) if seen == message else None

    def messages(self) -> str:
        self.screen.keys("Escape")
        self.screen.type(" d")
        self.screen.shows("`sumary`")
        seen = self.shown()
        self.picture("1-picker")
        self.screen.keys("Escape")
        return seen

    def hover(self, line: int, column: int) -> None:
        self.at(line, column)
        self.screen.type(" k")

    def choose(self) -> None:
        self.screen.keys("C-n", "Enter", "Escape")

    def fix(self, line: int, column: int) -> None:
        self.at(line, column)
        self.screen.type(" a")
        self.screen.shows("Change to `bake`")
        self.picture("5-choice")
        self.screen.keys("Enter")

    def lines(self) -> list[str]:
        """Of the file, which is saved for that."""
        self.ex("w!")
        return self.post.read_text().split("\n")


program = shutil.which(sys.argv[1] if len(sys.argv) > 1 else "hx")
if not program:
    sys.exit("not installed: hx")
program = str(pathlib.Path(program).absolute())
report = Report(subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip())
with sample_blog() as blog:
    day.prepare(blog)
    helix = Helix(program, blog, ROOT / "target/editors/helix")
    try:
        day.spend(helix, report)
    finally:
        helix.screen.close()
finish([report])
