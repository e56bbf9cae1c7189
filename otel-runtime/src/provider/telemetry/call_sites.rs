//! The switchboard of traced functions.

use super::Telemetry;
use crate::callsite::{self, CallSiteInfo, CallSiteSwitch};

impl Telemetry {
    /// Every traced function of the process that was called since a telemetry was there, in the order
    /// of first calls.
    ///
    /// Functions with `current`, and `event!` and `set_attrs!`, are listed too; they start no spans.
    ///
    /// ```
    /// #[otel_runtime::traced]
    /// fn greet() {}
    ///
    /// let telemetry = otel_runtime::Telemetry::builder().without_environment().build()?;
    /// telemetry.scope(|| greet());
    /// let sites = telemetry.call_sites();
    /// assert!(sites.iter().any(|site| site.name == "greet" && site.file.ends_with(".rs")));
    /// # Ok::<(), otel_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn call_sites(&self) -> Vec<CallSiteInfo> {
        callsite::call_sites()
    }

    /// Switches traced functions off, to another rate, or on again, while the program runs.
    ///
    /// `pattern` is compared with module and name, `shop::orders::place`, `*` stands for any
    /// characters and `?` for one: `shop::orders::*`, `*::place`. Functions called later follow too;
    /// of switches that name the same function the latest holds. It holds for the whole process,
    /// whichever telemetry a call is for. Returns how many of the functions called so far it names.
    ///
    /// A function that is on costs what it cost before, one that is off what it costs without a
    /// telemetry.
    ///
    /// ```
    /// use otel_runtime::{CallSiteSwitch, Telemetry};
    ///
    /// let telemetry = Telemetry::builder().without_environment().build()?;
    /// telemetry.switch_call_sites("shop::cache::*", CallSiteSwitch::Off);
    /// telemetry.switch_call_sites("*::health", CallSiteSwitch::rate(0.01)?);
    /// telemetry.switch_call_sites("*", CallSiteSwitch::On);
    /// # Ok::<(), otel_runtime::Error>(())
    /// ```
    pub fn switch_call_sites(&self, pattern: &str, switch: CallSiteSwitch) -> usize {
        callsite::switch_call_sites(pattern, switch)
    }
}
