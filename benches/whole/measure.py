"""What is measured of one server: how soon it knows the blog, how fast it answers then, and what it costs."""

import dataclasses
import json
import math
import multiprocessing
import pathlib
import random
import statistics
import tempfile
from collections.abc import Callable

import blog
import servers
from client import Client, Gone, clock
from post import Post

# A kind of question that takes longer than this in all (seconds) is cut short.
LONG = 20
# What most servers find wrong with a line.
WRONG = "{{< nowhere >}} [x](./no-such-page.md) [[no-such-page]] "
# The files that a checkout changes, at most.
CHECKOUT = 5000
# Letters of a word that are typed, with a question after each.
LETTERS = 4


@dataclasses.dataclass
class Plan:
    """How often things are done."""

    posts: int
    starts: int
    questions: int
    edits: int
    idle: float


def measure(server: servers.Server, root, plan: Plan) -> dict[str, float | None]:
    """The figures by their keys in `report.ROWS`; those that the server does not have are missing."""
    figures: dict = {"offers": server.offers}
    starts = []
    try:
        while True:
            session = Session(server, root, plan)
            starts.append(session.start())
            if len(starts) == plan.starts or sum(one["ready"] or 0 for one in starts) > LONG * 1e3:
                break
            session.client.leave()
        figures |= {key: middle([one.get(key) for one in starts]) for key in ("initialize", "first", "ready")}
        figures |= started_again(server, root, plan) if server.keeps else {}
        for step in session.steps():
            figures |= step()
        session.client.leave()
    except Gone as gone:
        figures["failed"] = str(gone)
        session.client.leave()
    return figures


