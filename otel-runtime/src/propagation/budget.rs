//! The limits of baggage, in and out.

/// The most that one request's baggage may be, as it stands in the headers: 64 members and 8,192
/// bytes, commas counted. They are what the specification asks everybody to take.
#[derive(Debug, Default)]
pub(super) struct Budget {
    members: usize,
    bytes: usize,
}

impl Budget {
    pub(super) const MEMBERS: usize = 64;
    const BYTES: usize = 8_192;

    /// Takes a member of this length, if it still fits.
    pub(super) fn take(&mut self, length: usize) -> bool {
        let comma = usize::from(self.members > 0);
        let bytes = self.bytes + comma + length;
        let fits = self.members < Self::MEMBERS && bytes <= Self::BYTES;
        if fits {
            self.members += 1;
            self.bytes = bytes;
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn sixty_four_members_fit() {
        let mut budget = Budget::default();
        assert!((0..64).all(|_| budget.take(3)));
        assert!(!budget.take(3));
    }

    #[test]
    fn commas_count_and_what_does_not_fit_takes_nothing() {
        let mut budget = Budget::default();
        assert!(budget.take(8_000));
        assert!(!budget.take(192));
        assert!(budget.take(191));
        assert!(!budget.take(0));
        assert!(!Budget::default().take(8_193));
        assert!(Budget::default().take(8_192));
    }
}
