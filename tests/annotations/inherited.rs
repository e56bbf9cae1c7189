//! What a block says of outcomes, and its functions take over.

use journey_tests::{span, traced, values};
use otel_runtime::traced;

struct Store {
    region: &'static str,
}

#[traced(
    on_err(code = err, id, region = self.region),
    on_return(from = "block"),
    err(expected = 404, type = err)
)]
impl Store {
    fn get(&self, id: u64, code: u16) -> Result<u64, u16> {
        if code == 0 { Ok(id) } else { Err(code) }
    }

    #[traced(on_err(code = "own"), err(debug))]
    fn put(code: u16) -> Result<(), u16> {
        Err(code)
    }

    fn touch(&self) {}

    #[track_caller]
    fn locate(&self) -> u8 {
        1
    }
}

#[test]
fn a_function_that_returns_something_takes_over_what_the_block_says_of_it() {
    let ((), spans) = traced(|| {
        let store = Store { region: "eu" };
        let _ = store.get(1, 0);
        let _ = store.get(2, 404);
        let _ = store.get(3, 500);
        let _ = Store::put(404);
        store.touch();
        store.locate();
    });
    spans.assert_tree(
        "Store::get from=\"block\"\n\
         Store::get error.type=\"404\" from=\"block\" code=404 id=2 region=\"eu\"\n\
         Store::get error=\"500\" error.type=\"500\" from=\"block\" code=500 id=3 region=\"eu\"\n\
         Store::put error=\"404\" error.type=\"u16\" from=\"block\" code=\"own\"\n\
         Store::touch\n\
         Store::locate",
    );
}

#[traced(current, attrs(told = "by the block"))]
mod steps {
    pub(super) fn first() {}

    #[otel_runtime::traced(kind = client)]
    pub(super) fn second() {}
}

#[traced]
fn work() {
    steps::first();
    steps::second();
}

#[test]
fn a_block_can_tell_the_current_span() {
    let ((), spans) = traced(work);
    assert_eq!(values(&span(&spans, "work"), "told").len(), 1);
    spans.assert_tree("work told=\"by the block\"\n  second [client] told=\"by the block\"");
}
