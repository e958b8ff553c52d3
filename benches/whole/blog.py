"""A synthetic blog for Hugo: about 5 KB a post, all three kinds of front matter, and the same bytes in every run."""

import bisect
import itertools
import json
import pathlib
import random
import shutil

WORDS = """time server memory index parser token stream async thread cache latency build deploy config garden bread
river winter paper letter engine mountain journey music photo film market kitchen window harbour summer language reading
science history school mother cycle station number weather island forest colour morning""".split()
OTHERS = ["今日は、新しい設定について書きます。", "速度を測定した結果です。", "Où est le café ?", "Größe und Straße.", "🎉 記事の下書き。"]
# As many tags as a blog of ten thousand posts has; the n-th is used 1/n as often as the first (Zipf's law).
TAGS = [f"{first}-{second}" for first, second in itertools.product(WORDS, WORDS)][:2000]
SHARES = list(itertools.accumulate(1 / rank for rank in range(1, len(TAGS) + 1)))
# So many posts, spread over the blog, have a tag, a title, a heading and a name of their own and link to the hub: who knows
# of all of them has read the whole blog.
SENTINELS = 16
# What a post holds on the average (bytes).
BODY = 4600
HUB = "content/posts/hub.md"
OPEN = "content/posts/open.md"
# The post that a checkout brings along last.
NEWEST = "zz-newest"

OPEN_TEXT = """---
title: The open post
date: 2026-01-01
tags: []
---

[page]()

#

A link to the [hub](/posts/hub/), and to the same [hub](hub.md) by its file.

{{< note kind="info" >}}Words{{< /note >}}

## Typed

"""


def sentinel(number: int) -> str:
    return f"zz-sentinel-{number:02}"


