//! One of the four services: what it serves, and the telemetry it does so under.

use std::{net::SocketAddr, time::Duration};

use otel_runtime::Telemetry;

use crate::{
    auth, gateway,
    http::Peer,
    payments,
    server::{InFlight, Server},
    users,
};

/// The services, each after those that it asks.
pub(crate) const SERVICES: [&str; 4] = ["users", "payments", "auth", "gateway"];

/// Where the services listen that have been started.
pub(crate) type Addresses = Vec<(String, SocketAddr)>;

/// How long the next order waits for the spans of the one before: a collector may be away.
const PATIENCE: Duration = Duration::from_secs(5);

/// A service that runs.
pub(crate) struct Service {
    telemetry: Telemetry,
    pub(crate) server: Server,
    in_flight: InFlight,
}

impl Service {
    /// Starts the service of this name; whatever it does is traced by `telemetry`.
    pub(crate) async fn start(
        name: &str,
        addresses: &Addresses,
        telemetry: Telemetry,
    ) -> anyhow::Result<Self> {
        let in_flight = InFlight::default();
        let router = match name {
            "users" => users::router().await?,
            "payments" => payments::router(in_flight.clone()),
            "auth" => auth::router(peer("users", addresses)?),
            "gateway" => gateway::router(peer("auth", addresses)?, peer("payments", addresses)?),
            _ => anyhow::bail!("there is no service {name}; there are {SERVICES:?}"),
        };
        let router = router.layer(telemetry.layer());
        Ok(Self {
            telemetry,
            server: Server::start(router, in_flight.clone()).await?,
            in_flight,
        })
    }

    /// Waits for what is under way.
    pub(crate) async fn idle(&self) {
        self.in_flight.idle().await;
    }

    /// Sends the spans. Where they cannot be delivered the telemetry has said so, and the ledger
    /// shows it: no reason to stop selling.
    pub(crate) fn flush(&self) -> impl Future<Output = anyhow::Result<()>> + use<> {
        let telemetry = self.telemetry.clone();
        // A flush blocks its thread until all is sent, or its time is over.
        let flush = tokio::task::spawn_blocking(move || telemetry.flush_timeout(PATIENCE));
        async {
            let _ = flush.await?;
            Ok(())
        }
    }

    /// Ends the server, then the telemetry, which stays to be asked for its ledger.
    pub(crate) async fn stop(self) -> anyhow::Result<Telemetry> {
        self.server.stop().await?;
        self.in_flight.idle().await;
        let telemetry = self.telemetry;
        let ended = telemetry.clone();
        let _ = tokio::task::spawn_blocking(move || ended.shutdown()).await?;
        Ok(telemetry)
    }
}

fn peer(name: &'static str, addresses: &Addresses) -> anyhow::Result<Peer> {
    let found = addresses.iter().find(|(other, _)| other == name);
    let (_, address) = found.ok_or_else(|| anyhow::anyhow!("where {name} listens is not known"))?;
    Peer::new(name, *address)
}
