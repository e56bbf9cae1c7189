//! Names that Prometheus can read. A single one that it cannot makes it refuse the whole page, and
//! the exporter lets some through.

use std::collections::BTreeMap;

use prometheus::proto::{LabelPair, MetricFamily, MetricType};

/// The label that is the bound of a bucket.
const BUCKET: &str = "le";

/// Puts the names of families and labels right where they are not.
pub(super) fn correct(families: &mut [MetricFamily]) {
    for family in families {
        if !is_name(family.name(), true) {
            family.set_name(corrected(family.name(), true));
        }
        let has_buckets = family.get_field_type() == MetricType::HISTOGRAM;
        for metric in family.mut_metric() {
            let is_right = |label: &LabelPair| is_label(label.name(), has_buckets);
            if !metric.get_label().iter().all(is_right) {
                let labels = metric.take_label();
                metric.set_label(corrected_labels(&labels, has_buckets));
            }
        }
    }
}

/// Labels that come to have one name become one, as the specification has it.
fn corrected_labels(labels: &[LabelPair], has_buckets: bool) -> Vec<LabelPair> {
    let mut values: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for label in labels {
        let name = if is_label(label.name(), has_buckets) {
            label.name().to_owned()
        } else if has_buckets && label.name() == BUCKET {
            // As Prometheus itself calls a label that it has already.
            format!("exported_{BUCKET}")
        } else {
            corrected(label.name(), false)
        };
        values.entry(name).or_default().push(label.value());
    }
    let label = |(name, values): (String, Vec<&str>)| {
        let mut label = LabelPair::default();
        label.set_name(name);
        label.set_value(values.join(";"));
        label
    };
    values.into_iter().map(label).collect()
}

fn is_label(name: &str, has_buckets: bool) -> bool {
    // What begins with two underscores is Prometheus's own.
    is_name(name, false) && !name.starts_with("__") && !(has_buckets && name == BUCKET)
}

fn is_name(name: &str, has_colons: bool) -> bool {
    let begins_well = name.starts_with(|c: char| !c.is_ascii_digit());
    begins_well && name.chars().all(|c| is_allowed(c, has_colons))
}

fn is_allowed(c: char, has_colons: bool) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || (has_colons && c == ':')
}

fn corrected(name: &str, has_colons: bool) -> String {
    let replaced = |c| if is_allowed(c, has_colons) { c } else { '_' };
    let mut corrected: String = name.chars().map(replaced).collect();
    if corrected.starts_with("__") || !is_name(&corrected, has_colons) {
        corrected.insert_str(0, "key_");
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::{LabelPair, MetricFamily, MetricType, correct};
    use prometheus::proto::Metric;

    fn label(name: &str, value: &str) -> LabelPair {
        let mut label = LabelPair::default();
        label.set_name(name.to_owned());
        label.set_value(value.to_owned());
        label
    }

    fn corrected(kind: MetricType, name: &str, labels: &[&str]) -> (String, Vec<String>) {
        let values = labels.iter().zip(1..);
        let labels = values.map(|(name, value): (_, i32)| label(name, &value.to_string()));
        let mut family = MetricFamily::default();
        family.set_name(name.to_owned());
        family.set_field_type(kind);
        family.set_metric(vec![Metric::from_label(labels.collect())]);
        let mut families = [family];
        correct(&mut families);
        let [family] = families;
        let shown = |label: &LabelPair| format!("{}={}", label.name(), label.value());
        let labels = family.get_metric()[0].get_label().iter().map(shown);
        (family.name().to_owned(), labels.collect())
    }

    #[test]
    fn what_prometheus_cannot_read_gets_another_name_and_what_meets_is_one() {
        let gauge = |name, labels: &[&str]| corrected(MetricType::GAUGE, name, labels);
        assert_eq!(
            gauge("größe_a:b", &["a_b", "a:b", "1st", "", "__name__", "le"]),
            (
                "gr__e_a:b".to_owned(),
                ["a_b=1;2", "key_=4", "key_1st=3", "key___name__=5", "le=6"]
                    .map(str::to_owned)
                    .to_vec()
            )
        );
    }

    #[test]
    fn right_names_stay_as_they_are() {
        let (name, labels) = corrected(MetricType::COUNTER, "a:b_total", &["z", "a", "_c"]);
        assert_eq!(
            (name.as_str(), labels),
            (
                "a:b_total",
                ["z=1", "a=2", "_c=3"].map(str::to_owned).to_vec()
            )
        );
    }

    #[test]
    fn a_histogram_has_one_label_for_its_bounds() {
        let (_, labels) = corrected(MetricType::HISTOGRAM, "h", &["le"]);
        assert_eq!(labels, ["exported_le=1"]);
    }
}
