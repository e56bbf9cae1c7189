#![allow(unused)]

use otel_runtime::{event, set_attrs, span};

fn spans(id: u64) -> Result<(), u32> {
    let _ = span!();
    let _ = span!(kind = client, id);
    let _ = span!(1);
    let _ = span!("");
    let _ = span!("s", kind = clent, kind, id, id, root, root);
    let _ = span!("s", msk(id), parent);
    let _ = span!("s", root, parent = &id, mask(card));
    let _ = span!("s", id + 1, n = load()?).entered();
    Ok(())
}

async fn events(id: u64) {
    event!(id = 1);
    event!();
    event!("e", kind(client), n = load().await);
}

fn attributes(id: u64) {
    set_attrs!("key", id id, id = , mask = 1);
    set_attrs!(crate = "path");
}

fn main() {}
