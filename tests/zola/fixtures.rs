//! Sites of our own, each rule with what it marks, what its first fix makes of the post, and what it is silent about.
//! Each outcome was recorded with Zola 0.22.1 or the 0.23 snapshot, or follows from a case of the recordings.

use frontis::features::diagnostics::diagnose;
use frontis::site::problem::{Problem, Severity};
use frontis::world::fixture::{Fixture, edited};

/// Two languages, a sorted section, a draft section, and shortcodes of every sort.
const SITE: &str = "\
//- /zola.toml
base_url = 'https://example.org'
taxonomies = [{name = 'tags'}, {name = 'authors'}]
[languages.fr]
//- /templates/page.html
//- /templates/shortcodes/video.html
<v id='{{ id }}'>{% if muted %}m{% endif %}</v>
//- /templates/shortcodes/note.html
<p>{{ body }}</p>
//- /templates/shortcodes/md.md
**{{ body }}**
//- /content/blog/_index.md
+++
sort_by = 'date'
+++
## Head
//- /content/blog/loaf.md
+++
title = 'Loaf'
date = 2026-01-02
aliases = ['/old/']
+++
## Crust

<a id=\"raw\"></a>
//- /content/blog/draft.md
+++
draft = true
date = 2026-01-02
+++
//- /content/later/_index.md
+++
draft = true
+++
";

/// The same for 0.23.
const NEXT: &str = "\
//- /zola.toml
base_url = 'https://example.org'
//- /templates/c.html
{% component video(id: string, muted: bool = false) %}<v>{{ id }}</v>{% endcomponent video %}
{% component box() %}{{ body }}{% endcomponent box %}
";

/// The findings but hints, as `code severity «marked»`.
fn found(site: &str, path: &str, post: &str) -> Vec<String> {
    let (problems, text) = problems(site, path, post);
    let loud = problems.iter().filter(|problem| problem.severity > Severity::Hint);
    let severity = |problem: &Problem| format!("{:?}", problem.severity).to_lowercase();
    loud.map(|problem| format!("{} {} «{}»", problem.rule.code, severity(problem), problem.span.of(&text)))
        .collect()
}

/// The post after the first fix of the first finding.
fn mended(site: &str, path: &str, post: &str) -> String {
    let (problems, text) = problems(site, path, post);
    let fix = problems.first().and_then(|problem| problem.fixes.first());
    fix.map(|fix| edited(&text, &fix.edits)).unwrap_or_default()
}

fn problems(site: &str, path: &str, post: &str) -> (Vec<Problem>, String) {
    let fixture = Fixture::new(&format!("{site}//- /{path}\n$0{post}"));
    (diagnose(&fixture.snapshot(), &fixture.path), post.to_owned())
}

const PAGE: &str = "content/a.md";

