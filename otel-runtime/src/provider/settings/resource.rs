//! Who produces the spans.

use opentelemetry::{Key, KeyValue, Value};
use opentelemetry_sdk::Resource;

use super::Sourced;

/// The attribute that says in which environment a service runs.
pub(crate) const ENVIRONMENT: &str = "deployment.environment.name";
/// The attribute that names the service.
pub(crate) const SERVICE_NAME: &str = "service.name";

/// The attribute that says which version of the service it is.
pub(crate) const SERVICE_VERSION: &str = "service.version";

/// Who produces the spans.
#[derive(Debug)]
pub(crate) struct ResourceSettings {
    pub(crate) service_name: Sourced<String>,
    /// All others, each key once.
    pub(crate) attributes: Vec<Sourced<KeyValue>>,
}

impl ResourceSettings {
    /// Sets an attribute; a value that its key had before is replaced.
    pub(crate) fn set(&mut self, attribute: Sourced<KeyValue>) {
        if attribute.key.as_str() == SERVICE_NAME {
            self.service_name = attribute.map(|attribute| attribute.value.to_string());
            return;
        }
        match self
            .attributes
            .iter_mut()
            .find(|old| old.key == attribute.key)
        {
            Some(old) => *old = attribute,
            None => self.attributes.push(attribute),
        }
    }

    #[cfg(test)]
    pub(crate) fn get(&self, key: &str) -> Option<&Sourced<KeyValue>> {
        self.attributes
            .iter()
            .find(|attribute| attribute.key.as_str() == key)
    }

    /// The resource, with what an SDK says of itself.
    pub(crate) fn resource(&self) -> Resource {
        let sdk = [
            // `opentelemetry` is reserved for the official SDKs.
            ("telemetry.sdk.name", env!("CARGO_PKG_NAME")),
            ("telemetry.sdk.language", "rust"),
            ("telemetry.sdk.version", env!("CARGO_PKG_VERSION")),
        ]
        .map(|(key, value)| KeyValue::new(key, value));
        Resource::builder_empty()
            .with_attributes(sdk)
            .with_attributes(
                self.attributes
                    .iter()
                    .map(|attribute| attribute.value.clone()),
            )
            .with_attribute(KeyValue::new(
                Key::from_static_str(SERVICE_NAME),
                Value::from(self.service_name.value.clone()),
            ))
            .build()
    }
}

impl Default for ResourceSettings {
    fn default() -> Self {
        Self {
            service_name: Sourced::default_value(unknown_service()),
            attributes: Vec::new(),
        }
    }
}

/// The name that the specification gives to a service that has none.
fn unknown_service() -> String {
    let executable = std::env::current_exe().ok();
    match executable.as_deref().and_then(|path| path.file_name()) {
        Some(name) => format!("unknown_service:{}", name.to_string_lossy()),
        None => "unknown_service".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use opentelemetry::{Key, KeyValue};

    use super::{super::Sourced, ResourceSettings};

    #[test]
    fn a_later_value_replaces_an_earlier_one_and_the_service_is_named() {
        let mut settings = ResourceSettings::default();
        assert!(settings.service_name.starts_with("unknown_service:"));
        settings.set(Sourced::code(KeyValue::new("a", 1)));
        settings.set(Sourced::code(KeyValue::new("a", 2)));
        settings.set(Sourced::code(KeyValue::new("service.name", "shop")));
        let resource = settings.resource();
        let get = |key: &'static str| resource.get(&Key::new(key)).map(|value| value.to_string());
        assert_eq!(get("a").as_deref(), Some("2"));
        assert_eq!(get("service.name").as_deref(), Some("shop"));
        assert_eq!(get("telemetry.sdk.name").as_deref(), Some("otel-runtime"));
        assert_eq!(resource.len(), 5);
    }
}
