//! A closure over references from an async function, which has its signature from the return type.
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(attrs(a = 1)))]
pub async fn trimmer() -> impl Fn(&str) -> &str {
    std::future::ready(()).await;
    |text| text.trim()
}
/// What it takes along is borrowed, and the future is still `Send`.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub async fn joiner<'a, T: std::fmt::Display + Sync>(
    word: &'a T,
    times: usize,
) -> impl for<'b> Fn(&'b str) -> String + Send + 'a {
    std::future::ready(()).await;
    move |text| format!("{}{word}", text.repeat(times))
}
/// What leaves early has no closure at its end.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub async fn early(id: u8) -> impl Fn(u8) -> u8 + Clone {
    loop {
        if id > 0 {
            return move |more| more + id;
        }
        std::future::ready(()).await;
    }
}
/// A function by its name, and a closure of somebody else's.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced)]
pub async fn named() -> impl FnMut(&str) -> &str {
    str::trim
}
/// The same.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced)]
pub async fn handed_on() -> impl FnOnce(&str) -> &str {
    trimmer().await
}
/// The types of the one around it.
#[derive(Debug)]
pub struct Prefix<T>(pub T);
impl<T: std::fmt::Display + Send + Sync> Prefix<T> {
    /// A method.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(attrs(prefix = %self.0)))]
    pub async fn starts(&self) -> impl Fn(&Self, &T) -> bool {
        let prefix = self.0.to_string();
        std::future::ready(()).await;
        move |it, other| it.0.to_string() == prefix && other.to_string() == prefix
    }
}
/// What is captured decides.
pub fn is_send() {
    fn send<T: Send>(_: T) {}
    send(trimmer());
    send(joiner(&1, 2));
    send(Prefix(1).starts());
}
/// One that stays an `async fn`.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
#[must_use]
pub async fn kept(id: u8) -> impl Fn(&str) -> &str {
    move |text| text.get(usize::from(id)..).unwrap_or(text)
}
