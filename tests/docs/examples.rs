//! Every page of a rule has a bad example, which the rule finds, and a good one, in which it finds nothing.
//!
//! Under `## Bad` and `## Good` each fence is tagged with that word: ````` ````markdown bad `````. A line with a path in
//! backticks above a fence names the file; without one it is a post. A `text` fence without a path lists files that stand
//! there with nothing of interest in them. Elsewhere on the page `site` marks what both examples need, `other` a post of
//! which there are five, `saved` the post as it is on disk, and a file name (`toml frontis.toml`) that file.

use frontis::features::diagnostics::{diagnose, rules};
use frontis::site::generators::ALL;
use frontis::site::problem::{Problem, Rule, Severity};
use frontis::world::{Settings, World, fixture, scan};
use std::fs;
use std::path::Path;

#[test]
fn the_bad_example_of_each_rule_shows_it_and_the_good_one_does_not() {
    let wrong: Vec<String> = rules().into_iter().flat_map(faults).collect();
    assert!(wrong.is_empty(), "{} pages:\n{}", wrong.len(), wrong.join("\n"));
}

fn faults(rule: &'static Rule) -> Vec<String> {
    let page = Page::read(rule);
    let mut faults: Vec<String> =
        page.untagged.iter().map(|fence| format!("{}: a fence without a tag: {fence}", rule.code)).collect();
    let (bad, good) = (page.findings("Bad"), page.findings("Good"));
    let is_own = |problem: &&(String, Problem)| problem.1.rule.code == rule.code;
    if !bad.iter().any(|problem| is_own(&problem)) {
        faults.push(format!("{} is not found in its bad example: {}", rule.code, told(&bad)));
    }
    // What is wrong besides would teach it.
    let is_wrong = |problem: &&(String, Problem)| is_own(problem) || problem.1.severity >= Severity::Warning;
    let left: Vec<(String, Problem)> = good.iter().filter(is_wrong).cloned().collect();
    if !left.is_empty() {
        faults.push(format!("{}: the good example is not good: {}", rule.code, told(&left)));
    }
    faults
}

fn told(found: &[(String, Problem)]) -> String {
    let line =
        |(path, problem): &(String, Problem)| format!("{path}: {} ({})", problem.message, problem.rule.code);
    found.iter().map(line).collect::<Vec<_>>().join(" | ")
}

/// What every site of a generator has: its configuration and templates, and the path of a post without one.
struct Base {
    generator: &'static str,
    files: &'static str,
    post: &'static str,
}

