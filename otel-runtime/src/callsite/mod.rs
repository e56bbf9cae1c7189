//! What is known of a traced function when the program is compiled, and whether it is on.

mod registry;
mod switch;

use std::sync::{
    Mutex, OnceLock, PoisonError,
    atomic::{AtomicU8, Ordering},
};

use opentelemetry::InstrumentationScope;

use crate::{
    process::PerProcess,
    record::{Kind, Scope},
};

pub use registry::CallSiteInfo;
pub(crate) use registry::{
    call_sites, pass_on, switch_call_sites, telemetry_ended, telemetry_started,
};
pub use switch::CallSiteSwitch;
use switch::Counters;

/// One traced place of the program; a static in the macro's expansion.
///
/// Its state byte is all that a call reads while nothing traces.
#[derive(Debug)]
#[doc(hidden)]
pub struct CallSite {
    state: AtomicU8,
    name: &'static str,
    kind: Kind,
    scope_name: Option<&'static str>,
    scope_version: Option<&'static str>,
    module: &'static str,
    file: &'static str,
    line: u32,
    sets_ok: bool,
    ignores_panics: bool,
    is_root: bool,
    names_parent: bool,
    scope: OnceLock<&'static Scope>,
    /// Apart from the static, so that who counts does not take its cache line from who calls.
    counters: OnceLock<&'static Counters>,
}

/// Not yet called: whether it is on is settled at the first call.
const UNREGISTERED: u8 = 0;
const OFF: u8 = 1;
const ON: u8 = 2;
/// On, and to be asked at each call.
const SWITCHED: u8 = 3;

impl CallSite {
    /// A call site, off until a telemetry is there.
    pub const fn new(
        name: &'static str,
        kind: Kind,
        crate_name: Option<&'static str>,
        crate_version: Option<&'static str>,
        module: &'static str,
        file: &'static str,
        line: u32,
    ) -> Self {
        Self {
            state: AtomicU8::new(UNREGISTERED),
            name,
            kind,
            scope_name: crate_name,
            scope_version: crate_version,
            module,
            file,
            line,
            sets_ok: false,
            ignores_panics: false,
            is_root: false,
            names_parent: false,
            scope: OnceLock::new(),
            counters: OnceLock::new(),
        }
    }

    /// The site itself, by a call that clippy takes for an effect of the function around it.
    #[inline]
    #[must_use]
    pub const fn get(&'static self) -> &'static Self {
        self
    }

    /// `scope = "name"`: a scope of that name instead of the crate's.
    #[must_use]
    pub const fn scope(mut self, name: &'static str) -> Self {
        self.scope_name = Some(name);
        self.scope_version = None;
        self
    }

    /// `ok`: success sets the status Ok.
    #[must_use]
    pub const fn ok(mut self) -> Self {
        self.sets_ok = true;
        self
    }

    /// `panic = off`: panics are not recorded.
    #[must_use]
    pub const fn ignore_panics(mut self) -> Self {
        self.ignores_panics = true;
        self
    }

    /// `root`: starts a new trace, linked to the current span.
    #[must_use]
    pub const fn root(mut self) -> Self {
        self.is_root = true;
        self
    }

    /// `parent`: also where nothing is traced, what is called belongs to the parent that is named.
    #[must_use]
    pub const fn names_parent(mut self) -> Self {
        self.names_parent = true;
        self
    }

    /// Whether a call has nothing to do. One relaxed load.
    #[inline]
    pub(crate) fn is_off(&self) -> bool {
        self.state.load(Ordering::Relaxed) == OFF
    }

    /// Settles an unregistered site; returns whether it is on.
    #[inline]
    pub(crate) fn is_on(&'static self) -> bool {
        self.state.load(Ordering::Relaxed) == ON || self.settle()
    }

    #[cold]
    fn settle(&'static self) -> bool {
        if self.state.load(Ordering::Relaxed) == UNREGISTERED {
            registry::register(self);
        }
        self.state.load(Ordering::Relaxed) != OFF
    }

    /// Whether a call is to be counted, or may be passed over.
    #[inline]
    pub(crate) fn is_switched(&self) -> bool {
        self.state.load(Ordering::Relaxed) == SWITCHED
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    #[inline]
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    #[inline]
    pub(crate) fn sets_ok(&self) -> bool {
        self.sets_ok
    }

    pub(crate) fn ignores_panics(&self) -> bool {
        self.ignores_panics
    }

    #[inline]
    pub(crate) fn is_root(&self) -> bool {
        self.is_root
    }

    /// The instrumentation scope: the crate's name and version unless said otherwise.
    pub(crate) fn instrumentation_scope(&self) -> &'static Scope {
        self.scope.get_or_init(|| {
            let builder = InstrumentationScope::builder(self.scope_name.unwrap_or(self.module));
            Scope::intern(match self.scope_version {
                Some(version) => builder.with_version(version).build(),
                None => builder.build(),
            })
        })
    }

    /// A call site for the spans that a [`Tracer`](crate::Tracer) starts: they bring their names.
    pub(crate) fn of_scope(scope: InstrumentationScope) -> &'static Self {
        static TRACERS: PerProcess<Mutex<Vec<&'static CallSite>>> =
            PerProcess::new(Mutex::new(Vec::new()));
        let scope = Scope::intern(scope);
        let tracers = TRACERS.get();
        let mut tracers = tracers.lock().unwrap_or_else(PoisonError::into_inner);
        let known = tracers
            .iter()
            .find(|site| std::ptr::eq(site.instrumentation_scope(), scope));
        if let Some(known) = known {
            return known;
        }
        let site = Self::new("", Kind::Internal, None, None, "", "", 0);
        let site: &'static Self = Box::leak(Box::new(site));
        site.scope.get_or_init(|| scope);
        tracers.push(site);
        site
    }

