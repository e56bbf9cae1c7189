//! Methods made by a macro, with `self` as a token.
/// A type.
#[derive(Debug)]
pub struct Store(pub u8);
macro_rules! method {
    ($name:ident, $self:ident, $body:expr) => {
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[cfg_attr(full, otel_runtime::traced(args, ok))]
        #[must_use]
        pub fn $name(&$self) -> u8 {
            $body
        }
    };
}
macro_rules! async_method {
    ($name:ident, $self:ident, $body:block) => {
        /// The shape.
        #[cfg_attr(traced, otel_runtime::traced)]
        #[cfg_attr(full, otel_runtime::traced(args, ok))]
        pub async fn $name(&mut $self, _by: u8) -> u8 $body
    };
}
impl Store {
    method!(get, self, self.0 + 1);
    async_method!(add, self, {
        self.0 += std::future::ready(1).await;
        self.0
    });
}
