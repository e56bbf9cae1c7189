//! Where the spans go: the endpoint, checked and split.

use http::{Uri, header::HeaderMap};

use super::basic_auth;
use crate::{Error, provider::shown_url};

const ALLOWED: &str = "http:// or https://, a host, and a port, as in http://localhost:4317";

/// The URL that requests go to: `given` with `suffix` appended to its path, user information
/// taken out and put into `headers`.
/// `insecure` says what an endpoint without a scheme means.
pub(super) fn parse(
    given: &str,
    suffix: &str,
    insecure: bool,
    headers: &mut HeaderMap,
) -> Result<Uri, Error> {
    let given = given.trim();
    let invalid = || Error::invalid("OTLP endpoint", shown_url(given), ALLOWED);
    let (scheme, rest) = match given.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None if insecure => ("http".to_owned(), given),
        None => ("https".to_owned(), given),
    };
    if !["http", "https"].contains(&scheme.as_str()) {
        return Err(invalid());
    }
    let (authority, path) = match rest.find(['/', '?', '#']) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let path = path.split('#').next().unwrap_or_default();
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, authority),
    };
    if host.is_empty() || host.starts_with(':') {
        return Err(invalid());
    }
    if let Some(user) = user.filter(|user| !user.is_empty()) {
        let authorization = basic_auth::header(user).ok_or_else(invalid)?;
        headers
            .entry(http::header::AUTHORIZATION)
            .or_insert(authorization);
    }
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path, None),
    };
    let mut uri = format!("{scheme}://{host}");
    if suffix.is_empty() {
        uri.push_str(if path.is_empty() { "/" } else { path });
    } else {
        uri.push_str(path.trim_end_matches('/'));
        uri.push_str(suffix);
    }
    if let Some(query) = query {
        uri.push('?');
        uri.push_str(query);
    }
    let uri: Uri = uri.parse().map_err(|_| invalid())?;
    let port = host
        .rsplit_once(']')
        .map_or(host, |(_, port)| port)
        .split_once(':');
    match (port, uri.port_u16()) {
        (Some(_), None | Some(0)) => Err(invalid()),
        _ => Ok(uri),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn uri(given: &str, suffix: &str) -> Result<String, String> {
        let endpoint = parse(given, suffix, true, &mut HeaderMap::new());
        endpoint
            .map(|endpoint| endpoint.to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_base_endpoint_gets_the_path_of_the_signal() {
        let traces = "/v1/traces";
        assert_eq!(
            uri("http://h:4318", traces).unwrap(),
            "http://h:4318/v1/traces"
        );
        assert_eq!(
            uri("http://h:4318/x/", traces).unwrap(),
            "http://h:4318/x/v1/traces"
        );
        assert_eq!(
            uri("https://h/x?k=v", traces).unwrap(),
            "https://h/x/v1/traces?k=v"
        );
        assert_eq!(uri("http://h:4318/own", "").unwrap(), "http://h:4318/own");
        assert_eq!(uri("http://[::1]:4318", "").unwrap(), "http://[::1]:4318/");
        assert_eq!(uri("h:4317", "").unwrap(), "http://h:4317/");
    }

    #[test]
    fn an_endpoint_without_scheme_is_encrypted_unless_insecure() {
        let endpoint = parse("h:4317", "", false, &mut HeaderMap::new()).unwrap();
        assert_eq!(endpoint.scheme_str(), Some("https"));
    }

    #[test]
    fn what_is_no_endpoint_is_named_with_what_is_allowed() {
        for wrong in [
            "",
            "http://",
            "ftp://h:1",
            "http://:4317",
            "http://h:0",
            "http://h:99999",
            "http://a b",
        ] {
            let error = uri(wrong, "").unwrap_err();
            assert!(
                error.contains("OTLP endpoint") && error.contains("http://"),
                "{wrong}: {error}"
            );
        }
        let error = uri("ftp://me:secret@h:1/p?token=secret", "").unwrap_err();
        assert!(
            error.contains("ftp://h:1/p") && !error.contains("secret"),
            "{error}"
        );
    }

    #[test]
    fn user_information_becomes_a_header_and_is_shown_nowhere() {
        let mut headers = HeaderMap::new();
        let endpoint = parse("http://me:a%40b@h:1", "", true, &mut headers).unwrap();
        assert_eq!(endpoint, "http://h:1/");
        assert_eq!(headers["authorization"], "Basic bWU6YUBi");
        assert!(headers["authorization"].is_sensitive());
    }
}
