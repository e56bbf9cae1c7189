//! What to look at while no receiver answers.

use super::Otlp;
use crate::export::Signal;

impl Otlp {
    /// The settings that say where and how, as whoever made them knows them: a configuration file
    /// leaves the variables without effect.
    pub(crate) fn advice(&self, signal: Signal) -> String {
        let protocol = self.protocol.name();
        let by_variables = match signal {
            Signal::Traces => {
                "OTEL_EXPORTER_OTLP_ENDPOINT or `Otlp::endpoint` says where, \
                 OTEL_EXPORTER_OTLP_PROTOCOL how, OTEL_TRACES_EXPORTER=console does without"
            }
            #[cfg(feature = "metrics")]
            Signal::Metrics => {
                "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT or `Otlp::endpoint` says where, \
                 OTEL_EXPORTER_OTLP_METRICS_PROTOCOL how, OTEL_METRICS_EXPORTER=none does without"
            }
        };
        let settings = if self.from_file {
            "`endpoint` of this exporter in the configuration file says where"
        } else {
            by_variables
        };
        format!("Is a collector listening there for {protocol}? {settings}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_settings_that_have_an_effect_are_named() {
        let advice = Otlp::grpc().advice(Signal::Traces);
        let start = "Is a collector listening there for grpc? OTEL_EXPORTER_OTLP_ENDPOINT or ";
        assert!(advice.starts_with(start), "{advice}");
        let advice = Otlp::grpc().of_file().advice(Signal::Traces);
        assert!(advice.contains("? `endpoint` of this exporter"), "{advice}");
        assert!(!advice.contains("OTEL_"), "{advice}");
    }
}
