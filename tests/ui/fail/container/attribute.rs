#![allow(unused)]

use otel_runtime::traced;

struct Store;

// Reported once, and beside the mistakes of the functions.
#[traced("name", knd = client, span = handle, args(idd), attrs(user.name, id), mask(pasword))]
impl Store {
    fn get(&self, id: u64) {}

    #[traced(args(i), mask(count))]
    fn put(&self, id: u64, password: &str) {}

    #[traced(skip, root)]
    fn skipped() {}

    #[traced]
    const fn constant() {}
}

#[traced(root, parent = self.parent, attrs(twice = 1, twice = 2), args(same, same))]
mod module {
    fn free(same: u8) {}

    pub fn still_there() {}
}

#[traced(name = "name", when = self.on, links(self.link))]
trait Declared {
    #[traced]
    fn bodiless(&self);

    #[traced(nested)]
    fn with_default() {}
}

// The block is emitted all the same.
fn uses(store: &Store) {
    store.get(1);
    Store::constant();
    module::still_there();
}

fn main() {}
