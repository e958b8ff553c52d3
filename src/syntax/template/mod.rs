//! What a Go template of a shortcode says about its parameters, read from its text alone.

mod action;
mod block;
mod condition;
mod doc;
mod inner;
mod pipe;
mod scope;
mod walk;

use crate::text::Span;
use smol_str::SmolStr;

/// What a template says about the calls of its shortcode.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TemplateFacts {
    /// The parameters it reads, in the order of the text; those that stand for one another are one.
    pub params: Vec<TemplateParam>,
    /// What it does with inner text.
    pub inner: TemplateInner,
    /// Whether it may read parameters that are not listed (it hands all of them on).
    pub reads: Reads,
    /// How calls may give parameters.
    pub style: TemplateStyle,
    /// The leading comment, without its marks and without what went to the parameters.
    pub doc: Option<String>,
}

/// One parameter that a template reads.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TemplateParam {
    /// Its name, if it can be named.
    pub name: Option<SmolStr>,
    /// Its position from 0, if it can be given by position.
    pub position: Option<u32>,
    /// Whether the template fails the build without it.
    pub presence: Presence,
    /// The value in its absence.
    pub default: Option<String>,
    /// The literals that it is compared with, in the order of the text.
    pub values: Vec<SmolStr>,
    /// Text of a `@param` line.
    pub doc: Option<String>,
    /// Where the template reads it first.
    pub span: Span,
}

/// Whether a template insists on a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// It does without.
    #[default]
    Optional,
    /// It reports an error without.
    Required,
}

/// What a template does with inner text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TemplateInner {
    /// It names `.Inner` where the generator sees it: calls must be closed.
    Used,
    /// It does not: calls must not be closed.
    Unused,
    /// The text is empty, or hands over to a template that is not at hand.
    #[default]
    Unknown,
}

/// Whether the listed parameters are all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reads {
    /// They are.
    Listed,
    /// The template hands its context or all parameters on: any may be read.
    #[default]
    Any,
}

/// How calls may give parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TemplateStyle {
    /// Only by name.
    Named,
    /// Only by position.
    Positional,
    /// Either, or not known.
    #[default]
    Either,
}

/// Reads the template `text`. A text without anything in it tells nothing: it may stand for a file that was left out.
pub fn infer(text: &str) -> TemplateFacts {
    if text.trim().is_empty() {
        return TemplateFacts::default();
    }
    let actions = action::cut(text);
    let statements: Vec<_> = actions.iter().map(block::read).collect();
    let walked = walk::walk(&statements);
    let mut params = walked.params.finish();
    let doc = doc::read(text);
    for documented in &doc.params {
        describe(&mut params, documented);
    }
    let style = walked.style.unwrap_or_else(|| style(&params, walked.reads));
    TemplateFacts { params, inner: inner::of(&statements), reads: walked.reads, style, doc: doc.text }
}

/// Adds what a comment says of a parameter, which a template may leave to a partial to read.
fn describe(params: &mut Vec<TemplateParam>, documented: &doc::DocParam) {
    let position: Option<u32> = documented.name.parse().ok();
    let found = params.iter_mut().find(|param| {
        param.name.as_ref() == Some(&documented.name) || (position.is_some() && param.position == position)
    });
    let doc = (!documented.text.is_empty()).then(|| documented.text.clone());
    if let Some(param) = found {
        param.doc = doc;
        param.default = param.default.take().or_else(|| documented.default.clone());
        return;
    }
    params.push(TemplateParam {
        name: position.is_none().then(|| documented.name.clone()),
        position,
        default: documented.default.clone(),
        doc,
        span: documented.span,
        ..TemplateParam::default()
    });
}