def sentinel_at(number: int, posts: int) -> int | None:
    """Which sentinel the post of that number is."""
    step = max(1, posts // SENTINELS)
    which, rest = divmod(number, step)
    return which if rest == step // 2 and which < SENTINELS else None


def path(number: int, posts: int) -> str:
    which = sentinel_at(number, posts)
    year, name = 2005 + number * 7 % 20, f"{WORDS[number % len(WORDS)]}-{WORDS[number // len(WORDS) % len(WORDS)]}-{number:06}"
    if which is not None:
        return f"content/posts/{sentinel(which)}.md"
    section = "notes" if number % 10 == 4 else "posts"
    return f"content/{section}/{year}/{name}" + ("/index.md" if number % 10 == 3 else ".md")


def address(number: int, posts: int) -> str:
    return path(number, posts).removeprefix("content").removesuffix(".md").removesuffix("/index") + "/"


def front(kind: int, fields: dict) -> str:
    """The front matter: seven posts of ten have YAML, two TOML, one JSON."""
    if kind == 9:
        return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
    shown = {key: json.dumps(value, ensure_ascii=False) for key, value in fields.items()} | {"date": fields["date"]}
    if kind > 6:
        return "+++\n" + "".join(f"{key} = {value}\n" for key, value in shown.items()) + "+++\n"
    if kind % 2:
        shown["tags"] = "".join(f"\n  - {tag}" for tag in fields["tags"])
    return "---\n" + "".join(f"{key}: {value}\n".replace(": \n", ":\n") for key, value in shown.items()) + "---\n"


class Writer:
    """Writes the posts of a blog; each is told by its number and the number of all alone."""

    def __init__(self, posts: int) -> None:
        self.posts = posts
        rng = random.Random(1)
        self.sentences = [" ".join(rng.choices(WORDS, k=rng.randint(8, 18))).capitalize() + "." for _ in range(3000)] + OTHERS * 60

    def post(self, number: int, extra: tuple[str, ...] = ()) -> str:
        rng = random.Random(f"{self.posts}/{number}")
        which = sentinel_at(number, self.posts)
        tags = dict.fromkeys(TAGS[bisect.bisect(SHARES, rng.random() * SHARES[-1])] for _ in range(rng.randint(2, 6)))
        title = rng.choice(self.sentences)[:60].rstrip(".") + f" {number}"
        date = f"{2005 + number * 7 % 20}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        lead = ""
        if which is not None:
            title, name = f"Zz sentinel {which:02}", sentinel(which)
            tags[name] = None
            lead = f"\n## {name}\n\nTo the [hub](/posts/hub/) and the [hub](hub.md).\n"
        fields = {"title": title, "date": date, "draft": number % 50 == 0, "description": rng.choice(self.sentences), "tags": [*tags, *extra]}
        return front(number % 10, fields) + lead + self.body(rng, rng.uniform(0.4, 1.6) * BODY)

    def body(self, rng: random.Random, length: float) -> str:
        parts, size = [], 0
        while size < length:
            other = rng.randrange(self.posts)
            parts.append(self.part(rng, other, len(parts)))
            size += len(parts[-1].encode()) + 1
        return "".join("\n" + part + "\n" for part in parts)

    def part(self, rng: random.Random, other: int, place: int) -> str:
        say = rng.choice(self.sentences)
        match place % 8:
            case 0:
                return f"## {say[:40].rstrip('.')}"
            case 2:
                return f"See [{WORDS[other % len(WORDS)]}]({address(other, self.posts)}) and **{say}**"
            case 4:
                return f'{{{{< note kind="info" >}}}}{say}{{{{< /note >}}}}'
            case 5:
                return f"![{WORDS[other % len(WORDS)]}](/img/{other % 10}.png)"
            case 6:
                return f"- {say}\n- `{WORDS[other % len(WORDS)]}` {rng.choice(self.sentences)}"
            case _:
                return " ".join(rng.choices(self.sentences, k=rng.randint(3, 8)))


def generate(folder: pathlib.Path, posts: int) -> int:
    """Writes the blog, unless it is there; the bytes of its posts."""
    done = folder / ".done"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        size = sum(put(folder, path(number, posts), text) for number, text in all_posts(posts))
        done.write_text(str(size))
    return int(done.read_text())


def all_posts(posts: int):
    writer = Writer(posts)
    return ((number, writer.post(number)) for number in range(posts))


def put(folder: pathlib.Path, name: str, text: str) -> int:
    file, data = folder / name, text.encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return len(data)


def frame(folder: pathlib.Path) -> None:
    """What is no post of its own: the configuration, a shortcode, images, the hub, and the post that the editor opens."""
    # A repository of its own: what ignores the build's folder around it must not ignore the blog.
    (folder / ".git").mkdir(parents=True, exist_ok=True)
    put(folder, "hugo.toml", 'baseURL = "https://example.org/"\ntitle = "Bench"\n')
    put(folder, "layouts/_shortcodes/note.html", '<p class="{{ .Get "kind" }}">{{ .Inner }}</p>\n')
    for number in range(10):
        put(folder, f"static/img/{number}.png", "")
    put(folder, HUB, "---\ntitle: The hub\ndate: 2026-01-01\n---\n\n# The hub\n\nAll ways lead here.\n")
    put(folder, OPEN, OPEN_TEXT)


def switch(folder: pathlib.Path, posts: int, count: int, tag: str) -> None:
    """What a checkout of another branch does: `count` posts get a tag, and last of all comes a new post with that name. An
    empty tag goes back."""
    writer = Writer(posts)
    newest = folder / "content" / "posts" / f"{tag or NEWEST}.md"
    for number in range(count):
        file = folder / path(number, posts)
        file.unlink()
        file.write_text(writer.post(number, (tag,) if tag else ()), encoding="utf-8")
    if tag:
        newest.write_text(f"---\ntitle: {tag}\ndate: 2026-01-02\ntags: [{tag}]\n---\n\n## {tag}\n", encoding="utf-8")
    else:
        newest.unlink(missing_ok=True)
