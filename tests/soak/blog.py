"""A synthetic blog: as many posts as asked for, the same in every run, with tags, links, headings and shortcodes."""

import pathlib
import random

WORDS = """time server memory index parser token stream async thread cache latency build deploy config garden bread
river winter paper letter engine mountain journey music photo film market kitchen window harbour summer language reading
science history school mother cycle station number weather island forest colour morning""".split()
TAGS = [f"{first}-{second}" for first in WORDS[:30] for second in WORDS[30:44]]


def front(title: str, day: int, tags: list[str]) -> str:
    date = f"{2008 + day // 336 % 17}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}"
    return f"---\ntitle: {title}\ndate: {date}\ndraft: false\ntags: [{', '.join(tags)}]\n---\n"


def post(number: int, random: random.Random) -> str:
    def sentence():
        return " ".join(random.choices(WORDS, k=random.randint(6, 14))).capitalize() + "."

    # Few tags are on many posts and many on few, as on any blog.
    tags = sorted({TAGS[min(int(random.paretovariate(0.6)) - 1, len(TAGS) - 1)] for _ in range(3)})
    text = front(f"{sentence()[:-1]} {number}", number, tags)
    for part in range(random.randint(3, 7)):
        text += f"\n## {sentence()[:-1]} {part}\n\n" + " ".join(sentence() for _ in range(random.randint(4, 12))) + "\n"
        if part % 2:
            text += f"\nSee [{random.choice(WORDS)}](/posts/post-{random.randrange(number + 1):05}/)."
            text += '\n\n{{< note kind="info" >}}' + sentence() + "{{< /note >}}\n"
    return text


def generate(folder: pathlib.Path, posts: int) -> None:
    """Writes the blog, unless it is there with that many posts."""
    done = folder / f".{posts}-posts"
    if done.exists():
        return
    rng = random.Random(posts)
    content = folder / "content" / "posts"
    content.mkdir(parents=True, exist_ok=True)
    (folder / "layouts" / "shortcodes").mkdir(parents=True, exist_ok=True)
    (folder / "hugo.toml").write_text('baseURL = "https://example.org/"\ntitle = "Soak"\n')
    (folder / "layouts" / "shortcodes" / "note.html").write_text('<p class="{{ .Get "kind" }}">{{ .Inner }}</p>\n')
    for number in range(posts):
        (content / f"post-{number:05}.md").write_text(post(number, rng), encoding="utf-8")
    done.write_text("")
