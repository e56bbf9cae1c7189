#[traced(on_ok(rows = ok.len(), id), on_err(code = err.code()), attrs(rows = 0), mask("code"))]
fn load(id: u64) -> Result<Vec<Row>, Failed> {
    rows(id)
}

#[traced(err(display, expected = NotFound | Conflict { .. } if id > 0, type = err.code()))]
async fn find((id, _): (u64, u64)) -> Result<Row, Failed> {
    row(id).await
}

#[traced(err(none), on_return(found = ret.is_some()))]
fn lookup(id: u64) -> Option<Row> {
    cached(id)
}

#[traced(err(expected = Missing))]
fn lone_name() -> Result<(), Failed> {
    Err(Missing)
}
