//! How finished spans are gathered for an exporter, each value with its source.

use std::time::Duration;

use super::{Source, Sourced, Warning};
use crate::export::BatchSettings;

/// `BatchSettings`, each value with its source.
#[derive(Debug)]
pub(crate) struct SourcedBatch {
    pub(crate) delay: Sourced<Duration>,
    pub(crate) export_timeout: Sourced<Duration>,
    pub(crate) max_elapsed_time: Sourced<Duration>,
    pub(crate) max_spans: Sourced<usize>,
    pub(crate) max_bytes: Sourced<usize>,
    pub(crate) queue_spans: Sourced<Option<usize>>,
    pub(crate) queue_bytes: Sourced<usize>,
}

impl SourcedBatch {
    /// All of them as the builder gave them.
    pub(crate) fn code(batch: BatchSettings) -> Self {
        Self::new(batch, Source::Code)
    }

    fn new(batch: BatchSettings, source: Source) -> Self {
        Self {
            delay: Sourced::new(batch.delay, source),
            export_timeout: Sourced::new(batch.export_timeout, source),
            max_elapsed_time: Sourced::new(batch.max_elapsed_time, source),
            max_spans: Sourced::new(batch.max_spans, source),
            max_bytes: Sourced::new(batch.max_bytes, source),
            queue_spans: Sourced::new(batch.queue_spans, source),
            queue_bytes: Sourced::new(batch.queue_bytes, source),
        }
    }

    /// The settings without their sources.
    pub(crate) fn batch_settings(&self) -> BatchSettings {
        BatchSettings {
            delay: *self.delay,
            max_spans: *self.max_spans,
            max_bytes: *self.max_bytes,
            export_timeout: *self.export_timeout,
            max_elapsed_time: *self.max_elapsed_time,
            queue_bytes: *self.queue_bytes,
            queue_spans: *self.queue_spans,
        }
    }

    /// A batch must fit the queue. Said aloud only to who chose the batch's size.
    pub(crate) fn fit_batch_to_queue(&mut self, warnings: &mut Vec<Warning>) {
        let Some(queue) = self
            .queue_spans
            .value
            .filter(|queue| *self.max_spans > *queue)
        else {
            return;
        };
        let setting = match self.max_spans.source {
            Source::Variable(name) => Some(name),
            Source::Code => Some("batch max_spans"),
            _ => None,
        };
        if let Some(setting) = setting {
            warnings.push(Warning::Invalid {
                setting,
                value: Some(self.max_spans.to_string()),
                allowed: format!("at most the size of the queue, {queue}").into(),
                used: queue.to_string().into(),
            });
        }
        self.max_spans.value = queue;
    }
}

impl Default for SourcedBatch {
    fn default() -> Self {
        Self::new(BatchSettings::default(), Source::Default)
    }
}
