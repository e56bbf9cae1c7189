#[traced]
#[tokio::main]
async fn main() -> Result<(), Error> {
    serve().await
}

#[traced]
#[must_use]
async fn count(list: &[u8]) -> usize {
    list.len()
}

#[traced]
async fn forever(mut queue: Queue) -> ! {
    loop {
        queue.next().await;
    }
}
