//! The sampler that goes by the environment which the service runs in.

use std::fmt;

use super::Ratio;

/// A share of all traces that the service's environment decides; made by
/// [`Sampler::per_environment`](super::Sampler::per_environment).
#[derive(Clone, Debug, PartialEq)]
pub struct PerEnvironment {
    /// Until the telemetry is built nobody knows.
    environment: Option<String>,
    ratio: Ratio,
}

const PRODUCTION: f64 = 0.01;
const STAGING: f64 = 0.1;

impl PerEnvironment {
    pub(super) const fn unknown() -> Self {
        Self {
            environment: None,
            ratio: Ratio::ALL,
        }
    }

    pub(super) fn of(environment: Option<&str>) -> Self {
        let is = |names: [&str; 2]| {
            environment.is_some_and(|own| names.iter().any(|name| own.eq_ignore_ascii_case(name)))
        };
        let ratio = if is(["production", "prod"]) {
            Ratio::of(PRODUCTION)
        } else if is(["staging", "stage"]) {
            Ratio::of(STAGING)
        } else {
            Ratio::ALL
        };
        Self {
            environment: environment.map(str::to_owned),
            ratio,
        }
    }

    pub(super) fn ratio(&self) -> &Ratio {
        &self.ratio
    }

    pub(super) fn setting(&self) -> String {
        let environment = self.environment.as_deref().unwrap_or("not set");
        let ratio = self.ratio.value();
        format!("per_environment {ratio} (deployment.environment.name {environment})")
    }
}

impl fmt::Display for PerEnvironment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let environment = self.environment.as_deref().unwrap_or_default();
        write!(f, "PerEnvironment{{{environment}:{}}}", self.ratio)
    }
}

#[cfg(test)]
mod tests {
    use super::PerEnvironment;

    #[test]
    fn production_is_sampled_least_and_what_is_unknown_not_at_all() {
        for (environment, ratio) in [
            (Some("production"), 0.01),
            (Some("Prod"), 0.01),
            (Some("STAGING"), 0.1),
            (Some("stage"), 0.1),
            (Some("development"), 1.0),
            (Some("production-like"), 1.0),
            (None, 1.0),
        ] {
            let sampler = PerEnvironment::of(environment);
            assert_eq!(sampler.ratio().value(), ratio, "{environment:?}");
        }
        assert_eq!(
            PerEnvironment::of(Some("staging")).setting(),
            "per_environment 0.1 (deployment.environment.name staging)"
        );
    }
}
