//! One attempt to send a request, the pause before the next, and the deadline of them all.

use std::{
    pin::pin,
    sync::Arc,
    task::Poll,
    time::{Duration, Instant},
};

use tokio::{
    sync::watch,
    time::{sleep, sleep_until, timeout},
};

use super::{
    batch::SealedBatch,
    response::{Acknowledged, Failure},
    transport::Transport,
};
use crate::export::worker::caught;

/// The time at which everything has to end, once there is a shutdown.
pub(crate) type Stop = watch::Receiver<Option<Instant>>;

/// The pause between attempts while the program waits for its shutdown.
const HURRIED_PAUSE: Duration = Duration::from_millis(100);

/// Sends a request once, and waits for its answer at most so long.
pub(crate) async fn once(
    transport: &mut Transport,
    batch: &Arc<SealedBatch>,
    limit: Duration,
) -> Result<Acknowledged, Failure> {
    match timeout(limit, guarded(transport.send(batch.clone()))).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(panic)) => Err(Failure::Unanswered(format!(
            "the exporter panicked: {panic}"
        ))),
        Err(_) => Err(Failure::Unanswered(format!("no answer within {limit:.0?}"))),
    }
}

/// Waits before the next attempt. Once there is a shutdown, what is left of its time is not spent
/// waiting.
pub(crate) async fn pause(stop: &Stop, pause: Duration) {
    let mut stop = stop.clone();
    let hurried = async {
        if stop.wait_for(Option::is_some).await.is_err() {
            std::future::pending::<()>().await;
        }
        sleep(pause.min(HURRIED_PAUSE)).await;
    };
    tokio::select! {
        () = sleep(pause) => {}
        () = hurried => {}
    }
}

/// Waits until there is a shutdown and its deadline has passed.
pub(crate) async fn deadline(stop: &mut Stop) {
    let set = stop
        .wait_for(Option::is_some)
        .await
        .ok()
        .and_then(|set| *set);
    match set {
        Some(deadline) => sleep_until(deadline.into()).await,
        // The telemetry is gone without a shutdown: what is queued is still sent.
        None => std::future::pending().await,
    }
}

/// Runs `future`; a panic in it becomes an error with its text.
async fn guarded<T>(future: impl Future<Output = T>) -> Result<T, String> {
    let mut future = pin!(future);
    std::future::poll_fn(
        move |context| match caught(|| future.as_mut().poll(context)) {
            Ok(poll) => poll.map(Ok),
            Err(panic) => Poll::Ready(Err(panic)),
        },
    )
    .await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let result = runtime.block_on(guarded(async { panic!("boom {}", 1) }));
        assert_eq!(result, Err::<(), _>("boom 1".to_owned()));
    }
}