#[test]
fn front_matter_is_judged_by_the_types_of_its_fields() {
    for (path, post, expected) in [
        (PAGE, "+++\ndraft = \"true\"\n+++\n", vec!["value-type error «\"true\"»"]),
        (PAGE, "+++\nweight = -1\n+++\n", vec!["value-type error «-1»"]),
        (PAGE, "+++\ntitle = 5\n+++\n", vec!["value-type error «5»"]),
        (PAGE, "---\ntitle: 5\n---\n", vec![]),
        (PAGE, "+++\nslug = \"\"\n+++\n", vec!["value-type error «\"\"»"]),
        (PAGE, "+++\naliases = \"x\"\n+++\n", vec!["value-type error «\"x\"»"]),
        (PAGE, "+++\nextra = 1\n+++\n", vec!["value-type error «1»"]),
        (PAGE, "+++\n[taxonomies]\ntags = [1, \"a\"]\n+++\n", vec!["value-type error «1»"]),
        (PAGE, "---\ntaxonomies:\n  tags: [1]\n---\n", vec![]),
        (PAGE, "+++\ndate = \"2026/1/2\"\n+++\n", vec!["date-refused error «\"2026/1/2\"»"]),
        (PAGE, "+++\nupdated = 03:04:05\n+++\n", vec!["date-refused warning «03:04:05»"]),
        (PAGE, "+++\ndate = \"2026-1-2\"\n+++\n", vec![]),
        (PAGE, "hi\n", vec!["no-front-matter error «hi»"]),
        (PAGE, "+++ \ntitle = \"x\"\n+++\n", vec!["no-front-matter error « »"]),
        (PAGE, "+++\ntilte = \"x\"\n+++\n", vec!["key-dropped warning «tilte»"]),
        (PAGE, "+++\ntags = [\"x\"]\n+++\n", vec!["key-dropped warning «tags»"]),
        (PAGE, "+++\nmood = \"x\"\n+++\n", vec![]),
        (PAGE, "+++\n[extra]\ntitle = \"x\"\n+++\n", vec!["key-swallowed warning «title»"]),
        (PAGE, "+++\ntitle = \"a\"\ndate = 2026-01-02\n[extra]\nslug = \"x\"\n+++\n", vec![]),
        (PAGE, "+++\n[taxonomies]\nTags = []\n+++\n", vec!["taxonomy-undeclared error «Tags»"]),
        ("content/a.fr.md", "+++\n[taxonomies]\ntags = []\n+++\n", vec!["taxonomy-undeclared error «tags»"]),
        (PAGE, "+++\n[taxonomies]\ntags = [\" \"]\n+++\n", vec!["term-without-address error «\" \"»"]),
        (PAGE, "+++\n[taxonomies]\ntags = [\"++\"]\n+++\n", vec!["term-without-address warning «\"++\"»"]),
        (PAGE, "+++\ntemplate = \"no.html\"\n+++\n", vec!["template-not-found error «\"no.html\"»"]),
        (PAGE, "+++\ntemplate = \"page.html\"\n+++\n", vec![]),
        (PAGE, "+++\ndate = 2999-01-01\n+++\n", vec!["published-early information «2999-01-01»"]),
        (PAGE, "+++\ndate = 2999-01-01\ndraft = true\n+++\n", vec![]),
        ("content/b/_index.md", "+++\ndate = 2026-01-02\n+++\n", vec!["key-refused error «date»"]),
        ("content/b/_index.md", "+++\nsort_by = \"day\"\n+++\n", vec!["value-type error «\"day\"»"]),
        ("content/b/_index.md", "+++\n[extra]\nx = 1\n+++\n", vec![]),
        ("content/later/a.md", "+++\ndraft = 1\n+++\n", vec!["value-type warning «1»"]),
    ] {
        assert_eq!(found(SITE, path, post), expected, "{post}");
    }
}

#[test]
fn names_and_addresses_are_compared() {
    for (path, post, expected) in [
        (
            "content/blog/b.md",
            "+++\nslug = \"loaf\"\ndate = 2026-01-02\n+++\n",
            vec!["path-collision error «\"loaf\"»"],
        ),
        (PAGE, "+++\naliases = [\"/blog/loaf/\"]\n+++\n", vec!["path-collision error «\"/blog/loaf/\"»"]),
        (PAGE, "+++\naliases = [\"blog/loaf\"]\n+++\n", vec![]),
        (PAGE, "+++\npath = \"old\"\n+++\n", vec!["path-collision error «\"old\"»"]),
        (PAGE, "+++\npath = \"old\"\ndraft = true\n+++\n", vec!["path-collision warning «\"old\"»"]),
        (PAGE, "+++\npath = \"old\"\nrender = false\n+++\n", vec![]),
        (
            "content/blog/index.md",
            "+++\n+++\n",
            vec!["index-beside-section error «+++»", "path-collision error «+++»"],
        ),
        ("content/trip/index.md", "+++\n+++\n", vec![]),
        ("content/v1.2.md", "+++\n+++\n", vec!["language-in-name error «+++»"]),
        ("content/a.en.md", "+++\n+++\n", vec!["language-in-name warning «+++»"]),
        ("content/blog/_index.de.md", "no\n", vec!["language-in-name warning «no»"]),
        ("content/blog/new.md", "+++\n+++\n", vec!["sort-key-missing warning «+++»"]),
        ("content/blog/2026-01-02-new.md", "+++\n+++\n", vec![]),
    ] {
        assert_eq!(found(SITE, path, post), expected, "{path} {post}");
    }
}

