"""A writer's day: the same steps and the same checks in every editor that a driver can press keys in."""

import pathlib

from harness import Report, Screen, wait_for

POST = "content/posts/try-me.md"
# In front of what is looked at, so that columns in bytes, characters and UTF-16 units all differ.
WIDE = "日本 é 😀 "
TAGS = 'tags: ["é 😀", "bread"]'


class Editor:
    """An editor in a terminal. What each does in its own way is left to its driver; the rest is here, in the keys of those
    that have modes. Lines and columns count from 0, columns in characters."""

    screen: Screen

    def attached(self) -> object:
        raise NotImplementedError

    def at(self, line: int, column: int) -> None:
        raise NotImplementedError

    def hover(self, line: int, column: int) -> None:
        raise NotImplementedError

    def choose(self) -> None:
        raise NotImplementedError

    def fix(self, line: int, column: int) -> None:
        raise NotImplementedError

    def lines(self) -> list[str]:
        raise NotImplementedError

    def line(self, number: int) -> str:
        """One line; empty while the editor does not answer, or has not written its file to the end."""
        lines = self.lines()
        return lines[number] if number < len(lines) else ""

    def diagnostics(self) -> list[tuple[int, str, str]]:
        """Line, text of the range and message of each; a driver whose editor cannot say so has its own next two."""
        raise NotImplementedError

    def underlined(self, message: str) -> tuple[int, str] | None:
        """Line and text of the range of the diagnostic whose message says so."""
        return next(((line, text) for line, text, told in self.diagnostics() if message in told), None)

    def messages(self) -> str:
        return "\n".join(told for _, _, told in self.diagnostics())

    def ex(self, command: str) -> None:
        self.screen.keys("Escape")
        self.screen.type(f":{command}")
        self.screen.keys("Enter")

    def complete(self, line: int, column: int, typed: str) -> None:
        self.at(line, column)
        self.screen.type("i" + typed)

    def leave_hover(self) -> None:
        self.screen.keys("Escape")

    def shown(self) -> str:
        return self.screen.text()

    def picture(self, name: str) -> None:
        self.screen.picture(name)


def prepare(blog: pathlib.Path) -> None:
    """Puts letters that are more than one byte or one unit in front of what is looked at."""
    post = blog / POST
    text = post.read_text()
    for before, after in (("{{< bkae", f"{WIDE}{{{{< bkae"), ('tags: ["bread"]', TAGS), ("{{< ride", f"{WIDE}{{{{< ride")):
        assert before in text, before
        text = text.replace(before, after, 1)
    post.write_text(text)


def spend(editor: Editor, report: Report, completes: bool = True) -> None:
    """All steps, without the completion in an editor that is known not to manage it. One that breaks does not hide the
    others."""
    if not report.check(wait_for(editor.attached), "frontis is attached to the post", editor.shown()):
        editor.picture("error")
        return
    for step in (tells_mistakes, hovers_a_shortcode, *[completes_a_tag] * completes, fixes_a_mistake):
        try:
            step(editor, report)
        except Exception as error:
            report.check(False, f"{step.__name__}: {type(error).__name__}: {error}", editor.shown())
            editor.picture(f"error-{step.__name__}")


def line_of(editor: Editor, piece: str) -> int:
    """The number of the first line that holds the piece."""
    lines = wait_for(lambda: [number for number, line in enumerate(editor.lines()) if piece in line])
    return lines[0]


def line_when(editor: Editor, number: int, wanted: str) -> str:
    """A line as soon as it reads so; as it reads when patience ends."""
    seen = ""

    def look() -> bool:
        nonlocal seen
        seen = editor.line(number)
        return seen == wanted

    wait_for(look)
    return seen


def tells_mistakes(editor: Editor, report: Report) -> None:
    line = line_of(editor, "{{< bkae")
    seen = wait_for(lambda: editor.underlined("bkae"))
    report.equal(seen, (line, "bkae"), "the unknown shortcode is told, and underlined, just its name")
    editor.picture("1-mistakes")
    messages = editor.messages()
    for piece in ("`sumary`", "`{{< note"):  # as the messages name them; the post writes them otherwise
        report.check(piece in messages, f"the mistake about {piece} is told, too", messages)


def hovers_a_shortcode(editor: Editor, report: Report) -> None:
    editor.hover(line_of(editor, "{{< ride"), len(WIDE) + 5)
    wait_for(lambda: "bicycle ride" in editor.shown())
    for piece, what in (("bicycle ride", "the documentation"), ("Parameters", "the parameters")):
        report.check(piece in editor.shown(), f"hover on a shortcode shows {what}", editor.shown())
    editor.picture("2-hover")
    editor.leave_hover()


def completes_a_tag(editor: Editor, report: Report) -> None:
    line = line_of(editor, TAGS)
    editor.complete(line, len(TAGS) - 1, ', "mis')
    report.check(wait_for(lambda: "mistakes" in editor.shown().replace("three mistakes", "")), "typing offers the tag of another post", editor.shown())
    editor.picture("3-tags")
    editor.choose()
    wanted = TAGS.replace("]", ', "mistakes"]')
    report.equal(line_when(editor, line, wanted), wanted, "the chosen tag stands in its quotes, once")
    editor.picture("4-chosen")


def fixes_a_mistake(editor: Editor, report: Report) -> None:
    line = line_of(editor, "{{< bkae")
    editor.fix(line, len(WIDE) + 5)
    wanted = f"{WIDE}{{{{< bake 220 30 >}}}}"
    if report.equal(line_when(editor, line, wanted), wanted, "the quick fix mends the name and nothing else"):
        report.check(wait_for(lambda: not editor.underlined("bkae")), "and the mistake is gone")
    editor.picture("5-fixed")
