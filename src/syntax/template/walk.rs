//! Follows the statements of a template and notes which parameters they read, and how.

use super::block::{Statement, StatementKind};
use super::condition::Condition;
use super::pipe::{Command, Operand, OperandKind, Pipe};
use super::scope::{Key, Others, Params, Sources};
use super::{Presence, Reads, TemplateStyle};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

/// What the statements say.
pub(super) struct Walked {
    pub params: Params,
    pub reads: Reads,
    /// The style that the template insists on with an error.
    pub style: Option<TemplateStyle>,
}

/// Follows `statements`.
pub(super) fn walk(statements: &[Statement<'_>]) -> Walked {
    let mut walker = Walker::new(statements);
    for statement in statements {
        walker.statement(statement);
    }
    Walked { params: walker.params, reads: walker.reads, style: walker.style }
}

/// What `.` is.
#[derive(Clone)]
enum Dot {
    /// The shortcode.
    Shortcode,
    /// A value made from parameters.
    Value(Sources),
    /// Anything else.
    Other,
}

/// What `$` is.
#[derive(Clone, Copy, PartialEq)]
enum Root {
    Shortcode,
    Other,
}

struct Frame {
    dot: Dot,
    root: Root,
    condition: Condition,
    /// The dot outside, for `else`.
    outer: Dot,
}

pub(super) struct Walker<'s> {
    pub(super) params: Params,
    reads: Reads,
    style: Option<TemplateStyle>,
    frames: Vec<Frame>,
    variables: FxHashMap<SmolStr, Sources>,
    /// Variables that hold the shortcode.
    contexts: FxHashSet<SmolStr>,
    defined: FxHashSet<&'s str>,
    /// The definitions that are called with the shortcode.
    handed: FxHashSet<&'s str>,
}

