//! A traced future is larger by the handle of its span, not by a copy of its arguments.

use std::mem::size_of_val;

use crate::bystander::pause;

/// A KiB that is needed after an await.
type Payload = [u8; 1024];

/// Bytes that one traced layer may add.
const ALLOWED: usize = 128;

/// Four functions that hand their argument down.
macro_rules! four_layers {
    ($module:ident, $(#[$attribute:meta])?) => {
        mod $module {
            use super::{Payload, pause};

            $(#[$attribute])?
            pub(super) async fn first(payload: Payload) -> usize {
                second(payload).await + payload.len()
            }

            $(#[$attribute])?
            async fn second(payload: Payload) -> usize {
                third(payload).await + payload.len()
            }

            $(#[$attribute])?
            async fn third(payload: Payload) -> usize {
                fourth(payload).await + payload.len()
            }

            $(#[$attribute])?
            async fn fourth(payload: Payload) -> usize {
                pause().await;
                payload.len()
            }
        }
    };
}

four_layers!(bare,);
four_layers!(traced, #[otel_runtime::traced]);
four_layers!(recording, #[otel_runtime::traced(args)]);

#[test]
fn four_layers_grow_by_the_handle_only() {
    let bare = size_of_val(&bare::first([0; 1024]));
    for traced in [
        size_of_val(&traced::first([0; 1024])),
        size_of_val(&recording::first([0; 1024])),
    ] {
        assert!(
            traced <= bare + 4 * ALLOWED,
            "four traced layers are {} bytes, bare {}",
            traced,
            bare
        );
    }
}
