//! A port at which something listens, or nothing, or something again.

use std::{io, net::SocketAddr};

use tokio::net::{TcpListener, TcpSocket};

/// A port that stays ours while nothing listens there: connections are refused.
#[derive(Debug)]
pub struct Address {
    _holder: TcpSocket,
    address: SocketAddr,
}

impl Address {
    /// Takes a free port, without listening at it.
    ///
    /// # Errors
    /// When there is none.
    pub fn hold() -> io::Result<Self> {
        let holder = bound(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        Ok(Self {
            address: holder.local_addr()?,
            _holder: holder,
        })
    }

    /// Where it is.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it is: `http://127.0.0.1:` and the port.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Listens until the listener is dropped; inside of a runtime.
    ///
    /// # Errors
    /// When somebody else listens there.
    pub fn listen(&self) -> io::Result<TcpListener> {
        bound(self.address)?.listen(1_024)
    }
}

fn bound(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    // Two sockets at one port, of which at most one listens.
    socket.set_reuseaddr(true)?;
    #[cfg(unix)]
    socket.set_reuseport(true)?;
    socket.bind(address)?;
    Ok(socket)
}
