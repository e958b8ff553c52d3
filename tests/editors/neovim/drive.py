#!/usr/bin/env python3
"""drive.py [--screen] [NVIM...]: the writer's day in a real Neovim, without a terminal or in one, by real keys.

Without --screen Neovim has no terminal; with it, it runs in tmux, and what is seen goes to target/editors/neovim/.
Keys go in and the state comes out over Neovim's own socket, so that both run the same steps.
"""

import json
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from harness import ROOT, Report, Screen, finish, home_of, sample_blog, server, wait_for

# What the plugin's help says is worth having up to Neovim 0.9. A newer one starts without any configuration.
INIT_BEFORE_0_10 = """if vim.fn.has('nvim-0.10') == 0 then
  vim.keymap.set('n', 'K', vim.lsp.buf.hover)
end
"""
POST = "content/posts/try-me.md"
# A call to Neovim that takes longer sits at a prompt; the screen tells which.
CALL_SECONDS = 10


def install(blog: pathlib.Path) -> dict[str, str]:
    """Does in a fresh home what the plugin's README says, and returns the environment to start Neovim in."""
    environment = home_of(blog)
    home = pathlib.Path(environment["HOME"])
    (home / "bin").mkdir()
    (home / "bin/frontis").symlink_to(server())
    package = home / "nvim/site/pack/frontis/start"
    package.mkdir(parents=True)
    (package / "frontis").symlink_to(ROOT / "editors/neovim")
    (home / "nvim/init.lua").write_text(INIT_BEFORE_0_10)
    return {**environment, "PATH": f"{home / 'bin'}:{environment['PATH']}"}


class Neovim:
    """A running Neovim: keys in, Lua values out."""

    def __init__(self, program: str, blog: pathlib.Path, screen_folder: pathlib.Path | None) -> None:
        self.program, self.socket = program, str(blog.parent / "nvim.sock")
        environment = install(blog)
        argv = [program, "--listen", self.socket, POST]
        self.screen = Screen(argv, blog, environment, screen_folder) if screen_folder else None
        silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = None if screen_folder else subprocess.Popen([program, "--headless", *argv[1:]], cwd=blog, env=environment, **silent)
        wait_for(lambda: pathlib.Path(self.socket).exists())

    def remote(self, *args: str) -> str:
        try:
            done = subprocess.run([self.program, "--server", self.socket, *args], capture_output=True, text=True, timeout=CALL_SECONDS)
        except subprocess.TimeoutExpired:
            return ""
        return (done.stdout or done.stderr).strip()  # 0.7 answers on the error stream

    def keys(self, keys: str) -> None:
        self.remote("--remote-send", keys)

    def lua(self, body: str):
        """The value that the Lua code returns, or None when there is none."""
        code = f"(function() {body} end)()".replace("'", "''")
        try:
            return json.loads(self.remote("--remote-expr", f"json_encode(luaeval('{code}'))"))
        except ValueError:
            return None

    def line(self, number: int) -> str:
        """One line; empty while Neovim does not answer, as at a prompt."""
        lines = self.lines()
        return lines[number] if number < len(lines) else ""

    def lines(self) -> list[str]:
        return self.lua("return vim.api.nvim_buf_get_lines(0, 0, -1, false)") or []

    def line_of(self, start: str) -> int:
        """The number, from 0, of the first line that starts so."""
        return next(number for number, line in enumerate(self.lines()) if line.startswith(start))

    def cursor(self, line: int, byte: int) -> None:
        self.lua(f"vim.api.nvim_win_set_cursor(0, {{ {line + 1}, {byte} }})")

    def diagnostics(self) -> list[dict]:
        return self.lua("return vim.diagnostic.get(0)") or []

    def diagnostic(self, piece: str) -> dict | None:
        return next((found for found in self.diagnostics() if piece in found["message"]), None)

    def clients(self, buffer: int) -> list[str]:
        body = f"""local names = {{}}
          for _, c in pairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
            if c.initialized and vim.lsp.buf_is_attached({buffer}, c.id) then names[#names + 1] = c.name end
          end return names"""
        return self.lua(body) or []

    def floats(self) -> str:
        """The text of all floating windows."""
        body = """local text = {}
          for _, w in ipairs(vim.api.nvim_list_wins()) do
            if vim.api.nvim_win_get_config(w).relative ~= '' then
              vim.list_extend(text, vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(w), 0, -1, false))
            end
          end return table.concat(text, '\\n')"""
        return self.lua(body) or ""

    def menu(self) -> list[str]:
        body = """if vim.fn.pumvisible() == 0 then return {} end
          return vim.tbl_map(function(i) return i.abbr ~= '' and i.abbr or i.word end, vim.fn.complete_info({ 'items' }).items)"""
        return self.lua(body) or []

    def picture(self, name: str) -> None:
        if self.screen:
            self.screen.picture(name)

    def close(self) -> None:
        self.keys("<C-\\><C-n>:qa!<CR>")
        if self.screen:
            self.screen.close()
        else:
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()


def attaches(nvim: Neovim, report: Report) -> bool:
    attached = wait_for(lambda: nvim.clients(1))
    return report.equal(attached, ["frontis"], "frontis is attached to the post")


def tells_mistakes(nvim: Neovim, report: Report) -> None:
    wait_for(nvim.diagnostics)
    line = nvim.line_of("{{< bkae")
    found = wait_for(lambda: nvim.diagnostic("bkae"))
    report.check(found, "the unknown shortcode is told", nvim.diagnostics())
    if found:
        report.equal((found["lnum"], found["col"], found["end_col"]), (line, 4, 8), "and underlined, just its name")
    unclosed = wait_for(lambda: [d for d in nvim.diagnostics() if d["lnum"] == nvim.line_of("{{< note")])
    report.check(unclosed, "the shortcode that is not closed is told", nvim.diagnostics())
    misspelt = wait_for(lambda: nvim.diagnostic("sumary"))
    report.check(misspelt, "the misspelt field is told", nvim.diagnostics())
    nvim.cursor(line, 4)
    nvim.picture("1-mistakes")


