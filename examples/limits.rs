//! The least that any server can take: to read a blog from the disk, and to answer at all.
//!
//! `limits files FOLDER` prints, as JSON, the milliseconds that it takes to walk the folder, to read all posts, to parse all
//! front matter, and to parse all posts, each the best of five, on all processors. `limits echo` is a server that answers
//! every request with nothing. `benches/whole/run` measures against both.

use ignore::{WalkBuilder, WalkState};
use pulldown_cmark::{Event, Parser, Tag};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

/// How often each thing is done; the best counts.
const ROUNDS: usize = 5;

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["echo"] => echo(&mut io::stdin().lock(), &mut io::stdout().lock()),
        ["files", folder] => files(Path::new(folder)),
        _ => Err("limits files FOLDER, or limits echo".into()),
    }
}

fn files(folder: &Path) -> Outcome {
    let paths = walk(folder);
    let figures = json!({
        "walk": best(|| walk(folder).len()),
        "read": best(|| sum(&paths, |text| text.len())),
        "front": best(|| sum(&paths, |text| front_matter(text).map_or(0, |(fields, _)| size(&fields)))),
        "index": best(|| sum(&paths, index)),
    });
    println!("{figures}");
    Ok(())
}

/// Milliseconds of the fastest round.
fn best(work: impl Fn() -> usize) -> f64 {
    let rounds = (0..ROUNDS).map(|_| {
        let began = Instant::now();
        std::hint::black_box(work());
        began.elapsed().as_secs_f64() * 1e3
    });
    rounds.fold(f64::INFINITY, f64::min)
}

/// The Markdown files below a folder, each looked at as a server must to know whether it has changed.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let found = Mutex::new(Vec::new());
    WalkBuilder::new(folder).build_parallel().run(|| {
        Box::new(|entry| {
            let post = entry.ok().filter(|entry| entry.path().extension().is_some_and(|kind| kind == "md"));
            if let (Some(entry), Ok(mut found)) = (post, found.lock())
                && entry.metadata().is_ok()
            {
                found.push(entry.into_path());
            }
            WalkState::Continue
        })
    });
    found.into_inner().unwrap_or_default()
}

fn sum(paths: &[PathBuf], work: impl Fn(&str) -> usize + Sync) -> usize {
    paths.par_iter().filter_map(|path| fs::read_to_string(path).ok()).map(|text| work(&text)).sum()
}

/// The fields and the body, by the parser of each format alone: no places, no mistakes.
fn front_matter(text: &str) -> Option<(Value, &str)> {
    if text.starts_with('{') {
        let mut values = serde_json::Deserializer::from_str(text).into_iter();
        let fields = values.next()?.ok()?;
        return Some((fields, text.get(values.byte_offset()..)?));
    }
    let (fence, rest) = (text.get(..3)?, text.get(4..)?);
    let (block, body) = rest.split_once(&format!("\n{fence}\n"))?;
    let fields =
        if fence == "+++" { toml::from_str(block).ok()? } else { serde_yaml::from_str(block).ok()? };
    Some((fields, body))
}

fn size(fields: &Value) -> usize {
    fields.as_object().map_or(0, |fields| fields.len())
}

/// What a server must know of a post: its fields, its headings and its links.
fn index(text: &str) -> usize {
    let Some((fields, body)) = front_matter(text) else { return 0 };
    let is_known = |event: &Event| {
        matches!(event, Event::Start(Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. }))
    };
    size(&fields) + Parser::new(body).filter(is_known).count()
}

/// Answers every request with `null`, and `initialize` with all that the runner asks for, until its input ends.
fn echo(input: &mut impl BufRead, output: &mut impl Write) -> Outcome {
    let mut line = String::new();
    let mut length = 0;
    while input.read_line(&mut line)? > 0 {
        if let Some(number) = line.trim().strip_prefix("Content-Length: ") {
            length = number.parse()?;
        } else if line.trim().is_empty() {
            let mut body = vec![0; length];
            input.read_exact(&mut body)?;
            answer(&serde_json::from_slice(&body)?, output)?;
        }
        line.clear();
    }
    Ok(())
}

fn answer(said: &Value, output: &mut impl Write) -> Outcome {
    let Some(id) = said.get("id") else { return Ok(()) };
    let result = match said.get("method").and_then(Value::as_str) {
        Some("initialize") => json!({ "capabilities": { "textDocumentSync": 2 } }),
        _ => Value::Null,
    };
    let body = json!({ "jsonrpc": "2.0", "id": id, "result": result }).to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    Ok(output.flush()?)
}
