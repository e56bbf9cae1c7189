//! Finished traces as trees on the console.

mod block;
mod canvas;
mod details;
#[cfg(test)]
mod look_tests;
mod row;
mod shared;
mod text;
mod time;
mod traces;
#[cfg(test)]
mod wait_tests;
mod width;

use crate::process::PerProcess;
use opentelemetry::Key;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::{OTelSdkError, OTelSdkResult};
use opentelemetry_sdk::trace::{SpanData, SpanExporter};
use shared::{Output, Shared};
use std::fmt;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use width::Width;

/// A backend that prints finished traces as trees, with a bar for each span on the time line of its trace.
///
/// Clones share the console: give one clone to each `Telemetry` of a process, and a request that passes through several
/// of its services is one tree.
///
/// A trace is printed a short [`grace`](Self::grace) after its outermost span here has ended, so that what ends a little
/// later, such as a task spawned by it, is still in its place; spans that come after that are printed under the same
/// trace id, marked as continued. Until then at most 1,024 traces with 8,192 spans wait; beyond that the oldest trace is
/// printed as it is, marked as unfinished. A flush prints all that waits, of several services when each of them has
/// flushed; so does the shutdown of the last one. What is due in between is printed by a thread that is there only
/// while something waits.
///
/// Shown are service, name, kind, duration, attributes (without `code.*` and `thread.*`), events, links, and what went
/// wrong: an error's message where it appeared first, panics, and futures that were dropped early. Control characters in
/// names and values are escaped; long values end in `…`. Errors while writing are ignored.
///
/// ```
/// use otel_runtime::{ConsoleExporter, Telemetry, traced};
///
/// #[traced]
/// fn load_cart(items: u32) {}
///
/// let telemetry = Telemetry::builder()
///     .exporter(ConsoleExporter::stderr())
///     .build()?;
/// telemetry.scope(|| load_cart(3));
/// # Ok::<(), otel_runtime::Error>(())
/// ```
pub struct ConsoleExporter {
    console: Arc<Console>,
    service: Arc<str>,
    /// The handle of the service, once it has a resource: clones are made before they have one.
    attached: Option<Attached>,
    shut_down: AtomicBool,
}

/// Prints what waits when the last clone goes.
struct Console(Arc<Shared>);

/// A service that prints here.
struct Attached {
    number: u64,
    shared: Arc<Shared>,
}

impl ConsoleExporter {
    /// The console on standard error, one for the whole process: what several telemetries print is
    /// one tree, also where each got its console from the environment.
    ///
    /// It has colours if standard error is a terminal, unless `NO_COLOR` is set and not empty or `TERM` is `dumb`. Its lines
    /// are as wide as `COLUMNS` or the terminal says, else 100 columns.
    pub fn stderr() -> Self {
        static STDERR: PerProcess<Mutex<Weak<Console>>> = PerProcess::new(Mutex::new(Weak::new()));
        let mut stderr = STDERR.get().lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(console) = stderr.upgrade() {
            return Self::on(console);
        }
        let exporter = Self::new(Output::stderr());
        *stderr = Arc::downgrade(&exporter.console);
        exporter
    }

    /// A console on any writer, without colours and with lines of 100 columns unless set otherwise.
    pub fn to(writer: impl Write + Send + 'static) -> Self {
        let width = Width::Columns(Width::UNKNOWN);
        Self::new(Output::new(Box::new(writer), false, width))
    }

    fn new(output: Output) -> Self {
        Self::on(Arc::new(Console(Arc::new(Shared::new(output)))))
    }

    fn on(console: Arc<Console>) -> Self {
        Self {
            console,
            service: UNKNOWN_SERVICE.into(),
            attached: None,
            shut_down: AtomicBool::new(false),
        }
    }

    /// Whether to print in colour, for all clones.
    #[must_use]
    pub fn color(self, color: bool) -> Self {
        self.shared()
            .configure(|output| output.printer.color = color);
        self
    }

    /// The width of a line in columns, for all clones; at least 60 and at most 200 are used.
    #[must_use]
    pub fn width(self, columns: usize) -> Self {
        self.shared()
            .configure(|output| output.width = Width::Columns(columns));
        self
    }

    /// How long a trace waits for late spans after its outermost span here has ended, for all clones; 250 ms by default,
    /// an hour at most.
    ///
    /// The wait begins anew with each span of the trace, and is four times as long while parents are known to be missing;
    /// together it is never more than four times this.
    #[must_use]
    pub fn grace(self, grace: Duration) -> Self {
        self.shared()
            .limit(|limits| limits.grace = grace.min(Duration::from_secs(3_600)));
        self
    }

    fn shared(&self) -> &Arc<Shared> {
        &self.console.0
    }
}

const UNKNOWN_SERVICE: &str = "unknown_service";

impl SpanExporter for ConsoleExporter {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        if self.shut_down.load(Ordering::Relaxed) {
            return Err(OTelSdkError::AlreadyShutdown);
        }
        self.shared().accept(batch, &self.service);
        Ok(())
    }

    fn shutdown_with_timeout(&self, _timeout: Duration) -> OTelSdkResult {
        if self.shut_down.swap(true, Ordering::Relaxed) {
            return Err(OTelSdkError::AlreadyShutdown);
        }
        match &self.attached {
            Some(attached) => self.shared().detach(attached.number),
            None => self.shared().flush(None),
        }
        Ok(())
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.shared()
            .flush(self.attached.as_ref().map(|attached| attached.number));
        Ok(())
    }

    fn set_resource(&mut self, resource: &Resource) {
        let name = resource.get_ref(&Key::from_static_str("service.name"));
        self.service = name.map_or(UNKNOWN_SERVICE.into(), |name| name.as_str().into());
        self.attached = Some(Attached {
            number: self.shared().attach(self.service.clone()),
            shared: self.shared().clone(),
        });
    }
}

impl Clone for ConsoleExporter {
    /// Another way to the same console, for a service of its own.
    fn clone(&self) -> Self {
        Self {
            console: self.console.clone(),
            service: self.service.clone(),
            attached: None,
            shut_down: AtomicBool::new(false),
        }
    }
}

impl fmt::Debug for ConsoleExporter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ConsoleExporter")
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        self.shared.detach(self.number);
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        self.0.flush(None);
    }
}