    /// Where the traced function stands: module, file, line.
    pub fn location(&self) -> (&'static str, &'static str, u32) {
        (self.module, self.file, self.line)
    }

    /// Its name in its module, as a pattern of [`CallSiteSwitch`] sees it.
    fn path(&self) -> String {
        format!("{}::{}", self.module, self.name)
    }

    /// A span of it has ended; for the collector thread alone.
    #[inline]
    pub(crate) fn span_ended(&self) {
        if let Some(counters) = self.counters.get() {
            counters.span_ended();
        }
    }

    /// Counts a call of a switched site; returns whether it is passed over, by `chance`.
    #[cold]
    pub(crate) fn passes_over(&self, chance: u64) -> bool {
        let counters = self.counters.get();
        counters.is_some_and(|counters| counters.passes_over(chance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(scope: Option<&'static str>) -> CallSite {
        let version = scope.map(|_| "1.0");
        CallSite::new(
            "f",
            Kind::Server,
            scope,
            version,
            "module::path",
            "file.rs",
            7,
        )
    }

    #[test]
    fn the_scope_is_the_crate_else_the_module_unless_named() {
        let scope = |site: CallSite| {
            let scope = &site.instrumentation_scope().scope;
            (scope.name().to_owned(), scope.version().map(str::to_owned))
        };
        let version = Some("1.0".to_owned());
        assert_eq!(scope(site(Some("crate"))), ("crate".to_owned(), version));
        assert_eq!(scope(site(None)), ("module::path".to_owned(), None));
        assert_eq!(
            scope(site(Some("crate")).scope("named")),
            ("named".to_owned(), None)
        );
    }

    #[test]
    fn a_scope_has_one_call_site_for_all_its_tracers() {
        let scope = |name: &'static str| InstrumentationScope::builder(name).build();
        let first = CallSite::of_scope(scope("library of one test"));
        let second = CallSite::of_scope(scope("library of one test"));
        let other = CallSite::of_scope(scope("another library of one test"));
        assert!(std::ptr::eq(first, second));
        assert!(!std::ptr::eq(first, other));
    }

    #[test]
    fn what_the_attribute_says_is_kept() {
        let plain = site(None);
        assert!(!plain.sets_ok() && !plain.ignores_panics() && !plain.is_root());
        let all = site(None).ok().ignore_panics().root();
        assert!(all.sets_ok() && all.ignores_panics() && all.is_root());
        assert_eq!(all.location(), ("module::path", "file.rs", 7));
        assert_eq!((all.name(), all.kind()), ("f", Kind::Server));
    }

    #[test]
    fn a_site_that_names_a_parent_is_on_where_nothing_is_traced_too() {
        pass_on();
        let site: &'static CallSite = Box::leak(Box::new(site(None).names_parent()));
        assert!(site.is_on() && !site.is_off());
    }

    #[test]
    fn a_site_is_on_while_a_telemetry_is_there() {
        // Other tests of this process may have telemetries too; ours keeps the number above zero.
        let early: &'static CallSite = Box::leak(Box::new(site(None)));
        assert!(!early.is_off());
        early.is_on();
        telemetry_started();
        let late: &'static CallSite = Box::leak(Box::new(site(None)));
        assert!(early.is_on() && late.is_on());
        assert!(!early.is_off() && !late.is_off());
        telemetry_ended();
    }
}
