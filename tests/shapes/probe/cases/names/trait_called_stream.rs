//! A trait of one's own called `Stream`, alone and in a box.
/// Bytes that come one after the other.
pub trait Stream {
    /// Reads one.
    fn read(&mut self) -> Option<u8>;
}
impl Stream for u8 {
    fn read(&mut self) -> Option<u8> {
        Some(*self)
    }
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn opaque(byte: u8) -> impl Stream {
    byte
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn boxed(byte: u8) -> std::pin::Pin<Box<dyn Stream + Send>> {
    Box::pin(byte)
}
/// A type that is called so.
#[derive(Debug)]
pub struct TcpStream(u8);
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok))]
pub fn connect(byte: u8) -> TcpStream {
    TcpStream(byte)
}
/// Uses them.
pub fn used() -> (Option<u8>, u8) {
    (opaque(1).read(), connect(2).0)
}
