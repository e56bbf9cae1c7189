//! What only looks like the start of a task keeps its meaning and its types.

mod functions;
mod methods;

use std::error::Error;

/// What the functions and methods here fail with.
type Failure = Box<dyn Error>;

struct Handle<F>(F);

struct Job(u32);
