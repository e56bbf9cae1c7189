#[traced]
fn bare(id: u64) -> impl Future<Output = u64> + Send {
    async move { id }
}

#[traced(attrs(user.id = id))]
fn evaluated_at_the_call(id: &u64) -> Pin<Box<dyn Future<Output = u64> + Send + 'static>> {
    let id = *id;
    Box::pin(async move { id })
}

#[traced]
fn made_elsewhere(id: u64) -> futures::future::BoxFuture<'static, u64> {
    if id == 0 {
        return Box::pin(ready(0));
    }
    other(id)
}

#[traced(attrs(user.id = id))]
fn opaque(id: u64) -> impl Future<Output = Result<u64, Error>> {
    ready(Ok(id))
}

#[traced]
fn more_than_a_future(id: u64) -> impl Future<Output = u64> + Clone {
    ready(id)
}
