//! What clippy says of the body it says of the traced one.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
#[must_use]
pub fn verbose(list: &Vec<u8>, flag: bool) -> bool {
    let x = list.len() as u32;
    if flag == true {
        return true;
    } else {
        println!("{}", x);
    }
    list.iter().map(|x| x.clone()).count() == 0
}