#[test]
fn links_lead_somewhere() {
    for (body, expected) in [
        ("[x](@/blog/loaf.md) [y](@/blog/_index.md#head) [z](@/blog/loaf.md#RAW)", vec![]),
        ("[x](@/blog/laof.md)", vec!["link-not-found error «@/blog/laof.md»"]),
        ("[x](@/blog/draft.md)", vec!["link-not-found error «@/blog/draft.md»"]),
        ("[x](@/later/a.md)", vec!["link-not-found error «@/later/a.md»"]),
        ("[x](@/blog/loaf.md#crumb)", vec!["anchor-not-found error «#crumb»"]),
        ("[x](@/blog/_index.md#raw)", vec!["anchor-not-found error «#raw»"]),
        ("[x](#here)\n\n## Here", vec![]),
        ("[x](#there) [y](#top) [z](#)", vec!["anchor-not-found error «#there»"]),
        // The id is in the template, and the comment is what Zola's search in the page finds (os.phil-opp.com).
        ("[x](#comments)\n\n<!-- the template has <a id=\"comments\"> -->", vec![]),
        ("[x](#there) {{ video(id=\"1\") }}", vec![]),
        ("[x]()", vec!["link-without-address error «[x]()»"]),
        ("![x]()", vec![]),
        ("[x](blog/loaf.md)", vec!["link-to-source warning «blog/loaf.md»"]),
        ("[x](blog/no.md)", vec![]),
        ("![x](@/blog/a.png)", vec!["link-to-source warning «@/blog/a.png»"]),
        ("<a href=\"@/blog/loaf.md\">x</a>", vec!["link-to-source warning «@/blog/loaf.md»"]),
        ("{% note() %}\n[x](@/no.md)\n{% end %}", vec![]),
        ("{% md() %}\n[x](@/no.md)\n{% end %}", vec!["link-not-found error «@/no.md»"]),
    ] {
        assert_eq!(found(SITE, PAGE, &format!("+++\n+++\n{body}\n")), expected, "{body}");
    }
    let warn = SITE.replace("[languages.fr]", "[languages.fr]\n[link_checker]\ninternal_level = 'warn'");
    assert_eq!(found(&warn, PAGE, "+++\n+++\n[x](@/no.md)\n"), ["link-not-found warning «@/no.md»"]);
    let draft = "+++\ndraft = true\n+++\n[x](@/no.md)\n";
    assert_eq!(found(SITE, PAGE, draft), ["link-not-found warning «@/no.md»"]);
}

#[test]
fn shortcodes_are_those_of_the_templates() {
    for (body, expected) in [
        ("{{ video(id=\"a\") }} {{ video(id='b', muted=true) }} {% note() %}x{% end %}", vec![]),
        ("{{ video() }}", vec!["shortcode-missing-parameter error «video»"]),
        ("{{ vidoe(id=\"a\") }}", vec!["shortcode-unknown error «vidoe»"]),
        ("```\n{{ vidoe() }}\n```", vec!["shortcode-unknown error «vidoe»"]),
        ("{{/* vidoe() */}} {{ video }} {{ x.y }} {% if x %}", vec![]),
        ("{{ video(\"a\") }}", vec!["shortcode-syntax warning «{{ video(\"a\") }}»"]),
        ("{{ contains(x, 'a') }}", vec![]),
        ("{% note() %} {% end %}", vec!["shortcode-body error «{% note() %} {% end %}»"]),
        ("{{ note() }}", vec!["shortcode-body error «{{ note() }}»"]),
        ("{% note() %}x", vec!["shortcode-unclosed error «{% note() %}»"]),
        ("x {% end %}", vec!["shortcode-crossed error «{% end %}»"]),
        ("`{{ video(id=\"a\") }}`", vec!["shortcode-in-code warning «{{ video(id=\"a\") }}»"]),
        ("{{ video(id=99999999999999999999) }}", vec!["shortcode-number error «99999999999999999999»"]),
    ] {
        assert_eq!(found(SITE, PAGE, &format!("+++\n+++\n{body}\n")), expected, "{body}");
    }
}

