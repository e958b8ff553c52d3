//! Dates in the form that the other posts use: now, today, and the day that the file's name says.

use super::Offer;
use crate::features::completion::ItemKind;
use crate::features::completion::context::Context;
use crate::features::completion::insert;
use crate::features::dates::{DateHabit, day_in_path};
use jiff::civil::{DateTime, Time};

/// The dates that a writer wants most.
pub(super) fn offers(context: &Context<'_>) -> Vec<Offer> {
    let habit = DateHabit::of(context.stats(), context.model(), context.snapshot.now);
    let now = habit.civil(context.snapshot.now);
    let midnight = |date| DateTime::from_parts(date, Time::midnight());
    let mut found = vec![offer(context, &habit, midnight(now.date()), "today")];
    if habit.form.has_time() {
        found.insert(0, offer(context, &habit, now, "now"));
    }
    if let Some(day) = day_in_path(&context.view.path) {
        let from_name = offer(context, &habit, midnight(day), "from the file name");
        if !found.iter().any(|known| known.text == from_name.text) {
            found.push(from_name);
        }
    }
    found
}

fn offer(context: &Context<'_>, habit: &DateHabit, moment: DateTime, what: &'static str) -> Offer {
    let text = habit.write(moment);
    Offer {
        nature: insert::date_nature(context.stats(), context.format, &text),
        text,
        kind: ItemKind::Date,
        detail: what.to_string(),
        also: what,
    }
}
