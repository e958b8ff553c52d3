//! A writer's session, played against the real server: everything shown is what the server answered.

use super::client::{Client, uri};
use super::draw;
use super::sample::FIRST;
use crate::cli::output;
use crate::text::{Edit, Encoding, Position, Text, apply_all};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::Path;

/// A post in Japanese, for the same with other letters.
const JAPANESE: &str = "content/posts/fuyu-no-pan.md";

/// The open post.
struct Post {
    uri: String,
    text: String,
    version: i64,
}

/// Plays the session on the blog in `folder`, with `server` as the server.
///
/// # Errors
/// When the server does not answer, or nobody reads the output.
pub fn play(server: &Path, folder: &Path) -> io::Result<()> {
    let mut out = output::stdout();
    writeln!(out, "A writer's ten minutes with frontis, played on the sample blog in {}.", folder.display())?;
    writeln!(out, "All that is shown is what the server answers to an editor.")?;
    let mut client = Client::start(server, folder)?;
    client.until_ready()?;
    let mut post = open(&mut client, folder, FIRST)?;
    tags(&mut out, &mut client, &mut post)?;
    fields(&mut out, &mut client, &mut post)?;
    explain(&mut out, &mut client, &post)?;
    shortcodes(&mut out, &mut client, &mut post)?;
    findings(&mut out, &mut client, &mut post)?;
    japanese(&mut out, &mut client, folder)?;
    client.leave()?;
    farewell(&mut out, folder)?;
    out.flush()
}

fn open(client: &mut Client, folder: &Path, path: &str) -> io::Result<Post> {
    let file = folder.join(path);
    let text = std::fs::read_to_string(&file)?;
    let post = Post { uri: uri(&file), text, version: 1 };
    let document = json!({ "uri": post.uri, "languageId": "markdown", "version": 1, "text": post.text });
    client.tell("textDocument/didOpen", json!({ "textDocument": document }))?;
    Ok(post)
}

impl Post {
    fn position(&self, offset: usize) -> Value {
        let at = Text::from(self.text.as_str()).position(offset, Encoding::Utf8);
        json!({ "line": at.line, "character": at.character })
    }

    fn offset(&self, position: &Value) -> usize {
        let number =
            |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or_default();
        let position = Position::new(number(&position["line"]), number(&position["character"]));
        Text::from(self.text.as_str()).offset(position, Encoding::Utf8)
    }

    /// The line of an offset: its number from 1, its text, and the width in columns before the offset.
    fn line(&self, offset: usize) -> (usize, &str, usize) {
        let before = self.text.get(..offset).unwrap_or_default();
        let number = before.matches('\n').count();
        let column = before.rsplit('\n').next().map_or(0, unicode_width::UnicodeWidthStr::width);
        (number + 1, self.text.lines().nth(number).unwrap_or_default(), column)
    }

    /// Makes edits and tells the server the new text.
    fn edit(&mut self, client: &mut Client, edits: &[Edit]) -> io::Result<()> {
        self.text = apply_all(&self.text, edits);
        self.version += 1;
        let document = json!({ "uri": self.uri, "version": self.version });
        let changes = json!([{ "text": self.text }]);
        client.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }))
    }

    /// Types behind the first `mark` and returns the offset of the cursor.
    fn type_behind(&mut self, client: &mut Client, mark: &str, typed: &str) -> io::Result<usize> {
        let found = self.text.find(mark).map(|at| at + mark.len());
        let at = found.ok_or_else(|| io::Error::other(format!("the sample has no `{mark}`")))?;
        self.edit(client, &[Edit::insert(at, typed)])?;
        Ok(at + typed.len())
    }

    fn edits(&self, edits: &Value) -> Vec<Edit> {
        let edit = |edit: &Value| {
            let (start, end) = (self.offset(&edit["range"]["start"]), self.offset(&edit["range"]["end"]));
            Edit::replace((start..end).into(), edit["newText"].as_str().unwrap_or_default())
        };
        edits.as_array().into_iter().flatten().map(edit).collect()
    }
}

/// Asks for suggestions at the cursor, best first.
fn complete(client: &mut Client, post: &Post, offset: usize) -> io::Result<Vec<Value>> {
    let params = json!({ "textDocument": { "uri": post.uri }, "position": post.position(offset) });
    let answer = client.ask("textDocument/completion", params)?;
    let items = answer.get("items").unwrap_or(&answer).as_array().cloned().unwrap_or_default();
    let mut items: Vec<Value> = items;
    items.sort_by_key(|item| item["sortText"].as_str().unwrap_or_default().to_string());
    Ok(items)
}

fn show_menu(
    out: &mut impl Write,
    post: &Post,
    offset: usize,
    typed: &str,
    items: &[Value],
) -> io::Result<()> {
    let (number, text, column) = post.line(offset);
    draw::line(out, number, text, typed)?;
    draw::menu(out, column, items)
}

/// Takes a suggestion as an editor does, and shows the line after it.
fn accept(
    out: &mut impl Write,
    client: &mut Client,
    post: &mut Post,
    item: Option<&Value>,
) -> io::Result<()> {
    let Some(item) = item else { return Ok(()) };
    let edits = post.edits(&json!([item["textEdit"]]));
    let Some(at) = edits.first().map(|edit| edit.span.start()) else { return Ok(()) };
    post.edit(client, &edits)?;
    let (number, text, _) = post.line(at);
    writeln!(out)?;
    draw::line(out, number, text, item["label"].as_str().unwrap_or_default())
}

