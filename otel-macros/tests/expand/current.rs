#[traced(current, attrs(cart.id = id), on_ok(rows = ok.len()))]
fn load(id: u64) -> Result<Vec<Row>, Failed> {
    rows(id)
}

#[traced(current, attrs(id))]
async fn find(id: u64) -> u64 {
    row(id).await
}

#[traced(current)]
fn boxed() -> Pin<Box<dyn Future<Output = io::Result<()>> + Send>> {
    Box::pin(async move { work().await })
}

#[traced(current, args)]
#[track_caller]
fn located(id: u64) {}
