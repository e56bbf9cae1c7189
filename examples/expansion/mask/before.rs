//! Values that must not leave the process as they are.

use otel_runtime::traced;

#[traced(
    args(email),
    attrs(card.number = card),
    mask(email = email, card = last4, password)
)]
pub fn register(email: &str, card: &str, password: &str) -> bool {
    !email.is_empty() && !card.is_empty() && !password.is_empty()
}

fn main() {
    register("ada@example.org", "4111111111111111", "secret");
}
