#!/usr/bin/env python3
"""soak.py PROGRAM [--posts 10000] [--edits 100000] [--events 10000]   a long day in front of one server.

Writes a blog to target/soak/blog and serves it with PROGRAM. Open posts are edited again and again, with a completion or an
outline after every tenth edit, while files of the blog are really written, renamed and removed. Each answer is compared with
what it must be, and memory is measured all along. Writes target/soak/memory.csv and memory.svg; ends with 1 when an answer was
wrong or memory grew. Python's standard library only.
"""

import argparse
import csv
import pathlib
import random
import sys
import time

import blog
import plot
from client import Client

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Posts that are open at once.
OPEN = 8
# Files that come and go.
GUESTS = 200
# Samples of memory in a run.
SAMPLES = 200
# The part of the run at its start that does not count: caches fill and the allocator finds its size.
WARMING = 0.3
# More growth than this over the rest of the run (share of what is resident) is a leak and not noise.
GROWTH = 0.05
# How long a file may take to be noticed (seconds).
NOTICED = 60


class Post:
    """An open text, here and in the server."""

    def __init__(self, client: Client, path: pathlib.Path) -> None:
        self.client, self.uri, self.version = client, path.as_uri(), 1
        self.lines = path.read_text(encoding="utf-8").split("\n")
        self.tags = next(number for number, line in enumerate(self.lines) if line.startswith("tags:"))
        self.heading = next(number for number, line in enumerate(self.lines) if line.startswith("## "))
        client.notify("textDocument/didOpen", {"textDocument": {"uri": self.uri, "languageId": "markdown", "version": 1, "text": "\n".join(self.lines)}})

    def replace(self, line: int, start: int, end: int, text: str) -> None:
        """Replaces part of a line, by characters; no text here is wider than one unit a character."""
        old = self.lines[line]
        self.lines[line] = old[:start] + text + old[end:]
        self.version += 1
        span = {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}
        change = {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [{"range": span, "text": text}]}
        self.client.notify("textDocument/didChange", change)

    def set_line(self, line: int, text: str) -> None:
        self.replace(line, 0, len(self.lines[line]), text)

    def offered(self, line: int, character: int) -> list[str]:
        where = {"textDocument": {"uri": self.uri}, "position": {"line": line, "character": character}}
        found = self.client.call("textDocument/completion", where)
        return [item["label"] for item in (found["items"] if isinstance(found, dict) else found or [])]

    def offered_for(self, tag: str) -> list[str]:
        """The tags offered behind so much of a tag."""
        self.set_line(self.tags, f"tags: [{tag}]")
        return self.offered(self.tags, len("tags: [") + len(tag))

    def outline(self) -> list[str]:
        found = self.client.call("textDocument/documentSymbol", {"textDocument": {"uri": self.uri}}) or []
        return [symbol.get("name", "") for symbol in flat(found)]


def tags_of(post: pathlib.Path) -> str:
    return next(line for line in post.read_text(encoding="utf-8").split("\n") if line.startswith("tags:"))


def flat(symbols: list) -> list:
    return [one for symbol in symbols for one in [symbol, *flat(symbol.get("children") or [])]]


class Guests:
    """Files that come, change and go, each with a tag that no other file has."""

    def __init__(self, folder: pathlib.Path, rng: random.Random) -> None:
        self.folder, self.rng, self.tags, self.count = folder, rng, {}, 0
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob("*.md"):
            path.unlink()

    def event(self) -> None:
        self.count += 1
        path = self.folder / f"guest-{self.rng.randrange(GUESTS):03}.md"
        chance = self.rng.random()
        if path in self.tags and chance < 0.2:
            path.unlink()
            del self.tags[path]
        elif path in self.tags and chance < 0.3:
            other = self.folder / f"guest-{self.rng.randrange(GUESTS):03}.md"
            path.rename(other)
            self.tags[other] = self.tags.pop(path)
        else:
            tag = f"guest-tag-{self.count:05}"
            path.write_text(blog.front(f"Guest {self.count}", self.count, [tag, self.rng.choice(blog.TAGS)]) + f"\n## Guest {self.count}\n\n{' '.join(self.rng.choices(blog.WORDS, k=60))}\n")
            self.tags[path] = tag


