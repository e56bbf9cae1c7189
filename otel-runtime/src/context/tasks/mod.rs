//! What generated code names where it finds a call that starts tasks: what the call starts is told by
//! types, and decides what becomes of the argument.

mod call;
mod kind;
mod receiver;

pub use call::{Call, Called, Callee, Uncarried, called};
pub use kind::{Joined, Nothing, Once, Tasks, Threads, Unknown, once};
pub use receiver::{Noted, Receiver, Starter, after, note, noted, part, receiver};

pub use super::{follow, link};
