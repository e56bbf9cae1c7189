//! The runtime's own figures, in the terms of the semantic conventions' metrics about SDKs.

mod figures;
mod observe;
mod pipeline;
mod started;

pub(crate) use observe::Observer;
pub(crate) use pipeline::Pipeline;
pub(crate) use started::Started;
