#!/usr/bin/env python3
"""drive.py vim PLUGIN | vim-ale PLUGIN: the writer's day in a real Vim with vim-lsp or ALE, whose folder is PLUGIN.

In tmux, by real keys; what came of them is written to a file by Vim itself. Screens go to target/editors/NAME/.
"""

import json
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import day
from harness import ROOT, Report, Screen, finish, home_of, install, sample_blog, wait_for

# What a Vim of Debian has without a vimrc of the user, and what the README says.
VIMRC = """set nocompatible encoding=utf-8 noswapfile shortmess+=I updatetime=200
filetype plugin on
command! V silent! source {script}
"""
ALE = """let g:ale_linters = {'markdown': ['frontis']}
"""
DIAGNOSTICS = {
    # The server counts characters for it; so does this.
    "vim": """flatten(map(values(lsp#internal#diagnostics#state#_get_all_diagnostics_grouped_by_server_for_uri(lsp#utils#get_buffer_uri(bufnr('try-me.md')))),
      {_, answer -> map(copy(answer.params.diagnostics), {_, d -> [d.range.start.line, strcharpart(getline(d.range.start.line + 1), d.range.start.character, d.range.end.character - d.range.start.character), d.message]})}), 1)""",
    "vim-ale": "map(getloclist(0), {_, d -> [d.lnum - 1, strpart(getline(d.lnum), d.col - 1, max([0, d.end_col - d.col + 1])), d.text]})",
}
ATTACHED = {"vim": "lsp#get_server_status('frontis') ==# 'running'", "vim-ale": "!empty(getloclist(0))"}
HOVER = {"vim": "LspHover", "vim-ale": "ALEHover"}
FIX = {"vim": "LspCodeAction", "vim-ale": "ALECodeAction"}


class Vim(day.Editor):
    """A running Vim: keys in, values out."""

    def __init__(self, name: str, plugin: str, blog: pathlib.Path, pictures: pathlib.Path) -> None:
        self.name, self.post, self.answer = name, blog / day.POST, blog.parent / "answer.json"
        environment = home_of(blog)
        home = pathlib.Path(environment["HOME"])
        start = home / ".vim/pack/test/start"
        start.mkdir(parents=True)
        (start / "plugin").symlink_to(plugin)
        self.script = blog.parent / "ask.vim"
        (home / ".vimrc").write_text(VIMRC.format(script=self.script) + (ALE if name == "vim-ale" else ""))
        self.screen = Screen(["vim", day.POST], blog, install(name, blog, environment), pictures)
        self.screen.shows("title:")

    def value(self, expression: str):
        self.answer.unlink(missing_ok=True)
        expression = expression.replace("\n", "")
        self.script.write_text(f"call writefile([json_encode({expression})], '{self.answer}.new')\ncall rename('{self.answer}.new', '{self.answer}')\n")
        self.ex("V")
        return json.loads(self.answer.read_text()) if wait_for(self.answer.exists, 3) else None

    def at(self, line: int, column: int) -> None:
        self.ex(f"call setcursorcharpos({line + 1}, {column + 1})")

    def attached(self) -> object:
        return self.value(ATTACHED[self.name])

    def diagnostics(self) -> list:
        return self.value(DIAGNOSTICS[self.name]) or []

    def hover(self, line: int, column: int) -> None:
        self.at(line, column)
        self.ex(HOVER[self.name])

    def leave_hover(self) -> None:
        self.ex("pclose!")

    def complete(self, line: int, column: int, typed: str) -> None:
        self.at(line, column)
        self.screen.type("i" + typed)
        self.screen.keys("C-x", "C-o")

    def choose(self) -> None:
        # The first entry is in the text as soon as the menu is there.
        self.screen.keys("C-y", "Escape")

    def fix(self, line: int, column: int) -> None:
        self.at(line, column)
        self.ex(FIX[self.name])
        self.screen.shows("Change to `bake`")
        self.picture("5-choice")
        self.screen.type("1")
        self.screen.keys("Enter")

    def lines(self) -> list[str]:
        return self.value(f"getbufline(bufnr('{self.post.name}'), 1, '$')") or [""]


def drive(name: str, plugin: str) -> Report:
    version = subprocess.run(["vim", "--version"], capture_output=True, text=True).stdout.split()[4]
    report = Report(f"{name} {version}")
    with sample_blog() as blog:
        day.prepare(blog)
        vim = Vim(name, plugin, blog, ROOT / "target/editors" / name)
        try:
            # ALE takes the new text of an edit for a word at the cursor, whatever range it names: a quote more or less.
            day.spend(vim, report, completes=name != "vim-ale")
        finally:
            vim.screen.close()
    return report


if len(sys.argv) != 3 or sys.argv[1] not in FIX:
    sys.exit(__doc__)
if not shutil.which("vim"):
    sys.exit("not installed: vim")
finish([drive(sys.argv[1], sys.argv[2])])