def started_again(server: servers.Server, root, plan: Plan) -> dict[str, float | None]:
    """The same of starts that have what an earlier one kept."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(server, root, plan, folder)
        session.start()
        end = clock() + LONG
        while not list(pathlib.Path(folder).glob("*.cache")) and clock() < end:
            session.client.rest(0.1)
        session.client.leave()
        starts = []
        for _ in range(plan.starts):
            session = Session(server, root, plan, folder)
            starts.append(session.start())
            session.client.leave()
    return {f"{key}_again": middle([one.get(key) for one in starts]) for key in ("first", "ready")}


def middle(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def ranked(times: list[float], share: float) -> float:
    return sorted(times)[math.ceil(share * len(times)) - 1]


def names_in(completion) -> str:
    """All that a completion says, to look for names in."""
    return json.dumps(items_of(completion))


def items_of(completion) -> list:
    return (completion.get("items") if isinstance(completion, dict) else completion) or []


class Session:
    """One server on one blog, with one open post."""

    def __init__(self, server: servers.Server, root, plan: Plan, cache: str = "") -> None:
        self.server, self.root, self.plan = server, root, plan
        self.client, self.rng = Client(server.command, root, server.pulls, cache), random.Random(7)

    def steps(self) -> list[Callable[[], dict]]:
        return [self.memory, self.idle, self.keystrokes, self.links, self.questions, self.diagnostics, self.pipeline, self.checkout, self.end]

    def start(self) -> dict:
        """Milliseconds from the spawn until `initialize` is answered, a name of another post is offered, and all links to the
        hub are known."""
        figures = {"initialize": self.client.initialize()}
        self.post = Post(self.client)
        figures["first"] = self.until(lambda: blog.sentinel(0)[:-2] in names_in(self.complete("zz-sent")))
        figures["ready"] = self.until(self.knows_all) if self.client.can("textDocument/references", "referencesProvider") else None
        return figures

    def until(self, done: Callable[[], bool]) -> float | None:
        """Asks again and again, leaving a server four times as long as the answer took."""
        if self.server.is_echo:
            return None
        while clock() - self.client.started < self.limit():
            began = clock()
            if done():
                return (clock() - self.client.started) * 1e3
            self.client.rest(min(1, max(0.001, (clock() - began) * 4)))
        return None

    def limit(self) -> float:
        """Seconds that the start may take."""
        return 20 + self.plan.posts / 250

    def complete(self, typed: str, place: tuple[str, str] | None = None):
        return self.timed_completion(typed, place)[1]

    def timed_completion(self, typed: str, place: tuple[str, str] | None = None):
        before, after = place or (self.server.before, self.server.after)
        line = servers.line_of(before)
        change, character = self.post.type(line, before, typed, after)
        return self.client.call("textDocument/completion", self.post.at(line, character) | {"context": {"triggerKind": 1}}, change)

    def knows_all(self) -> bool:
        """Whether the links to the hub from all over the blog are known."""
        _, found = self.client.call("textDocument/references", self.at_hub() | {"context": {"includeDeclaration": True}})
        seen = json.dumps(found)
        return all(blog.sentinel(number) in seen for number in range(min(blog.SENTINELS, self.plan.posts)))

    def at_hub(self) -> dict:
        return self.post.at(*self.post.find(f"]({self.server.hub})"))

    def memory(self) -> dict:
        self.client.settle(60)
        return {"memory_ready": self.client.usage()[0]}

    def idle(self) -> dict:
        before = self.client.usage()[1]
        self.client.rest(self.plan.idle)
        return {"idle": (self.client.usage()[1] - before) * 1e3}

    def keystrokes(self) -> dict:
        """Names typed letter by letter, with a completion after each."""
        names = {"files": [f"{year}/" for year in range(2005, 2025)], "headings": [word.capitalize() for word in blog.WORDS]}
        return self.typed("key", names.get(self.server.offers.split()[0], blog.TAGS[:300]), None)

    def links(self) -> dict:
        return self.typed("link", blog.WORDS, self.server.link) if self.server.link else {}

    def typed(self, key: str, names: list[str], place: tuple[str, str] | None) -> dict:
        times, answered, end = [], 0, clock() + LONG
        while len(times) < self.plan.questions and clock() < end:
            name = self.rng.choice(names)
            for letters in range(1, LETTERS + 1):
                took, result = self.timed_completion(name[:letters], place)
                times.append(took)
                answered += bool(items_of(result))
        self.complete("", place)
        if not answered and not self.server.is_echo:
            return {}
        return {f"{key}_p50": ranked(times, 0.5), f"{key}_p99": ranked(times, 0.99)}

    def questions(self) -> dict:
        """Each with a keystroke before it, so that no answer comes from one before."""
        scope = {"context": {"includeDeclaration": True}}
        kinds = {
            "hover": ("textDocument/hover", self.at_hub()),
            "definition": ("textDocument/definition", self.at_hub()),
            "documentSymbol": ("textDocument/documentSymbol", self.post.at()),
            "references": ("textDocument/references", self.at_hub() | scope),
            "workspaceSymbol": ("workspace/symbol", {"query": "garden"}),
        }
        return {key: self.asked(key, *kind) for key, kind in kinds.items()}

    def asked(self, key: str, method: str, params: dict) -> float | None:
        if not self.client.can(method, f"{key}Provider") and not self.server.is_echo:
            return None
        times, answered, end = [], 0, clock() + LONG
        line = len(self.post.lines) - 1
        while len(times) < max(5, self.plan.questions // 5) and clock() < end:
            change = self.post.replace(line, 0, len(self.post.lines[line]), "" if self.post.lines[line] else "k")
            took, result = self.client.call(method, params, change)
            times.append(took)
            answered += bool(result)
        return ranked(times, 0.5) if answered or self.server.is_echo else None

    def diagnostics(self) -> dict:
        """Milliseconds from an edit that makes or mends a mistake to the diagnostics of the new text."""
        if self.server.is_echo:
            return {}
        times, misses, end = [], 0, clock() + LONG
        while len(times) < max(5, self.plan.questions // 5) and misses < 3 and clock() < end:
            line = len(self.post.lines) - 1
            change = self.post.replace(line, 0, len(self.post.lines[line]), "" if self.post.lines[line] else WRONG)
            try:
                times.append(self.pulled(change) if self.server.pulls else self.pushed(change))
            except TimeoutError:
                misses += 1
            self.client.rest(0.02)
        return {"diagnose_p50": ranked(times, 0.5), "diagnose_p99": ranked(times, 0.99)} if times else {}

    def pulled(self, change: bytes) -> float:
        return self.client.call("textDocument/diagnostic", self.post.at(), change)[0]

    def pushed(self, change: bytes) -> float:
        began, uri = clock(), self.post.uri
        count = len(self.client.published.get(uri, (0, 0, ()))[2])

        def is_there() -> bool:
            moment, version, found = self.client.published.get(uri, (0, None, ()))
            return moment > began and (version == self.post.version if version is not None else len(found) != count)

        self.client.write(change)
        try:
            self.client.wait(is_there, 3)
        except Gone as gone:
            if self.client.process.poll() is not None:
                raise
            raise TimeoutError from gone
        return (self.client.published[uri][0] - began) * 1e3

    def pipeline(self) -> dict:
        """Edits a second when nobody waits for answers, and whether the heading that they type is exact at the end."""
        if not self.client.can("textDocument/documentSymbol", "documentSymbolProvider"):
            return {}
        line, data = self.post.find("## Typed")[0], bytearray()
        for number in range(self.plan.edits):
            text = self.post.lines[line]
            start = self.rng.randint(4, len(text) - 1)
            end = start + (self.rng.randint(1, 9) if len(text) > 80 else 0)
            data += self.post.replace(line, start, min(end, len(text) - 1), self.rng.choice("abcdefghij"))
        number, question = self.client.request("textDocument/documentSymbol", self.post.at())
        began = clock()
        self.client.write(bytes(data + question))
        self.client.wait(lambda: number in self.client.answers)
        moment, answer = self.client.answers.pop(number)
        figures = {"edits": self.plan.edits / (moment - began), "text": "exact"}
        if self.post.lines[line][3:] in json.dumps(answer.get("result")):
            return figures
        self.client.settle(30)
        _, later = self.client.call("textDocument/documentSymbol", self.post.at())
        return figures | {"text": "exact, but late" if self.post.lines[line][3:] in json.dumps(later) else "not exact"}

    def checkout(self) -> dict:
        """Milliseconds from the last of many files written until its name is offered, and the slowest completion from the
        first one on."""
        if not self.server.offers.startswith("tags"):
            return {}
        count, done = min(CHECKOUT, self.plan.posts), self.root / ".done"
        size = done.read_text()
        # Whoever stops here finds the blog to be written anew.
        done.unlink()
        try:
            return self.follow(count)
        finally:
            blog.switch(self.root, self.plan.posts, count, "")
            done.write_text(size)

    def follow(self, count: int) -> dict:
        writer = multiprocessing.get_context("fork").Process(target=blog.switch, args=(self.root, self.plan.posts, count, blog.NEWEST))
        writer.start()
        slowest, written, end = 0.0, None, clock() + 60 + self.limit()
        while clock() < end:
            if written is None and not writer.is_alive():
                writer.join()
                written = clock()
                self.tell_of(count)
            took, result = self.timed_completion("zz-n")
            slowest = max(slowest, took)
            if written is not None and blog.NEWEST in names_in(result):
                return {"checkout": (clock() - written) * 1e3, "checkout_slowest": slowest}
            self.client.rest(0.005)
        writer.join()
        return {"checkout_slowest": slowest}

    def tell_of(self, count: int) -> None:
        """What an editor that watches files says of them."""
        if "workspace/didChangeWatchedFiles" not in self.client.registered:
            return
        changed = [blog.path(number, self.plan.posts) for number in range(count)]
        news = [{"uri": (self.client.root / path).as_uri(), "type": 2} for path in changed]
        news.append({"uri": (self.client.root / "content" / "posts" / f"{blog.NEWEST}.md").as_uri(), "type": 1})
        self.client.notify("workspace/didChangeWatchedFiles", {"changes": news})

    def end(self) -> dict:
        self.client.settle(60)
        return {"memory_end": self.client.usage()[0]}