/// The style that is left when every parameter can be given in only one.
fn style(params: &[TemplateParam], reads: Reads) -> TemplateStyle {
    let named = params.iter().any(|param| param.name.is_some());
    let positional = params.iter().any(|param| param.position.is_some());
    match (reads, named, positional) {
        (Reads::Listed, true, false) => TemplateStyle::Named,
        (Reads::Listed, false, true) => TemplateStyle::Positional,
        _ => TemplateStyle::Either,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    fn check(text: &str, expect: Expect) {
        expect.assert_eq(&render(text, &infer(text)));
    }

    fn render(text: &str, facts: &TemplateFacts) -> String {
        let mut out = format!("inner {:?}, reads {:?}, {:?}\n", facts.inner, facts.reads, facts.style);
        for param in &facts.params {
            out += &format!("{:?} {:?}", param.name.as_deref().unwrap_or("-"), param.position);
            out += &format!(" at {:?}", param.span.of(text));
            if param.presence == Presence::Required {
                out += " required";
            }
            if let Some(default) = &param.default {
                out += &format!(" default {default:?}");
            }
            if !param.values.is_empty() {
                out += &format!(" values {:?}", param.values);
            }
            if let Some(doc) = &param.doc {
                out += &format!(" doc {doc:?}");
            }
            out += "\n";
        }
        if let Some(doc) = &facts.doc {
            out += &format!("doc {doc:?}\n");
        }
        out
    }

    #[test]
    fn an_empty_template_tells_nothing() {
        assert_eq!(infer(""), TemplateFacts::default());
        assert_eq!(infer(" \n"), TemplateFacts::default());
    }

    #[test]
    fn every_way_to_read_a_parameter() {
        check(
            "{{ .Get 0 }}{{- $.Get \"a\" -}}{{ index .Params 1 }}{{ .Params.b }}{{ isset .Params `c` }}{{ index $.Params \"d\" }}",
            expect![[r#"
                inner Unused, reads Listed, Either
                "-" Some(0) at ".Get 0"
                "a" None at "$.Get \"a\""
                "-" Some(1) at ".Params 1"
                "b" None at ".Params.b"
                "c" None at ".Params `c`"
                "d" None at "$.Params \"d\""
            "#]],
        );
    }

    #[test]
    fn what_is_not_a_parameter() {
        check(
            "{{/* .Get \"a\" */}}{{ .Parent.Get \"b\" }}{{ .Page.Params.c }}{{ site.Params.d }}{{ resources.Get \"e\" }}\
             {{ .Scratch.Get \"f\" }}{{ with .Page }}{{ .Get \"g\" }}{{ end }}{{ \".Get 1\" }}{{ len .Params }}",
            expect![[r#"
                inner Unused, reads Listed, Either
                doc ".Get \"a\""
            "#]],
        );
    }

    #[test]
    fn defaults() {
        check(
            "{{ .Get \"a\" | default \"x\" }}{{ default 3 (.Get \"b\") }}{{ or (.Get \"c\") `y` }}\
             {{ $d := \"z\" }}{{ with .Get \"d\" }}{{ $d = . }}{{ end }}",
            expect![[r#"
                inner Unused, reads Listed, Named
                "a" None at ".Get \"a\"" default "x"
                "b" None at ".Get \"b\"" default "3"
                "c" None at ".Get \"c\"" default "y"
                "d" None at ".Get \"d\"" default "z"
            "#]],
        );
    }

    #[test]
    fn a_name_and_a_position_for_one_parameter() {
        check(
            "{{ $a := cond .IsNamedParams (.Get \"type\") (.Get 0) }}{{ or (.Get \"id\") (.Get 1) }}\
             {{ $c := .Get 2 }}{{ if .IsNamedParams }}{{ $c = .Get \"c\" }}{{ end }}{{ if eq $a \"tip\" }}{{ end }}",
            expect![[r#"
                inner Unused, reads Listed, Either
                "type" Some(0) at ".Get \"type\"" values ["tip"]
                "id" Some(1) at ".Get \"id\""
                "c" Some(2) at ".Get 2"
            "#]],
        );
    }

    #[test]
    fn values_that_it_is_compared_with() {
        check(
            "{{ $a := .Get \"a\" | default \"left\" }}{{ if eq $a \"right\" }}{{ else if ne $a \"top\" }}{{ end }}\
             {{ if in (slice \"x\" \"y\") (.Get 0) }}{{ end }}{{ with .Get \"b\" }}{{ if eq . \"m\" \"n\" }}{{ end }}{{ end }}",
            expect![[r#"
                inner Unused, reads Listed, Either
                "a" None at ".Get \"a\"" default "left" values ["right", "top"]
                "-" Some(0) at ".Get 0" values ["x", "y"]
                "b" None at ".Get \"b\"" values ["m", "n"]
            "#]],
        );
    }

    #[test]
    fn parameters_that_it_insists_on() {
        check(
            "{{ with .Get \"a\" }}{{ . }}{{ else }}{{ errorf \"no a\" }}{{ end }}\
             {{ if not (.Get 0) }}{{ errorf \"no 0\" }}{{ end }}{{ $b := .Get \"b\" }}{{ if $b }}{{ else }}{{ errorf \"\" }}{{ end }}\
             {{ $d := or (.Get \"d\") \"\" }}{{ if and (.Get \"c\") $d }}{{ else }}{{ errorf \"\" }}{{ end }}",
            expect![[r#"
                inner Unused, reads Listed, Either
                "a" None at ".Get \"a\"" required
                "-" Some(0) at ".Get 0" required
                "b" None at ".Get \"b\"" required
                "d" None at ".Get \"d\"" required
                "c" None at ".Get \"c\"" required
            "#]],
        );
    }

    #[test]
    fn an_error_for_another_reason_insists_on_nothing() {
        check(
            "{{ with .Get \"a\" }}{{ if eq . \"x\" }}{{ errorf \"x\" }}{{ end }}{{ end }}\
             {{ with .Get \"b\" }}{{ else with .Get \"c\" }}{{ else }}{{ errorf \"b or c\" }}{{ end }}\
             {{ $d := .Get \"d\" | default \"1\" }}{{ if not $d }}{{ errorf \"\" }}{{ end }}\
             {{ if .IsNamedParams }}{{ with .Get \"e\" }}{{ else }}{{ errorf \"\" }}{{ end }}{{ end }}\
             {{ $f := or (.Get \"f\") (trim .Inner) }}{{ if not $f }}{{ errorf \"\" }}{{ end }}\
             {{ $g := site.Params.g }}{{ with .Get \"g\" }}{{ $g = . }}{{ end }}{{ if not $g }}{{ errorf \"\" }}{{ end }}",
            expect![[r#"
                inner Used, reads Listed, Named
                "a" None at ".Get \"a\"" values ["x"]
                "b" None at ".Get \"b\""
                "c" None at ".Get \"c\""
                "d" None at ".Get \"d\"" default "1"
                "e" None at ".Get \"e\""
                "f" None at ".Get \"f\""
                "g" None at ".Get \"g\""
            "#]],
        );
    }

    #[test]
    fn only_one_style() {
        check(
            "{{ if not .IsNamedParams }}{{ errorf \"\" }}{{ end }}{{ .Get 0 }}",
            expect![[r#"
            inner Unused, reads Listed, Named
            "-" Some(0) at ".Get 0"
        "#]],
        );
        check(
            "{{ if .IsNamedParams }}{{ errorf \"\" }}{{ end }}",
            expect![[r#"
            inner Unused, reads Listed, Positional
        "#]],
        );
    }

    #[test]
    fn open_templates() {
        for open in [
            "{{ partial \"a\" . }}",
            "{{ partial \"a\" (dict \"ctx\" $) }}",
            "{{ range $k, $v := .Params }}{{ end }}",
            "{{ $p := .Params }}",
            "{{ .Get $x }}",
            "{{ template \"_partials/a.html\" . }}",
        ] {
            assert_eq!(infer(open).reads, Reads::Any, "{open}");
        }
        for closed in [
            "{{ partial \"a\" (dict \"b\" (.Get 0)) }}",
            "{{ if .Params }}{{ end }}x",
            "{{ define \"d\" }}{{ .Get \"a\" }}{{ end }}{{ template \"d\" . }}",
            "{{ range .Page.Pages }}{{ partial \"a\" . }}{{ end }}",
        ] {
            assert_eq!(infer(closed).reads, Reads::Listed, "{closed}");
        }
        assert_eq!(
            infer("{{ define \"d\" }}{{ .Get \"a\" }}{{ end }}{{ template \"d\" . }}").params.len(),
            1
        );
    }

    #[test]
    fn inner_text() {
        use TemplateInner::{Unknown, Unused, Used};
        for (template, inner) in [
            ("{{ (.Inner) | safeHTML }}", Used),
            ("{{ $ctx := . }}{{ $ctx.InnerDeindent }}", Used),
            ("{{ if false }}{{ .Page.Params.Inner }}{{ end }}", Used),
            ("{{ block \"b\" . }}{{ .Inner }}{{ end }}", Used),
            ("{{ define \"x\" }}{{ .Inner }}{{ end }}{{ template \"x\" . }}", Used),
            ("{{ partial \"p\" (dict \"i\" .Inner) }}", Used),
            ("{{ define \"x\" }}{{ .Inner }}{{ end }}", Unused),
            ("{{ (.).Inner }}", Unused),
            ("{{ index . \"Inner\" }}", Unused),
            ("{{/* .Inner */}}{{ \".Inner\" }}", Unused),
            ("{{ partial \"p\" . }}", Unused),
            ("<b>.Inner</b>", Unused),
            ("{{ template \"other.html\" .Inner }}", Unknown),
        ] {
            assert_eq!(infer(template).inner, inner, "{template}");
        }
    }

    #[test]
    fn leading_comments() {
        check(
            "{{- /*\nShows a figure.\n\n@param {string} [width=600] In pixels,\n  or auto.\n@param src The file\n@param {int} 0 First\n*/ -}}\n<!-- More. -->\n\
             {{ .Get \"src\" }}{{ .Get 0 }}",
            expect![[r#"
                inner Unused, reads Listed, Either
                "src" None at ".Get \"src\"" doc "The file"
                "-" Some(0) at ".Get 0" doc "First"
                "width" None at "{{- /*\nShows a figure.\n\n@param {string} [width=600] In pixels,\n  or auto.\n@param src The file\n@param {int} 0 First\n*/ -}}\n<!-- More. -->" default "600" doc "In pixels, or auto."
                doc "Shows a figure.\n\n\nMore."
            "#]],
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in prop::collection::vec(prop::sample::select(vec![
            "{{", "}}", "{{-", "-}}", "/*", "*/", ".Get", " ", "\"a\"", "0", "(", ")", "|", "$x", ":=", "=", "if ", "with ",
            "else ", "end", "define ", "block ", "template ", "errorf ", ".Params", ".Inner", ".", "$", "`", "\"", "\n", "é", "default ",
            "<!--", "-->", "@param ", "[", "]", "not ", "and ", "or ",
        ]), 0..60)) {
            let text = text.concat();
            for param in infer(&text).params {
                prop_assert!(text.get(param.span.range()).is_some());
            }
        }
    }
}
