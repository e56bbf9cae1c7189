use otel_runtime::{event, set_attrs, span};

struct Opaque;

fn is_send<T: Send>(_: T) {}

async fn held_across_a_wait() {
    let _entered = span!("block").entered();
    std::future::ready(()).await;
}

fn values(opaque: &Opaque) {
    set_attrs!(opaque);
    event!(1.5 + 1.0, other = %opaque);
}

fn main() {
    is_send(held_across_a_wait());
    values(&Opaque);
}
