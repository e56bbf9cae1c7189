//! The order system of a shop as four services, and its orders as traces: a tree each.
//!
//! ```text
//! cargo run --example shop                   place some orders and show their traces
//! cargo run --example shop -- --serve        stay up, to place orders by hand
//! cargo run --example shop -- --processes    the four services as four processes
//! ```
#![expect(clippy::print_stdout, reason = "an example talks to its reader")]

mod auth;
mod gateway;
mod http;
mod orders;
mod payments;
mod processes;
mod server;
mod service;
mod shop;
mod telemetry;
#[cfg(test)]
mod tests;
mod together;
mod users;

use anyhow::bail;
use otel_runtime::ConsoleExporter;

use orders::CUSTOMERS;
use processes::Processes;
use shop::Shop;
use together::Together;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, name, peers @ ..] = &*arguments
        && first == "--service"
    {
        return processes::serve(name, peers).await;
    }
    let (mut serve, mut apart) = (false, false);
    for argument in &arguments {
        match &**argument {
            "--serve" => serve = true,
            "--processes" => apart = true,
            _ => bail!("{argument:?} is not known; there are --serve and --processes"),
        }
    }
    if apart {
        run(Processes::open().await?, serve).await
    } else {
        let console = ConsoleExporter::stderr();
        let shop = Together::open(|name| telemetry::of_service(name, &console)).await?;
        run(shop, serve).await
    }
}

async fn run(mut shop: impl Shop, serve: bool) -> anyhow::Result<()> {
    for (name, address) in shop.addresses() {
        println!("{name:9}http://{address}");
    }
    println!();
    if serve {
        wait(&shop).await?;
    } else {
        place_orders(&mut shop).await?;
    }
    println!("{}", shop.close().await?);
    Ok(())
}

async fn place_orders(shop: &mut impl Shop) -> anyhow::Result<()> {
    for (number, customer) in (1..).zip(&CUSTOMERS) {
        println!("{number}. {}", customer.story);
        println!("   → {}\n", customer.buy(shop.gateway()?).await?);
        shop.settle().await?;
    }
    Ok(())
}

async fn wait(shop: &impl Shop) -> anyhow::Result<()> {
    let [customer, ..] = &CUSTOMERS;
    println!("Place an order:\n\n{}\n", customer.curl(shop.gateway()?)?);
    println!("Cards that end in 0002 are declined, in 3220 take 3 s. Ctrl-C ends.\n");
    Ok(tokio::signal::ctrl_c().await?)
}
