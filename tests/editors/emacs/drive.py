#!/usr/bin/env python3
"""drive.py [emacs|emacs-lsp-mode]: the writer's day in a real Emacs, in tmux, by real keys, with eglot or lsp-mode.

What is typed goes through the terminal; what came of it is asked for by emacsclient. Screens go to target/editors/NAME/.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import day
from harness import ROOT, Report, Screen, finish, home_of, install, sample_blog, wait_for

PROGRAM = shutil.which("emacs-nox") or shutil.which("emacs")
# What the README says beside our lines, and what a test needs: the server for emacsclient, and no questions.
INIT = """(setq inhibit-startup-screen t ring-bell-function 'ignore make-backup-files nil create-lockfiles nil
      native-comp-deferred-compilation nil warning-minimum-level :error server-socket-dir "{socket}" server-name "test")
(package-activate-all)
(add-hook 'markdown-mode-hook #'company-mode)
(setq lsp-enable-suggest-server-download nil lsp-auto-guess-root t lsp-diagnostics-provider :flymake lsp-enable-snippet nil
      lsp-modeline-code-actions-enable nil lsp-headerline-breadcrumb-enable nil)
(server-start)
"""
ATTACHED = {
    "emacs": "(and (fboundp 'eglot-current-server) (eglot-current-server) t)",
    "emacs-lsp-mode": "(and (fboundp 'lsp-workspaces) (lsp-workspaces) (eq 'initialized (lsp--workspace-status (car (lsp-workspaces)))) t)",
}
HOVER = {"emacs": "eldoc-doc-buffer", "emacs-lsp-mode": "lsp-describe-thing-at-point"}
FIX = {"emacs": "eglot-code-actions", "emacs-lsp-mode": "lsp-execute-code-action"}
DIAGNOSTICS = """(vconcat (mapcar (lambda (d) (list (1- (line-number-at-pos (flymake-diagnostic-beg d)))
  (buffer-substring-no-properties (flymake-diagnostic-beg d) (flymake-diagnostic-end d)) (flymake-diagnostic-text d)))
  (flymake-diagnostics)))"""


class Emacs(day.Editor):
    """A running Emacs: keys in, Lisp values out."""

    def __init__(self, name: str, blog: pathlib.Path, pictures: pathlib.Path) -> None:
        self.name, self.post = name, blog / day.POST
        environment = home_of(blog)
        home = pathlib.Path(environment["HOME"])
        (home / ".emacs.d").mkdir()
        blog.parent.chmod(0o700)  # or Emacs takes the folder of its socket for unsafe
        (home / ".emacs.d/init.el").write_text(INIT.format(socket=blog.parent))
        self.socket = str(blog.parent / "test")
        self.screen = Screen([PROGRAM, "-nw", day.POST], blog, install(name, blog, environment), pictures)
        wait_for(lambda: pathlib.Path(self.socket).exists())

    def lisp(self, expression: str):
        code = f'(with-current-buffer (find-buffer-visiting "{self.post}") (json-encode {expression}))'
        try:
            done = subprocess.run(["emacsclient", "-s", self.socket, "--eval", code], capture_output=True, text=True, timeout=20)
            return json.loads(json.loads(done.stdout))
        except (subprocess.TimeoutExpired, ValueError):
            return None

    def command(self, name: str) -> None:
        self.screen.keys("M-x")
        self.screen.type(name)
        self.screen.keys("Enter")

    def at(self, line: int, column: int) -> None:
        self.screen.keys("C-g", "M-g", "g")
        self.screen.type(str(line + 1))
        self.screen.keys("Enter")
        if column:
            self.screen.keys("M-" + str(column)[0], *str(column)[1:], "C-f")

    def attached(self) -> object:
        return self.lisp(ATTACHED[self.name])

    def diagnostics(self) -> list:
        return self.lisp(DIAGNOSTICS) or []

    def hover(self, line: int, column: int) -> None:
        self.at(line, column)
        time.sleep(1.5)  # eldoc asks when the keyboard has been quiet for a while
        self.command(HOVER[self.name])

    def leave_hover(self) -> None:
        self.screen.keys("C-g", "C-x", "1")

    def complete(self, line: int, column: int, typed: str) -> None:
        self.at(line, column)
        self.screen.type(typed)
        wait_for(lambda: self.lisp("(vconcat (mapcar #'substring-no-properties company-candidates))"))

    def choose(self) -> None:
        self.screen.keys("Enter")

    def fix(self, line: int, column: int) -> None:
        self.at(line, column)
        self.command(FIX[self.name])
        if self.name == "emacs":
            self.screen.shows("Pick an action")  # with the first as its default
            self.screen.keys("Enter")
        else:
            self.screen.shows("Select code action")
            self.screen.type("Change to")
            self.screen.keys("Tab", "Enter")

    def lines(self) -> list[str]:
        return (self.lisp("(buffer-substring-no-properties (point-min) (point-max))") or "").split("\n")


def drive(name: str) -> Report:
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True).stdout.split("\n")[0].split()[-1]
    report = Report(f"{name} {version}")
    with sample_blog() as blog:
        day.prepare(blog)
        emacs = Emacs(name, blog, ROOT / "target/editors" / name)
        try:
            day.spend(emacs, report)
        finally:
            emacs.screen.close()
    return report


if not PROGRAM:
    sys.exit("not installed: emacs")
finish([drive(name) for name in sys.argv[1:] or ["emacs"]])
