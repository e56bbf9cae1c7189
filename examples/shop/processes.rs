//! The four services as four processes: this program again, once for each.
//!
//! The parent talks to them over their standard input and output. A service first says where it
//! listens; asked to `settle`, it answers when it has; when its input ends it ends, and says what
//! became of its spans. So none is left behind, however the parent ends.

use std::{net::SocketAddr, process::Stdio};

use anyhow::Context as _;
use otel_runtime::Telemetry;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines, stdin},
    process::{Child, ChildStdin, ChildStdout, Command},
};

use crate::{
    service::{Addresses, SERVICES, Service},
    shop::Shop,
    telemetry,
};

/// The services, each in a process of its own.
pub(crate) struct Processes {
    addresses: Addresses,
    services: Vec<Process>,
}

struct Process {
    name: &'static str,
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Processes {
    pub(crate) async fn open() -> anyhow::Result<Self> {
        let mut shop = Self {
            addresses: Vec::new(),
            services: Vec::new(),
        };
        for name in SERVICES {
            let (service, address) = Process::start(name, &shop.addresses).await?;
            shop.addresses.push((name.to_owned(), address));
            shop.services.push(service);
        }
        Ok(shop)
    }
}

impl Shop for Processes {
    fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    async fn settle(&mut self) -> anyhow::Result<()> {
        for service in self.services.iter_mut().rev() {
            service.input.write_all(b"settle\n").await?;
            service.line().await?;
        }
        Ok(())
    }

    async fn close(self) -> anyhow::Result<String> {
        let mut ledgers = Vec::new();
        for service in self.services.into_iter().rev() {
            ledgers.push(service.stop().await?);
        }
        Ok(ledgers.join("\n"))
    }
}

impl Process {
    async fn start(
        name: &'static str,
        addresses: &Addresses,
    ) -> anyhow::Result<(Self, SocketAddr)> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--service", name]);
        command.args(addresses.iter().map(|(peer, at)| format!("{peer}={at}")));
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let input = child.stdin.take().context("a process without input")?;
        let output = child.stdout.take().context("a process without output")?;
        let mut process = Self {
            name,
            child,
            input,
            output: BufReader::new(output).lines(),
        };
        let address = process.line().await?.parse()?;
        Ok((process, address))
    }

    async fn line(&mut self) -> anyhow::Result<String> {
        let line = self.output.next_line().await?;
        line.with_context(|| format!("{} has ended", self.name))
    }

    async fn stop(mut self) -> anyhow::Result<String> {
        drop(self.input);
        let mut lines = Vec::new();
        while let Some(line) = self.output.next_line().await? {
            lines.push(format!("{:9}{line}", self.name));
        }
        let status = self.child.wait().await?;
        anyhow::ensure!(status.success(), "{} has failed: {status}", self.name);
        Ok(lines.join("\n"))
    }
}

/// What such a process does: serve, under a telemetry for the whole process, set up from the
/// environment but for the name.
pub(crate) async fn serve(name: &str, peers: &[String]) -> anyhow::Result<()> {
    let mut addresses = Addresses::new();
    for peer in peers {
        let (peer, address) = peer.split_once('=').context("peers are NAME=ADDRESS")?;
        addresses.push((peer.to_owned(), address.parse()?));
    }
    // Ctrl-C reaches every process of the terminal; this one waits for the word of its parent.
    tokio::spawn(async { while tokio::signal::ctrl_c().await.is_ok() {} });
    let telemetry = Telemetry::builder().service(name).install()?;
    let service = Service::start(name, &addresses, telemetry).await?;
    println!("{}", service.server.address);
    let mut orders = BufReader::new(stdin()).lines();
    while orders.next_line().await?.is_some() {
        service.idle().await;
        service.flush().await?;
        println!("settled");
    }
    let telemetry = service.stop().await?;
    println!("{}", telemetry::ledger(&[telemetry.ledger()]));
    Ok(())
}
