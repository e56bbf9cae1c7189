//! What the destination took, and what it says to whom.

use std::{
    collections::VecDeque,
    sync::Mutex,
    time::{Duration, Instant},
};

use opentelemetry_proto::tonic::{
    collector::trace::v1::{
        ExportTracePartialSuccess, ExportTraceServiceRequest, ExportTraceServiceResponse,
    },
    trace::v1::Span,
};
use prost::Message;

use crate::{
    answer::{Answer, Refusal},
    line::Resets,
    metrics::Metrics,
};

/// A span that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// Its name.
    pub name: String,
    /// Its trace's id, 16 bytes.
    pub trace_id: Vec<u8>,
    /// Its id, 8 bytes.
    pub span_id: Vec<u8>,
    /// Its parent's id; empty for a root.
    pub parent_span_id: Vec<u8>,
    /// How many attributes it has.
    pub attributes: usize,
}

impl From<Span> for Arrived {
    fn from(span: Span) -> Self {
        Self {
            name: span.name,
            trace_id: span.trace_id,
            span_id: span.span_id,
            parent_span_id: span.parent_span_id,
            attributes: span.attributes.len(),
        }
    }
}

/// The destination behind its protocols.
#[derive(Debug)]
pub(crate) struct Receiver {
    spans: Mutex<Vec<Arrived>>,
    requests: Mutex<Vec<Instant>>,
    next: Mutex<VecDeque<Answer>>,
    answer: Mutex<Answer>,
    resets: Resets,
    pub(crate) metrics: Metrics,
}

impl Default for Receiver {
    fn default() -> Self {
        Self {
            spans: Mutex::default(),
            requests: Mutex::default(),
            next: Mutex::default(),
            answer: Mutex::new(Answer::Take),
            resets: Resets::default(),
            metrics: Metrics::default(),
        }
    }
}

/// What was taken of a request.
pub(crate) struct Taken {
    pub(crate) response: ExportTraceServiceResponse,
    /// Whether this is to be said only in part.
    pub(crate) broken_off: bool,
}

impl Receiver {
    pub(crate) fn answer(&self, answer: Answer) {
        *self.answer.lock().unwrap() = answer;
    }

    pub(crate) fn answer_next(&self, answers: impl IntoIterator<Item = Answer>) {
        self.next.lock().unwrap().extend(answers);
    }

    pub(crate) fn spans(&self) -> Vec<Arrived> {
        self.spans.lock().unwrap().clone()
    }

    pub(crate) fn requests(&self) -> Vec<Instant> {
        self.requests.lock().unwrap().clone()
    }

    pub(crate) fn resets(&self) -> Resets {
        self.resets.clone()
    }

    pub(crate) fn next_answer(&self) -> Answer {
        self.requests.lock().unwrap().push(Instant::now());
        let next = self.next.lock().unwrap().pop_front();
        next.unwrap_or_else(|| *self.answer.lock().unwrap())
    }

    /// Does to a request of so many bytes what the answer says, unless it is taken.
    pub(crate) async fn obey(&self, answer: Answer, bytes: usize) -> Result<(), Refusal> {
        match answer {
            Answer::Take | Answer::BreakOff | Answer::TakeHalf => {}
            Answer::TakeAfter(delay) => tokio::time::sleep(delay).await,
            Answer::TakeUpTo(limit) if bytes <= limit => {}
            Answer::TakeUpTo(limit) => return Err(Refusal::TooLarge { bytes, limit }),
            Answer::Reset => {
                self.resets.reset_all();
                // Longer than the connection lives.
                tokio::time::sleep(Duration::from_secs(3_600)).await;
            }
            Answer::Unavailable => return Err(Refusal::Unavailable),
            Answer::Throttled(delay) => return Err(Refusal::Throttled(delay)),
            Answer::Refuse => return Err(Refusal::Refused),
        }
        Ok(())
    }

    /// Takes a request, or does to it what the answer says.
    pub(crate) async fn receive(
        &self,
        request: ExportTraceServiceRequest,
    ) -> Result<Taken, Refusal> {
        let answer = self.next_answer();
        let bytes = request.encoded_len();
        let mut rejected = 0;
        let resources = request.resource_spans.into_iter();
        let scopes = resources.flat_map(|resource| resource.scope_spans);
        let mut spans: Vec<Span> = scopes.flat_map(|scope| scope.spans).collect();
        match answer {
            Answer::TakeHalf => rejected = spans.split_off(spans.len() / 2).len(),
            answer => self.obey(answer, bytes).await?,
        }
        let arrived = spans.into_iter().map(Arrived::from);
        self.spans.lock().unwrap().extend(arrived);
        Ok(Taken {
            response: response(rejected),
            broken_off: answer == Answer::BreakOff,
        })
    }
}

fn response(rejected: usize) -> ExportTraceServiceResponse {
    let partial = ExportTracePartialSuccess {
        rejected_spans: rejected.try_into().unwrap(),
        error_message: "too old".to_owned(),
    };
    ExportTraceServiceResponse {
        partial_success: (rejected > 0).then_some(partial),
    }
}