def hovers_a_shortcode(nvim: Neovim, report: Report) -> None:
    nvim.cursor(nvim.line_of("{{< ride"), 5)
    nvim.keys("K")
    seen = wait_for(lambda: nvim.floats() if "km" in nvim.floats() else "") or nvim.floats()
    for piece, what in (("kilometres", "the documentation"), ("weather", "the parameters"), ("ride.html", "the template")):
        report.check(piece in seen, f"hover on a shortcode shows {what}", seen)
    float_buffer = """for _, w in ipairs(vim.api.nvim_list_wins()) do
        if vim.api.nvim_win_get_config(w).relative ~= '' then return vim.api.nvim_win_get_buf(w) end
      end"""
    buffer = nvim.lua(float_buffer)
    report.check(buffer and nvim.clients(buffer) == [], "and frontis is not attached to the hover window", buffer)
    nvim.picture("2-hover")
    nvim.keys("<Esc>0")


def completes_a_tag(nvim: Neovim, report: Report) -> None:
    line = nvim.line_of("tags:")
    nvim.cursor(line, nvim.line(line).index("]") - 1)
    nvim.keys('a, "')
    menu = wait_for(nvim.menu)
    report.check({"sourdough", "mistakes", "home server"} <= set(menu), "a quote in tags offers the terms of the other posts", menu)
    if not menu:
        nvim.keys("<Esc>u")
        return
    report.check("bread" not in menu, "but not the one that is there", menu)
    nvim.picture("3-tags")
    nvim.keys("mis")
    if nvim.screen:  # only the screen tells what is left of the menu
        narrowed = wait_for(lambda: "sourdough" not in nvim.screen.text())
        report.check(narrowed, "typing on narrows the menu", nvim.screen.text())
    nvim.picture("4-narrowed")
    nvim.keys("<C-n><C-y>")
    wanted = 'tags: ["bread", "mistakes"]'
    wait_for(lambda: nvim.line(line) == wanted)
    report.equal(nvim.line(line), wanted, "the chosen tag stands in its quotes, once")
    nvim.keys("<Esc>")
    nvim.picture("5-chosen")
    if not nvim.lua("return vim.lsp.completion ~= nil"):
        left = wait_for(lambda: nvim.lua("return vim.o.completeopt == 'menu,preview' or vim.o.completeopt == 'menu,popup'"))
        report.check(left, "and completeopt is again what nobody had set it to", nvim.lua("return vim.o.completeopt"))


def fixes_a_mistake(nvim: Neovim, report: Report) -> None:
    line = nvim.line_of("{{< bkae")
    nvim.cursor(line, 5)
    # The choice is made by its text, since other fixes may be listed before it.
    nvim.lua("vim.ui.select = function(items, opts, chosen) for i, x in ipairs(items) do if opts.format_item(x):find('bake') then return chosen(x, i) end end chosen(nil) end")
    nvim.keys(":lua vim.lsp.buf.code_action()<CR>")
    wait_for(lambda: nvim.line(line).startswith("{{< bake"))
    nvim.keys("<Esc>")  # leaves the prompt after a message, if there is one
    if report.equal(nvim.line(line), "{{< bake 220 30 >}}", "the quick fix mends the name and nothing else"):
        report.check(wait_for(lambda: not nvim.diagnostic("bkae")), "and the mistake is gone", nvim.diagnostics())
    nvim.picture("6-fixed")


def restarts(nvim: Neovim, report: Report) -> None:
    number = "for _, c in ipairs(require('frontis').clients()) do return c.id end return 0"
    before = nvim.lua(number)
    nvim.keys(":FrontisRestart<CR>")
    wait_for(lambda: nvim.lua(number) not in (before, 0, None) and nvim.clients(1))
    report.check(nvim.lua(number) not in (before, 0, None), "a restart starts another server", nvim.lua(number))
    report.equal(nvim.clients(1), ["frontis"], "which is attached to the post")


def leaves_other_buffers_alone(nvim: Neovim, report: Report) -> None:
    number = nvim.lua("vim.cmd('enew') vim.bo.filetype = 'markdown' return vim.api.nvim_get_current_buf()")
    nvim.lua("vim.wait(300)")
    report.equal(nvim.clients(number or 0), [], "a buffer without a file is left alone")


def drive(program: str, with_screen: bool) -> Report:
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.split("\n")[0].removeprefix("NVIM v")
    report = Report(f"neovim {version}{' in a terminal' if with_screen else ''}")
    with sample_blog() as blog:
        nvim = Neovim(program, blog, ROOT / "target/editors/neovim" / version if with_screen else None)
        try:
            if attaches(nvim, report):
                for step in (tells_mistakes, hovers_a_shortcode, completes_a_tag, fixes_a_mistake, restarts, leaves_other_buffers_alone):
                    step(nvim, report)
            else:
                nvim.picture("error")
        except Exception as error:  # one broken step must not hide the others' counts
            report.check(False, f"{type(error).__name__}: {error}", nvim.screen and nvim.screen.text())
            nvim.picture("error")
        finally:
            nvim.close()
    return report


def main() -> None:
    arguments = sys.argv[1:]
    with_screen = "--screen" in arguments
    programs = [a for a in arguments if a != "--screen"] or ["nvim"]
    missing = [needed for needed in programs + ["tmux"] * with_screen if not shutil.which(needed)]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)}")
    finish([drive(program, with_screen) for program in programs])


main()
