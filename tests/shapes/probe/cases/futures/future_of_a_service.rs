//! `Self::Future` of a service around another, of which it does not say how long the response lives.
use std::future::Future;
use std::pin::Pin;
/// A service.
pub trait Service {
    /// What it gives.
    type Response;
    /// When it gives it.
    type Future: Future<Output = Self::Response>;
    /// Asks for it.
    fn call(&mut self, ready: bool) -> Self::Future;
}
/// Around another.
#[derive(Debug)]
pub struct Layer<S>(pub S);
impl<S: Service> Service for Layer<S>
where
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Future = Pin<Box<dyn Future<Output = S::Response> + Send>>;
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    fn call(&mut self, ready: bool) -> Self::Future {
        if ready {
            return Box::pin(self.0.call(ready));
        }
        let called = self.0.call(ready);
        Box::pin(called)
    }
}
impl<S: Service> Layer<S>
where
    S::Future: Send + 'static,
{
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn spelled(&mut self, ready: bool) -> Pin<Box<dyn Future<Output = S::Response> + Send>> {
        Box::pin(self.0.call(ready))
    }
    /// The shape.
    #[cfg_attr(traced, otel_runtime::traced)]
    #[cfg_attr(full, otel_runtime::traced(args, ok))]
    pub fn block(&mut self, ready: bool) -> <Self as Service>::Future {
        let called = self.0.call(ready);
        Box::pin(async move { called.await })
    }
}
