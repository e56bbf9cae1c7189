//! `#[async_trait]` writes its methods anew before `#[traced]` sees them; what is traced otherwise can
//! be called from them.

use async_trait::async_trait;
use journey_tests::{span, traced_async};
use opentelemetry::trace::Status;
use otel_runtime::traced;

use crate::{leaf, load};

#[async_trait]
trait Store {
    async fn save(&mut self, id: u32) -> Result<u32, String>;

    #[traced("Store::save_twice", args)]
    async fn save_twice(&mut self, id: u32) -> Result<u32, String>
    where
        Self: Send,
    {
        self.save(id).await?;
        self.save(0).await
    }
}

struct Memory(Vec<u32>);

#[async_trait]
impl Store for Memory {
    #[traced(attrs(len = self.0.len()))]
    async fn save(&mut self, id: u32) -> Result<u32, String> {
        if id == 0 {
            return Err("no zero".to_owned());
        }
        load().await?;
        leaf();
        self.0.push(id);
        Ok(id)
    }
}

#[tokio::test]
async fn methods_and_default_methods() {
    let (result, spans) = traced_async(async {
        let mut store: Box<dyn Store + Send> = Box::new(Memory(Vec::new()));
        store.save(7).await?;
        Memory(Vec::new()).save_twice(7).await
    })
    .await;
    assert_eq!(result, Err("no zero".to_owned()));
    spans.assert_tree(
        r#"
        save len=0
          load
          leaf
        Store::save_twice error="no zero" id=7
          save len=0
            load
            leaf
          save error="no zero" len=1
        "#,
    );
    let status = span(&spans, "Store::save_twice").status;
    assert_eq!(status, Status::error("no zero"));
}
