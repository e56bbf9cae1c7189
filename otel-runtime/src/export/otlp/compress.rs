//! The body of an HTTP request, compressed as its settings say. Over gRPC tonic does it.

use std::io::{self, Write};

use bytes::Bytes;
use flate2::write::GzEncoder;

use crate::export::Compression;

/// The name in `Content-Encoding`.
pub(super) fn encoding(compression: Compression) -> Option<&'static str> {
    match compression {
        Compression::None => None,
        Compression::Gzip => Some("gzip"),
        Compression::Zstd => Some("zstd"),
    }
}

/// The pieces of a body in one, compressed.
pub(super) fn compressed<'a>(
    pieces: impl IntoIterator<Item = &'a [u8]>,
    compression: Compression,
) -> io::Result<Bytes> {
    let body = match compression {
        Compression::Gzip => {
            let encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
            written(encoder, pieces)?.finish()?
        }
        #[cfg(feature = "zstd")]
        Compression::Zstd => {
            let level = zstd::DEFAULT_COMPRESSION_LEVEL;
            written(zstd::Encoder::new(Vec::new(), level)?, pieces)?.finish()?
        }
        _ => pieces.into_iter().collect::<Vec<_>>().concat(),
    };
    Ok(body.into())
}

fn written<'a, W: Write>(
    mut encoder: W,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> io::Result<W> {
    for piece in pieces {
        encoder.write_all(piece)?;
    }
    Ok(encoder)
}