class Soak:
    def __init__(self, arguments: argparse.Namespace) -> None:
        folder = arguments.out / "blog"
        blog.generate(folder, arguments.posts)
        self.rng = random.Random(1)
        self.guests = Guests(folder / "content" / "guests", self.rng)
        self.client = Client(arguments.program, folder.as_uri())
        posts = sorted((folder / "content" / "posts").glob("*.md"))
        opened = {posts[place * len(posts) // OPEN] for place in range(OPEN)}
        used = " ".join(tags_of(post) for post in posts if post not in opened)
        self.known = [tag for tag in blog.TAGS[:20] if tag in used]
        self.posts = [Post(self.client, post) for post in sorted(opened)]
        self.wrong: list[str] = []
        self.asked, self.times = 0, []
        self.samples: list[tuple[int, int, float]] = []

    def check(self, right: bool, what: str) -> None:
        self.asked += 1
        if not right:
            self.wrong.append(what)

    def settle(self) -> None:
        """Waits until the tag of the file that was written last is offered, and none of one that is gone."""
        wanted = sorted(self.guests.tags.values())
        if not wanted:
            return
        end = time.monotonic() + NOTICED
        newest = max(wanted)
        while newest not in (seen := self.posts[0].offered_for(newest)) and time.monotonic() < end:
            time.sleep(0.05)
        self.check(newest in seen, f"{newest} is not offered, but {seen[:5]}")
        # Ten by ten, since a list holds fifty items.
        for start in range(self.guests.count // 10 + 1):
            prefix = f"guest-tag-{start:04}"
            expected = [tag for tag in wanted if tag.startswith(prefix)]
            while (seen := sorted(tag for tag in self.posts[0].offered_for(prefix) if tag.startswith(prefix))) != expected and time.monotonic() < end:
                time.sleep(0.05)
            if seen != expected:
                return self.check(False, f"{prefix}: {seen} instead of {expected}")
        self.check(True, "")

    def edit(self, number: int) -> None:
        post = self.rng.choice(self.posts)
        kind = number % 4
        if kind == 0:
            post.set_line(post.heading, f"## Heading of edit {number}")
        elif kind == 1:
            line = self.rng.randrange(post.heading + 1, len(post.lines))
            post.set_line(line, " ".join(self.rng.choices(blog.WORDS, k=8)) if number % 8 == 1 else "")
        else:
            length = len(post.lines[post.tags])
            post.replace(post.tags, 7, length - 1, self.rng.choice(blog.TAGS)[: self.rng.randint(1, 9)])
        if number % 10 == 0:
            self.ask(post)

    def ask(self, post: Post) -> None:
        began = time.perf_counter()
        if self.asked % 2:
            tag = self.rng.choice(self.known)
            seen = post.offered_for(tag[:-1])
            self.check(tag in seen, f"{tag} is not among {seen[:5]}")
        else:
            title = post.lines[post.heading].removeprefix("## ")
            seen = post.outline()
            self.check(title in seen, f"{title!r} is not in the outline {seen[:5]}")
        self.times.append(time.perf_counter() - began)

    def run(self, edits: int, events: int) -> None:
        self.settle()
        for number in range(edits):
            if number * events // edits != (number + 1) * events // edits:
                self.guests.event()
            self.edit(number)
            if number % max(1, edits // SAMPLES) == 0:
                self.samples.append((number, self.guests.count, self.client.resident()))
            if number % max(1, edits // 20) == 0:
                self.settle()
                print(f"{number} edits, {self.guests.count} events, {self.samples[-1][2]:.1f} MB, {len(self.wrong)} of {self.asked} answers wrong", flush=True)
        self.settle()
        self.samples.append((edits, self.guests.count, self.client.resident()))


def slope(samples: list[tuple[int, int, float]]) -> float:
    """Megabytes more an edit, by least squares."""
    edits, sizes = [sample[0] for sample in samples], [sample[2] for sample in samples]
    mean_x, mean_y = sum(edits) / len(edits), sum(sizes) / len(sizes)
    spread = sum((x - mean_x) ** 2 for x in edits)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(edits, sizes)) / spread if spread else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "target" / "soak", help="where the blog and the figures go")
    arguments = parser.parse_args()
    arguments.out = arguments.out.resolve()
    began = time.monotonic()
    soak = Soak(arguments)
    soak.run(arguments.edits, arguments.events)
    code = soak.client.leave()
    with open(arguments.out / "memory.csv", "w", newline="") as file:
        csv.writer(file).writerows([("edits", "file events", "resident MB"), *soak.samples])
    (arguments.out / "memory.svg").write_text(plot.svg([(edits, size) for edits, _, size in soak.samples], f"{arguments.posts:,} posts, {soak.guests.count:,} file events"))
    warm = soak.samples[int(len(soak.samples) * WARMING):]
    growth = slope(warm) * (warm[-1][0] - warm[0][0])
    times = sorted(soak.times)
    print(f"{arguments.edits} edits and {soak.guests.count} file events over {arguments.posts} posts in {time.monotonic() - began:.0f} s, exit code {code}")
    print(f"resident: {soak.samples[0][2]:.1f} MB at first, {warm[0][2]:.1f} MB when warm, {soak.samples[-1][2]:.1f} MB at last, at most {max(sample[2] for sample in soak.samples):.1f} MB")
    print(f"growth when warm: {growth:+.2f} MB, {slope(warm) * 100_000:+.2f} MB per 100,000 edits")
    print(f"answers: {len(soak.wrong)} of {soak.asked} wrong; half within {times[len(times) // 2] * 1000:.1f} ms, all but a hundredth within {times[len(times) * 99 // 100] * 1000:.1f} ms, edits before them included")
    for line in soak.wrong[:10]:
        print(f"wrong: {line}")
    return 1 if soak.wrong or code or growth > GROWTH * warm[0][2] else 0


if __name__ == "__main__":
    sys.exit(main())
