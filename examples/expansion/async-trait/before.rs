//! A method under `#[async_trait]`, which has rewritten it before `#[traced]` sees it.

use async_trait::async_trait;
use otel_runtime::traced;

#[async_trait]
trait Repository {
    async fn find(&self, id: u64) -> Option<String>;
}

struct Memory;

#[async_trait]
impl Repository for Memory {
    #[traced(attrs(user.id = id))]
    async fn find(&self, id: u64) -> Option<String> {
        (id == 1).then(|| "Ada".to_owned())
    }
}

fn main() {
    drop(Memory.find(1));
}
