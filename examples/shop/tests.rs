//! The orders of the example, and the trees of spans that they must make.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;

use otel_runtime::{MemoryExporter, Telemetry};

use crate::{orders::CUSTOMERS, service::SERVICES, shop::Shop, together::Together};

/// Has one customer of the example buy; gives the answer and the spans.
async fn buy(customer: usize) -> (String, MemoryExporter) {
    let spans = MemoryExporter::default();
    let telemetry = |name: &str| {
        let builder = Telemetry::builder().without_environment().service(name);
        Ok(builder.exporter(spans.clone()).build()?)
    };
    let mut shop = Together::open(telemetry).await.unwrap();
    let answer = CUSTOMERS[customer].buy(shop.gateway().unwrap()).await;
    shop.settle().await.unwrap();
    shop.close().await.unwrap();
    (answer.unwrap(), spans)
}

#[tokio::test]
async fn an_order_is_one_tree_across_the_services() {
    let (answer, spans) = buy(0).await;
    assert_eq!(answer, "200 OK: order 1001, 39.90 € paid");
    spans.assert_tree(
        r#"
        POST /orders [server] http.response.status_code=200
          place_order order.item="book" order.quantity=2
            price
            POST /sessions [client] http.response.status_code=200
              POST /sessions [server] http.route="/sessions"
                authenticate
                  verify token=*
                  GET /users/{id} [client]
                    GET /users/{id} [server] url.path="/users/1"
                      find_user user.id=1
                        cache lookup cache.hit=false
                        SELECT users [client] db.system.name="sqlite"
            POST /charges [client]
              POST /charges [server]
                charge payment.card="****5556" user.email="a***@example.com"
                  authorize [client]
                  send_receipt user.email="a***@example.com"
        "#,
    );
    let all = format!("{:?}", spans.spans());
    for secret in ["4000056655665556", "ada@", "1-9e3779b9"] {
        assert!(!all.contains(secret), "{secret} is in a span");
    }
}

#[tokio::test]
async fn an_unknown_user_is_an_error_where_it_is_found_and_no_failure_of_the_servers() {
    let (answer, spans) = buy(2).await;
    assert_eq!(answer, "404 Not Found: there is no user 9");
    spans.assert_tree(
        r#"
        POST /orders [server] http.response.status_code=404
          place_order error="there is no user 9"
            price
            POST /sessions [client] error
              POST /sessions [server] http.response.status_code=404
                authenticate error
                  verify
                  GET /users/{id} [client] error
                    GET /users/{id} [server] http.response.status_code=404
                      find_user error="there is no user 9"
                        ...
        "#,
    );
}

#[tokio::test]
async fn a_declined_card_sends_no_receipt() {
    let (answer, spans) = buy(3).await;
    let declined = "402 Payment Required: card declined: insufficient funds";
    assert_eq!(answer, declined);
    spans.assert_tree(
        r#"
        POST /orders [server] http.response.status_code=402
          place_order error
            price
            POST /sessions [client]
              ...
            POST /charges [client] error http.response.status_code=402
              POST /charges [server] http.response.status_code=402
                charge error
                  authorize [client] error="card declined: insufficient funds"
        "#,
    );
}

#[tokio::test]
async fn a_client_that_goes_away_leaves_cancelled_spans() {
    let (answer, spans) = buy(4).await;
    assert_eq!(answer, "gave up after 200ms");
    // How far the order came by then depends on the machine.
    spans.assert_tree(
        r#"
        POST /orders [server] cancelled
          place_order cancelled
            ...
        "#,
    );
}

#[tokio::test]
async fn each_service_is_traced_by_its_own_telemetry() {
    let spans: HashMap<&str, MemoryExporter> = SERVICES
        .map(|name| (name, MemoryExporter::default()))
        .into();
    let telemetry = |name: &str| {
        let builder = Telemetry::builder().without_environment().service(name);
        Ok(builder.exporter(spans[name].clone()).build()?)
    };
    let mut shop = Together::open(telemetry).await.unwrap();
    CUSTOMERS[1].buy(shop.gateway().unwrap()).await.unwrap();
    shop.settle().await.unwrap();
    shop.close().await.unwrap();
    spans["gateway"].assert_tree("POST /orders [server]\n  place_order\n    ...");
    spans["auth"].assert_tree("POST /sessions [server]\n  authenticate\n    ...");
    spans["users"].assert_tree("GET /users/{id} [server]\n  find_user\n    ...");
    spans["payments"].assert_tree("POST /charges [server]\n  charge\n    ...");
}
