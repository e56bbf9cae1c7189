//! The lints of clippy that find nothing, or less, in a traced function.

use crate::shape::Mode;

/// Each is in the manual of `#[traced]`, too.
const LISTED: &[&str] = &[
    "clippy::boxed_local",
    "clippy::elidable_lifetime_names",
    "clippy::manual_async_fn",
    "clippy::missing_const_for_fn",
    "clippy::missing_errors_doc",
    "clippy::needless_pass_by_value",
    "clippy::needless_return",
    "clippy::only_used_in_recursion",
    "clippy::redundant_async_block",
    "clippy::toplevel_ref_arg",
    "clippy::unnecessary_wraps",
    "clippy::unused_async",
];

/// What is recorded is used, as a whole.
const OF_RECORDED_ARGUMENTS: &[&str] = &["clippy::collection_is_never_read", "clippy::ptr_arg"];

pub(crate) fn is_listed(lint: &str, mode: Mode) -> bool {
    LISTED.contains(&lint) || (mode == Mode::Full && OF_RECORDED_ARGUMENTS.contains(&lint))
}
