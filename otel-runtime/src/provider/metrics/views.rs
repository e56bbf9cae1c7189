//! Which instruments become which streams.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use opentelemetry::Key;
use opentelemetry_sdk::metrics::{
    Aggregation, Instrument, InstrumentKind, MeterProviderBuilder, Stream,
};

use crate::{diagnostics::warn, pattern::Pattern};

/// Everything that says what streams there are. The SDK makes one stream for each of its views that
/// takes an instrument, so that what holds for instruments without a view has to know of all views.
#[derive(Debug, Default)]
pub(crate) struct Views {
    pub(crate) views: Vec<View>,
    pub(crate) limits: CardinalityLimits,
    pub(crate) meters: Meters,
}

/// What becomes of some instruments.
#[derive(Debug, Default)]
pub(crate) struct View {
    pub(crate) selector: Selector,
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
    /// The instrument's own where there is none.
    pub(crate) aggregation: Option<Aggregation>,
    pub(crate) cardinality_limit: Option<usize>,
    /// All where there are none.
    pub(crate) attribute_keys: Option<Vec<Key>>,
    /// Its line in the configuration file.
    pub(crate) line: u32,
    pub(crate) has_warned: AtomicBool,
}

/// Instruments of which all that is said here is true.
#[derive(Debug, Default)]
pub(crate) struct Selector {
    /// In lower case, for the names of instruments have none.
    pub(crate) name: Option<Pattern>,
    pub(crate) kind: Option<InstrumentKind>,
    pub(crate) unit: Option<String>,
    pub(crate) meter_name: Option<String>,
    pub(crate) meter_version: Option<String>,
    pub(crate) meter_schema_url: Option<String>,
}

/// How many series a stream may have, by the kind of its instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CardinalityLimits {
    pub(crate) default: Option<usize>,
    pub(crate) by_kind: Vec<(InstrumentKind, usize)>,
}

/// Which meters are on: the first pattern of their name counts.
#[derive(Debug, Default)]
pub(crate) struct Meters {
    pub(crate) switches: Vec<(Pattern, bool)>,
    pub(crate) are_off: bool,
}

impl Views {
    pub(crate) fn is_empty(&self) -> bool {
        let has_meters = self.meters.are_off || !self.meters.switches.is_empty();
        self.views.is_empty() && self.limits == CardinalityLimits::default() && !has_meters
    }

    /// Has a provider follow these; `default` is the aggregation of histograms that no view has
    /// given one.
    pub(crate) fn attach(
        self,
        mut provider: MeterProviderBuilder,
        default: Option<Aggregation>,
    ) -> MeterProviderBuilder {
        if self.is_empty() && default.is_none() {
            return provider;
        }
        let both = Arc::new((self, default));
        for index in 0..both.0.views.len() {
            let both = both.clone();
            let stream = move |instrument: &Instrument| {
                let (views, default) = &*both;
                views.stream_of(index, instrument, default.as_ref())
            };
            provider = provider.with_view(stream);
        }
        provider.with_view(move |instrument: &Instrument| {
            let (views, default) = &*both;
            views.stream_without_view(instrument, default.as_ref())
        })
    }

    fn stream_of(
        &self,
        index: usize,
        instrument: &Instrument,
        default: Option<&Aggregation>,
    ) -> Option<Stream> {
        let view = self.views.get(index)?;
        let is_taken = self.meters.is_on(instrument.scope().name());
        if !is_taken || !view.selector.selects(instrument) {
            return None;
        }
        let limit = self.limits.of(instrument.kind());
        view.stream(instrument, default, limit)
    }

    fn stream_without_view(
        &self,
        instrument: &Instrument,
        default: Option<&Aggregation>,
    ) -> Option<Stream> {
        let stream = Stream::builder();
        if !self.meters.is_on(instrument.scope().name()) {
            return stream.with_aggregation(Aggregation::Drop).build().ok();
        }
        let mut views = self.views.iter();
        if views.any(|view| view.selector.selects(instrument)) {
            return None;
        }
        View::default().stream(instrument, default, self.limits.of(instrument.kind()))
    }
}

impl View {
    /// The stream of an instrument that it selects.
    pub(crate) fn stream(
        &self,
        instrument: &Instrument,
        default: Option<&Aggregation>,
        limit: Option<usize>,
    ) -> Option<Stream> {
        let mut stream = Stream::builder();
        if let Some(name) = &self.name {
            stream = stream.with_name(name.clone());
        }
        if let Some(description) = &self.description {
            stream = stream.with_description(description.clone());
        }
        if let Some(limit) = self.cardinality_limit.or(limit) {
            stream = stream.with_cardinality_limit(limit);
        }
        if let Some(keys) = &self.attribute_keys {
            stream = stream.with_allowed_attribute_keys(keys.iter().cloned());
        }
        let is_histogram = instrument.kind() == InstrumentKind::Histogram;
        let default = default.filter(|_| is_histogram);
        if let Some(aggregation) = self.aggregation_for(instrument).or(default) {
            stream = stream.with_aggregation(aggregation.clone());
        }
        stream.build().ok()
    }

    /// An aggregation that the instrument cannot have is passed over, as the specification wants it;
    /// the SDK would pass over the whole view.
    fn aggregation_for(&self, instrument: &Instrument) -> Option<&Aggregation> {
        let aggregation = self.aggregation.as_ref()?;
        let is_gauge = matches!(
            instrument.kind(),
            InstrumentKind::Gauge | InstrumentKind::ObservableGauge
        );
        let fits = match aggregation {
            Aggregation::Sum => !is_gauge,
            Aggregation::LastValue => is_gauge,
            _ => true,
        };
        if !fits && !self.has_warned.swap(true, Ordering::Relaxed) {
            warn(&format!(
                "the view at line {} of the configuration file: its aggregation is not for {}, which \
                 keeps its own",
                self.line,
                instrument.name()
            ));
        }
        fits.then_some(aggregation)
    }
}

impl Selector {
    fn selects(&self, instrument: &Instrument) -> bool {
        let scope = instrument.scope();
        let is = |wanted: &Option<String>, found: Option<&str>| match wanted {
            Some(wanted) => found == Some(wanted.as_str()),
            None => true,
        };
        let lower = || instrument.name().to_ascii_lowercase();
        self.name.as_ref().is_none_or(|name| name.matches(&lower()))
            && self.kind.is_none_or(|kind| kind == instrument.kind())
            && is(&self.unit, Some(instrument.unit()))
            && is(&self.meter_name, Some(scope.name()))
            && is(&self.meter_version, scope.version())
            && is(&self.meter_schema_url, scope.schema_url())
    }
}

impl CardinalityLimits {
    fn of(&self, kind: InstrumentKind) -> Option<usize> {
        let own = self.by_kind.iter().find(|(known, _)| *known == kind);
        own.map(|(_, limit)| *limit).or(self.default)
    }
}

impl Meters {
    fn is_on(&self, name: &str) -> bool {
        let mut switches = self.switches.iter();
        let own = switches.find(|(pattern, _)| pattern.matches(name));
        own.map_or(!self.are_off, |(_, is_on)| *is_on)
    }
}
