//! A function made by a macro out of all kinds of fragments.
macro_rules! function {
    ($(#[$attribute:meta])* $visibility:vis $name:ident($($argument:ident: $of:ty),*) -> $returned:ty $body:block) => {
        $(#[$attribute])*
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[cfg_attr(full, otel_runtime::traced(args, ok))]
        $visibility fn $name($($argument: $of),*) -> $returned $body
    };
}
function!(
    /// Docs.
    #[must_use]
    pub add(left: u8, right: u8) -> u8 { left + right }
);
function!(hidden(list: &mut Vec<String>) -> Option<&mut String> { list.last_mut() });
/// Calls it.
pub fn call(list: &mut Vec<String>) -> usize {
    hidden(list).map_or(0, |text| text.len())
}
