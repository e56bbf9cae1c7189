//! Reads the rings, thread after thread, and gives each span to its telemetry's backends.

use std::{collections::HashMap, sync::atomic::Ordering, time::Instant};

use super::{Added, Command, guarded, pipeline::Pipeline, take_added};
use crate::{
    buffer::RingReader,
    clock::WallClock,
    process,
    record::{FinishedSpan, Header, Reviser},
};

/// What the collector thread keeps between two looks at the rings.
pub(super) struct Drain {
    rings: Vec<RingReader>,
    desk: Desk,
}

/// Where the spans of all rings come together.
struct Desk {
    /// Telemetries by their id.
    pipelines: HashMap<usize, Pipeline>,
    wall_clock: WallClock,
    reviser: Reviser,
    /// A body that wraps around the end of its ring is put together here.
    joined: Vec<u8>,
    /// The number of this process.
    process: u8,
}

impl Drain {
    pub(super) fn new() -> Self {
        Self {
            rings: Vec::new(),
            desk: Desk {
                pipelines: HashMap::new(),
                wall_clock: WallClock::new(),
                reviser: Reviser::default(),
                joined: Vec::new(),
                process: process::number(),
            },
        }
    }

    pub(super) fn add_rings(&mut self, rings: Vec<RingReader>) {
        self.rings.extend(rings);
    }

    pub(super) fn add_backends(&mut self, added: Vec<Added>) {
        self.desk.add_backends(added);
    }

    /// Empties every ring; lets go of those whose thread has gone or has opened another.
    pub(super) fn drain_all(&mut self) {
        self.desk.wall_clock.refresh();
        let desk = &mut self.desk;
        self.rings.retain_mut(|ring| {
            let mut more = true;
            guarded(|| more = desk.drain_ring(ring));
            more
        });
    }

    /// Takes a span that came without a ring.
    pub(super) fn accept(&mut self, header: &Header, body: &[u8]) {
        self.desk.accept(header, body);
    }

    pub(super) fn tick(&mut self, now: Instant) {
        self.desk
            .pipelines
            .values_mut()
            .for_each(|pipeline| pipeline.tick(now));
    }

    pub(super) fn obey(&mut self, command: Command) {
        match command {
            Command::Flush { core, question } => {
                if let Some(pipeline) = self.desk.pipelines.get_mut(&core.id) {
                    pipeline.flush(question);
                }
            }
            Command::Shutdown {
                core,
                deadline,
                question,
            } => {
                if let Some(mut pipeline) = self.desk.pipelines.remove(&core.id) {
                    pipeline.shutdown(deadline, question);
                }
            }
            Command::Add {
                core,
                backend,
                added,
            } => {
                if let Some(pipeline) = self.desk.pipelines.get_mut(&core.id) {
                    pipeline.add(backend);
                    // Whoever adds a backend waits for this.
                    let _ = added.send(core.counts.get().shown());
                }
            }
            Command::Remove {
                core,
                backend,
                deadline,
                question,
            } => {
                if let Some(pipeline) = self.desk.pipelines.get_mut(&core.id) {
                    pipeline.remove(backend, deadline, question);
                }
            }
        }
    }
}

impl Desk {
    fn add_backends(&mut self, added: Vec<Added>) {
        let pipelines = added
            .into_iter()
            .map(|(telemetry, backends)| (telemetry, Pipeline::new(backends)));
        self.pipelines.extend(pipelines);
    }

    /// `false` when nothing will come any more.
    fn drain_ring(&mut self, ring: &mut RingReader) -> bool {
        let mut joined = std::mem::take(&mut self.joined);
        let more = ring.drain(&mut joined, |header, body| self.accept(header, body));
        self.joined = joined;
        more
    }

    /// Gives one span to its telemetry's backends.
    fn accept(&mut self, header: &Header, body: &[u8]) {
        if header.process != self.process {
            // Begun before the fork that made this process: its parent sends it.
            return;
        }
        let core = header.core;
        let counts = core.counts.get();
        counts.ended.fetch_add(1, Ordering::Relaxed);
        header.site.span_ended();
        #[cfg(feature = "metrics")]
        counts.started.count(header);
        if !self.pipelines.contains_key(&core.id) {
            // A telemetry that was built since this round began, and spans of it already.
            self.add_backends(take_added());
        }
        let Some(pipeline) = self.pipelines.get_mut(&core.id) else {
            counts.after_shutdown.fetch_add(1, Ordering::Relaxed);
            return;
        };
        let wall_clock = &self.wall_clock;
        let times = wall_clock.times(header);
        let event_time = |ticks| wall_clock.within(header, times, ticks);
        let span = FinishedSpan {
            header,
            times,
            scope: header.site.instrumentation_scope(),
            body: self.reviser.revise(header, body, &core.limits, event_time),
        };
        pipeline.accept(&span);
    }
}
