//! The body of an HTTP request, compressed as its settings say. Over gRPC tonic does it.

use std::io::{self, Write};

use bytes::Bytes;
use flate2::write::GzEncoder;

use super::batch::SealedBatch;
use crate::export::Compression;

/// The name in `Content-Encoding`.
pub(super) fn encoding(compression: Compression) -> Option<&'static str> {
    match compression {
        Compression::None => None,
        Compression::Gzip => Some("gzip"),
        Compression::Zstd => Some("zstd"),
    }
}

pub(super) fn body(batch: &SealedBatch, compression: Compression) -> io::Result<Bytes> {
    // A compressed batch is about a tenth; what is left over goes with the request.
    let compressed = Vec::with_capacity(batch.len() / 4);
    let body = match compression {
        Compression::Gzip => {
            let encoder = GzEncoder::new(compressed, flate2::Compression::fast());
            written(encoder, batch)?.finish()?
        }
        #[cfg(feature = "zstd")]
        Compression::Zstd => {
            let level = zstd::DEFAULT_COMPRESSION_LEVEL;
            written(zstd::Encoder::new(compressed, level)?, batch)?.finish()?
        }
        _ => batch.pieces().collect::<Vec<_>>().concat(),
    };
    Ok(body.into())
}

fn written<W: Write>(mut encoder: W, batch: &SealedBatch) -> io::Result<W> {
    for piece in batch.pieces() {
        encoder.write_all(piece)?;
    }
    Ok(encoder)
}
