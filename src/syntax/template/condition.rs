//! What a branch of a template depends on: parameters that are given or missing, or the way a call gives them.

use super::pipe::{Command, Operand, OperandKind, Pipe};
use super::scope::Others;
use super::walk::Walker;

/// What a branch depends on.
#[derive(Clone)]
pub(super) enum Condition {
    /// That these parameters are given.
    Given(Vec<usize>),
    /// That they are not.
    Missing(Vec<usize>),
    /// That the call names its parameters.
    Named,
    /// That it does not.
    NotNamed,
    Other,
}

impl Walker<'_> {
    /// The condition that a pipeline of `if` or `with` is.
    pub(super) fn condition(&mut self, pipe: &Pipe<'_>) -> Condition {
        let [command] = pipe.commands.as_slice() else {
            self.pipe(pipe);
            return Condition::Other;
        };
        if let Some(operand) = command.single() {
            match operand.fields.as_slice() {
                ["IsNamedParams"] if self.is_context(operand) => return Condition::Named,
                ["Params"] if self.is_context(operand) => return Condition::Other,
                _ => {}
            }
            if let (OperandKind::Group(inner), []) = (&operand.kind, operand.fields.as_slice()) {
                return self.condition(inner);
            }
        }
        match command.function() {
            Some(("not", [operand])) => match self.operand_condition(operand) {
                Condition::Given(reads) => Condition::Missing(reads),
                Condition::Missing(reads) => Condition::Given(reads),
                Condition::Named => Condition::NotNamed,
                Condition::NotNamed => Condition::Named,
                Condition::Other => Condition::Other,
            },
            Some((name @ ("and" | "or"), operands)) => self.several(name, operands),
            _ => {
                let value = self.pipe(pipe);
                if value.others == Others::Some { Condition::Other } else { self.given(value.reads) }
            }
        }
    }

    fn operand_condition(&mut self, operand: &Operand<'_>) -> Condition {
        let command = Command { operands: vec![operand.clone()] };
        self.condition(&Pipe { sets: Vec::new(), commands: vec![command] })
    }

    /// `and` of what is given, `or` of what is missing; a plain `or` is one value with several sources.
    fn several(&mut self, name: &str, operands: &[Operand<'_>]) -> Condition {
        let conditions: Vec<Condition> =
            operands.iter().map(|operand| self.operand_condition(operand)).collect();
        let mut given = Vec::new();
        let mut missing = Vec::new();
        for condition in conditions {
            match condition {
                Condition::Given(reads) => given.extend(reads),
                Condition::Missing(reads) => missing.extend(reads),
                _ => return Condition::Other,
            }
        }
        match name {
            "and" if missing.is_empty() => Condition::Given(given),
            "or" if given.is_empty() => Condition::Missing(missing),
            "or" if missing.is_empty() => {
                self.params.join(&given);
                self.given(given)
            }
            _ => Condition::Other,
        }
    }

    /// A branch on exactly one parameter.
    fn given(&self, reads: Vec<usize>) -> Condition {
        if self.params.roots(&reads).len() == 1 { Condition::Given(reads) } else { Condition::Other }
    }
}
