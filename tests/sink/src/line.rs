//! The connections between a program and the destination, and what becomes of them.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::Sender,
    },
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{
        mpsc::UnboundedReceiver,
        watch::{self, Receiver},
    },
};

use crate::Address;

/// What becomes of connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Everything goes through.
    Open,
    /// Nothing listens: connections are refused, and those that are there are reset.
    Down,
    /// A connection is reset once the program has said something.
    Reset,
    /// A connection is reset when the program has sent so many bytes.
    ResetAfter(usize),
    /// Connections are made, and nothing is ever read from them or answered.
    Silent,
}

/// Changes the line, and says when it is done.
pub(crate) struct Order {
    pub(crate) line: Line,
    pub(crate) done: Sender<()>,
}

/// Resets the connections that are there, and counts those that were.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resets {
    asked: watch::Sender<()>,
    done: Arc<AtomicUsize>,
}

impl Resets {
    pub(crate) fn reset_all(&self) {
        self.asked.send_replace(());
    }

    pub(crate) fn count(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }
}

/// Listens at `address` for as long as the line is not down, and carries to the `server`.
pub(crate) async fn run(
    address: Address,
    server: SocketAddr,
    mut orders: UnboundedReceiver<Order>,
    resets: Resets,
) {
    let lines = watch::Sender::new(Line::Down);
    let mut listener = None;
    loop {
        tokio::select! {
            order = orders.recv() => {
                let Some(Order { line, done }) = order else {
                    return;
                };
                listener = match line {
                    Line::Down => None,
                    _ => Some(listener.unwrap_or_else(|| address.listen().unwrap())),
                };
                lines.send_replace(line);
                let _ = done.send(());
            }
            near = accept(listener.as_ref()) => {
                tokio::spawn(carry(near, server, lines.subscribe(), resets.clone()));
            }
        }
    }
}

async fn accept(listener: Option<&TcpListener>) -> TcpStream {
    if let Some(listener) = listener
        && let Ok((connection, _)) = listener.accept().await
    {
        return connection;
    }
    std::future::pending().await
}

async fn carry(near: TcpStream, server: SocketAddr, lines: Receiver<Line>, resets: Resets) {
    let asked = resets.asked.subscribe();
    let Ok(far) = TcpStream::connect(server).await else {
        return;
    };
    let connection = Connection { near, far, sent: 0 };
    if connection.carry(lines, asked).await == Fate::Reset {
        resets.done.fetch_add(1, Ordering::Relaxed);
    }
}

struct Connection {
    near: TcpStream,
    far: TcpStream,
    /// How many bytes came from the program.
    sent: usize,
}

#[derive(PartialEq)]
enum Fate {
    Closed,
    Reset,
}

impl Connection {
    async fn carry(mut self, mut lines: Receiver<Line>, mut reset: Receiver<()>) -> Fate {
        let (mut question, mut answer) = (vec![0; 1 << 16], vec![0; 1 << 16]);
        loop {
            let line = *lines.borrow_and_update();
            let limit = match line {
                Line::Open => usize::MAX,
                Line::ResetAfter(bytes) => bytes,
                Line::Reset => 1,
                Line::Down | Line::Silent => 0,
            };
            let left = limit.saturating_sub(self.sent).min(question.len());
            if left == 0 && line != Line::Silent {
                // A socket that is closed with no time to linger is reset.
                let _ = self.near.set_zero_linger();
                return Fate::Reset;
            }
            let open = line != Line::Silent;
            tokio::select! {
                changed = lines.changed() => if changed.is_err() {
                    return Fate::Closed;
                },
                _ = reset.changed() => {
                    let _ = self.near.set_zero_linger();
                    return Fate::Reset;
                }
                read = self.near.read(&mut question[..left]), if open => match read {
                    Ok(bytes @ 1..) if self.far.write_all(&question[..bytes]).await.is_ok() => {
                        self.sent += bytes;
                    }
                    _ => return Fate::Closed,
                },
                read = self.far.read(&mut answer), if open => match read {
                    Ok(bytes @ 1..) if self.near.write_all(&answer[..bytes]).await.is_ok() => {}
                    _ => return Fate::Closed,
                },
            }
        }
    }
}
