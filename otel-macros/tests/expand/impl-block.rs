#[traced(kind = client, args(id), mask(token), err(off))]
impl<T: Connect> Client<T> {
    #![allow(clippy::needless_pass_by_value)]

    const RETRIES: u8 = 3;

    /// Nothing of its own: all that the block says.
    pub fn load(&self, id: u64) -> Result<User, Error> {
        self.get(id)
    }

    #[traced("save user", kind = producer)]
    async fn save(&mut self, id: u64, token: &str) {
        self.put(id, token).await
    }

    #[traced(skip)]
    fn address(&self) -> &str {
        &self.address
    }

    pub const fn retries() -> u8 {
        Self::RETRIES
    }
}
