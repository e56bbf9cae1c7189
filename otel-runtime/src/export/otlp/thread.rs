//! The one thread, with a runtime of its own, on which every OTLP backend of the process sends.

use std::{
    io,
    sync::{Mutex, PoisonError},
};

use tokio::runtime::{Builder, Handle};

use crate::process::{Inherit, PerProcess};

static RUNTIME: PerProcess<Running> = PerProcess::new(Running(Mutex::new(None)));

struct Running(Mutex<Option<Handle>>);

impl Inherit for Running {
    /// The parent's thread is not there.
    fn inherit(&self) -> Self {
        Self(Mutex::new(None))
    }
}

/// A handle to the export thread's runtime; starts the thread at the first call. It stays for the
/// life of the process, parked when nothing is to be sent.
pub(crate) fn handle() -> io::Result<Handle> {
    let running = &RUNTIME.get().0;
    let mut running = running.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = &*running {
        return Ok(handle.clone());
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    std::thread::Builder::new()
        .name("otel-export".to_owned())
        .spawn(move || {
            // What the clients below do must not become spans that are then exported.
            let _suppressed = opentelemetry::Context::enter_telemetry_suppressed_scope();
            runtime.block_on(std::future::pending::<()>());
        })?;
    Ok(running.insert(handle).clone())
}
