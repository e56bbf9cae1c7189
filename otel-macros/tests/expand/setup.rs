#[traced(
    name = format!("GET {route}"),
    when = !route.is_empty(),
    parent = headers,
    links(first, others.iter().cloned()),
    scope = "web",
    span = current
)]
fn handle(route: &str, headers: &HeaderMap, first: &SpanContext, others: &[SpanContext]) -> u16 {
    current.set_attribute(route);
    200
}

#[traced(root)]
fn fresh() -> u16 {
    200
}

#[traced(crate = my_app::telemetry)]
fn elsewhere() -> u16 {
    200
}
