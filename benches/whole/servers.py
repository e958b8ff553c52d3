"""The servers that are measured: what each completes, and how it is had."""

import dataclasses
import pathlib
import shutil
import subprocess
import sys

import blog

HERE = pathlib.Path(__file__).resolve().parent


@dataclasses.dataclass
class Server:
    name: str
    command: list[str]
    # What stands before and behind the cursor where it completes what only other posts tell, and what it offers there.
    before: str
    after: str
    offers: str
    # The same for a link to a page; `None` where it is the same.
    link: tuple[str, str] | None = None
    # The link to the hub that it follows.
    hub: str = "hub.md"
    pulls: bool = False
    # Whether it keeps for its next start what it learnt, in the folder that `Client` names.
    keeps: bool = False
    # Whether it only shows what the protocol and this client take.
    is_echo: bool = False


def frontis(program: str) -> Server:
    return Server(pathlib.Path(program).name, [program, "server"], "tags: [", "]", "tags in front matter", link=("[page](", ")"), hub="/posts/hub/", keeps=True)


def echo(limits: pathlib.Path) -> Server:
    return Server("echo", [str(limits), "echo"], "tags: [", "]", "nothing", is_echo=True)


def peers(tools: pathlib.Path, root: pathlib.Path) -> list[Server]:
    """Those that can be had here; the others are named."""
    found = []
    for name, get in (("rumdl", rumdl), ("markdown-oxide", markdown_oxide), ("VS Code's Markdown server", vscode)):
        try:
            found.append(get(tools, root))
        except (OSError, subprocess.CalledProcessError) as error:
            output = (getattr(error, "stderr", None) or b"").decode(errors="replace").strip().splitlines()
            print(f"SKIPPED {name}: {output[-1] if output else error}", file=sys.stderr)
    return found


def rumdl(tools: pathlib.Path, root: pathlib.Path) -> Server:
    program = tools / "rumdl" / "bin" / "rumdl"
    if not program.exists():
        run(sys.executable, "-m", "venv", str(tools / "rumdl"))
        run(str(program.with_name("pip")), "install", "-q", "--disable-pip-version-check", "--only-binary", ":all:", "rumdl==0.3.0")
    return Server("rumdl 0.3.0", [str(program), "server", "--stdio"], "[page](", ")", "files in links")


def markdown_oxide(tools: pathlib.Path, root: pathlib.Path) -> Server:
    """It is in no registry that gives programs: whoever has it has it in the path."""
    program = shutil.which("markdown-oxide")
    if not program:
        raise OSError("not in the path; its releases are at https://github.com/Feel-ix-343/markdown-oxide")
    return Server("markdown-oxide", [program], "#", "", "tags in text", link=("[page](", ")"))


def vscode(tools: pathlib.Path, root: pathlib.Path) -> Server:
    folder = tools / "vscode"
    program = folder / "node_modules/vscode-markdown-languageserver/dist/node/workerMain.js"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        packages = ["vscode-markdown-languageserver@0.5.0", "markdown-it@14"]
        run("npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--loglevel=error", *packages)
    command = ["node", str(HERE / "vscode.mjs"), str(program), str(root.resolve())]
    return Server("VS Code's Markdown server 0.5.0", command, "[page](##", ")", "headings in links", pulls=True)


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def line_of(before: str) -> int:
    """The line of the open post on which that is typed."""
    mark = "[page](" if before.startswith("[page](") else before.rstrip("[ ")
    return next(number for number, line in enumerate(blog.OPEN_TEXT.split("\n")) if line.startswith(mark) and line != "##")
