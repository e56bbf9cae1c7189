#[traced(
    args(id),
    attrs(
        user.id = user.id,
        user.name,
        "any key" = 1,
        {keys::REGION} = region(),
        %user,
        error = ?failure,
        sum = id + 1,
    )
)]
fn record(id: u64, user: &User, failure: Failure) -> bool {
    id > 0
}

#[traced(args)]
fn all(id: u64, (left, right): (u8, u8), _: u8, #[cfg(feature = "more")] more: bool) {}
