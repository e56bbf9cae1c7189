//! Restriction lints about expressions that a macro might write.
#![warn(clippy::semicolon_outside_block, clippy::question_mark_used, clippy::absolute_paths, clippy::let_underscore_untyped, clippy::let_underscore_must_use, clippy::as_conversions, clippy::ref_patterns, clippy::single_call_fn, clippy::arithmetic_side_effects, clippy::missing_trait_methods, clippy::min_ident_chars, clippy::redundant_closure_call, clippy::items_after_statements, clippy::wildcard_imports, clippy::exhaustive_structs, clippy::missing_inline_in_public_items, clippy::blanket_clippy_restriction_lints, clippy::used_underscore_binding, clippy::let_unit_value, clippy::unwrap_used, clippy::panic, clippy::pub_use, clippy::allow_attributes, clippy::allow_attributes_without_reason)]
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub fn parse(text: &str, _kept: u8) -> Result<u8, std::num::ParseIntError> {
    let number: u8 = text.parse()?;
    Ok(number)
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub async fn parse_async(text: &str, (left, _): (u8, u8)) -> Result<u8, std::num::ParseIntError> {
    let _ = std::future::ready(left).await;
    text.parse()
}
