//! The key of the hash mask.

use std::{
    fmt,
    hash::{BuildHasher, RandomState},
    sync::LazyLock,
};

use hmac::{Hmac, KeyInit, Mac};
use rand::{TryRngCore, rngs::OsRng};
use sha2::{Digest, Sha256};

/// The length of a SHA-256 block, to which HMAC brings every key.
const BLOCK: usize = 64;

static PROCESS_KEY: LazyLock<MaskKey> = LazyLock::new(|| MaskKey::new(&random_bytes()));

/// A keyed hash function, ready to be used; never shows its key.
#[derive(Clone)]
pub(crate) struct MaskKey(Hmac<Sha256>);

impl MaskKey {
    /// A key of any length, used as HMAC (RFC 2104) defines it.
    pub(crate) fn new(key: &[u8]) -> Self {
        let mut block = [0; BLOCK];
        if key.len() > BLOCK {
            let digest = Sha256::digest(key);
            block[..digest.len()].copy_from_slice(&digest);
        } else {
            block[..key.len()].copy_from_slice(key);
        }
        Self(Hmac::new(&block.into()))
    }

    /// The random key of this process; the same for every telemetry in it, so that equal values
    /// look equal across its services.
    pub(crate) fn of_process() -> Self {
        PROCESS_KEY.clone()
    }

    /// Whether both make the same hashes.
    #[cfg(feature = "config-file")]
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.hash(&[]) == other.hash(&[])
    }

    /// The first half of the value's HMAC-SHA256.
    pub(crate) fn hash(&self, value: &[u8]) -> [u8; 8] {
        let mut hmac = self.0.clone();
        hmac.update(value);
        let digest: [u8; 32] = hmac.finalize().into_bytes().into();
        let mut half = [0; 8];
        half.copy_from_slice(&digest[..8]);
        half
    }
}

impl fmt::Debug for MaskKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MaskKey(<hidden>)")
    }
}

fn random_bytes() -> [u8; 32] {
    let mut bytes = [0; 32];
    if OsRng.try_fill_bytes(&mut bytes).is_err() {
        // The operating system gives nothing: what the standard library keys its maps with is
        // still unknown to a reader of the traces.
        for chunk in bytes.chunks_exact_mut(8) {
            chunk.copy_from_slice(&RandomState::new().hash_one(chunk.len()).to_ne_bytes());
        }
    }
    bytes
}
