//! What `instructions.sh` runs under callgrind: calls to warm up, then calls that are counted.

use std::hint::black_box;

use crate::contender::{Contender, Task, calls, with_contender};
use crate::destination::Destination;
use crate::options::{contender_named, state_named};
use crate::states::State;

/// Calls before counting begins, so that buffers have grown and thread-locals are there.
const WARM_UP: u64 = 100;
/// Calls that are counted; `instructions.sh` divides by this number.
const COUNTED: u64 = 200;

struct Count {
    state: State,
}

impl Task for Count {
    type Output = ();

    fn run<C: Contender>(self) {
        let state = self.state;
        let contender = C::install(state.sampling(), &Destination::Dropped);
        let parent = state.has_parent().then(|| C::parent(state.sampling()));
        black_box(calls::<C>(state, WARM_UP));
        counted_by_callgrind::<C>(state);
        drop(parent);
        contender.flush();
    }
}

/// Callgrind is told to count between entry and exit of this function.
#[inline(never)]
fn counted_by_callgrind<C: Contender>(state: State) {
    black_box(calls::<C>(state, COUNTED));
}

pub(crate) fn run(contender: &str, state: &str) -> Result<(), String> {
    let name = contender_named(contender)?;
    let state = state_named(state)?;
    with_contender(name, Count { state });
    Ok(())
}
