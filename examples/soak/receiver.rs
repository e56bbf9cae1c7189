//! One receiver: what it does with a request, and which spans it has taken.

use std::{
    collections::HashSet,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use rand::Rng;
use tokio::sync::watch;

use crate::{
    connections::Cut,
    destinations::Received,
    faults::{Fault, LIMIT},
};

/// Decides on each span once: a request that comes again, because its answer was lost, is answered
/// as it was.
pub(crate) struct Receiver {
    fault: watch::Receiver<Option<Fault>>,
    known: Mutex<Known>,
}

/// The ids of the spans that came, by what was decided.
struct Known {
    /// In many small sets, so that none takes long to grow.
    taken: Vec<HashSet<u64>>,
    rejected: HashSet<u64>,
    too_large: HashSet<u64>,
    counts: Received,
}

/// What a request is answered.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    /// Taken, but for those that are rejected.
    Taken {
        rejected: u64,
    },
    Rejected,
    TooLarge,
    Unavailable,
    /// Too many: later.
    Throttled,
}

impl Receiver {
    pub(crate) fn new(fault: watch::Receiver<Option<Fault>>) -> Self {
        let known = Known {
            taken: vec![HashSet::new(); 256],
            rejected: HashSet::new(),
            too_large: HashSet::new(),
            counts: Received::default(),
        };
        Self {
            fault,
            known: Mutex::new(known),
        }
    }

    /// What this receiver did so far.
    pub(crate) fn received(&self) -> Received {
        let known = self.known();
        Received {
            taken: known.taken.iter().map(|ids| ids.len() as u64).sum(),
            rejected: known.rejected.len() as u64,
            too_large: known.too_large.len() as u64,
            ..known.counts
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Decides what a request of so many bytes is answered, and answers it as the fault of the
    /// moment has it.
    pub(crate) async fn answer(
        &self,
        request: &ExportTraceServiceRequest,
        bytes: usize,
        cut: &Cut,
    ) -> Answer {
        let fault = *self.fault.borrow();
        let answer = self.known().decide(&ids(request), bytes, fault);
        match fault {
            Some(Fault::Hang) => std::future::pending().await,
            Some(Fault::Cut) => {
                cut.now();
                std::future::pending().await
            }
            Some(Fault::Slow) => {
                let delay = rand::rng().random_range(100..800);
                tokio::time::sleep(Duration::from_millis(delay)).await;
            }
            _ => {}
        }
        answer
    }
}

impl Known {
    fn decide(&mut self, ids: &[u64], bytes: usize, fault: Option<Fault>) -> Answer {
        self.counts.requests += 1;
        let fresh: Vec<u64> = ids.iter().copied().filter(|id| !self.has(*id)).collect();
        let waits = matches!(
            fault,
            Some(Fault::Hang | Fault::Cut | Fault::Unavailable | Fault::Throttle)
        );
        if waits {
            self.counts.failed += 1;
        }
        match fault {
            Some(Fault::Unavailable | Fault::Hang) => return Answer::Unavailable,
            Some(Fault::Throttle) => return Answer::Throttled,
            Some(Fault::Limit) if bytes > LIMIT && !fresh.is_empty() => {
                self.counts.failed += 1;
                if let [only] = *fresh
                    && ids.len() == 1
                {
                    self.too_large.insert(only);
                }
                return Answer::TooLarge;
            }
            Some(Fault::Reject) => self.rejected.extend(&fresh),
            Some(Fault::Partial) => self.rejected.extend(fresh.iter().step_by(3)),
            _ => {}
        }
        let mut rejected = 0;
        for id in ids {
            if self.too_large.contains(id) {
                return Answer::TooLarge;
            }
            if self.rejected.contains(id) {
                rejected += 1;
            } else if !self.taken[*id as u8 as usize].insert(*id) {
                self.counts.again += 1;
            }
        }
        if fault == Some(Fault::Reject) && rejected == ids.len() as u64 {
            return Answer::Rejected;
        }
        Answer::Taken { rejected }
    }

    fn has(&self, id: u64) -> bool {
        self.taken[id as u8 as usize].contains(&id)
            || self.rejected.contains(&id)
            || self.too_large.contains(&id)
    }
}

fn ids(request: &ExportTraceServiceRequest) -> Vec<u64> {
    let resources = request.resource_spans.iter();
    let scopes = resources.flat_map(|resource| &resource.scope_spans);
    let spans = scopes.flat_map(|scope| &scope.spans);
    let id = |id: &[u8]| id.try_into().map_or(0, u64::from_be_bytes);
    spans.map(|span| id(&span.span_id)).collect()
}
