//! The client: places orders as the shop's website would, and is not traced itself.

use std::{fmt::Write as _, net::SocketAddr, time::Duration};

use reqwest::Client;
use serde::Deserialize;

use crate::{
    auth,
    gateway::{Confirmation, Order},
};

/// A client with something to buy.
pub(crate) struct Customer {
    /// What happens, in a line for the reader.
    pub(crate) story: &'static str,
    user: i64,
    item: &'static str,
    quantity: i64,
    card: &'static str,
    patience: Duration,
}

/// A good order, a second one by the same customer, and three that go wrong.
pub(crate) const CUSTOMERS: [Customer; 5] = [
    customer("Ada buys two books", 1, "book", 2, "4000056655665556"),
    customer(
        "Ada buys a lamp; the cache knows her by now",
        1,
        "lamp",
        1,
        "4000056655665556",
    ),
    customer(
        "somebody whose account is gone buys a book",
        9,
        "book",
        1,
        "4000056655665556",
    ),
    customer(
        "Grace buys three lamps with an overdrawn card",
        2,
        "lamp",
        3,
        "4000000000000002",
    ),
    Customer {
        patience: Duration::from_millis(200),
        ..customer(
            "Edsger's card takes 3 s to answer; he goes away",
            3,
            "book",
            1,
            "4000000000003220",
        )
    },
];

const fn customer(
    story: &'static str,
    user: i64,
    item: &'static str,
    quantity: i64,
    card: &'static str,
) -> Customer {
    Customer {
        story,
        user,
        item,
        quantity,
        card,
        patience: Duration::from_secs(10),
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Confirmed(Confirmation),
    Refused { error: String },
}

impl Customer {
    fn order(&self) -> Order {
        Order {
            item: self.item.to_owned(),
            quantity: self.quantity,
            card: self.card.to_owned(),
        }
    }

    /// Places the order, and says in a line what came of it.
    pub(crate) async fn buy(&self, gateway: SocketAddr) -> anyhow::Result<String> {
        let request = Client::new()
            .post(format!("http://{gateway}/orders"))
            .bearer_auth(auth::issue(self.user))
            .timeout(self.patience)
            .json(&self.order());
        let response = match request.send().await {
            Err(error) if error.is_timeout() => {
                return Ok(format!("gave up after {:?}", self.patience));
            }
            response => response?,
        };
        let status = response.status();
        Ok(match response.json().await? {
            Answer::Confirmed(Confirmation { order, paid_cents }) => {
                let (euros, cents) = (paid_cents / 100, paid_cents % 100);
                format!("{status}: order {order}, {euros}.{cents:02} € paid")
            }
            Answer::Refused { error } => format!("{status}: {error}"),
        })
    }

    /// The same order as a command line.
    pub(crate) fn curl(&self, gateway: SocketAddr) -> anyhow::Result<String> {
        let mut line = format!("curl http://{gateway}/orders");
        let token = auth::issue(self.user);
        write!(line, " -H 'authorization: Bearer {token}'")?;
        write!(line, " -H 'content-type: application/json'")?;
        let order = self.order();
        write!(
            line,
            " -d '{{\"item\":\"{}\",\"quantity\":{},\"card\":\"{}\"}}'",
            order.item, order.quantity, order.card
        )?;
        Ok(line)
    }
}
