//! The real generators: what they need, how they are run, what came of it.

use crate::case::MARK;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generator {
    /// Jekyll.
    Jekyll,
    /// Hexo.
    Hexo,
    /// Eleventy.
    Eleventy,
    /// Astro.
    Astro,
}

/// What a build made of the post.
#[derive(Debug, PartialEq, Eq)]
pub enum Real {
    /// It failed.
    Stops,
    /// It went on without the post.
    Lost,
    /// It wrote the post.
    At {
        /// The file below the output folder.
        file: String,
        /// The tags, sorted.
        terms: Vec<String>,
    },
}

const JEKYLL: &[(&str, &str)] =
    &[("_config.yml", "title: x\n"), ("_layouts/l.html", "{{ content }}TAGS({{ page.tags | join: '|' }})\n")];

const HEXO: &[(&str, &str)] = &[
    (
        "package.json",
        "{\"name\": \"x\", \"hexo\": {\"version\": \"8.0.0\"}, \"dependencies\": {\"hexo\": \"8\", \"hexo-renderer-marked\": \"7\", \"hexo-renderer-ejs\": \"2\"}}\n",
    ),
    ("_config.yml", "theme: t\ntimezone: UTC\n"),
    (
        "themes/t/layout/post.ejs",
        "<%- page.content %>TAGS(<%- page.tags ? page.tags.map(function(t) { return t.name }).join('|') : '' %>)\n",
    ),
    ("themes/t/layout/page.ejs", "<%- page.content %>TAGS()\n"),
    ("themes/t/layout/index.ejs", "\n"),
    ("source/_posts/other.md", "---\ntitle: Other\ndate: 2020-01-01\n---\nother\n"),
];

const ELEVENTY: &[(&str, &str)] = &[
    ("package.json", "{\"name\": \"x\", \"dependencies\": {\"@11ty/eleventy\": \"3\"}}\n"),
    ("eleventy.config.cjs", "module.exports = function () {};\n"),
    ("_data/layout.json", "\"l.njk\"\n"),
    ("_includes/l.njk", "{{ content | safe }}TAGS({{ (tags or []) | join('|') }})\n"),
];

const ASTRO: &[(&str, &str)] = &[
    ("package.json", "{\"name\": \"x\", \"type\": \"module\", \"dependencies\": {\"astro\": \"5\"}}\n"),
    ("astro.config.mjs", "import { defineConfig } from 'astro/config';\nexport default defineConfig({});\n"),
    (
        "src/content.config.ts",
        "import { defineCollection, z } from 'astro:content';\nimport { glob } from 'astro/loaders';\n\
         const blog = defineCollection({ loader: glob({ base: './src/content/blog', pattern: '**/*.md' }), schema: z.object({\n\
         title: z.string(), date: z.coerce.date().optional(), draft: z.boolean().default(false), tags: z.array(z.string()).default([]),\n\
         kind: z.enum(['a', 'b']).optional(), rank: z.number().optional() }) });\nexport const collections = { blog };\n",
    ),
    (
        "src/pages/[...slug].astro",
        "---\nimport { getCollection, render } from 'astro:content';\nexport async function getStaticPaths() {\n\
         return (await getCollection('blog')).map((entry) => ({ params: { slug: entry.id }, props: { entry } }));\n}\n\
         const { entry } = Astro.props;\nconst { Content } = await render(entry);\n---\n<Content /><p>TAGS({entry.data.tags.join('|')})</p>\n",
    ),
];

impl Generator {
    /// The files that every site has.
    pub fn base(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Generator::Jekyll => JEKYLL,
            Generator::Hexo => HEXO,
            Generator::Eleventy => ELEVENTY,
            Generator::Astro => ASTRO,
        }
    }

    /// Whether it can be run.
    pub fn is_there(self) -> bool {
        match self {
            Generator::Jekyll => Command::new("jekyll")
                .arg("-v")
                .stdout(Stdio::null())
                .status()
                .is_ok_and(|status| status.success()),
            _ => self.program().is_some_and(|program| program.exists()),
        }
    }

    fn output(self) -> &'static str {
        match self {
            Generator::Jekyll | Generator::Eleventy => "_site",
            Generator::Hexo => "public",
            Generator::Astro => "dist",
        }
    }

    fn program(self) -> Option<PathBuf> {
        let name = match self {
            Generator::Jekyll => return None,
            Generator::Hexo => "hexo",
            Generator::Eleventy => "eleventy",
            Generator::Astro => "astro",
        };
        Some(modules()?.join(".bin").join(name))
    }

    /// Builds the site in a folder and looks for the post.
    pub fn build(self, folder: &Path) -> Real {
        let mut command = match self.program() {
            Some(program) => Command::new(program),
            None => Command::new("jekyll"),
        };
        if let Some(modules) = modules() {
            std::os::unix::fs::symlink(modules, folder.join("node_modules")).unwrap();
        }
        match self {
            Generator::Jekyll | Generator::Astro => command.arg("build"),
            Generator::Hexo => command.arg("generate"),
            Generator::Eleventy => &mut command,
        };
        command.current_dir(folder).env("TZ", "UTC").env("ASTRO_TELEMETRY_DISABLED", "1");
        let output = command.stdin(Stdio::null()).output().unwrap();
        if std::env::var_os("FRONTIS_SHOW_BUILDS").is_some() {
            println!(
                "{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
        }
        if output.status.success() { found(&folder.join(self.output())) } else { Real::Stops }
    }
}

fn modules() -> Option<PathBuf> {
    std::env::var_os("FRONTIS_GENERATORS").map(|folder| PathBuf::from(folder).join("node_modules"))
}

/// The page with the mark; where lists show posts as well, the one that says its tags.
fn found(output: &Path) -> Real {
    let mut folders = vec![output.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let is_page = path.to_string_lossy().ends_with(".html");
            if is_page && text.contains(MARK) {
                let file = path.strip_prefix(output).unwrap().to_string_lossy().into_owned();
                return Real::At { file, terms: terms(&text) };
            }
        }
    }
    Real::Lost
}

fn terms(page: &str) -> Vec<String> {
    let list = page.split("TAGS(").nth(1).and_then(|rest| rest.split(')').next()).unwrap_or_default();
    let mut terms: Vec<String> = list.split('|').filter(|term| !term.is_empty()).map(str::to_owned).collect();
    terms.sort();
    terms.dedup();
    terms
}
