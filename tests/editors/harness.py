"""What the drivers of terminal editors share: a copy of the sample blog, checks, waiting, and a tmux with its screen.

Standard library only. Pictures of screens are made where `aha` and Chromium are installed; the text of each screen always.
"""

import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Long enough for a loaded machine: a slow one is slow, not red.
PATIENCE = float(os.environ.get("EDITOR_TEST_PATIENCE", "20"))


def server() -> pathlib.Path:
    """The server under test: $FRONTIS, else the newest one that cargo has built."""
    if os.environ.get("FRONTIS"):
        return pathlib.Path(os.environ["FRONTIS"]).resolve()
    built = [ROOT / "target" / profile / "frontis" for profile in ("release", "debug")]
    found = [program for program in built if program.exists()]
    if not found:
        sys.exit("no server to test: run `cargo build`, or set FRONTIS")
    return max(found, key=lambda program: program.stat().st_mtime)


class Report:
    """Prints each check as it is made, and at the end how many passed."""

    def __init__(self, name: str) -> None:
        self.name, self.passed, self.failed, self.began = name, 0, 0, time.monotonic()

    def check(self, ok: object, what: str, seen: object = None) -> bool:
        if ok:
            self.passed += 1
        else:
            self.failed += 1
        mark = "ok  " if ok else "FAIL"
        print(f"[{time.monotonic() - self.began:5.1f}s] {self.name}: {mark} {what}" + ("" if ok else f"; seen: {seen!r}"), flush=True)
        return bool(ok)

    def equal(self, seen: object, wanted: object, what: str) -> bool:
        return self.check(seen == wanted, what, seen)

    def note(self, what: str) -> None:
        print(f"[{time.monotonic() - self.began:5.1f}s] {self.name}: note {what}", flush=True)


def wait_for(look, patience: float = PATIENCE):
    """What `look` answers as soon as it is true; its last answer when patience ends."""
    end = time.monotonic() + patience
    while True:
        seen = look()
        if seen or time.monotonic() > end:
            return seen
        time.sleep(0.05)


@contextlib.contextmanager
def sample_blog():
    """A copy of the sample blog that a test may spoil, and a home folder beside it."""
    # An editor that is being ended may still write into the folder while it is removed.
    with tempfile.TemporaryDirectory(prefix="frontis-editors-", ignore_cleanup_errors=True) as folder:
        base = pathlib.Path(folder).resolve()
        blog = base / "blog"
        shutil.copytree(ROOT / "sample", blog)
        (base / "home").mkdir()
        yield blog


def home_of(blog: pathlib.Path) -> dict[str, str]:
    """An environment in which an editor finds nobody's configuration."""
    home = str(blog.parent / "home")
    paths = {name: home for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    return {**os.environ, **paths, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "FRONTIS_CACHE_DIR": f"{home}/cache"}


def install(name: str, blog: pathlib.Path, environment: dict[str, str]) -> dict[str, str]:
    """Sets the editor up as its README says, by `frontis editor NAME --write`, and returns the environment to start it in."""
    programs = blog.parent / "bin"
    programs.mkdir()
    (programs / "frontis").symlink_to(server())
    environment = {**environment, "PATH": f"{programs}:{environment['PATH']}"}
    subprocess.run(["frontis", "editor", name, "--write"], env=environment, cwd=blog, check=True, stdout=subprocess.DEVNULL)
    return environment


class Screen:
    """A terminal of its own, in tmux."""

    def __init__(self, argv, cwd, env, pictures: pathlib.Path, size=(100, 30)) -> None:
        self.pictures = pictures
        shutil.rmtree(pictures, ignore_errors=True)
        pictures.mkdir(parents=True)
        self.socket = f"frontis-{os.getpid()}"
        config = pathlib.Path(cwd).parent / "tmux.conf"
        config.write_text("set -g default-terminal tmux-256color\nset -sg escape-time 0\nset -g status off\nset -g remain-on-exit on\n")
        command = ["-f", str(config), "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), "-c", str(cwd), *map(str, argv)]
        subprocess.run(["tmux", "-u", "-L", self.socket, *command], env={**env, "TERM": "xterm-256color"}, check=True)

    def _tmux(self, *args: str) -> str:
        return subprocess.run(["tmux", "-u", "-L", self.socket, *args], capture_output=True, text=True).stdout

    def keys(self, *names: str) -> None:
        """Presses keys by tmux's names for them: Enter, Escape, C-x."""
        for name in names:
            self._tmux("send-keys", name)
            time.sleep(0.05)

    def type(self, text: str) -> None:
        """Types as people do, a letter at a time, so that what depends on single keys happens."""
        for letter in text:
            self._tmux("send-keys", "-l", "--", "\\;" if letter == ";" else letter)
            time.sleep(0.03)

    def text(self) -> str:
        return self._tmux("capture-pane", "-p")

    def shows(self, piece: str, patience: float = PATIENCE) -> bool:
        return bool(wait_for(lambda: piece in self.text(), patience))

    def picture(self, name: str) -> None:
        """Writes NAME.txt, and NAME.png where that can be drawn."""
        (self.pictures / f"{name}.txt").write_text(self.text())
        chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if not (chromium and shutil.which("aha")):
            return
        coloured = self._tmux("capture-pane", "-p", "-e")
        html = subprocess.run(["aha", "--black"], input=coloured, capture_output=True, text=True, errors="replace").stdout
        html = html.replace("<pre>", "<pre style='font:15px/18px DejaVu Sans Mono,Noto Sans Mono CJK JP,monospace;margin:8px'>")
        page = self.pictures / f"{name}.html"
        page.write_text(html)
        with tempfile.TemporaryDirectory() as profile:
            flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", f"--user-data-dir={profile}"]
            picture = f"--screenshot={self.pictures / name}.png"
            with contextlib.suppress(subprocess.TimeoutExpired):
                subprocess.run([chromium, *flags, "--window-size=930,570", picture, page.as_uri()], capture_output=True, timeout=60)
        page.unlink()

    def close(self) -> None:
        self._tmux("kill-server")


def finish(reports: list[Report]) -> None:
    """Prints the closing line and ends the program."""
    passed, failed = sum(r.passed for r in reports), sum(r.failed for r in reports)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)
