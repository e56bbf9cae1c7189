//! `impl Stream + Unpin` that borrows from `self` and from an argument.
use futures::{Stream, StreamExt, stream};
/// A shelf.
#[derive(Debug)]
pub struct Shelf {
    books: Vec<String>,
}
impl Shelf {
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn starting<'a>(&'a self, prefix: &'a str) -> impl Stream<Item = &'a str> + Unpin + 'a {
        let starts = move |title: &&str| std::future::ready(title.starts_with(prefix));
        stream::iter(&self.books).map(String::as_str).filter(starts)
    }
}
