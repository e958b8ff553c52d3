"""The post that is open in the editor, as its client knows it."""

import pathlib

import blog
from client import Client, message


class Post:
    """An open text, here and in the server; no line that is edited holds a character wider than one unit."""

    def __init__(self, client: Client) -> None:
        path = client.root / blog.OPEN
        self.client, self.uri, self.version = client, path.as_uri(), 1
        self.lines = path.read_text(encoding="utf-8").split("\n")
        item = {"uri": self.uri, "languageId": "markdown", "version": 1, "text": "\n".join(self.lines)}
        client.notify("textDocument/didOpen", {"textDocument": item})

    def at(self, line: int | None = None, character: int = 0) -> dict:
        place = {"textDocument": {"uri": self.uri}}
        return place if line is None else place | {"position": {"line": line, "character": character}}

    def replace(self, line: int, start: int, end: int, text: str) -> bytes:
        """The change of a part of a line, yet to be sent."""
        old = self.lines[line]
        self.lines[line] = old[:start] + text + old[end:]
        self.version += 1
        span = {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}
        change = {"range": span, "text": text} if self.client.takes_ranges else {"text": "\n".join(self.lines)}
        document = {"uri": self.uri, "version": self.version}
        return message("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def type(self, line: int, before: str, typed: str, after: str) -> tuple[bytes, int]:
        """The change after which so much is typed on that line, and where the cursor is then."""
        old, new = self.lines[line], before + typed + after
        same = next((n for n, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))
        return self.replace(line, same, len(old), new[same:]), len(before + typed)

    def find(self, part: str) -> tuple[int, int]:
        """Line and character of the middle of a text."""
        line = next(number for number, text in enumerate(self.lines) if part in text)
        return line, self.lines[line].index(part) + len(part) // 2
