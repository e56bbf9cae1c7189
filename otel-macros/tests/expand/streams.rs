#[traced]
fn countdown(from: u32) -> impl Stream<Item = Result<u32, Error>> + Send {
    stream::iter((0..from).rev().map(Ok))
}

#[traced(attrs(user.id = id))]
fn evaluated_at_the_call(id: &u64) -> impl Stream<Item = ()> + use<'_> {
    if *id == 0 {
        return empty();
    }
    orders(id)
}

#[traced]
fn more_than_a_stream() -> impl Stream<Item = u8> + FusedStream {
    stream::empty()
}
