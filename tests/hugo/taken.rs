//! What Hugo 0.168 builds: small copies of real sites of which something else was once said, each with what remains.

use frontis::features::diagnostics::diagnose;
use frontis::site::problem::Severity;
use frontis::world::fixture::Fixture;

/// The codes of all that is worse than a hint, with what each marks.
fn found(site: &str) -> Vec<String> {
    let fixture = Fixture::new(&format!("//- /hugo.toml\nbaseURL = 'https://example.org/'\n{site}"));
    let text = fixture.snapshot().post(&fixture.path).unwrap().text.clone();
    let loud = diagnose(&fixture.snapshot(), &fixture.path).into_iter();
    let loud = loud.filter(|problem| problem.severity > Severity::Hint);
    loud.map(|problem| format!("{} «{}»", problem.rule.code, problem.span.of(&text))).collect()
}

/// linkerd.io: `type = 'docs'`, of its own or inherited.
#[test]
fn a_page_has_the_shortcodes_of_its_type() {
    const NOTE: &str = "//- /layouts/docs/_shortcodes/note.html\nx\n";
    const CASCADE: &str = "//- /content/posts/_index.md\n---\ncascade: {type: docs}\n---\n";
    for (others, path, front, expected) in [
        ("", "content/a.md", "type: docs", &[][..]),
        (CASCADE, "content/posts/a.md", "title: A", &[]),
        ("", "content/docs/a.md", "title: A", &[]),
        ("", "content/posts/a.md", "title: A", &["shortcode-other-section «note»"]),
    ] {
        let site = format!("{NOTE}{others}//- /{path}\n$0---\n{front}\n---\n{{{{< note >}}}}\n");
        assert_eq!(found(&site), expected, "{path} {front}");
    }
}

/// The documentation of Livingdocs: a variant for a text format beside Hugo's own template.
#[test]
fn a_template_for_another_format_leaves_the_built_in_one_as_it_is() {
    for (name, expected) in [("ref", &[][..]), ("own", &["shortcode-plain-template «own»"])] {
        let site = format!(
            "//- /layouts/shortcodes/{name}.txt\nx\n//- /content/b.md\n---\ntitle: B\n---\n//- /content/a.md\n$0---\ntitle: A\n---\n[b]({{{{< {name} \"/b\" >}}}})\n"
        );
        assert_eq!(found(&site), expected, "{name}");
    }
}

/// opentelemetry.io: no redirect is written, so none gets lost.
#[test]
fn without_aliases_no_two_are_the_same() {
    const POSTS: &str =
        "//- /content/b.md\n---\naliases: [/old/]\n---\n//- /content/a.md\n$0---\naliases: [/old/]\n---\n";
    assert_eq!(found(&format!("disableAliases = true\n{POSTS}")), [""; 0]);
    assert_eq!(found(POSTS), ["same-url «/old/»"]);
}

/// opentelemetry.io: English pages stand in for those that are not translated.
#[test]
fn a_folder_mounted_for_several_languages_has_several_addresses() {
    const LANGUAGES: &str = "[languages]\nen.weight = 1\nja.weight = 2\n";
    const OTHERS: &str = "//- /content/en/docs/b.md\n---\ntitle: B\n---\n//- /content/en/a.md\n$0---\ntitle: A\n---\n[b](/docs/b/)\n";
    let mount = |source: &str, target: &str, rest: &str| {
        format!("[[module.mounts]]\nsource = '{source}'\ntarget = '{target}'\n{rest}")
    };
    let japanese = "sites.matrix.languages = ['ja']\n";
    let mounts = [mount("content/en", "content", ""), mount("content/en/docs", "content/docs", japanese)];
    assert_eq!(found(&format!("{LANGUAGES}{}{OTHERS}", mounts.concat())), [""; 0]);
}

/// scientific-python.org: a part of the content is a repository of its own.
#[test]
fn what_is_not_checked_out_is_not_missing() {
    const POST: &str = "//- /content/a.md\n$0---\ntitle: A\n---\n[s](/specs/one/)\n";
    const MODULES: &str = "//- /.gitmodules\n[submodule \"content/specs\"]\n\tpath = content/specs\n\turl = https://example.org/x\n";
    assert_eq!(found(&format!("{MODULES}{POST}")), [""; 0]);
    assert_eq!(found(POST), ["link-missing «/specs/one/»"]);
    assert_eq!(
        found(&format!("{MODULES}//- /content/specs/two.md\nx\n{POST}")),
        ["link-missing «/specs/one/»"]
    );
}
