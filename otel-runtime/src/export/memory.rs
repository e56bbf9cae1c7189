//! Spans kept in memory, for tests.

use super::tree;
use crate::process::PerProcess;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{SpanData, SpanExporter};
use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A backend that keeps finished spans, and asserts on the tree they make.
///
/// Clones share the spans: give one clone to a `Telemetry`, keep the other. Spans arrive when the `Telemetry` is
/// flushed or its next batch is due, so flush before looking. Spans stay until [`clear`](Self::clear), without
/// a limit.
///
/// ```
/// use otel_runtime::{MemoryExporter, Telemetry, traced};
///
/// #[traced]
/// fn load_cart(items: u32) {}
///
/// let memory = MemoryExporter::default();
/// let telemetry = Telemetry::builder().exporter(memory.clone()).build()?;
/// telemetry.scope(|| load_cart(3));
/// telemetry.flush();
///
/// memory.assert_tree("load_cart");
/// # Ok::<(), otel_runtime::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct MemoryExporter {
    spans: Arc<PerProcess<Mutex<Vec<SpanData>>>>,
}

/// A span and the spans it is the parent of, as [`MemoryExporter::trees`] gives them.
///
/// Its `Display` is the notation of [`MemoryExporter::assert_tree`].
#[derive(Clone, Debug, PartialEq)]
pub struct SpanTree {
    /// The span itself.
    pub span: SpanData,
    /// Its children, by start time.
    pub children: Vec<SpanTree>,
}

impl MemoryExporter {
    /// The spans that have arrived, by start time.
    pub fn spans(&self) -> Vec<SpanData> {
        let mut spans = self.lock().clone();
        spans.sort_by_key(|span| span.start_time);
        spans
    }

    /// Forgets all spans, in every clone.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// The spans as trees, roots and children by start time.
    ///
    /// A span whose parent has not arrived is a root.
    pub fn trees(&self) -> Vec<SpanTree> {
        let spans = self.spans();
        let borrowed: Vec<&SpanData> = spans.iter().collect();
        // From the last row to the first: what waits one level deeper when a span comes up are its children.
        let mut levels: Vec<Vec<SpanTree>> = vec![Vec::new()];
        for row in tree::rows(&borrowed).into_iter().rev() {
            levels.resize_with(levels.len().max(row.depth + 2), Vec::new);
            let mut children = std::mem::take(&mut levels[row.depth + 1]);
            children.reverse();
            levels[row.depth].push(SpanTree {
                span: spans[row.index].clone(),
                children,
            });
        }
        let mut roots = std::mem::take(&mut levels[0]);
        roots.reverse();
        roots
    }

    /// Asserts that the spans which have arrived make exactly the expected tree.
    ///
    /// A line stands for a span, a deeper indentation for a child; siblings and roots stand in the order in which they
    /// started. A line has, in any order after the name:
    ///
    /// - `[server]`, `[client]`, `[producer]` or `[consumer]`: the kind; nothing for an internal span;
    /// - the outcome: `ok`, `cancelled`, `error`, `error="declined"`, `panicked` or `panicked="out of range"`; nothing for
    ///   a span whose status was left unset. Without its text, any error or panic fits;
    /// - `key=value` for the attributes to look at: `"text"`, `42`, `1.5`, `true`, `["a","b"]`, or `*` for any value.
    ///   Attributes that are not named are not looked at.
    ///
    /// A line `...` stands for any number of siblings with all that is below them. A name that could be read as one of
    /// these is written in quotes. Indentation common to all lines and empty lines do not matter.
    ///
    /// ```should_panic
    /// # use otel_runtime::MemoryExporter;
    /// # let memory = MemoryExporter::default();
    /// memory.assert_tree(
    ///     r#"
    ///     GET /orders [server] error="declined"
    ///       authorize
    ///       charge [client] error card="****1111"
    ///         ...
    ///     "#,
    /// );
    /// ```
    ///
    /// # Panics
    ///
    /// When the trees differ, with the lines of the difference; an empty expected tree shows all that has arrived. Also when
    /// the expected tree cannot be read, with the line.
    #[track_caller]
    #[allow(clippy::panic)] // It is an assertion: the one place here that may.
    pub fn assert_tree(&self, expected: &str) {
        let spans = self.spans();
        match tree::difference(expected, &spans) {
            Ok(None) => {}
            Ok(Some(lines)) => {
                let hint = if spans.is_empty() {
                    "\nNo span has arrived: is the Telemetry flushed?\n"
                } else {
                    ""
                };
                panic!(
                    "the spans do not make the expected tree (- expected, + actual):\n\n{lines}{hint}"
                );
            }
            Err(unreadable) => panic!("{unreadable}"),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<SpanData>> {
        // The list is whole after every step, so a panic elsewhere says nothing against it.
        let spans = self.spans.get().lock();
        spans.unwrap_or_else(PoisonError::into_inner)
    }
}

impl SpanExporter for MemoryExporter {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        self.lock().extend(batch);
        Ok(())
    }
}

impl fmt::Debug for MemoryExporter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("MemoryExporter")
            .field("spans", &self.lock().len())
            .finish()
    }
}

impl fmt::Display for SpanTree {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut waiting = vec![(0, self)];
        while let Some((depth, tree)) = waiting.pop() {
            let line = tree::notation(&tree.span, &HashSet::new());
            writeln!(formatter, "{}{line}", "  ".repeat(depth))?;
            waiting.extend(tree.children.iter().rev().map(|child| (depth + 1, child)));
        }
        Ok(())
    }
}
