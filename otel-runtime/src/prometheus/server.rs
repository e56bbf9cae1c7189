//! A small HTTP server for the one page that Prometheus reads, on a thread of its own.

use std::{
    convert::Infallible,
    fmt,
    future::ready,
    io,
    net::{SocketAddr, TcpListener, ToSocketAddrs},
    sync::{
        Arc,
        mpsc::{self, Receiver},
    },
    thread,
    time::Duration,
};

use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use opentelemetry::Context;
use tokio::{
    net::TcpStream,
    runtime::{Builder, Runtime},
    sync::{OwnedSemaphorePermit, Semaphore, oneshot},
    time::{sleep, timeout},
};

/// Where the page is.
const PATH: &str = "/metrics";
/// The version of the text format, as Prometheus asks for it.
const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";
/// More connections than these wait until one of them ends.
const CONNECTIONS: usize = 32;
/// How long the head of a request may take.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// How long a connection may take, with its answer.
const CONNECTION_TIME: Duration = Duration::from_secs(30);
/// The most bytes of a request's head.
const HEAD_BYTES: usize = 16 * 1024;
/// The most headers of a request.
const HEADERS: usize = 64;
/// The pause after a connection that could not be accepted.
const PAUSE: Duration = Duration::from_millis(100);

/// What makes the page, or says why there is none.
pub(crate) type Page = dyn Fn() -> Result<String, String> + Send + Sync;

/// A running server.
pub(crate) struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    stopped: Receiver<()>,
}

/// A server that has been told to end.
pub(crate) struct Ending(Receiver<()>);

impl Server {
    /// Starts a server at this address, any free port where that is 0.
    pub(crate) fn start(host: &str, port: u16, page: Arc<Page>) -> io::Result<Self> {
        let listener = listen(host, port)?;
        let address = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let (stop, asked_to_stop) = oneshot::channel();
        let (ended, stopped) = mpsc::channel();
        thread::Builder::new()
            .name("otel-prometheus".to_owned())
            .spawn(move || {
                run(&runtime, listener, page, asked_to_stop);
                drop(runtime);
                drop(ended);
            })?;
        Ok(Self {
            address,
            stop,
            stopped,
        })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Tells the server to end with its connections.
    pub(crate) fn stop(self) -> Ending {
        // Its thread is not there any more when this fails.
        let _ = self.stop.send(());
        Ending(self.stopped)
    }
}

impl Ending {
    /// Waits for the end; whether that was in time.
    pub(crate) fn is_over_in(&self, timeout: Duration) -> bool {
        let ended = self.0.recv_timeout(timeout);
        ended == Err(mpsc::RecvTimeoutError::Disconnected)
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Server").field(&self.address).finish()
    }
}

/// Listens at the first address of the host that this machine has. One that is taken is not passed
/// over: with two programs on two addresses of one name, a scraper would see either.
fn listen(host: &str, port: u16) -> io::Result<TcpListener> {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let mut missing = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    for address in (host, port).to_socket_addrs()? {
        match TcpListener::bind(address) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrNotAvailable => missing = error,
            Err(error) => return Err(error),
        }
    }
    Err(missing)
}

fn run(
    runtime: &Runtime,
    listener: tokio::net::TcpListener,
    page: Arc<Page>,
    asked_to_stop: oneshot::Receiver<()>,
) {
    // What callbacks of instruments do here must not become spans.
    let _suppressed = Context::enter_telemetry_suppressed_scope();
    runtime.block_on(async {
        tokio::select! {
            _ = asked_to_stop => {}
            () = accept(listener, page) => {}
        }
    });
}

async fn accept(listener: tokio::net::TcpListener, page: Arc<Page>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    while let Ok(place) = places.clone().acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(serve(stream, page.clone(), place));
            }
            // No file descriptor is left, for example.
            Err(_) => sleep(PAUSE).await,
        }
    }
}

/// One request, for a scraper that keeps its connection would keep a place as well.
async fn serve(stream: TcpStream, page: Arc<Page>, _place: OwnedSemaphorePermit) {
    let service = service_fn(|request| ready(Ok::<_, Infallible>(answer(&request, &*page))));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .keep_alive(false)
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(stream), service);
    // Whoever went away or took too long has been told as far as possible.
    let _ = timeout(CONNECTION_TIME, connection).await;
}

fn answer<B>(request: &Request<B>, page: &Page) -> Response<String> {
    if request.uri().path() != PATH {
        return plain(StatusCode::NOT_FOUND, format!("see {PATH}\n"));
    }
    if request.method() != Method::GET {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET\n".to_owned());
        let allowed = HeaderValue::from_static("GET");
        refused.headers_mut().insert(header::ALLOW, allowed);
        return refused;
    }
    match page() {
        Ok(text) => {
            let mut found = plain(StatusCode::OK, text);
            let kind = HeaderValue::from_static(CONTENT_TYPE);
            found.headers_mut().insert(header::CONTENT_TYPE, kind);
            found
        }
        Err(reason) => plain(StatusCode::INTERNAL_SERVER_ERROR, format!("{reason}\n")),
    }
}

fn plain(status: StatusCode, text: String) -> Response<String> {
    let mut response = Response::new(text);
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
