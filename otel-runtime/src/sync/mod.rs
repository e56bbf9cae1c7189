//! The atomics and locks of types that are modelled: the standard library's, and loom's where the
//! models are built (`--cfg otel_loom`, `models/`).

#[cfg(not(otel_loom))]
pub(crate) use std::sync::{Mutex, MutexGuard, RwLock, atomic};

#[cfg(otel_loom)]
pub(crate) use loom::sync::{Mutex, MutexGuard, RwLock, atomic};

#[cfg(not(otel_loom))]
pub(crate) use rtrb as ring;

/// In place of rtrb, which is not written with loom's atomics.
#[cfg(otel_loom)]
pub(crate) mod ring;

/// Statics of these types; loom's are made anew for each run of a model.
macro_rules! shared {
    ($($(#[$doc:meta])* static $name:ident: $type:ty = $value:expr;)*) => {
        $(
            #[cfg(not(otel_loom))]
            $(#[$doc])*
            static $name: $type = $value;
        )*
        #[cfg(otel_loom)]
        loom::lazy_static! {
            $($(#[$doc])* static ref $name: $type = $value;)*
        }
    };
}

pub(crate) use shared;

/// A model does not fork.
#[cfg(otel_loom)]
impl<T: Default> crate::process::Inherit for RwLock<T> {
    fn inherit(&self) -> Self {
        Self::new(T::default())
    }
}
