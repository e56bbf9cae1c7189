use otel_runtime::traced;

#[traced]
fn dangling() -> &'static str {
    let text = String::new();
    &text
}

#[traced]
async fn moved(text: String) -> usize {
    drop(text);
    text.len()
}

#[traced]
fn not_send() -> impl Future<Output = ()> + Send {
    async move {
        let shared = std::rc::Rc::new(1);
        std::future::ready(()).await;
        drop(shared);
    }
}

fn main() {}
