//! What the tests share: values that tell when they are dropped, and a way to run a future.

use std::cell::RefCell;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use otel_runtime::{MemoryExporter, Telemetry};

thread_local! {
    static DROPPED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// A value that notes its name when it is dropped.
pub(crate) struct Noisy(pub(crate) &'static str);

impl Noisy {
    /// Something to read from a temporary.
    pub(crate) fn length(&self) -> usize {
        self.0.len()
    }
}

impl Drop for Noisy {
    fn drop(&mut self) {
        note(self.0);
    }
}

/// Notes a moment between the drops.
pub(crate) fn note(moment: &'static str) {
    DROPPED.with(|dropped| dropped.borrow_mut().push(moment));
}

/// Everything noted while `run` ran.
pub(crate) fn noted(run: impl FnOnce()) -> Vec<&'static str> {
    DROPPED.with(|dropped| dropped.borrow_mut().clear());
    run();
    DROPPED.with(|dropped| dropped.take())
}

/// The same while a telemetry records every span.
pub(crate) fn noted_while_recording(run: impl FnOnce()) -> Vec<&'static str> {
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(MemoryExporter::default())
        .build()
        .unwrap();
    telemetry.scope(|| noted(run))
}

/// Polls a future until it is ready.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = poll_once(future.as_mut()) {
            return output;
        }
    }
}

/// Polls a future once.
pub(crate) fn poll_once<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// A future that is ready at the second poll.
pub(crate) async fn pause() {
    let mut paused = false;
    std::future::poll_fn(|_| {
        if std::mem::replace(&mut paused, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

/// Compares what a function drops, and when, with and without `#[traced]`.
macro_rules! same_drops {
    ($name:ident, $run:block, { $($function:tt)* }) => {
        #[test]
        fn $name() {
            mod bare {
                #![allow(unused_assignments, unused_imports, unused_variables)]
                use super::*;
                $($function)*
            }
            mod traced {
                #![allow(unused_assignments, unused_imports, unused_variables)]
                use super::*;
                #[otel_runtime::traced]
                $($function)*
            }
            let bare = noted(|| {
                use bare::case;
                $run
            });
            let traced = || {
                use traced::case;
                $run
            };
            assert!(!bare.is_empty(), "nothing was dropped");
            assert_eq!(bare, noted(traced));
            assert_eq!(bare, $crate::bystander::noted_while_recording(traced));
        }
    };
}
pub(crate) use same_drops;
