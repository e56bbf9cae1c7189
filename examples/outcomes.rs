//! What a call came to: attributes of the result, errors that are no failures, and spans, events and
//! attributes inside a function.
//!
//! `cargo run --example outcomes`

use otel_runtime::{event, set_attrs, span, traced};

enum Refused {
    NotFound,
    Broken(u16),
}

impl Refused {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Broken(_) => "broken",
        }
    }
}

/// Not to find an article is nothing to be alarmed about; anything else is a failure.
#[traced(
    kind = client,
    on_ok(article.price = *ok),
    on_err(status = match err { Refused::Broken(status) => Some(*status), Refused::NotFound => None }),
    err(expected = Refused::NotFound, type = err.code())
)]
fn price(article: u64) -> Result<i64, Refused> {
    match article {
        0 => Err(Refused::NotFound),
        1 => Err(Refused::Broken(503)),
        article => Ok(article.cast_signed() * 100),
    }
}

/// Has no span of its own: the order is told of the customer.
#[traced(current, attrs(customer.id = id), on_return(customer.known = ret))]
fn greet(id: u64) -> bool {
    id > 10
}

#[traced]
fn order(customer: u64, articles: &[u64]) -> i64 {
    if !greet(customer) {
        event!("new customer", id = customer);
    }
    let prices = span!("look up", articles = articles.len()).in_scope(|| {
        articles
            .iter()
            .filter_map(|id| price(*id).ok())
            .collect::<Vec<_>>()
    });
    let total = prices.iter().sum();
    set_attrs!(order.total = total, order.articles = prices.len());
    total
}

fn main() -> Result<(), otel_runtime::Error> {
    let _telemetry = otel_runtime::init()?;
    order(7, &[4, 0, 1]);
    Ok(())
}
