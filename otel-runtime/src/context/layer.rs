//! A tower layer that enters a telemetry's scope for each request.

use std::task;

use opentelemetry::Context;
use tower_layer::Layer;
use tower_service::Service;

use super::{InScope, ScopedFuture, scope::scoped};
use crate::provider::Core;

/// Enters a telemetry's scope for each request that passes; made by
/// [`Telemetry::layer`](crate::Telemetry::layer).
#[derive(Clone, Copy, Debug)]
pub struct ScopeLayer {
    core: &'static Core,
}

impl ScopeLayer {
    pub(crate) fn new(core: &'static Core) -> Self {
        Self { core }
    }
}

impl<S> Layer<S> for ScopeLayer {
    type Service = ScopeService<S>;

    fn layer(&self, inner: S) -> ScopeService<S> {
        ScopeService {
            inner,
            core: self.core,
        }
    }
}

/// A service in the scope of a telemetry.
#[derive(Clone, Copy, Debug)]
pub struct ScopeService<S> {
    inner: S,
    core: &'static Core,
}

impl<S: Service<R>, R> Service<R> for ScopeService<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = ScopedFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut task::Context<'_>) -> task::Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: R) -> ScopedFuture<S::Future> {
        let context: Context = scoped(self.core);
        let entered = context.clone().attach();
        let future = self.inner.call(request);
        drop(entered);
        InScope::in_scope(future, context)
    }
}
