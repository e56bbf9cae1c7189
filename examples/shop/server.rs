//! A server on a loopback port of its own, and how one sees that it has nothing left to do.

use std::{io, net::SocketAddr};

use axum::{
    Router,
    extract::{Request, State},
    middleware::{self, Next},
    response::Response,
};
use tokio::{
    net::TcpListener,
    sync::{oneshot, watch},
    task::JoinHandle,
};

/// A server that runs.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<io::Result<()>>,
}

impl Server {
    /// Listens on a free loopback port.
    pub(crate) async fn start(router: Router, in_flight: InFlight) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let router = router.layer(middleware::from_fn_with_state(in_flight, count));
        let server = axum::serve(listener, router).with_graceful_shutdown(async {
            // A sender that went away means the same.
            let _ = stopped.await;
        });
        Ok(Self {
            address,
            stop,
            task: tokio::spawn(server.into_future()),
        })
    }

    /// Takes no more requests; returns when those under way are done.
    pub(crate) async fn stop(self) -> anyhow::Result<()> {
        // A server that has stopped already does not listen to it.
        let _ = self.stop.send(());
        Ok(self.task.await??)
    }
}

async fn count(State(in_flight): State<InFlight>, request: Request, next: Next) -> Response {
    let _ticket = in_flight.enter();
    next.run(request).await
}

/// Counts requests and tasks under way, those too whose client has gone.
#[derive(Clone)]
pub(crate) struct InFlight(watch::Sender<usize>);

impl Default for InFlight {
    fn default() -> Self {
        Self(watch::Sender::new(0))
    }
}

impl InFlight {
    /// One more, until the ticket is dropped.
    pub(crate) fn enter(&self) -> Ticket {
        self.0.send_modify(|count| *count += 1);
        Ticket(self.0.clone())
    }

    /// Waits until there is none.
    pub(crate) async fn idle(&self) {
        // Only fails without a sender, and there is one here.
        let _ = self.0.subscribe().wait_for(|count| *count == 0).await;
    }
}

/// Something under way.
pub(crate) struct Ticket(watch::Sender<usize>);

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}
