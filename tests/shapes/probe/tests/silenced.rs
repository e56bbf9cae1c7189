//! The lints of clippy that find nothing any more in a traced function.

/// Each is in the manual of `#[traced]`, too.
const LISTED: &[&str] = &[
    "clippy::missing_const_for_fn",
    "clippy::needless_pass_by_value",
    "clippy::needless_return",
    "clippy::unnecessary_wraps",
    "clippy::unused_async",
];

pub(crate) fn is_listed(lint: &str) -> bool {
    LISTED.contains(&lint)
}
