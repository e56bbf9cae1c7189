#[traced(args)]
pub trait Store {
    type Key;

    fn find(&self, key: Self::Key) -> Option<u64>;

    fn contains(&self, key: Self::Key) -> bool {
        self.find(key).is_some()
    }

    async fn refresh(&self) {
        self.find_all().await;
    }
}
