#![deny(warnings)]

use otel_runtime::traced;

#[traced(args)]
fn sync(#[cfg(any())] _absent: Absent, #[cfg(all())] present: u8) -> u8 {
    present
}

#[traced(args)]
async fn asynchronous(#[cfg(any())] (_a, _b): Absent, #[cfg(not(any()))] present: u8) -> u8 {
    present
}

#[traced]
fn lints(#[allow(unused_variables)] quiet: u8, #[expect(unused_variables)] expected: u8) {}

#[traced]
#[expect(unused_variables)]
fn expected_on_the_function(unused: u8) {}

#[traced]
fn inner_attributes(unused: u8) {
    #![allow(unused_variables)]
    //! Documentation inside.
    let other = 1;
}

fn main() {
    sync(1);
    drop(asynchronous(1));
    lints(1, 2);
    expected_on_the_function(1);
    inner_attributes(1);
}
