//! Models of the types that threads share, for loom (`tests/loom`): each runs its threads in every
//! order that matters, with every value that the orders of its atomics allow.

#![allow(clippy::unwrap_used, missing_docs)]

mod counts;
mod global;
mod ring;
mod slot;

pub use counts::{
    a_budget_is_never_overdrawn, a_span_is_never_settled_before_it_ended,
    what_fits_a_queue_still_fits_when_it_is_added,
};
pub use global::a_copy_of_the_global_telemetry_is_the_latest_once_it_is_known;
pub use ring::what_a_thread_wrote_last_arrives_though_it_is_gone;
pub use slot::{
    a_child_is_told_the_root_of_its_parent_or_none, a_write_lands_in_its_span_or_nowhere,
    errors_of_children_on_several_threads_are_remembered,
};

use crate::{provider::Core, sampling::Sampler};

fn core() -> &'static Core {
    Core::new(Sampler::AlwaysOn).leak()
}

/// Lives until the end of the process, as slots and telemetries do.
fn leaked<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