#[test]
fn from_0_23_on_a_post_is_a_template() {
    for (body, expected) in [
        ("{{ <video id=\"a\" muted={true} /> }} {% <box> %}x{% </box> %} {{ page.title }}", vec![]),
        ("{{ <vidoe id=\"a\" /> }}", vec!["shortcode-unknown error «vidoe»"]),
        ("{{ <video /> }}", vec!["shortcode-missing-parameter error «video»"]),
        ("{{ <video {...a} /> }}", vec!["content-template error «a»"]),
        ("{{ <video id=\"a\" size=\"b\" /> }}", vec!["shortcode-unknown-parameter error «size»"]),
        ("{{ <video id={5} /> }}", vec!["component-argument error «id={5}»"]),
        ("{% <box> %}x", vec!["shortcode-unclosed error «{% <box> %}»"]),
        ("`${{ secrets.TOKEN }}`", vec!["content-template error «secrets»"]),
        ("{{ video(id=\"a\") }}", vec!["content-template error «video»"]),
        ("{% box() %}x{% end %}", vec!["content-template error «box»", "content-template error «end»"]),
        ("{{ page.title | uper }}", vec!["content-template error «uper»"]),
        ("{% raw %}{{ secrets.TOKEN }}{% endraw %}", vec![]),
        ("{% include \"c.html\" %} {% include 'anchor-link.html' %} {# {% include \"no\" %} #}", vec![]),
        ("{% raw %}{% include \"no.html\" %}{% endraw %}", vec![]),
        ("{% if lang %}{% include \"no.html\" %}{% endif %}", vec!["template-not-found error «\"no.html\"»"]),
        ("{% block a %}x{% endblock %}", vec!["content-template error «block»"]),
        (
            "{{ text_direction(lang=lang) }} {{ get_page(path=\"a.md\").title }} {{ get_section(path='_index.md').title }}",
            vec![],
        ),
        ("{{ get_page(path=\"b.md\").title }}", vec!["content-template error «b.md»"]),
        ("{% include lang %}", vec!["content-template error «lang»"]),
        ("## H {#a}", vec![]),
        ("## H {#a}\n\n{{ page.title }}", vec!["heading-id-comment warning «{#»"]),
        ("## H {#a}\n\n{# b #}\n\n{{ page.title }}", vec!["heading-id-comment warning «{#»"]),
        ("## H { #a }\n\n{{ page.title }}", vec![]),
    ] {
        assert_eq!(found(NEXT, PAGE, &format!("+++\n+++\n{body}\n")), expected, "{body}");
    }
    let older = format!("{NEXT}//- /mise.toml\n[tools]\nzola = '0.23.2'\n");
    assert_eq!(found(&older, PAGE, "+++\n+++\n## H {#a}\n\n{{ lang }}\n"), ["heading-id-comment error «{#»"]);
    let skip = NEXT.replace("org'", "org'\nskip_content_templating = ['a.md']");
    assert_eq!(found(&skip, PAGE, "+++\n+++\n{{ nope }} {% zz\n"), [""; 0]);
}

#[test]
fn of_an_unknown_version_only_what_both_refuse_is_wrong() {
    let site = "//- /zola.toml\nbase_url = 'https://example.org'\n//- /templates/page.html\n";
    for (body, expected) in [
        ("{{ <video /> }} ${{ secrets.TOKEN }} {% if x %}", vec![]),
        ("{{ vidoe(id=\"a\") }}", vec![]),
        ("{% vidoe() %}x{% end %}", vec!["shortcode-unknown warning «vidoe»"]),
    ] {
        assert_eq!(found(site, PAGE, &format!("+++\n+++\n{body}\n")), expected, "{body}");
    }
}