fn tags(out: &mut impl Write, client: &mut Client, post: &mut Post) -> io::Result<()> {
    draw::scene(out, "Tags", "A quote in the list of tags, and the tags of the other posts come up.")?;
    let at = post.type_behind(client, "tags: [\"bread\"", ", \"")?;
    let items = complete(client, post, at)?;
    show_menu(out, post, at, ", \"", &items)?;
    accept(out, client, post, items.first())
}

fn fields(out: &mut impl Write, client: &mut Client, post: &mut Post) -> io::Result<()> {
    draw::scene(
        out,
        "Fields",
        "A letter on a line of its own: the fields of Hugo and of this blog, none twice.",
    )?;
    let end =
        post.text.find("\ntags:").and_then(|at| post.text.get(at + 1..)?.find('\n').map(|end| at + 1 + end));
    let line = end.and_then(|end| post.text.get(..end)).and_then(|text| text.rsplit('\n').next());
    let line = line.unwrap_or_default().to_string();
    let at = post.type_behind(client, &line, "\ns")?;
    let items = complete(client, post, at)?;
    show_menu(out, post, at, "s", &items)?;
    // Back to where we were.
    post.edit(client, &[Edit::delete((at - "\ns".len()..at).into())])
}

fn explain(out: &mut impl Write, client: &mut Client, post: &Post) -> io::Result<()> {
    draw::scene(out, "Hover", "The pointer rests on a shortcode: what it takes, and where else it is used.")?;
    let at = post.text.find("{{< ride").map_or(0, |at| at + "{{< r".len());
    let (number, text, _) = post.line(at);
    draw::line(out, number, text, "ride")?;
    let params = json!({ "textDocument": { "uri": post.uri }, "position": post.position(at) });
    let hover = client.ask("textDocument/hover", params)?;
    draw::hover(out, hover["contents"]["value"].as_str().unwrap_or_default())
}

fn shortcodes(out: &mut impl Write, client: &mut Client, post: &mut Post) -> io::Result<()> {
    draw::scene(out, "Shortcodes", "Two braces and a `<`: those of this blog first, then those of Hugo.")?;
    let at = post.type_behind(client, "those that Hugo brings along.\n\n", "{{< ")?;
    let items = complete(client, post, at)?;
    show_menu(out, post, at, "{{< ", &items)?;
    post.edit(client, &[Edit::delete((at - "{{< ".len()..at).into())])
}

fn findings(out: &mut impl Write, client: &mut Client, post: &mut Post) -> io::Result<()> {
    draw::scene(out, "Mistakes", "They are marked while you type, each with what would solve it.")?;
    let mut found = client.findings(&post.uri, post.version)?;
    // Each fix moves what follows, so the rest is asked for anew.
    while let Some(first) = found.first() {
        draw::finding(out, &post.text, first)?;
        let Some(action) = first_fix(client, post, first)? else { break };
        draw::fix(out, action["title"].as_str().unwrap_or_default())?;
        writeln!(out)?;
        let edits = post.edits(&edits_of(&action, &post.uri));
        post.edit(client, &edits)?;
        let left = client.findings(&post.uri, post.version)?;
        if left.len() >= found.len() {
            break;
        }
        found = left;
    }
    match found.len() {
        0 => writeln!(out, "{:7}No mistakes are left: this page builds.", ""),
        left => writeln!(out, "{:7}{} left.", "", crate::features::counts::count(left, "mistake")),
    }
}

fn first_fix(client: &mut Client, post: &Post, finding: &Value) -> io::Result<Option<Value>> {
    let context = json!({ "diagnostics": [finding], "only": ["quickfix"] });
    let params =
        json!({ "textDocument": { "uri": post.uri }, "range": finding["range"], "context": context });
    let actions = client.ask("textDocument/codeAction", params)?;
    let has_edit = |action: &&Value| !edits_of(action, &post.uri).is_null();
    Ok(actions.as_array().into_iter().flatten().find(has_edit).cloned())
}

/// The edits of an action in one document, whichever of the two forms the server chose.
fn edits_of(action: &Value, uri: &str) -> Value {
    let plain = &action["edit"]["changes"][uri];
    if !plain.is_null() {
        return plain.clone();
    }
    let versioned = action["edit"]["documentChanges"].as_array().into_iter().flatten();
    let mut own = versioned.filter(|change| change["textDocument"]["uri"] == uri);
    own.next().map_or(Value::Null, |change| change["edits"].clone())
}

fn japanese(out: &mut impl Write, client: &mut Client, folder: &Path) -> io::Result<()> {
    draw::scene(out, "Any language", "The same in a post in Japanese.")?;
    let mut post = open(client, folder, JAPANESE)?;
    let at = post.type_behind(client, "冬, sourdough", ", バ")?;
    let mut items = complete(client, &post, at)?;
    // What an editor leaves of the menu once a letter is typed.
    items.retain(|item| item["label"].as_str().is_some_and(|label| label.contains('バ')));
    show_menu(out, &post, at, ", バ", &items)?;
    accept(out, client, &mut post, items.first())
}

fn farewell(out: &mut impl Write, folder: &Path) -> io::Result<()> {
    draw::scene(out, "Your turn", "Open the blog in your editor:")?;
    for editor in ["code", "nvim", "hx", "emacs"] {
        writeln!(out, "       frontis try --editor {editor}")?;
    }
    writeln!(out, "\n       or check it as it is: frontis check {}", folder.display())
}
