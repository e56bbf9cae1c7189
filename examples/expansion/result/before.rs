//! A function that can fail: the error is found by its type, whatever the type is called here.

use otel_runtime::traced;

#[traced("read settings", attrs(path), ok)]
pub fn read(path: &str) -> std::io::Result<u64> {
    let text = std::fs::read_to_string(path)?;
    text.trim().parse().map_err(std::io::Error::other)
}

fn main() {
    let _ = read("settings");
}
