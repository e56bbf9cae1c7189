//! Every call site that was called, and the switches that hold for them.

use std::sync::{Mutex, MutexGuard, PoisonError, atomic::Ordering};

use super::{CallSite, CallSiteSwitch, Counters, OFF, ON, SWITCHED, UNREGISTERED};
use crate::{pattern::Pattern, process::PerProcess};

/// The call sites of the process, and whether any telemetry is there for them.
#[derive(Clone, Default)]
struct Registry {
    sites: Vec<&'static CallSite>,
    telemetries: usize,
    /// Whether a telemetry is there that traces nothing: traces go through it.
    passes_on: bool,
    /// Patterns and what they say; later ones win.
    switches: Vec<(Pattern, CallSiteSwitch)>,
}

static REGISTRY: PerProcess<Mutex<Registry>> = PerProcess::new(Mutex::new(Registry {
    sites: Vec::new(),
    telemetries: 0,
    passes_on: false,
    switches: Vec::new(),
}));

fn registry() -> MutexGuard<'static, Registry> {
    let registry = REGISTRY.get();
    registry.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Registry {
    /// What holds for a call site.
    fn switch_of(&self, site: &CallSite) -> CallSiteSwitch {
        if self.switches.is_empty() {
            return CallSiteSwitch::On;
        }
        let path = site.path();
        let matching = |(pattern, _): &&(Pattern, _)| pattern.matches(&path);
        let last = self.switches.iter().rev().find(matching);
        last.map_or(CallSiteSwitch::On, |(_, switch)| *switch)
    }

    /// Tells a call site what holds for it.
    fn tell(&self, site: &'static CallSite) {
        let switch = self.switch_of(site);
        let state = match switch {
            _ if self.telemetries == 0 && !(self.passes_on && site.names_parent) => OFF,
            CallSiteSwitch::On => ON,
            CallSiteSwitch::Counted | CallSiteSwitch::Rate(_) => SWITCHED,
            CallSiteSwitch::Off => OFF,
        };
        if let Some(counters) = site.counters.get() {
            counters.set(switch);
        }
        site.state.store(state, Ordering::Relaxed);
    }

    fn tell_all(&self) {
        self.sites.iter().for_each(|site| self.tell(site));
    }
}

/// Enters a call site at its first call.
pub(super) fn register(site: &'static CallSite) {
    let mut registry = registry();
    if site.state.load(Ordering::Relaxed) == UNREGISTERED {
        site.counters
            .get_or_init(|| Box::leak(Box::new(Counters::new())));
        registry.sites.push(site);
        registry.tell(site);
    }
}

/// Counts a telemetry in: call sites are on while there is one.
pub(crate) fn telemetry_started() {
    let mut registry = registry();
    registry.telemetries += 1;
    registry.tell_all();
}

/// From here on call sites that name a parent are on, though nothing is traced: a trace that comes
/// in goes on to whom they call.
pub(crate) fn pass_on() {
    let mut registry = registry();
    registry.passes_on = true;
    registry.tell_all();
}

/// Counts a telemetry out.
pub(crate) fn telemetry_ended() {
    let mut registry = registry();
    registry.telemetries = registry.telemetries.saturating_sub(1);
    registry.tell_all();
}

/// Switches the call sites that `pattern` names, those not called yet among them; returns how many
/// of those that were called.
pub(crate) fn switch_call_sites(pattern: &str, switch: CallSiteSwitch) -> usize {
    let pattern = Pattern::new(pattern);
    let mut registry = registry();
    // What says nothing any more is forgotten, so that switching to and fro takes no memory.
    let names_all = pattern.text() == "*";
    let says_more = |(earlier, _): &(Pattern, _)| !names_all && *earlier != pattern;
    registry.switches.retain(says_more);
    let named = |site: &&&CallSite| pattern.matches(&site.path());
    let count = registry.sites.iter().filter(named).count();
    registry.switches.push((pattern, switch));
    registry.tell_all();
    count
}

/// The call sites that were called, in the order of their first calls.
pub(crate) fn call_sites() -> Vec<CallSiteInfo> {
    let registry = registry();
    let info = |site: &&'static CallSite| {
        let counters = site.counters.get();
        let (module, file, line) = site.location();
        CallSiteInfo {
            name: site.name,
            module,
            file,
            line,
            kind: site.kind.into(),
            spans: counters.map_or(0, |counters| counters.spans()),
            calls: counters.map_or(0, |counters| counters.calls()),
            switch: registry.switch_of(site),
        }
    };
    registry.sites.iter().map(info).collect()
}

/// A traced function, as [`Telemetry::call_sites`](crate::Telemetry::call_sites) lists it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CallSiteInfo {
    /// The name of its spans, unless an expression gives each its own.
    pub name: &'static str,
    /// The module that it stands in, `shop::orders`.
    pub module: &'static str,
    /// The file that it stands in.
    pub file: &'static str,
    /// The line of its name.
    pub line: u32,
    /// The kind of its spans.
    pub kind: opentelemetry::trace::SpanKind,
    /// Its recorded spans that have ended and left their threads' buffers.
    pub spans: u64,
    /// Its calls while they were counted: under [`CallSiteSwitch::Counted`] or
    /// [`CallSiteSwitch::Rate`], and not under a parent that was not sampled, where that settles it.
    pub calls: u64,
    /// What holds for it.
    pub switch: CallSiteSwitch,
}
