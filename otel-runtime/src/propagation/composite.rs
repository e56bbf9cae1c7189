//! Several formats as one.

use opentelemetry::{
    Context,
    propagation::{Extractor, Injector, TextMapPropagator, text_map_propagator::FieldIter},
};

use super::{Propagator, baggage_rules::BaggageRules};

/// Injects in all formats and extracts in all formats, in the given order: where two find a
/// parent, the later one's counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Composite {
    propagators: Vec<Propagator>,
    baggage: BaggageRules,
    fields: Vec<String>,
}

impl Composite {
    /// The given formats, each once.
    pub(crate) fn new(propagators: &[Propagator], baggage: &BaggageRules) -> Self {
        let mut composite = Self {
            baggage: baggage.clone(),
            ..Self::default()
        };
        for propagator in propagators {
            if !composite.propagators.contains(propagator) {
                composite.propagators.push(propagator.clone());
                composite.fields.extend(propagator.field_names());
            }
        }
        composite
    }

    /// Injects for a request to a host, or to one that is not known.
    pub(crate) fn inject_to(
        &self,
        cx: &Context,
        injector: &mut dyn Injector,
        destination: Option<&str>,
    ) {
        let restricted = self.baggage.restrict(cx, destination);
        let cx = restricted.as_ref().unwrap_or(cx);
        for propagator in &self.propagators {
            propagator.inject_from(cx, injector);
        }
    }

    /// The names of the headers that are written.
    pub(crate) fn field_names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(String::as_str)
    }
}

impl TextMapPropagator for Composite {
    fn inject_context(&self, cx: &Context, injector: &mut dyn Injector) {
        self.inject_to(cx, injector, None);
    }

    fn extract_with_context(&self, cx: &Context, headers: &dyn Extractor) -> Context {
        let mut extracted = None;
        for propagator in &self.propagators {
            let below = extracted.as_ref().unwrap_or(cx);
            if let Some(context) = propagator.extract_from(below, headers) {
                extracted = Some(context);
            }
        }
        extracted.unwrap_or_else(|| cx.clone())
    }

    fn fields(&self) -> FieldIter<'_> {
        FieldIter::new(&self.fields)
    }
}
