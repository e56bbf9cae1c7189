//! A traced future is larger by the handle of its span, not by a copy of its arguments.

use std::mem::size_of_val;

use crate::bystander::pause;

/// A KiB that is needed after an await.
type Payload = [u8; 1024];

/// Bytes that a traced layer may add: its span.
const ALLOWED: usize = 4 * size_of::<usize>();

/// An argument, a local, and four functions that hand their argument down.
macro_rules! functions {
    ($module:ident, $(#[$attribute:meta])?) => {
        mod $module {
            use std::mem::size_of_val;

            use super::{Payload, pause};

            $(#[$attribute])?
            async fn argument(payload: Payload) -> usize {
                pause().await;
                payload.len()
            }

            $(#[$attribute])?
            async fn local() -> usize {
                let payload = [0_u8; 1024];
                pause().await;
                payload.len()
            }

            $(#[$attribute])?
            async fn closure(payload: Payload) -> impl Fn(&str) -> usize {
                pause().await;
                move |text| text.len() + payload.len()
            }

            $(#[$attribute])?
            async fn result(payload: Payload) -> Result<usize, std::io::Error> {
                pause().await;
                Ok(payload.len())
            }

            $(#[$attribute])?
            async fn first(payload: Payload) -> usize {
                second(payload).await
            }

            $(#[$attribute])?
            async fn second(payload: Payload) -> usize {
                third(payload).await
            }

            $(#[$attribute])?
            async fn third(payload: Payload) -> usize {
                argument(payload).await
            }

            $(#[$attribute])?
            async fn keeping(payload: Payload) -> usize {
                keeping_too(payload).await + payload.len()
            }

            $(#[$attribute])?
            async fn keeping_too(payload: Payload) -> usize {
                argument(payload).await + payload.len()
            }

            /// What each is called, how many traced layers it has, and its size.
            pub(super) fn sizes() -> [(&'static str, usize, usize); 6] {
                let payload = [0; 1024];
                [
                    ("1 KiB argument", 1, size_of_val(&argument(payload))),
                    ("1 KiB local", 1, size_of_val(&local())),
                    ("1 KiB argument, in a closure", 1, size_of_val(&closure(payload))),
                    ("1 KiB argument, `Result`", 1, size_of_val(&result(payload))),
                    ("four deep, argument handed down", 4, size_of_val(&first(payload))),
                    ("three deep, argument kept", 3, size_of_val(&keeping(payload))),
                ]
            }
        }
    };
}

functions!(bare,);
functions!(traced, #[otel_runtime::traced]);
functions!(recording, #[otel_runtime::traced(args, ok)]);

/// Run with `--nocapture` it prints the sizes.
#[test]
#[allow(clippy::print_stdout)]
fn a_layer_grows_by_the_handle_only() {
    for traced in [traced::sizes(), recording::sizes()] {
        for ((name, layers, bare), (_, _, traced)) in bare::sizes().iter().zip(traced) {
            println!("{name}: {bare} bytes bare, {traced} traced");
            assert!(
                traced <= bare + layers * ALLOWED,
                "{}: {} bytes, bare {}",
                name,
                traced,
                bare
            );
        }
    }
}

#[test]
fn returned_futures_grow_by_the_handle_only() {
    use std::future::Future;
    #[allow(clippy::manual_async_fn)]
    fn bare(payload: Payload) -> impl Future<Output = usize> {
        async move {
            pause().await;
            payload.len()
        }
    }
    #[otel_runtime::traced]
    fn traced(payload: Payload) -> impl Future<Output = usize> {
        async move {
            pause().await;
            payload.len()
        }
    }
    let (bare, traced) = (
        size_of_val(&bare([0; 1024])),
        size_of_val(&traced([0; 1024])),
    );
    assert!(traced <= bare + ALLOWED, "{} bytes, bare {}", traced, bare);
}
