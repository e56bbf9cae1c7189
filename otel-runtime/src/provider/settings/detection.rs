//! What is found out about where the service runs.

use super::{ResourceSettings, Source, Sourced};
use opentelemetry::KeyValue;

/// What a detector finds out about where the service runs, for the resource.
///
/// Nothing is detected unless it is asked for: in code, by `OTEL_RUST_RESOURCE_DETECTORS` (names
/// separated by commas, or `all`), or in the configuration file. A value from anywhere else beats a
/// detected one.
///
/// ```
/// # #[cfg(feature = "resource-detectors")] {
/// use otel_runtime::{Detector, Telemetry};
///
/// let telemetry = Telemetry::builder().resource_detectors([Detector::Host, Detector::Process]);
/// # drop(telemetry);
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[cfg_attr(
    not(feature = "resource-detectors"),
    expect(unreachable_pub, reason = "exported with the feature")
)]
pub enum Detector {
    /// `container.id`, from the control groups of Linux.
    Container,
    /// `host.id`, `host.name`, `host.arch`. Runs the command `hostname` once.
    Host,
    /// `k8s.pod.name`, `k8s.namespace.name` and, where the variable `NODE_NAME` has it,
    /// `k8s.node.name`; nothing outside of Kubernetes.
    Kubernetes,
    /// `os.type`.
    Os,
    /// `process.pid` and `process.runtime.*`. The command line is left out, for it may hold
    /// secrets, unless a configuration file includes `process.command_args` by its name. A child
    /// made by `fork` keeps its parent's.
    Process,
}

impl Detector {
    /// Every detector, each with its name in the settings.
    pub(crate) const NAMES: &'static [(&'static str, Self)] = &[
        ("container", Self::Container),
        ("host", Self::Host),
        ("k8s", Self::Kubernetes),
        ("os", Self::Os),
        ("process", Self::Process),
    ];

    #[cfg(feature = "resource-detectors")]
    fn detect(self) -> opentelemetry_sdk::Resource {
        use opentelemetry_resource_detectors::{
            ContainerResourceDetector, HostResourceDetector, K8sResourceDetector,
            OsResourceDetector, ProcessResourceDetector,
        };
        use opentelemetry_sdk::{Resource, resource::ResourceDetector as _};

        match self {
            Self::Container => ContainerResourceDetector.detect(),
            Self::Host => HostResourceDetector::default().detect(),
            // The detector takes any host's name for that of a pod.
            Self::Kubernetes if std::env::var_os("KUBERNETES_SERVICE_HOST").is_none() => {
                Resource::builder_empty().build()
            }
            Self::Kubernetes => K8sResourceDetector.detect(),
            Self::Os => OsResourceDetector.detect(),
            Self::Process => ProcessResourceDetector.detect(),
        }
    }

    #[cfg(not(feature = "resource-detectors"))]
    fn detect(self) -> opentelemetry_sdk::Resource {
        opentelemetry_sdk::Resource::builder_empty().build()
    }
}

/// What is to be detected, and which attributes of it are taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Detection {
    pub(crate) detectors: Vec<Detector>,
    /// Patterns of keys; `None`: all.
    pub(crate) included: Option<Vec<String>>,
    pub(crate) excluded: Vec<String>,
}

impl Detection {
    /// Adds what is found to what the settings say.
    pub(crate) fn complete(&self, resource: &mut ResourceSettings) {
        for detector in &self.detectors {
            for (key, value) in detector.detect().iter() {
                if self.takes(key.as_str()) {
                    let attribute = KeyValue::new(key.clone(), value.clone());
                    resource.set_default(Sourced::new(attribute, Source::Detected));
                }
            }
        }
    }

    fn takes(&self, key: &str) -> bool {
        let any = |patterns: &[String]| patterns.iter().any(|pattern| matches(pattern, key));
        let included = match &self.included {
            Some(patterns) if key == COMMAND_LINE => patterns.iter().any(|one| one == key),
            Some(patterns) => any(patterns),
            None => key != COMMAND_LINE,
        };
        included && !any(&self.excluded)
    }
}

/// The attribute that may hold secrets.
const COMMAND_LINE: &str = "process.command_args";

/// Whether a text is as a pattern says, in which `?` is any character and `*` any number of them.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut in_text) = (0, 0);
    // Where the last star stands, and the text that it stood for so far.
    let mut star: Option<(usize, usize)> = None;
    while in_text < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, in_text));
                at += 1;
            }
            Some(one) if *one == '?' || *one == text[in_text] => {
                at += 1;
                in_text += 1;
            }
            _ => match star {
                Some((place, taken)) => {
                    star = Some((place, taken + 1));
                    at = place + 1;
                    in_text = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|one| *one == '*')
}

#[cfg(test)]
mod tests {
    use super::{Detection, matches};

    #[test]
    fn stars_and_question_marks_stand_for_others() {
        for (pattern, text, expected) in [
            ("host.id", "host.id", true),
            ("host.*", "host.id", true),
            ("*.id", "host.name", false),
            ("h?st.*d", "host.id", true),
            ("*a*b", "xaxbxb", true),
            ("*a*b", "xaxbx", false),
            ("", "", true),
            ("*", "", true),
            ("?", "", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn the_command_line_is_taken_only_by_its_name() {
        let detection = |included: Option<&[&str]>, excluded: &[&str]| Detection {
            included: included.map(|list| list.iter().map(|one| (*one).to_owned()).collect()),
            excluded: excluded.iter().map(|one| (*one).to_owned()).collect(),
            ..Detection::default()
        };
        let arguments = "process.command_args";
        assert!(!detection(None, &[]).takes(arguments));
        assert!(!detection(Some(&["process.*"]), &[]).takes(arguments));
        assert!(detection(Some(&["process.*", arguments]), &[]).takes(arguments));
        assert!(!detection(Some(&[arguments]), &["*args"]).takes(arguments));
        assert!(detection(None, &["host.*"]).takes("process.pid"));
        assert!(!detection(None, &["host.*"]).takes("host.id"));
    }

    #[cfg(feature = "resource-detectors")]
    #[test]
    fn what_is_found_is_weaker_than_what_is_said() {
        use super::{super::*, Detector};
        use opentelemetry::KeyValue;

        let mut settings = ResourceSettings::default();
        settings.set(Sourced::code(KeyValue::new("process.pid", 7)));
        let detectors = Detector::NAMES.iter().map(|(_, one)| *one).collect();
        let detection = Detection {
            detectors,
            ..Detection::default()
        };
        detection.complete(&mut settings);
        let found = |key: &str| settings.get(key).map(|found| found.value.value.to_string());
        assert_eq!(found("process.pid").as_deref(), Some("7"));
        assert_eq!(found("host.arch").as_deref(), Some(std::env::consts::ARCH));
        assert_eq!(found("os.type").as_deref(), Some(std::env::consts::OS));
        assert_eq!(found("process.command_args"), None);
    }
}
