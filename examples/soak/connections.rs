//! A receiver's connections: where it can be missing, or end one.

use std::{io, sync::Arc};

use axum::{Extension, Router};
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
    service::TowerToHyperService,
};
use otlp_sink::Address;
use tokio::{
    net::TcpStream,
    sync::{Notify, watch},
    task::JoinSet,
};

use crate::faults::Fault;

/// Told when a request's connection is to be reset.
#[derive(Clone, Default)]
pub(crate) struct Cut(Arc<Notify>);

impl Cut {
    pub(crate) fn now(&self) {
        self.0.notify_one();
    }
}

/// Listens, while it is not at fault that nothing does.
pub(crate) async fn serve(
    address: Address,
    router: Router,
    mut fault: watch::Receiver<Option<Fault>>,
) -> io::Result<()> {
    loop {
        until(&mut fault, |fault| fault != Some(Fault::Refuse)).await;
        let listener = address.listen()?;
        // Those that are left are reset when this is dropped.
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                () = until(&mut fault, |fault| fault == Some(Fault::Refuse)) => break,
                Ok((stream, _)) = listener.accept() => {
                    connections.spawn(connection(stream, router.clone(), fault.clone()));
                }
                Some(_) = connections.join_next() => {}
            }
        }
    }
}

async fn connection(
    stream: TcpStream,
    router: Router,
    mut fault: watch::Receiver<Option<Fault>>,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    // Whoever closes it resets it.
    stream.set_zero_linger()?;
    let cut = Cut::default();
    let service = TowerToHyperService::new(router.layer(Extension(cut.clone())));
    let server = auto::Builder::new(TokioExecutor::new());
    tokio::select! {
        _ = server.serve_connection(TokioIo::new(stream), service) => {}
        () = cut.0.notified() => {}
        () = until(&mut fault, |fault| fault == Some(Fault::Reset)) => {}
    }
    Ok(())
}

async fn until(fault: &mut watch::Receiver<Option<Fault>>, is_so: impl Fn(Option<Fault>) -> bool) {
    if fault.wait_for(|fault| is_so(*fault)).await.is_err() {
        std::future::pending().await
    }
}