const HUGO: Base = Base {
    generator: "hugo",
    files: "\
//- /hugo.toml
baseURL = \"https://example.org/\"
//- /layouts/all.html
{{ .Content }}
//- /layouts/_shortcodes/note.html
<p>{{ .Inner }}</p>
//- /layouts/_shortcodes/pic.html
<img src=\"{{ .Get \"src\" }}\" alt=\"{{ .Get \"alt\" }}\">
//- /layouts/_shortcodes/clip.html
{{ $src := .Get \"src\" | default (.Get 0) }}<video src=\"{{ $src }}\" muted=\"{{ .Get \"muted\" }}\"></video>
//- /layouts/_shortcodes/ride.html
{{ with .Get \"km\" }}{{ . }}{{ else }}{{ errorf \"ride needs km\" }}{{ end }}{{ .Get \"to\" }}
//- /content/post/draft.md
---
title: Later
tags: [later]
draft: true
---
//- /static/post/a/bread.jpg
",
    post: "content/post/a.md",
};

const BASES: &[Base] = &[
    HUGO,
    Base {
        generator: "zola",
        files: "\
//- /zola.toml
base_url = \"https://example.org\"
taxonomies = [{ name = \"tags\" }]
//- /templates/page.html
{{ page.content }}
",
        post: "content/a.md",
    },
    Base {
        generator: "jekyll",
        files: "\
//- /_config.yml
url: https://example.org
plugins: []
",
        post: "_posts/2024-03-04-a.md",
    },
    Base {
        generator: "hexo",
        files: "//- /_config.yml\nurl: https://example.org\nsource_dir: source\nnew_post_name: :title.md\n",
        post: "source/_posts/a.md",
    },
    Base {
        generator: "eleventy",
        files: "//- /eleventy.config.js\nexport default function () {}\n",
        post: "posts/a.md",
    },
    Base {
        generator: "astro",
        files: "//- /astro.config.mjs\nexport default {}\n//- /src/content.config.ts\nexport const collections = {};\n",
        post: "src/content/posts/a.md",
    },
    Base { generator: "plain", files: "", post: "docs/a.md" },
];

/// The base of the first generator that has a rule; shared rules are shown on a site of Hugo.
fn base_of(rule: &Rule) -> &'static Base {
    let own = ALL.iter().find(|generator| generator.rules().iter().any(|own| std::ptr::eq(*own, rule)));
    let base = own.and_then(|generator| BASES.iter().find(|base| base.generator == generator.id()));
    base.unwrap_or(&HUGO)
}

/// One fence of a page.
struct Fence {
    /// The heading above it.
    heading: String,
    /// The word behind the language.
    tag: String,
    /// The path above it.
    path: Option<String>,
    language: String,
    text: String,
}

struct Page {
    base: &'static Base,
    fences: Vec<Fence>,
    untagged: Vec<String>,
}

impl Page {
    fn read(rule: &Rule) -> Page {
        let mut page = Page { base: base_of(rule), fences: fences(rule.page), untagged: Vec::new() };
        let is_fine = |fence: &Fence| match fence.heading.as_str() {
            "Bad" => fence.tag == "bad",
            "Good" => fence.tag == "good",
            _ => ["site", "other", "saved"].contains(&&*fence.tag) || fence.tag.contains('.'),
        };
        let untagged = page.fences.iter().filter(|fence| !is_fine(fence));
        page.untagged = untagged.map(|fence| format!("{} {}", fence.language, fence.tag)).collect();
        page
    }

    /// All that is found in all files of an example.
    fn findings(&self, heading: &str) -> Vec<(String, Problem)> {
        let mut files = fixture::split(self.base.files);
        let (mut open, mut put) = (None, |path: String, text: String| {
            files.retain(|(known, _)| *known != path);
            files.push((path, text));
        });
        for fence in &self.fences {
            let post = || fence.path.clone().unwrap_or_else(|| self.base.post.to_owned());
            match fence.tag.as_str() {
                "saved" => put(post(), fence.text.clone()),
                "other" => (0..5).for_each(|at| put(format!("content/post/{at}.md"), fence.text.clone())),
                tag if tag.contains('.') => put(tag.to_owned(), fence.text.clone()),
                _ if fence.heading != heading && fence.tag != "site" => {}
                _ if fence.language == "text" && fence.path.is_none() => {
                    fence.text.lines().for_each(|path| put(path.trim().to_owned(), self.filler(path)));
                }
                _ if self.fences.iter().any(|fence| fence.tag == "saved") => {
                    open = Some((post(), fence.text.clone()))
                }
                _ => put(post(), fence.text.clone()),
            }
        }
        let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
        // On disk, since some rules look at which of two files is newer.
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for (path, text) in &files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut world = World::default();
        world.install(scan::scan(std::slice::from_ref(&root), &Settings::default()));
        if let Some((path, text)) = open {
            world.open(root.join(path), 2, text);
        }
        diagnosed(&world, &root, &paths)
    }

    /// A text for a file whose name is all that matters.
    fn filler(&self, path: &str) -> String {
        match self.base.generator {
            _ if !path.trim().ends_with(".md") => "x\n".to_owned(),
            "zola" => "+++\ntitle = \"A\"\n+++\n".to_owned(),
            _ => "---\ntitle: A\n---\n".to_owned(),
        }
    }
}

fn diagnosed(world: &World, root: &Path, paths: &[String]) -> Vec<(String, Problem)> {
    let mut snapshot = world.snapshot();
    snapshot.now = fixture::NOW.parse().unwrap();
    let of = |path: &String| {
        let found = diagnose(&snapshot, &root.join(path));
        found.into_iter().map(|problem| (path.clone(), problem)).collect::<Vec<_>>()
    };
    paths.iter().flat_map(of).collect()
}

fn fences(page: &str) -> Vec<Fence> {
    let (mut all, mut heading, mut path) = (Vec::new(), String::new(), None);
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("````") {
            let text: String =
                lines.by_ref().take_while(|line| *line != "````").map(|line| format!("{line}\n")).collect();
            let mut words = info.split_whitespace().map(str::to_owned);
            let (language, tag) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            all.push(Fence { heading: heading.clone(), tag, path: path.take(), language, text });
        } else if let Some(title) = line.strip_prefix("## ") {
            heading = title.to_owned();
        } else if !line.is_empty() {
            let name = line.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
            path = name.filter(|name| !name.contains('`') && name.contains('.')).map(str::to_owned);
        }
    }
    all
}
