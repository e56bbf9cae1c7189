//! The first character and the domain of an e-mail address.

const HIDDEN: &str = "***";

pub(super) fn apply(value: &str, out: &mut String) {
    let address = value
        .trim()
        .rsplit_once('@')
        .filter(|(local, domain)| is_local_part(local) && is_domain(domain));
    let Some((local, domain)) = address else {
        // Not an address: what it is instead may be a secret as a whole.
        out.push_str(HIDDEN);
        return;
    };
    let mut characters = local.chars();
    // The first of a single character would be all of it.
    if let (Some(first), Some(_)) = (characters.next(), characters.next()) {
        out.push(first);
    }
    out.push_str(HIDDEN);
    out.push('@');
    out.push_str(domain);
}

fn is_local_part(local: &str) -> bool {
    !local.is_empty() && !local.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Names and nothing else, so that no text behind an address passes for its domain.
fn is_domain(domain: &str) -> bool {
    domain
        .split('.')
        .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
}
