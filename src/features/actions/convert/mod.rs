//! Writes the front matter in another format: the same keys in the same order, with their comments.

mod json;
mod read;
mod toml;
mod tree;
mod yaml;

use super::{Action, ActionKind};
use crate::syntax::front_matter::{self, Format, FrontMatter, write};
use crate::text::{Edit, Span};
use crate::world::PostView;
use tree::Member;

/// An action per format that the generator reads and the front matter is not in; refused where something would be lost.
pub fn actions(view: &PostView) -> Vec<Action> {
    let Some(front) = view.document.front_matter().filter(|front| is_tree(front.format)) else {
        return Vec::new();
    };
    let formats = [Format::Yaml, Format::Toml, Format::Json];
    let others = formats.into_iter().filter(|format| *format != front.format && is_read(view, *format));
    others.map(|format| action(view, front, format)).collect()
}

/// Whether the format has lists and tables of its own; where it has none, what is one depends on the key.
fn is_tree(format: Format) -> bool {
    !matches!(format, Format::Org | Format::Metadata)
}

fn is_read(view: &PostView, format: Format) -> bool {
    let rules = view.site.model.split_rules();
    if format == Format::Json { rules.json } else { rules.fence(format).is_some() }
}

fn action(view: &PostView, front: &FrontMatter, format: Format) -> Action {
    let title = format!("Write the front matter in {}", name(format));
    match converted(view, front, format) {
        Ok(edit) => Action::new(title, ActionKind::Rewrite, vec![edit]),
        Err(why) => Action::refused(title, ActionKind::Rewrite, why),
    }
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Yaml => "YAML",
        Format::Toml => "TOML",
        Format::Json => "JSON",
        Format::Org => "Org",
        Format::Metadata => "meta-data",
    }
}

/// The whole block in the other format, read back and compared: what would not come back is not written.
fn converted(view: &PostView, front: &FrontMatter, format: Format) -> Result<Edit, String> {
    let closer = front.closer.ok_or("The front matter is not closed.")?;
    let tree = read::read(front, &view.text)?;
    let written = match format {
        Format::Yaml => yaml::write(&tree)?,
        Format::Toml => toml::write(&tree)?,
        Format::Json | Format::Org | Format::Metadata => json::write(&tree)?,
    };
    let block = in_fences(view, format, &written)?;
    if !comes_back(view, &block, &tree) {
        return Err(format!("{} cannot say all of it.", name(format)));
    }
    let block = block.trim_end_matches('\n').replace('\n', write::line_ending(&view.text));
    Ok(Edit::replace(Span::new(front.opener.start(), closer.end()), block))
}

fn in_fences(view: &PostView, format: Format, written: &str) -> Result<String, String> {
    if format == Format::Json {
        return Ok(format!("{written}\n"));
    }
    let fence = view.site.model.split_rules().fence(format);
    let fence = fence.ok_or_else(|| format!("{} is not read here.", name(format)))?;
    let closer = fence.closers.first().copied().unwrap_or(fence.opener);
    Ok(format!("{}\n{written}{closer}\n", fence.opener))
}

fn comes_back(view: &PostView, block: &str, tree: &[Member]) -> bool {
    let parsed = front_matter::parse(block, view.site.model.split_rules());
    let again = parsed.front_matter.and_then(|front| read::read(&front, block).ok());
    again.is_some_and(|again| tree::same_members(tree, &again))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply_all;
    use crate::world::fixture::Fixture;

    /// The post after the conversion, or the reason why there is none.
    fn converted(text: &str, format: &str) -> String {
        let fixture = Fixture::new(&format!("//- /a.md\n$0{text}"));
        let actions = actions(&fixture.post().unwrap());
        let action = actions.iter().find(|action| action.title.ends_with(format)).unwrap();
        action.refused.clone().unwrap_or_else(|| apply_all(text, &action.edits))
    }

    #[test]
    fn yaml_becomes_toml_with_its_order_and_its_comments() {
        let yaml = "---\n# The loaf.\ntitle: 'It''s bread' # short\ndate: 2026-01-02\ndraft: false\nweight: 3\ntags: [a, \"b c\"]\ncover:\n  image: a.png\nresources:\n  - src: x\n    title: X\n---\nText.\n";
        expect_test::expect![[r#"
            +++
            # The loaf.
            title = "It's bread" # short
            date = 2026-01-02
            draft = false
            weight = 3
            tags = ["a", "b c"]

            [cover]
            image = "a.png"

            [[resources]]
            src = "x"
            title = "X"
            +++
            Text.
        "#]]
        .assert_eq(&converted(yaml, "TOML"));
    }

    #[test]
    fn a_table_before_plain_keys_stays_in_its_place() {
        let yaml = "---\ncover:\n  image: a.png\ntitle: A\n---\n";
        assert_eq!(converted(yaml, "TOML"), "+++\ncover = { image = \"a.png\" }\ntitle = \"A\"\n+++\n");
    }

    #[test]
    fn toml_becomes_yaml_and_json() {
        let toml = "+++\r\ntitle = \"yes\"\r\ndate = 2026-01-02T10:00:00Z\r\ntext = '''a\r\nb'''\r\n[params]\r\ncount = 1_000\r\n+++\r\nText.\r\n";
        assert_eq!(
            converted(toml, "YAML"),
            "---\r\ntitle: \"yes\"\r\ndate: 2026-01-02T10:00:00Z\r\ntext: |-\r\n  a\r\n  b\r\nparams:\r\n  count: 1000\r\n---\r\nText.\r\n"
        );
        let json = converted(toml, "JSON");
        assert!(
            json.starts_with("{\r\n  \"title\": \"yes\",\r\n  \"date\": \"2026-01-02T10:00:00Z\""),
            "{json}"
        );
        assert!(json.ends_with("  \"params\": {\r\n    \"count\": 1000\r\n  }\r\n}\r\nText.\r\n"), "{json}");
    }

    #[test]
    fn what_would_be_lost_is_refused_with_the_reason() {
        for (text, format, reason) in [
            ("---\n# why\ntitle: A\n---\n", "JSON", "JSON has no comments."),
            ("---\ntitle:\n---\n", "TOML", "TOML has no empty value, and `title` has one."),
            (
                "---\na: &x b\nc: *x\n---\n",
                "TOML",
                "`a` has a mark with `&` or `!` that other formats do not have.",
            ),
            (
                "---\nweight: 0777\n---\n",
                "TOML",
                "`0777` is read in different ways. Write it in full, or in quotes.",
            ),
            (
                "---\ntitle: 'a\n---\n",
                "TOML",
                "The front matter cannot be read. Solve the errors in it first.",
            ),
        ] {
            assert_eq!(converted(text, format), reason, "{text}");
        }
    }
}
