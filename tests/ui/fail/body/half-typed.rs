//! A body that is still being typed: the one error is the user's own, and the function is there.

struct User {
    id: u64,
}

#[otel_runtime::traced(kind = client, attrs(user.id))]
fn typing(user: &User) -> u64 {
    let id: &User = user.;
    id.id
}

#[otel_runtime::traced]
async fn typing_too(user: &User) -> Result<u64, std::fmt::Error> {
    let id: u64 = user.id.;
    Ok(id)
}

fn main() {
    let _: u64 = typing(&User { id: 1 });
}
