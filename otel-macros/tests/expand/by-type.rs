#[traced]
fn boxed(id: u64) -> BoxStream<'static, u64> {
    stream::iter(0..id).boxed()
}

#[traced(attrs(uri = request.uri()))]
fn call(&mut self, request: Request) -> ResponseFuture {
    self.inner.call(request).boxed()
}

#[traced]
fn ends_with_a_block(&self) -> BoxFuture<'_, u64> {
    Box::pin(async move { self.id })
}

#[traced]
fn of_any_lifetime<T>(id: u64) -> BoxFuture<'static, T> {
    other(id)
}
