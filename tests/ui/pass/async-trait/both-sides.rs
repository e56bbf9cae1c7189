#![deny(warnings)]

use async_trait::async_trait;
use otel_runtime::traced;

type Callback = Box<dyn Fn() -> u8 + Send>;

#[async_trait]
pub trait Repository {
    async fn find(&self, id: u64, name: &str) -> Result<Callback, String>;

    async fn clear(&mut self);

    #[traced]
    async fn default_method(&self) -> u8
    where
        Self: Sync,
    {
        1
    }
}

pub struct Memory(Vec<u8>);

#[async_trait]
impl Repository for Memory {
    #[traced(args, attrs(size = self.0.len(), user.id = id), span = current)]
    async fn find(&self, id: u64, name: &str) -> Result<Callback, String> {
        let _ = current;
        if id == 0 {
            return Err("zero".to_owned());
        }
        let length = name.len() as u8;
        Ok(Box::new(move || length))
    }

    #[traced]
    async fn clear(&mut self) {
        self.0.clear();
    }
}

pub trait Plain {
    #[allow(async_fn_in_trait)]
    async fn declared(&self, name: &str) -> usize;

    #[traced]
    #[allow(async_fn_in_trait)]
    async fn default_method(&self, name: &str) -> usize {
        self.declared(name).await
    }
}

impl Plain for Memory {
    #[traced(args)]
    async fn declared(&self, name: &str) -> usize {
        self.0.len() + name.len()
    }
}

fn main() {
    let mut memory = Memory(Vec::new());
    drop(memory.find(1, ""));
    drop(memory.clear());
    drop(Plain::default_method(&memory, ""));
    drop(Repository::default_method(&memory));
}
