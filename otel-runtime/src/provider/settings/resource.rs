//! Who produces the spans.

use opentelemetry::{Key, KeyValue, Value};
use opentelemetry_sdk::Resource;

use super::{Detection, Source, Sourced};

/// The attribute that says in which environment a service runs.
pub(crate) const ENVIRONMENT: &str = "deployment.environment.name";
/// The attribute that names the service.
pub(crate) const SERVICE_NAME: &str = "service.name";

/// The attribute that says which version of the service it is.
pub(crate) const SERVICE_VERSION: &str = "service.version";

/// The attribute that tells the instances of a service apart.
const SERVICE_INSTANCE: &str = "service.instance.id";

/// Who produces the spans.
#[derive(Debug)]
pub(crate) struct ResourceSettings {
    pub(crate) service_name: Sourced<String>,
    /// All others, each key once.
    pub(crate) attributes: Vec<Sourced<KeyValue>>,
    pub(crate) detection: Sourced<Detection>,
    pub(crate) schema_url: Option<Sourced<String>>,
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

    /// Sets the attributes of a list; a service without a name is left as it was.
    pub(crate) fn set_all(&mut self, attributes: Vec<(String, String)>, source: Source) {
        for (key, value) in attributes {
            if key != SERVICE_NAME || !value.is_empty() {
                self.set(Sourced::new(KeyValue::new(key, value), source));
            }
        }
    }

    /// The environment that the service runs in.
    pub(crate) fn environment(&self) -> Option<String> {
        Some(self.get(ENVIRONMENT)?.value.value.to_string())
    }

    /// Sets an attribute whose key nobody has set.
    pub(crate) fn set_default(&mut self, attribute: Sourced<KeyValue>) {
        let is_set = self.attributes.iter().any(|old| old.key == attribute.key);
        if !is_set && attribute.key.as_str() != SERVICE_NAME {
            self.attributes.push(attribute);
        }
    }

    /// Adds what nobody said: what detectors find, and an id of this instance.
    pub(crate) fn complete(&mut self) {
        self.detection.value.clone().complete(self);
        let id = KeyValue::new(SERVICE_INSTANCE, random_uuid());
        self.set_default(Sourced::default_value(id));
    }

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
        let builder = Resource::builder_empty();
        let builder = match &self.schema_url {
            Some(url) => builder.with_schema_url([], url.value.clone()),
            None => builder,
        };
        builder
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
            detection: Sourced::default_value(Detection::default()),
            schema_url: None,
        }
    }
}

/// A UUID of version 4.
fn random_uuid() -> String {
    let random: u128 = rand::random();
    let version = 4 << 76;
    let variant = 2 << 62;
    let bits = random & !(0xf << 76) & !(3 << 62) | version | variant;
    let digits = format!("{bits:032x}");
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &digits[part]);
    parts.join("-")
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

    #[test]
    fn an_instance_has_an_id_of_its_own_unless_it_was_given_one() {
        let id = |mut settings: ResourceSettings| {
            settings.complete();
            let found = settings
                .get("service.instance.id")
                .map(|id| id.value.value.to_string());
            found.unwrap_or_default()
        };
        let random = id(ResourceSettings::default());
        assert_ne!(random, id(ResourceSettings::default()));
        let parts: Vec<usize> = random.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert_eq!(random.as_bytes()[14], b'4', "the version");
        assert!(b"89ab".contains(&random.as_bytes()[19]), "the variant");

        let mut given = ResourceSettings::default();
        given.set(Sourced::code(KeyValue::new("service.instance.id", "pod-7")));
        assert_eq!(id(given), "pod-7");
    }
}