#[test]
fn content_without_its_templates_may_call_anything() {
    let site = "//- /zola.toml\nbase_url = 'https://example.org'\n";
    assert_eq!(found(site, PAGE, "+++\ntemplate = 'x.html'\n+++\n{% vidoe() %}x{% end %}\n"), [""; 0]);
}

#[test]
fn a_theme_that_is_not_on_disk_may_bring_all_templates() {
    let site = "//- /zola.toml\nbase_url = 'https://example.org'\ntheme = 'gone'\n//- /templates/shortcodes/a.html\nx\n";
    let post = "+++\ntemplate = 'x.html'\n+++\n{{ vidoe(id=\"a\") }}\n";
    assert_eq!(found(site, PAGE, post), [""; 0]);
}

#[test]
fn the_first_fix_mends() {
    for (site, post, expected) in [
        (SITE, "+++\ndraft = \"yes\"\n+++\n", "+++\ndraft = true\n+++\n"),
        (SITE, "+++\naliases = \"x\"\n+++\n", "+++\naliases = [\"x\"]\n+++\n"),
        (SITE, "+++\ndate = \"2026/1/2\"\n+++\n", "+++\ndate = 2026-01-02\n+++\n"),
        (SITE, "hi\n", "+++\ntitle = \"\"\n+++\n\nhi\n"),
        (SITE, "+++ \ntitle = \"x\"\n+++\n", "+++\ntitle = \"x\"\n+++\n"),
        (
            SITE,
            "+++\ntitle = \"x\"\ntags = [\"a\"]\n+++\n",
            "+++\ntitle = \"x\"\n[taxonomies]\ntags = [\"a\"]\n+++\n",
        ),
        (SITE, "---\ntags:\n- a\n---\n", "---\ntaxonomies:\n  tags:\n  - a\n---\n"),
        (SITE, "+++\nmood = \"x\"\n[extra]\na = 1\n+++\n", "+++\n[extra]\nmood = \"x\"\na = 1\n+++\n"),
        (SITE, "+++\n[extra]\na = 1\ntitle = \"x\"\n+++\n", "+++\ntitle = \"x\"\n[extra]\na = 1\n+++\n"),
        (SITE, "+++\n+++\n[x](@/blog/loaf)\n", "+++\n+++\n[x](@/blog/loaf.md)\n"),
        (SITE, "+++\n+++\n[x](blog/loaf.md#crust)\n", "+++\n+++\n[x](@/blog/loaf.md#crust)\n"),
        (SITE, "+++\n+++\n`{{ video(id=\"a\") }}`\n", "+++\n+++\n`{{/* video(id=\"a\") */}}`\n"),
        (SITE, "+++\n+++\n{{ video(muted=true) }}\n", "+++\n+++\n{{ video(muted=true, id=\"\") }}\n"),
        (NEXT, "+++\n+++\n{{ <video /> }}\n", "+++\n+++\n{{ <video id=\"\" /> }}\n"),
        (NEXT, "+++\n+++\n{{ get_page(path='content/a.md') }}\n", "+++\n+++\n{{ get_page(path='a.md') }}\n"),
        (NEXT, "+++\n+++\n## H {#a}\n\n{{ lang }}\n", "+++\n+++\n## H { #a}\n\n{{ lang }}\n"),
    ] {
        assert_eq!(mended(site, PAGE, post), expected, "{post}");
    }
}

/// The demo of adidoks is built with 0.15: sections take any key up to 0.18.
#[test]
fn old_releases_take_any_key_of_a_section() {
    let post = "+++\ndate = 2026-01-02\n+++\n";
    for (version, expected) in [("0.18.0", &[][..]), ("0.19.0", &["key-refused error «date»"])] {
        let site = format!("//- /zola.toml\nbase_url = 'x'\n//- /netlify.toml\nZOLA_VERSION = '{version}'\n");
        assert_eq!(found(&site, "content/b/_index.md", post), expected, "{version}");
    }
}
