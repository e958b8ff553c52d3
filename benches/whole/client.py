"""A client that talks to a language server over its standard input and output and tells how long each answer took."""

import json
import os
import pathlib
import re
import select
import subprocess
import time
from collections.abc import Callable

clock = time.perf_counter
# Longer than the slowest of the servers takes for an answer (seconds).
PATIENCE = 300


class Gone(Exception):
    """The server ended, or did not answer in time."""


class Client:
    """One server and what it said. It reads and writes on one thread, so that no switch of threads is measured; an answer's
    time is that of its last byte, before it is parsed."""

    def __init__(self, command: list[str], root: pathlib.Path, pulls: bool, cache: str = "") -> None:
        self.root, self.pulls = root.resolve(), pulls
        self.answers, self.published, self.registered = {}, {}, set()
        self.number, self.unread, self.unsent = 0, bytearray(), bytearray()
        environment = {key: value for key, value in os.environ.items() if key != "FRONTIS_LOG"}
        # Nothing of the user's own cache; without a folder each start is a first one.
        environment["FRONTIS_CACHE_DIR"] = cache
        self.started = clock()
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, cwd=self.root, env=environment, bufsize=0, **pipes)
        os.set_blocking(self.process.stdin.fileno(), False)
        os.set_blocking(self.process.stdout.fileno(), False)

    def initialize(self) -> float:
        """Milliseconds from the start of the program to its answer."""
        folder = {"uri": self.root.as_uri(), "name": self.root.name}
        params = {"processId": os.getpid(), "rootUri": folder["uri"], "workspaceFolders": [folder], "capabilities": capabilities(self.pulls)}
        _, result = self.call("initialize", params)
        elapsed = (clock() - self.started) * 1e3
        self.abilities = result["capabilities"]
        sync = self.abilities.get("textDocumentSync")
        self.takes_ranges = (sync.get("change") if isinstance(sync, dict) else sync) == 2
        self.notify("initialized", {})
        return elapsed

    def can(self, method: str, ability: str) -> bool:
        return bool(self.abilities.get(ability)) or method in self.registered

    def notify(self, method: str, params: object) -> None:
        self.write(message(method, params))

    def call(self, method: str, params: object, before: bytes = b"") -> tuple[float, object]:
        """Milliseconds and result of a request, with the messages `before` ahead of it in the same write; no result for one
        that is refused."""
        number, data = self.request(method, params)
        began = clock()
        self.write(before + data)
        self.wait(lambda: number in self.answers)
        moment, answer = self.answers.pop(number)
        return (moment - began) * 1e3, answer.get("result")

    def request(self, method: str, params: object) -> tuple[int, bytes]:
        self.number += 1
        return self.number, message(method, params, self.number)

    def write(self, data: bytes) -> None:
        """Writes all of it, reading meanwhile: a server that waits for its reader would never read on."""
        self.unsent += data
        self.wait(lambda: not self.unsent)

    def wait(self, done: Callable[[], bool], seconds: float = PATIENCE) -> None:
        end = clock() + seconds
        while not done():
            if clock() > end:
                raise Gone(f"nothing came in {seconds:g} s")
            self.turn(end)

    def turn(self, end: float) -> None:
        source, sink = self.process.stdout, self.process.stdin
        readable, writable, _ = select.select([source], [sink] if self.unsent else [], [], max(0, end - clock()))
        if writable:
            try:
                del self.unsent[: os.write(sink.fileno(), self.unsent[: 1 << 16])]
            except BrokenPipeError as error:
                raise Gone(f"the server ended with {self.process.wait()}") from error
        if readable:
            data = os.read(source.fileno(), 1 << 20)
            if not data:
                raise Gone(f"the server ended with {self.process.wait()}")
            self.unread += data
            while self.take():
                pass

    def take(self) -> bool:
        """Takes one message off what was read, if it is there whole."""
        head = self.unread.find(b"\r\n\r\n")
        if head < 0:
            return False
        length = int(re.search(rb"content-length: *(\d+)", self.unread[:head].lower())[1])
        end = head + 4 + length
        if len(self.unread) < end:
            return False
        moment = clock()
        said = json.loads(self.unread[head + 4 : end])
        del self.unread[:end]
        if "method" not in said:
            self.answers[said["id"]] = (moment, said)
        elif "id" in said:
            self.unsent += self.reply(said)
        elif said["method"] == "textDocument/publishDiagnostics":
            params = said["params"]
            self.published[params["uri"]] = (moment, params.get("version"), params["diagnostics"])
        return True

    def reply(self, said: dict) -> bytes:
        params, result = said.get("params") or {}, None
        if said["method"] == "workspace/configuration":
            result = [None] * len(params["items"])
        elif said["method"] == "workspace/workspaceFolders":
            result = [{"uri": self.root.as_uri(), "name": self.root.name}]
        elif said["method"] == "client/registerCapability":
            self.registered.update(one["method"] for one in params["registrations"])
        return packed({"jsonrpc": "2.0", "id": said["id"], "result": result})

    def usage(self) -> tuple[float, float]:
        """Megabytes resident and seconds of the processor used, over the server and what it started."""
        kilobytes = ticks = 0
        left = [self.process.pid]
        for pid in left:
            try:
                folder = pathlib.Path(f"/proc/{pid}")
                kilobytes += int((re.search(r"VmRSS:\s+(\d+)", (folder / "status").read_text()) or "00")[1])
                ticks += sum(map(int, (folder / "stat").read_text().rsplit(")", 1)[1].split()[11:13]))
                for task in (folder / "task").iterdir():
                    left += map(int, (task / "children").read_text().split())
            except OSError:
                continue  # it has ended meanwhile
        return kilobytes / 1024, ticks / os.sysconf("SC_CLK_TCK")

    def settle(self, seconds: float) -> None:
        """Waits until the server has done nothing for half a second."""
        end = clock() + seconds
        while clock() < end:
            before = self.usage()[1]
            self.rest(0.5)
            if self.usage()[1] - before <= 0.01:
                return

    def rest(self, seconds: float) -> None:
        """Lets time pass, and still answers what the server asks."""
        end = clock() + seconds
        while clock() < end:
            self.turn(end)

    def leave(self) -> None:
        try:
            self.call("shutdown", None)
            self.notify("exit", None)
            self.process.wait(5)
        except (Gone, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()


def message(method: str, params: object, number: int | None = None) -> bytes:
    head = {"jsonrpc": "2.0"} | ({} if number is None else {"id": number})
    return packed(head | {"method": method} | ({} if params is None else {"params": params}))


def packed(said: dict) -> bytes:
    body = json.dumps(said, ensure_ascii=False).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def capabilities(pulls: bool) -> dict:
    """What most editors can do; diagnostics are pulled only where a server does nothing else."""
    dynamic = {"dynamicRegistration": True}
    document = {
        "completion": {"contextSupport": True, "completionItem": {"snippetSupport": True, "labelDetailsSupport": True}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "publishDiagnostics": {"versionSupport": True},
    }
    workspace = {"configuration": True, "workspaceFolders": True, "didChangeWatchedFiles": dynamic}
    return {"workspace": workspace, "textDocument": document | ({"diagnostic": dynamic} if pulls else {}), "window": {"workDoneProgress": True}}
