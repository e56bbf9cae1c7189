#![allow(unused)]

use otel_runtime::traced;

#[traced(nme = "x", kind = clent, atrs(a), args(idd), mask(pasword), err(dispay), verbose)]
fn wrong(id: u64, password: &str) -> Result<(), String> {
    let _ = (id, password);
    Ok(())
}

fn main() {
    // The function is still there.
    let _ = wrong(1, "");
}
