//! The runtime's own figures, in the terms of the semantic conventions' metrics about SDKs.

mod figures;
mod observe;
mod started;

pub(crate) use observe::Observer;
pub(crate) use started::Started;
