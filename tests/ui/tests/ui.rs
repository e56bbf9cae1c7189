//! Compiles the programs under `pass/` and `fail/`, and what the examples of expansions show.

/// What `#[traced]` accepts, and what it says when it does not; `TRYBUILD=overwrite` records anew.
#[test]
fn programs_compile_or_say_why_not() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/*/*.rs");
    cases.pass("../../examples/expansion/*/before.rs");
    cases.pass("../../examples/expansion/*/after.rs");
    cases.compile_fail("fail/*/*.rs");
}
