//! The four services in one process, each under the telemetry of its own.

use otel_runtime::Telemetry;

use crate::{
    service::{Addresses, SERVICES, Service},
    shop::Shop,
    telemetry,
};

/// The services, here.
pub(crate) struct Together {
    addresses: Addresses,
    services: Vec<Service>,
}

impl Together {
    /// Starts the services, each with the telemetry that is made for its name.
    pub(crate) async fn open(
        telemetry: impl Fn(&str) -> anyhow::Result<Telemetry>,
    ) -> anyhow::Result<Self> {
        let mut shop = Self {
            addresses: Vec::new(),
            services: Vec::new(),
        };
        for name in SERVICES {
            let service = Service::start(name, &shop.addresses, telemetry(name)?).await?;
            shop.addresses
                .push((name.to_owned(), service.server.address));
            shop.services.push(service);
        }
        Ok(shop)
    }
}

impl Shop for Together {
    fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    async fn settle(&mut self) -> anyhow::Result<()> {
        // The gateway first: once it is done, nobody asks the others any more.
        for service in self.services.iter().rev() {
            service.idle().await;
        }
        let flushes: Vec<_> = self.services.iter().map(Service::flush).collect();
        for flush in flushes {
            flush.await?;
        }
        Ok(())
    }

    async fn close(self) -> anyhow::Result<String> {
        let mut ledgers = Vec::new();
        for service in self.services.into_iter().rev() {
            ledgers.push(service.stop().await?.ledger());
        }
        Ok(telemetry::ledger(&ledgers))
    }
}
