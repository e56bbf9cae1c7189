//! What the builder says of propagation.

use opentelemetry::propagation::TextMapPropagator;

use crate::propagation::{BaggageRules, Propagator};
use crate::provider::{
    Error, TelemetryBuilder,
    settings::{Settings, Sourced},
};

/// The builder's settings of propagation.
#[derive(Clone, Debug, Default)]
pub(crate) struct BuilderPropagation {
    propagators: Option<Vec<Propagator>>,
    /// Formats that `OTEL_PROPAGATORS` may name beside ours.
    pub(crate) registered: Vec<Propagator>,
    baggage_keys: Option<Vec<String>>,
    baggage_hosts: Option<Vec<String>>,
}

impl TelemetryBuilder {
    /// Chooses the formats in which the trace's context goes into and comes out of requests;
    /// default `OTEL_PROPAGATORS`, else W3C trace context and baggage. May be empty.
    ///
    /// All of them are written, in this order. All are read; where two find a parent, the later
    /// one's counts.
    pub fn propagators(mut self, propagators: impl IntoIterator<Item = Propagator>) -> Self {
        self.propagation.propagators = Some(propagators.into_iter().collect());
        self
    }

    /// Makes a format of one's own known under a name, so that `OTEL_PROPAGATORS` may choose it;
    /// call it once for each. To use one whatever the environment says, give
    /// [`Propagator::custom`] to [`propagators`](Self::propagators).
    ///
    /// The name may not be one of ours, nor `none`; case does not matter.
    ///
    /// ```
    /// use otel_runtime::{Propagator, Telemetry};
    ///
    /// // Any `TextMapPropagator` will do.
    /// let telemetry = Telemetry::builder()
    ///     .without_environment()
    ///     .register_propagator("house", Propagator::B3)
    ///     .build()?;
    /// # Ok::<(), otel_runtime::Error>(())
    /// ```
    pub fn register_propagator(
        mut self,
        name: impl Into<String>,
        propagator: impl TextMapPropagator + Send + Sync + 'static,
    ) -> Self {
        let propagator = Propagator::custom(name, propagator);
        self.propagation.registered.push(propagator);
        self
    }

    /// Restricts the members of the baggage that are sent to these keys, in which `*` stands for any
    /// characters; default all. What comes in is not restricted.
    pub fn baggage_keys(mut self, keys: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.propagation.baggage_keys = Some(keys.into_iter().map(Into::into).collect());
        self
    }

    /// Restricts baggage to requests to these hosts, of which one may begin with `*.` (as in
    /// `*.example.com`, which are those below it); default all. No baggage leaves with a request whose host is not known:
    /// [`inject_to`](crate::inject_to) and `inject_request` say it.
    pub fn baggage_hosts(mut self, hosts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.propagation.baggage_hosts = Some(hosts.into_iter().map(Into::into).collect());
        self
    }
}

impl BuilderPropagation {
    /// Lays what the code says over the settings of the environment.
    pub(crate) fn overlay(self, settings: &mut Settings) -> Result<(), Error> {
        for registered in &self.registered {
            check_name(registered.name())?;
        }
        settings
            .propagators
            .overlay(self.propagators.map(Sourced::code));
        settings.baggage = BaggageRules::new(self.baggage_keys, self.baggage_hosts)?;
        Ok(())
    }
}

fn check_name(name: &str) -> Result<(), Error> {
    let ours = Propagator::ALL.iter().map(Propagator::name);
    let taken = ours
        .chain(["xray", "ottrace", "none"])
        .any(|taken| taken.eq_ignore_ascii_case(name));
    if taken || name.is_empty() || name.contains(|c: char| c == ',' || c.is_whitespace()) {
        let allowed = "a name without commas and blanks that no format of the specification has";
        return Err(Error::invalid("register_propagator", name, allowed));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::provider::{Telemetry, settings::Settings};
    use crate::{Error, Propagator, TelemetryBuilder};

    fn resolve(builder: TelemetryBuilder, variable: &str) -> Result<(Settings, usize), Error> {
        let variables = |name: &str| (name == "OTEL_PROPAGATORS").then(|| variable.to_owned());
        let (settings, warnings) = builder.resolve(&variables)?;
        Ok((settings, warnings.len()))
    }

    #[test]
    fn a_registered_format_can_be_chosen_by_its_name() {
        let builder = || Telemetry::builder().register_propagator("House", Propagator::B3);
        let names = |variable| {
            let (settings, warnings) = resolve(builder(), variable).expect("all is allowed");
            let names = settings.propagators.iter().map(|one| one.name().to_owned());
            (names.collect::<Vec<_>>().join(","), warnings)
        };
        assert_eq!(
            names("house,baggage,HOUSE"),
            ("House,baggage".to_owned(), 0)
        );
        assert_eq!(names(""), ("tracecontext,baggage".to_owned(), 0));
        assert_eq!(names("hose"), ("tracecontext,baggage".to_owned(), 1));
    }

    #[test]
    fn names_of_the_specification_cannot_be_taken() {
        for wrong in ["b3", "B3", "xray", "none", "", "a,b", "a b"] {
            let builder = Telemetry::builder().register_propagator(wrong, Propagator::B3);
            let error = resolve(builder, "").expect_err(wrong).to_string();
            assert!(
                error.starts_with(&format!("register_propagator: {wrong:?} is not")),
                "{error}"
            );
        }
    }

    #[test]
    fn a_wrong_rule_for_baggage_is_an_error() {
        let builder = Telemetry::builder().baggage_hosts(["https://example.com"]);
        let error = resolve(builder, "")
            .expect_err("it has a scheme")
            .to_string();
        assert!(error.starts_with("baggage_hosts:"), "{error}");
    }
}
