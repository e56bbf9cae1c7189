impl Store {
    #[traced]
    fn by_reference(&self, key: &str) -> Option<&Value> {
        self.values.get(key)
    }

    #[traced]
    fn by_value(mut self, key: String) -> Self {
        self.values.clear(key);
        self
    }

    #[traced]
    async fn pinned(self: Pin<&mut Self>, key: String) {
        self.set(key);
    }

    #[traced(attrs(store.size = self.values.len()))]
    fn entry(&mut self, key: &str) -> &mut Value {
        self.values.get_mut(key).unwrap()
    }
}

trait Lookup {
    #[traced]
    async fn default_method(&self, key: &str) -> bool {
        self.find(key).await
    }
}
