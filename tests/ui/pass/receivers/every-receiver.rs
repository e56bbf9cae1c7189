#![deny(warnings)]

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use otel_runtime::traced;

#[derive(Clone, Default)]
pub struct Store {
    values: Vec<u8>,
    others: Vec<u8>,
}

impl Store {
    #[traced]
    pub fn new() -> Self {
        Self::default()
    }

    #[traced(attrs(size = self.values.len()))]
    pub fn shared(&self) -> &[u8] {
        &self.values
    }

    #[traced(attrs(size = self.values.len()), name = format!("get {index}"))]
    pub fn exclusive(&mut self, index: usize) -> Option<&mut u8> {
        self.values.get_mut(index)
    }

    #[traced]
    pub fn value(self) -> Vec<u8> {
        self.others
    }

    #[traced]
    pub fn mutable_value(mut self) -> Self {
        self.values.push(1);
        self
    }

    #[traced]
    pub fn boxed(self: Box<Self>) -> Vec<u8> {
        self.values
    }

    #[traced]
    pub fn rc(self: Rc<Self>) -> usize {
        self.values.len()
    }

    #[traced]
    pub fn arc(self: &Arc<Self>) -> usize {
        self.values.len()
    }

    #[traced]
    pub fn pinned(self: Pin<&mut Self>) -> usize {
        self.values.len()
    }

    #[traced]
    pub fn mutable_pinned(mut self: Pin<&mut Self>) {
        self.values.clear();
    }

    #[traced(args(key))]
    pub async fn shared_async(&self, key: &str) -> &[u8] {
        let _ = key;
        &self.values
    }

    #[traced(attrs(size = self.values.len()))]
    pub async fn exclusive_async(&mut self, index: usize) -> Result<&mut u8, String> {
        self.values.get_mut(index).ok_or_else(|| "none".to_owned())
    }

    #[traced]
    pub async fn mutable_value_async(mut self, key: &str) -> usize {
        self.values.clear();
        key.len()
    }

    #[traced]
    pub async fn pinned_async(mut self: Pin<&mut Self>, from: &mut u8) {
        *from = 1;
        self.values.clear();
    }
}

fn main() {
    let mut store = Store::new();
    store.shared();
    store.exclusive(0);
    store.clone().value();
    store.clone().mutable_value();
    Box::new(store.clone()).boxed();
    Rc::new(store.clone()).rc();
    Arc::new(store.clone()).arc();
    Pin::new(&mut store).pinned();
    Pin::new(&mut store).mutable_pinned();
    drop(store.shared_async(""));
    drop(store.exclusive_async(0));
    drop(store.clone().mutable_value_async(""));
    drop(Pin::new(&mut store).pinned_async(&mut 1));
}
