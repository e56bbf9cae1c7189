#[traced(
    args(id),
    attrs(user.email = email, card = %card, trace = ?secret),
    mask(email = email, card = last4, secret, id = hash, token = crate::mask::token)
)]
fn pay(id: u64, email: &str, card: Card, secret: Secret, token: &str) -> Result<(), Declined> {
    charge(card)
}

#[traced(mask(key), err(off))]
fn open(key: &Key) -> Result<Door, Jammed> {
    Door::with(key)
}
