//! What the shop in one process and the one in four have in common.

use std::net::SocketAddr;

use anyhow::Context as _;

use crate::service::Addresses;

/// The four services, wherever they run.
pub(crate) trait Shop {
    /// Where each service listens.
    fn addresses(&self) -> &Addresses;

    /// Waits until every service has done all there is to do, and has sent its spans.
    async fn settle(&mut self) -> anyhow::Result<()>;

    /// Ends services and telemetries; gives the ledger, as text.
    async fn close(self) -> anyhow::Result<String>;

    /// Where orders are placed.
    fn gateway(&self) -> anyhow::Result<SocketAddr> {
        let mut addresses = self.addresses().iter();
        let gateway = addresses.find(|(name, _)| name == "gateway");
        Ok(gateway.context("there is no gateway")?.1)
    }
}
