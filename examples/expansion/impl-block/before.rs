//! A whole `impl` block: what it says holds for every method, unless one says otherwise.

use otel_runtime::traced;

/// Keeps texts.
#[derive(Debug, Default)]
pub struct Store<T> {
    texts: Vec<T>,
}

#[traced(kind = client, args(position))]
impl<T: AsRef<str>> Store<T> {
    /// How many texts it holds at the most.
    pub const LIMIT: usize = 8;

    /// Named after its type, with all that the block says.
    pub fn text(&self, position: usize) -> Option<&str> {
        self.texts.get(position).map(AsRef::as_ref)
    }

    /// Its own kind wins; it has no `position`.
    #[traced(kind = internal)]
    pub fn keep(&mut self, text: T) {
        self.texts.push(text);
    }

    /// Too small to have a span.
    #[traced(skip)]
    pub fn count(&self) -> usize {
        self.texts.len()
    }
}

fn main() {
    let mut store = Store::default();
    store.keep("text");
    store.text(0);
    store.count();
}
