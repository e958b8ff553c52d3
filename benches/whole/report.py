"""The figures as Markdown tables, and the machine that they are of."""

import os
import pathlib
import platform
import re
import time

# Key, what it is, and its unit.
ROWS = [
    ("offers", "what it suggests", ""),
    ("initialize", "`initialize` answered", "ms"),
    ("first", "first useful suggestion", "ms"),
    ("ready", "all links known", "ms"),
    ("first_again", "first useful suggestion, at a later start", "ms"),
    ("ready_again", "all links known, at a later start", "ms"),
    ("key_p50", "suggestions after a keystroke, p50", "ms"),
    ("key_p99", "suggestions after a keystroke, p99", "ms"),
    ("link_p50", "pages for a link, p50", "ms"),
    ("link_p99", "pages for a link, p99", "ms"),
    ("hover", "hover", "ms"),
    ("definition", "definition", "ms"),
    ("documentSymbol", "outline", "ms"),
    ("references", "references of a page", "ms"),
    ("workspaceSymbol", "search in the workspace", "ms"),
    ("diagnose_p50", "edit to diagnostics, p50", "ms"),
    ("diagnose_p99", "edit to diagnostics, p99", "ms"),
    ("edits", "edits a second, in a pipeline", "/s"),
    ("text", "the text after them", ""),
    ("memory_ready", "resident when ready", "MB"),
    ("memory_end", "resident at the end", "MB"),
    ("idle", "processor time while idle", "ms"),
    ("checkout", "checkout to suggestion", "ms"),
    ("checkout_slowest", "slowest suggestions meanwhile", "ms"),
]
LIMITS = {"walk": "walk and stat", "read": "read all bytes", "front": "parse all front matter", "index": "parse all posts"}
# A figure, and the limit that it is held to.
RATIOS = [("first", "front"), ("ready", "index")]


def machine() -> str:
    cpu = pathlib.Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.*)", cpu.read_text() if cpu.exists() else "")
    return f"{os.cpu_count()} × {model[1] if model else platform.processor()}, {platform.system()}, {time.strftime('%-d %B %Y')}, load {os.getloadavg()[0]:.1f}"


def shown(value) -> str:
    if value is None or isinstance(value, str):
        return value or "–"
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{digits}f}"


def table(sizes: list[dict]) -> str:
    """One column a server; in each cell the figures of all sizes."""
    names = list(sizes[0]["servers"])
    blogs = " / ".join(f"{size['posts']:,}" for size in sizes)
    lines = [f"| {blogs} posts | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for key, label, unit in ROWS:
        cells = [cell([size["servers"].get(name, {}).get(key) for size in sizes]) for name in names]
        if any(cells):
            lines.append(f"| {label}{f' ({unit})' if unit else ''} | " + " | ".join(one or "–" for one in cells) + " |")
    return "\n".join(lines)


def cell(values: list) -> str:
    """Words once, if they are the same everywhere; nothing where there is no figure at all."""
    words = [shown(value) for value in values]
    if all(value is None for value in values):
        return ""
    return words[0] if isinstance(values[0], str) and len(set(words)) == 1 else " / ".join(words)


def limits(posts: int, found: dict[str, float], results: dict[str, dict]) -> str:
    """What the disk and the parsers alone take, and how many times as long a server takes."""
    text = f"Limits at {posts:,} posts: " + ", ".join(f"{label} {shown(found[key])} ms" for key, label in LIMITS.items()) + ".\n"
    for name, figures in results.items():
        ratios = [f"{key} {figures[key] / found[limit]:.1f} × {LIMITS[limit]}" for key, limit in RATIOS if figures.get(key)]
        echo = results.get("echo", {}).get("key_p50")
        if echo and name != "echo" and figures.get("key_p50"):
            ratios.append(f"keystroke {figures['key_p50'] / echo:.1f} × echo")
        if ratios and name != "echo":
            text += f"{name}: " + ", ".join(ratios) + ".\n"
    return text
