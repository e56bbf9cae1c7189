//! A port at which something listens, or nothing, or something again.

use std::net::SocketAddr;

use tokio::net::{TcpListener, TcpSocket};

/// A port that stays ours while nothing listens there: connections are refused.
pub(crate) struct Address {
    _holder: TcpSocket,
    address: SocketAddr,
}

impl Address {
    pub(crate) fn hold() -> Self {
        let holder = bound("127.0.0.1:0".parse().unwrap());
        Self {
            address: holder.local_addr().unwrap(),
            _holder: holder,
        }
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Listens; inside of a runtime.
    pub(crate) fn listen(&self) -> TcpListener {
        bound(self.address).listen(1_024).unwrap()
    }
}

fn bound(address: SocketAddr) -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    // Two sockets at one port, of which at most one listens.
    socket.set_reuseaddr(true).unwrap();
    #[cfg(unix)]
    socket.set_reuseport(true).unwrap();
    socket.bind(address).unwrap();
    socket
}
