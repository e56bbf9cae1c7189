//! Metrics by OTLP.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use opentelemetry_proto::tonic::collector::metrics::v1::ExportMetricsServiceRequest;
use opentelemetry_sdk::metrics::{Temporality, data::ResourceMetrics};
use prost::Message;
use tokio::{runtime::Handle, sync::watch, time::sleep_until};

use super::{books::Books, destination::Destination, points::Points};
use crate::{
    Error, Otlp,
    export::{
        Signal,
        otlp::{
            SealedBatch,
            attempt::{self, Stop},
            response::{Acknowledged, Failure},
            retry::Retry,
            split, thread,
            transport::Transport,
        },
    },
};

/// What the user can do about a receiver that is there for other signals.
const TAKES_NONE: &str = "Where it takes no metrics, OTEL_METRICS_EXPORTER=none sends none";

/// Sends each export as one request, or in as many as its receiver takes.
pub(super) struct Sender {
    transport: Transport,
    /// What drives connections and clocks; the requests themselves are made on the reader's thread.
    runtime: Handle,
    temporality: Temporality,
    /// How long one attempt may take.
    timeout: Duration,
    retry: Retry,
    stop: Stop,
    advice: String,
}

/// A request, or a part of one that was too large.
struct Part {
    body: Arc<SealedBatch>,
    points: Points,
}

impl Sender {
    /// Checks the settings; connects when there is something to send.
    pub(super) fn new(otlp: &Otlp, temporality: Temporality) -> Result<Self, Error> {
        let checked = otlp.validate(Signal::Metrics)?;
        if otlp.is_spooled() {
            return Err(Error::invalid("Otlp::spool", "metrics", "only for spans"));
        }
        if otlp.has_batch() {
            return Err(Error::invalid("Otlp::batch", "metrics", "only for spans"));
        }
        let runtime =
            thread::handle().map_err(|error| Error::not_started("the export thread", error))?;
        Ok(Self {
            transport: Transport::new(&checked)?,
            runtime,
            temporality,
            timeout: checked.timeout(),
            retry: Retry::new(),
            stop: watch::channel(None).1,
            advice: otlp.advice(Signal::Metrics),
        })
    }

    /// The same, ended by what a shutdown says.
    pub(super) fn stopped_by(mut self, stop: Stop) -> Self {
        self.stop = stop;
        self
    }

    async fn deliver(&mut self, whole: Part, deadline: Instant, books: &Books) {
        let mut parts = vec![whole];
        while let Some(part) = parts.pop() {
            match self.attempts(&part, deadline, books).await {
                Ok(Acknowledged { rejected, message }) => {
                    books.exported(part.points, rejected as u64, &message);
                }
                Err(Failure::Refused(why)) => {
                    books.refused(part.points, format!("{why}. {TAKES_NONE}"));
                }
                Err(Failure::TooLarge(message)) => match self.halves(&part) {
                    Some((first, second)) => parts.extend([second, first]),
                    None => {
                        let why = format!("a metric is too large for the receiver: {message}");
                        books.refused(part.points, why);
                    }
                },
                Err(Failure::Unanswered(why) | Failure::Temporary { message: why, .. }) => {
                    books.failed(part.points, format!("{why}. {}", self.advice));
                }
            }
        }
    }

    /// Sends one request until it is answered for good, or its time is over.
    async fn attempts(
        &mut self,
        part: &Part,
        deadline: Instant,
        books: &Books,
    ) -> Result<Acknowledged, Failure> {
        let mut last = None;
        let mut stop = self.stop.clone();
        let late = async {
            tokio::select! {
                () = sleep_until(deadline.into()) => {}
                () = attempt::deadline(&mut stop) => {}
            }
        };
        let attempts = async {
            loop {
                let answer = attempt::once(&mut self.transport, &part.body, self.timeout).await;
                let (message, retry_after) = match answer {
                    Err(Failure::Unanswered(message)) => (message, None),
                    Err(Failure::Temporary {
                        message,
                        retry_after,
                    }) => (message, retry_after),
                    settled => {
                        self.retry.answered();
                        return settled;
                    }
                };
                let pause = self.retry.failed(retry_after);
                if self.retry.has_just_opened() {
                    books.unanswered(&format!("{message}. {}", self.advice));
                }
                last = Some(message);
                attempt::pause(&self.stop, pause).await;
            }
        };
        tokio::select! {
            biased;
            () = late => {}
            answer = attempts => return answer,
        }
        let why = last.unwrap_or_else(|| "no answer in the time of an export".to_owned());
        Err(Failure::Unanswered(why))
    }

    fn halves(&self, part: &Part) -> Option<(Part, Part)> {
        let (first, second) = split::halves(&part.body)?;
        Some((self.part(first), self.part(second)))
    }

    /// A part that was split off, whose data points are to be counted.
    fn part(&self, body: SealedBatch) -> Part {
        let bytes = body.pieces().collect::<Vec<_>>().concat();
        // What we have encoded ourselves can be decoded.
        let request = ExportMetricsServiceRequest::decode(bytes.as_slice()).unwrap_or_default();
        Part {
            points: Points::of(&request, self.temporality),
            body: Arc::new(body),
        }
    }
}

impl Destination for Sender {
    fn temporality(&self) -> Temporality {
        self.temporality
    }

    fn export(&mut self, metrics: &ResourceMetrics, deadline: Instant, books: &Books) {
        let request = ExportMetricsServiceRequest::from(metrics);
        let points = Points::of(&request, self.temporality);
        books.begin(points);
        let body = SealedBatch::of_body(request.encode_to_vec(), 1);
        let part = Part {
            body: Arc::new(body),
            points,
        };
        let runtime = self.runtime.clone();
        runtime.block_on(self.deliver(part, deadline, books));
    }

    fn shutdown(&mut self, _deadline: Instant) -> Result<(), String> {
        Ok(())
    }
}
