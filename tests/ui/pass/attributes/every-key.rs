#![deny(warnings)]

use otel_runtime::traced;

const REGION: &str = "cloud.region";

pub struct User {
    id: u64,
    name: Option<String>,
}

pub struct Opaque;

fn stars(text: &str) -> String {
    "*".repeat(text.len())
}

#[traced(
    "register user",
    kind = server,
    args(id, opaque),
    attrs(
        user.id,
        user.name,
        user_id = user.id,
        http.request.method = "GET",
        error.type = %id,
        "any key" = 1.5,
        {REGION} = "eu",
        list = ?vec![1, 2],
        pair.0,
        length = text.map(|text| text.len() as i64),
        card.number = card,
    ),
    mask(password, card = last4, "user.name" = hash, token = stars, text = redact),
    ok,
    when = user.id > 0,
    scope = "accounts",
    span = current,
    panic = off,
)]
pub fn every_key(
    id: u64,
    user: &User,
    opaque: Opaque,
    pair: (u8, u8),
    text: Option<&'static str>,
    card: &str,
    password: &str,
    token: String,
) -> Result<u64, String> {
    let _ = current;
    Ok(id)
}

#[traced(root, err(debug))]
pub fn fresh() -> Result<(), Vec<u8>> {
    Err(vec![1])
}

#[traced(err(display))]
pub async fn shown() -> Result<(), String> {
    Ok(())
}

#[traced(err(off), crate = otel_runtime)]
pub async fn unseen() -> Result<(), String> {
    Ok(())
}

fn main() {
    let user = User { id: 1, name: None };
    let _ = every_key(
        1,
        &user,
        Opaque,
        (1, 2),
        None,
        "4111",
        "secret",
        String::new(),
    );
    let _ = fresh();
    drop(shown());
    drop(unseen());
}
