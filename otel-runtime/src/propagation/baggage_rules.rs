//! Which baggage goes to whom.

use opentelemetry::{
    Context, Key,
    baggage::{Baggage, BaggageExt},
};

use crate::{Error, pattern::Pattern};

/// Which members of the baggage are sent, and to which hosts; default all of them, to all.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct BaggageRules {
    keys: Option<Vec<Pattern>>,
    hosts: Option<Vec<Pattern>>,
}

impl BaggageRules {
    /// Rules from the lists of the builder, where it has them.
    pub(crate) fn new(
        keys: Option<Vec<String>>,
        hosts: Option<Vec<String>>,
    ) -> Result<Self, Error> {
        let keys = keys.map(|keys| keys.iter().map(|key| key_pattern(key)).collect());
        let hosts = hosts.map(|hosts| hosts.iter().map(|host| host_pattern(host)).collect());
        Ok(Self {
            keys: keys.transpose()?,
            hosts: hosts.transpose()?,
        })
    }

    /// The context as this destination may have it; `None` where that is all of it. Where only some
    /// hosts may have baggage, one that is not known gets none.
    ///
    /// It is the context that is made smaller and not what the formats write, so that those of
    /// others obey it too.
    pub(super) fn restrict(&self, cx: &Context, destination: Option<&str>) -> Option<Context> {
        let baggage = cx.baggage();
        if baggage.is_empty() || (self.keys.is_none() && self.hosts.is_none()) {
            return None;
        }
        let mut allowed = Baggage::new();
        if self.allow_host(destination) {
            for (key, (value, metadata)) in baggage.iter().filter(|(key, _)| self.allow_key(key)) {
                allowed.insert_with_metadata(key.clone(), value.clone(), metadata.clone());
            }
        }
        Some(cx.with_baggage(allowed))
    }

    fn allow_key(&self, key: &Key) -> bool {
        let keys = self.keys.as_ref();
        keys.is_none_or(|keys| keys.iter().any(|pattern| pattern.matches(key.as_str())))
    }

    fn allow_host(&self, destination: Option<&str>) -> bool {
        let Some(hosts) = &self.hosts else {
            return true;
        };
        destination.is_some_and(|host| {
            let host = without_port(host).to_ascii_lowercase();
            hosts.iter().any(|pattern| pattern.matches(&host))
        })
    }
}

/// The host of `host:port`, of `[::1]:port`, and of an address without port.
fn without_port(host: &str) -> &str {
    let host = match host.rsplit_once(':') {
        Some((bracketed, _)) if bracketed.ends_with(']') => bracketed,
        Some((name, _)) if !name.contains(':') => name,
        _ => host,
    };
    without_brackets(host)
}

/// An IPv6 address as it is without the brackets that it has before a port.
fn without_brackets(host: &str) -> &str {
    let inner = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    inner.unwrap_or(host)
}

fn key_pattern(key: &str) -> Result<Pattern, Error> {
    if super::percent::is_token(key) {
        return Ok(Pattern::new(key));
    }
    let allowed = "keys of baggage, in which * stands for any characters";
    Err(Error::invalid("baggage_keys", key, allowed))
}

/// A star stands for whole names before a dot: whoever could have `orders.example.com` or
/// `notexample.com` is somebody else.
fn host_pattern(host: &str) -> Result<Pattern, Error> {
    let name = host.strip_prefix("*.").unwrap_or(host);
    let is_host = !name.is_empty() && !name.contains(['/', '@', ' ', '*', '?']);
    if host == "*" || (is_host && without_port(name) == without_brackets(name)) {
        return Ok(Pattern::new(without_brackets(host).to_ascii_lowercase()));
    }
    let allowed = "names of hosts without scheme and port, *.example.com for those below one";
    Err(Error::invalid("baggage_hosts", host, allowed))
}

#[cfg(test)]
mod tests {
    use opentelemetry::{
        Context, KeyValue,
        baggage::{Baggage, BaggageExt},
    };

    use super::BaggageRules;

    fn rules(keys: Option<&[&str]>, hosts: Option<&[&str]>) -> Result<BaggageRules, crate::Error> {
        let owned = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
        BaggageRules::new(keys.map(owned), hosts.map(owned))
    }

    fn keys(rules: &BaggageRules, destination: Option<&str>) -> Vec<String> {
        let baggage: Baggage = ["tenant", "user.id", "user.name", "a"]
            .map(|key| KeyValue::new(key, "1"))
            .into_iter()
            .collect();
        let context = Context::new().with_baggage(baggage);
        let restricted = rules.restrict(&context, destination);
        let baggage = restricted.as_ref().unwrap_or(&context).baggage();
        let mut keys: Vec<_> = baggage.iter().map(|(key, _)| key.to_string()).collect();
        keys.sort_unstable();
        keys
    }

    #[test]
    fn without_rules_everything_goes_everywhere() {
        let all = ["a", "tenant", "user.id", "user.name"];
        assert_eq!(keys(&BaggageRules::default(), None), all);
    }

    #[test]
    fn only_listed_keys_are_sent() {
        let rules = rules(Some(&["tenant", "user.*"]), None).expect("both are allowed");
        assert_eq!(keys(&rules, None), ["tenant", "user.id", "user.name"]);
        let rules = self::rules(Some(&["*r.*e"]), None).expect("it is allowed");
        assert_eq!(keys(&rules, None), ["user.name"]);
        let rules = self::rules(None, Some(&["*"])).expect("it is allowed");
        assert_eq!(keys(&rules, Some("example.com")).len(), 4);
    }

    #[test]
    fn only_listed_hosts_get_any_and_one_that_is_not_known_gets_none() {
        let rules = rules(None, Some(&["orders", "*.internal", "::1", "[fe80::1]"]))
            .expect("all are allowed");
        for host in [
            "orders",
            "ORDERS:8080",
            "a.internal",
            "a.b.Internal:1",
            "::1",
            "[::1]",
            "[::1]:8080",
            "[FE80::1]:1",
        ] {
            assert_eq!(keys(&rules, Some(host)).len(), 4, "{host}");
        }
        for host in [
            "internal",
            "orders.example.com",
            "api.example.com",
            "notinternal",
            "::2",
            "",
        ] {
            assert_eq!(keys(&rules, Some(host)).len(), 0, "{host}");
        }
        assert_eq!(keys(&rules, None).len(), 0);
        assert_eq!(
            keys(&self::rules(None, Some(&[])).expect("none"), Some("a")).len(),
            0
        );
    }

    #[test]
    fn what_is_no_pattern_is_an_error_that_names_it() {
        for wrong in ["", "a b", "a?", "a,b"] {
            let error = rules(Some(&[wrong]), None).expect_err(wrong).to_string();
            assert!(
                error.starts_with(&format!("baggage_keys: {wrong:?} is not")),
                "{error}"
            );
        }
        for wrong in [
            "",
            "http://a",
            "a:80",
            "[::1]:80",
            "*a*",
            "*a",
            "*.",
            "orders*",
            "a?",
            "user@host",
        ] {
            let error = rules(None, Some(&[wrong])).expect_err(wrong).to_string();
            assert!(
                error.starts_with(&format!("baggage_hosts: {wrong:?} is not")),
                "{error}"
            );
        }
    }
}
