//! `future-date`: a post whose date lies ahead, where the site leaves such posts out.

use crate::site::hexo::HexoModel;
use crate::site::model::{Model, PostInput};
use crate::site::problem::Problem;
use crate::site::publish::PublishState;
use crate::site::rules::FUTURE_DATE;
use crate::site::shared::facts;

/// The date for which a post still waits.
pub fn check(model: &HexoModel, post: &PostInput<'_>) -> Vec<Problem> {
    let PublishState::Scheduled(at) = model.publication(post.page, post.now).state else { return Vec::new() };
    let Some(entry) = facts::entry(post.document.front_matter(), "date") else { return Vec::new() };
    let day = at.to_zoned(model.config.zone.clone()).strftime("%Y-%m-%d %H:%M");
    let message =
        format!("The post is not published before {day}, and then only if the site is built again.");
    vec![FUTURE_DATE.at(entry.value.span, message)]
}
