//! The attributes in the info string of a code fence, as goldmark reads them (parser/attribute.go).

/// One attribute: its name in lower case and its value as written; `None` for a list.
pub type Attribute<'a> = (String, Option<&'a str>);

/// The attributes from the first brace of an info string on; `Err` when goldmark refuses them, which stops Hugo.
/// An info string without a brace has none.
pub fn parse(info: &str) -> Result<Vec<Attribute<'_>>, ()> {
    let block = info.find('{').and_then(|open| info.get(open + 1..)).filter(|block| block.contains('}'));
    match block {
        // More braces before the first name are skipped (measured with 0.168).
        Some(block) => Reader { rest: block.trim_start_matches(['{', ' ', '\t']) }.attributes(),
        None => Ok(Vec::new()),
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    fn eat(&mut self, c: char) -> bool {
        match self.rest.strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// Attributes up to a closing brace.
    fn attributes(&mut self) -> Result<Vec<Attribute<'a>>, ()> {
        let mut found = Vec::new();
        loop {
            self.blanks();
            if self.eat('}') {
                return Ok(found);
            }
            found.push(self.attribute()?);
            self.blanks();
            self.eat(',');
        }
    }

    fn attribute(&mut self) -> Result<Attribute<'a>, ()> {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ':' | '.');
        for (mark, name) in [('#', "id"), ('.', "class")] {
            if self.eat(mark) {
                let value = self.take(|c| is_name(c) || !c.is_ascii());
                return Ok((name.to_owned(), Some(value)));
            }
        }
        if !self.rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':')) {
            return Err(());
        }
        let name = self.take(is_name).to_lowercase();
        self.blanks();
        if !self.eat('=') {
            return Err(());
        }
        self.blanks();
        Ok((name, self.value()?))
    }

    fn value(&mut self) -> Result<Option<&'a str>, ()> {
        match self.rest.chars().next() {
            Some('"') => self.quoted().map(Some),
            Some('[') => self.list().map(|()| None),
            Some('{') => {
                self.eat('{');
                self.attributes().map(|_| None)
            }
            Some('-' | '+' | '0'..='9') => self.number().map(Some),
            Some(c) if c.is_ascii_alphabetic() || matches!(c, '_' | ':') => {
                Ok(Some(self.take(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '.' | '-'))))
            }
            _ => Err(()),
        }
    }

    fn quoted(&mut self) -> Result<&'a str, ()> {
        let inner = self.rest.get(1..).ok_or(())?;
        let mut escaped = false;
        for (at, c) in inner.char_indices() {
            match c {
                '"' if !escaped => {
                    self.rest = inner.get(at + 1..).unwrap_or_default();
                    return inner.get(..at).ok_or(());
                }
                _ => escaped = c == '\\' && !escaped,
            }
        }
        Err(())
    }

    fn list(&mut self) -> Result<(), ()> {
        self.eat('[');
        loop {
            self.blanks();
            if self.eat(']') {
                return Ok(());
            }
            self.value()?;
            self.blanks();
            // goldmark does without commas.
            self.eat(',');
        }
    }

    fn number(&mut self) -> Result<&'a str, ()> {
        let before = self.rest;
        self.rest = self.rest.trim_start_matches(['-', '+']);
        let digits = self.take(|c| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E')).len();
        let used = before.len() - self.rest.len();
        if digits == 0 { Err(()) } else { before.get(..used).ok_or(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each was given to Hugo 0.168 behind a fence.
    #[test]
    fn what_goldmark_refuses_is_refused() {
        for (info, good) in [
            ("go", true),
            ("go title=\"x\"", true),
            ("go {linenos=true hl_lines=[1,\"3-4\"] .a #b title=\"x y\"}", true),
            ("go {linenos=}", false),
            ("go {title='T'}", false),
            ("go {hl_lines=[3,1-]}", false),
            ("{.brush: .php;}", false),
            ("{.brush: .php; .first-line:7;}", false),
            ("{error}", false),
            ("{.php}", true),
            ("{.php;}", false),
            ("{.a:b}", true),
            ("{.a: .b}", true),
            ("go {.a;}", false),
            ("go {#x .y}", true),
            ("go {a}", false),
            ("go {a=b}", true),
            ("go {a=b;c=d}", false),
            ("go {a=1,b=2}", true),
            ("go{a=1}", true),
            ("go {a=日本}", false),
            ("go {日=1}", false),
            ("go { a=\"x\" }", true),
            ("{a=\"x\"} go", true),
            ("go {a=\"x\"", true),
            ("go {a=[1,2]}", true),
            ("go {a=[1 2]}", true),
            ("go {a={b=1}}", true),
            ("go {data-x=1}", true),
            ("go {1=2}", false),
            ("go {{a=true}", true),
            ("go { {a=1}}", true),
            ("go {{a}}", false),
            ("go {a={b}}", false),
            ("go {a=1.5}", true),
            ("go {a=-1}", true),
            ("go {a=1x}", false),
            ("go {a=x;}", false),
            ("go {.a .b}", true),
            ("go {.a.b}", true),
            ("go {#a#b}", true),
            ("go {a = 1}", true),
            ("go {a=true}", true),
            ("go {a=/x}", false),
            ("go {a=x/y}", false),
            ("go {\"a\"=1}", false),
            ("go {hl_lines=[1,2-3]}", true),
            ("go {hl_lines=\"1 3-4\"}", true),
            ("go {linenos=false}", true),
            ("go title=\"x\" {a=1}", true),
            ("go {a=1} title", true),
            ("{r}", false),
            ("{r, echo=FALSE}", false),
            ("{r echo=FALSE}", false),
            ("{python}", false),
            ("{mermaid}", false),
            ("{.r}", true),
            ("{=html}", false),
            ("{note}", false),
            ("c {", true),
            ("c }", true),
            ("a{b}c", false),
        ] {
            assert_eq!(parse(info).is_ok(), good, "{info}");
        }
    }
}
