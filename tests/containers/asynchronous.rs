//! Asynchronous functions of a block.

use async_trait::async_trait;
use journey_tests::traced_async;
use otel_runtime::traced;

#[async_trait]
#[traced]
trait Inside {
    async fn load(&self, id: u64) -> Result<u64, String>;

    async fn twice(&self, id: u64) -> Result<u64, String> {
        Ok(2 * self.load(id).await?)
    }
}

#[traced]
#[async_trait]
trait Outside {
    async fn load(&self, id: u64) -> Result<u64, String>;

    async fn twice(&self, id: u64) -> Result<u64, String> {
        Ok(2 * self.load(id).await?)
    }
}

struct Memory(u64);

#[async_trait]
#[traced(args, attrs(own = self.0))]
impl Inside for Memory {
    async fn load(&self, id: u64) -> Result<u64, String> {
        tokio::task::yield_now().await;
        if id == 0 {
            Err("zero".to_owned())
        } else {
            Ok(self.0)
        }
    }
}

#[traced(args, attrs(own = self.0))]
#[async_trait]
impl Outside for Memory {
    async fn load(&self, id: u64) -> Result<u64, String> {
        tokio::task::yield_now().await;
        if id == 0 {
            Err("zero".to_owned())
        } else {
            Ok(self.0)
        }
    }
}

#[tokio::test]
async fn async_trait_goes_inside_and_outside() {
    let memory = Memory(3);
    // A box that both need.
    let inside: Box<dyn Inside + Send + Sync> = Box::new(Memory(3));
    let (results, spans) = traced_async(async {
        (
            Inside::twice(&*inside, 1).await,
            Outside::twice(&memory, 1).await,
            Inside::load(&memory, 0).await,
            Outside::load(&memory, 0).await,
        )
    })
    .await;
    assert_eq!(results.0, Ok(6));
    assert_eq!(results.1, Ok(6));
    spans.assert_tree(
        "Inside::twice\n  Memory::load id=1 own=3\n\
         Outside::twice\n  Memory::load id=1 own=3\n\
         Memory::load id=0 own=3 error=\"zero\"\n\
         Memory::load id=0 own=3 error=\"zero\"",
    );
}

#[traced]
trait Native {
    async fn name(&self) -> String {
        tokio::task::yield_now().await;
        "default".to_owned()
    }
}

impl Native for Memory {}

struct Other;

#[traced]
impl Native for Other {
    async fn name(&self) -> String {
        "own".to_owned()
    }
}

#[traced]
impl Other {
    fn boxed(&self) -> futures::future::BoxFuture<'_, u8> {
        Box::pin(async { 1 })
    }
}

#[tokio::test]
async fn native_async_traits_and_boxed_futures() {
    let (count, spans) = traced_async(async {
        Memory(1).name().await;
        Other.name().await;
        Other.boxed().await
    })
    .await;
    assert_eq!(count, 1);
    spans.assert_tree("Native::name\nOther::name\nOther::boxed");
}