impl<'s> Walker<'s> {
    fn new(statements: &'s [Statement<'_>]) -> Self {
        let defines = |kind| matches!(kind, StatementKind::Define | StatementKind::Block);
        let calls = |kind| matches!(kind, StatementKind::Template | StatementKind::Block);
        let passes_context = |pipe: &Pipe<'_>| pipe.single().is_some_and(|operand| operand.fields.is_empty());
        let names = |wanted: &dyn Fn(&Statement<'_>) -> bool| {
            statements
                .iter()
                .filter(|statement| wanted(statement))
                .filter_map(|s| s.name.as_deref())
                .collect()
        };
        Walker {
            params: Params::default(),
            reads: Reads::Listed,
            style: None,
            frames: Vec::new(),
            variables: FxHashMap::default(),
            contexts: std::iter::once(SmolStr::new("$")).collect(),
            defined: names(&|statement| defines(statement.kind)),
            handed: names(&|statement| calls(statement.kind) && passes_context(&statement.pipe)),
        }
    }

    fn statement(&mut self, statement: &Statement<'_>) {
        match statement.kind {
            StatementKind::Plain => {
                self.refuses(&statement.pipe);
                self.pipe(&statement.pipe);
            }
            StatementKind::If => self.branch(&statement.pipe),
            StatementKind::With => self.with(&statement.pipe),
            StatementKind::Range => {
                self.pipe(&statement.pipe);
                self.push(Dot::Other, Condition::Other);
            }
            StatementKind::Else => self.otherwise(),
            StatementKind::ElseIf | StatementKind::ElseWith => self.chained(statement),
            StatementKind::Define | StatementKind::Block => self.define(statement),
            StatementKind::Template => self.template(statement),
            StatementKind::End => {
                self.frames.pop();
            }
        }
    }

    fn branch(&mut self, pipe: &Pipe<'_>) {
        let condition = self.condition(pipe);
        self.push(self.dot(), condition);
    }

    fn with(&mut self, pipe: &Pipe<'_>) {
        if pipe.single().is_some_and(|operand| self.is_context(operand) && operand.fields.is_empty()) {
            self.push(Dot::Shortcode, Condition::Other);
            return;
        }
        let condition = self.condition(pipe);
        let sources = self.pipe(pipe);
        self.push(Dot::Value(sources), condition);
    }

    fn push(&mut self, dot: Dot, condition: Condition) {
        let (outer, root) = (self.dot(), self.root());
        self.frames.push(Frame { dot, root, condition, outer });
    }

    /// `else`: what was given is missing now.
    fn otherwise(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.dot = frame.outer.clone();
            frame.condition = match std::mem::replace(&mut frame.condition, Condition::Other) {
                Condition::Given(reads) => Condition::Missing(reads),
                Condition::Named => Condition::NotNamed,
                Condition::NotNamed => Condition::Named,
                Condition::Missing(_) | Condition::Other => Condition::Other,
            };
        }
    }

    /// `else if` and `else with`: a last `else` means that both are missing, which insists on neither unless they
    /// are one parameter.
    fn chained(&mut self, statement: &Statement<'_>) {
        self.otherwise();
        let before = self.frames.last().map(|frame| frame.condition.clone());
        let condition = self.condition(&statement.pipe);
        let sources = self.pipe(&statement.pipe);
        let joined = match (before, condition) {
            (Some(Condition::Missing(before)), Condition::Given(now))
                if self.params.roots(&before) == self.params.roots(&now) =>
            {
                Condition::Given(now)
            }
            _ => Condition::Other,
        };
        if let Some(frame) = self.frames.last_mut() {
            frame.condition = joined;
            if statement.kind == StatementKind::ElseWith {
                frame.dot = Dot::Value(sources);
            }
        }
    }

    fn define(&mut self, statement: &Statement<'_>) {
        let ours = statement.name.as_deref().is_some_and(|name| self.handed.contains(name));
        let (dot, root) = if ours { (Dot::Shortcode, Root::Shortcode) } else { (Dot::Other, Root::Other) };
        let outer = self.dot();
        self.frames.push(Frame { dot, root, condition: Condition::Other, outer });
    }

    /// Another template of this file is followed where it stands; one of another file may read anything.
    fn template(&mut self, statement: &Statement<'_>) {
        let here = statement.name.as_deref().is_some_and(|name| self.defined.contains(name));
        let whole = statement.pipe.single().is_some_and(|operand| self.is_context(operand));
        if whole && !here {
            self.reads = Reads::Any;
        }
        if !whole {
            self.pipe(&statement.pipe);
        }
    }

    /// `errorf` in the branch of a missing parameter: the template insists on it. A branch inside another one says
    /// nothing, since what it depends on may not hold.
    fn refuses(&mut self, pipe: &Pipe<'_>) {
        let reports = |command: &Command<'_>| matches!(command.function(), Some(("errorf" | "erroridf", _)));
        if !pipe.commands.iter().any(reports) {
            return;
        }
        let [frame] = self.frames.as_slice() else { return };
        match frame.condition.clone() {
            Condition::Missing(reads) => {
                self.params.each(&reads, |param| param.presence = Presence::Required);
            }
            Condition::Named => self.style = Some(TemplateStyle::Positional),
            Condition::NotNamed => self.style = Some(TemplateStyle::Named),
            _ => {}
        }
    }

    /// Follows a pipeline; gives the parameters that its value is made from.
    pub(super) fn pipe(&mut self, pipe: &Pipe<'_>) -> Sources {
        let mut value = None;
        for command in &pipe.commands {
            value = Some(self.command(command, value));
        }
        let value = value.unwrap_or_default();
        self.set(pipe, &value);
        value
    }

    fn set(&mut self, pipe: &Pipe<'_>, value: &Sources) {
        let [name] = pipe.sets.as_slice() else { return };
        let single = pipe.single();
        if single.is_some_and(|operand| self.is_context(operand) && operand.fields.is_empty()) {
            self.contexts.insert(SmolStr::new(name));
            return;
        }
        let mut value = value.clone();
        if let Some(literal) = single.and_then(Operand::literal) {
            value.default = Some(literal.to_owned());
        }
        let known = self.variables.remove(*name);
        let either_foreign = known
            .as_ref()
            .is_some_and(|old| old.is_foreign() || value.is_foreign() || old.others == Others::Some);
        if either_foreign {
            value.others = Others::Some;
        }
        let old = known.unwrap_or_default();
        // `$x := "a"`, then `with .Get "x"`, then `$x = .`: the first is what a missing parameter leaves.
        let direct = self.is_direct(pipe);
        if let (Some(default), true, true) = (&old.default, old.reads.is_empty(), direct) {
            self.fall_back(&value.reads, default);
        }
        value.reads.extend(old.reads);
        if direct {
            self.params.join(&value.reads);
        }
        self.variables.insert(SmolStr::new(name), value);
    }

    /// Whether the value of a pipeline is that of a parameter, not something made from it.
    fn is_direct(&self, pipe: &Pipe<'_>) -> bool {
        let [command] = pipe.commands.as_slice() else { return false };
        let get = command.operands.first().is_some_and(|first| first.fields.as_slice() == ["Get"]);
        let same = matches!(command.function(), Some(("index" | "default" | "or" | "cond", _)));
        command.single().is_some() || get || same
    }

    fn command(&mut self, command: &Command<'_>, piped: Option<Sources>) -> Sources {
        if let (Some(operand), None) = (command.single(), &piped) {
            return self.operand(operand);
        }
        if let Some(read) = self.method(command) {
            return read;
        }
        match command.function() {
            Some(("default" | "or", operands)) => self.fallback(operands, piped),
            Some(("cond", [condition, operands @ ..])) => {
                self.operand(condition);
                self.fallback(operands, piped)
            }
            Some(("index" | "isset", [map, key])) if self.is_params(map) => self.key(key, map),
            Some(("len", [map])) if self.is_params(map) => Sources::default(),
            Some(("eq" | "ne", operands)) => self.compare(operands, piped),
            Some(("in", [list, operand])) => self.among(list, operand),
            Some((_, operands)) => self.arguments(operands, piped),
            None => self.arguments(&command.operands, piped),
        }
    }

    /// `.Get "x"` of the shortcode.
    fn method(&mut self, command: &Command<'_>) -> Option<Sources> {
        let (receiver, operands) = command.operands.split_first()?;
        if receiver.fields.as_slice() != ["Get"] || !self.is_context(receiver) {
            return None;
        }
        let [key] = operands else { return None };
        Some(self.key(key, receiver))
    }

    /// A parameter by a literal; by anything else it may be any.
    fn key(&mut self, key: &Operand<'_>, from: &Operand<'_>) -> Sources {
        let found = match &key.kind {
            OperandKind::Text(name) => Some(Key::Name(SmolStr::new(name))),
            OperandKind::Literal(number) => number.parse().ok().map(Key::Position),
            _ => {
                self.reads = Reads::Any;
                None
            }
        };
        let span = from.span.join(key.span);
        found.map(|found| Sources::read(self.params.read(found, span))).unwrap_or_default()
    }

    /// The first of several values that is there: they stand for one another, and a literal is the default.
    fn fallback(&mut self, operands: &[Operand<'_>], piped: Option<Sources>) -> Sources {
        let foreign = piped.as_ref().is_some_and(Sources::is_foreign);
        let mut value = piped.unwrap_or_default();
        if foreign {
            value.others = Others::Some;
        }
        for operand in operands {
            match operand.literal() {
                Some(literal) => value.default = Some(literal.to_owned()),
                None => {
                    let other = self.operand(operand);
                    if other.is_foreign() || other.others == Others::Some {
                        value.others = Others::Some;
                    }
                    value.reads.extend(other.reads);
                    value.default = value.default.or(other.default);
                }
            }
        }
        self.params.join(&value.reads);
        if let Some(default) = value.default.clone() {
            self.fall_back(&value.reads, &default);
        }
        value
    }

    /// An empty text is no default worth telling, and a template may still insist on the parameter.
    fn fall_back(&mut self, reads: &[usize], default: &str) {
        if default.is_empty() {
            return;
        }
        self.params.each(reads, |param| {
            param.default.get_or_insert_with(|| default.to_owned());
        });
    }

    fn compare(&mut self, operands: &[Operand<'_>], piped: Option<Sources>) -> Sources {
        let mut reads = piped.unwrap_or_default().reads;
        let mut literals = Vec::new();
        for operand in operands {
            match operand.literal() {
                Some(literal) => literals.push(SmolStr::new(literal)),
                None => reads.extend(self.operand(operand).reads),
            }
        }
        self.values(&reads, &literals);
        Sources::default()
    }

    /// `in (slice "a" "b") $x`.
    fn among(&mut self, list: &Operand<'_>, operand: &Operand<'_>) -> Sources {
        let value = self.operand(operand);
        let literals: Vec<SmolStr> = match &list.kind {
            OperandKind::Group(pipe) => match pipe.commands.first().and_then(Command::function) {
                Some(("slice", items)) => {
                    items.iter().filter_map(Operand::literal).map(SmolStr::new).collect()
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        if literals.is_empty() {
            self.operand(list);
        }
        self.values(&value.reads, &literals);
        value
    }

    fn values(&mut self, reads: &[usize], literals: &[SmolStr]) {
        if self.params.roots(reads).len() != 1 {
            return;
        }
        self.params.each(reads, |param| {
            for literal in literals.iter().filter(|literal| !literal.is_empty()) {
                if !param.values.contains(literal) {
                    param.values.push(literal.clone());
                }
            }
        });
    }

    /// Any other function: handing it the shortcode or all of its parameters makes every parameter possible.
    fn arguments(&mut self, operands: &[Operand<'_>], piped: Option<Sources>) -> Sources {
        let mut sources: Vec<Sources> = piped.into_iter().collect();
        for operand in operands {
            if operand.fields.is_empty() && self.is_context(operand) {
                self.reads = Reads::Any;
            } else {
                sources.push(self.operand(operand));
            }
        }
        sources.retain(|source| !source.reads.is_empty());
        match sources.len() {
            1 => sources.pop().unwrap_or_default(),
            _ => Sources::default(),
        }
    }

    fn operand(&mut self, operand: &Operand<'_>) -> Sources {
        if self.is_context(operand) {
            match *operand.fields.as_slice() {
                ["Params", name, ..] => {
                    let read = self.params.read(Key::Name(SmolStr::new(name)), operand.span);
                    return Sources::read(read);
                }
                ["Params"] => self.reads = Reads::Any,
                _ => {}
            }
            return Sources::default();
        }
        match &operand.kind {
            OperandKind::Dot if operand.fields.is_empty() => match self.dot() {
                Dot::Value(sources) => sources,
                _ => Sources::default(),
            },
            OperandKind::Variable(name) => self.variables.get(*name).cloned().unwrap_or_default(),
            OperandKind::Group(pipe) => self.pipe(pipe),
            _ => Sources::default(),
        }
    }

    /// Whether an operand starts at the shortcode: `.Get`, `$.Params`, `$ctx`.
    pub(super) fn is_context(&self, operand: &Operand<'_>) -> bool {
        match &operand.kind {
            OperandKind::Dot => matches!(self.dot(), Dot::Shortcode),
            OperandKind::Variable(name) => self.root() == Root::Shortcode && self.contexts.contains(*name),
            _ => false,
        }
    }

    fn is_params(&self, operand: &Operand<'_>) -> bool {
        operand.fields.as_slice() == ["Params"] && self.is_context(operand)
    }

    fn dot(&self) -> Dot {
        self.frames.last().map_or(Dot::Shortcode, |frame| frame.dot.clone())
    }

    fn root(&self) -> Root {
        self.frames.last().map_or(Root::Shortcode, |frame| frame.root)
    }
}
