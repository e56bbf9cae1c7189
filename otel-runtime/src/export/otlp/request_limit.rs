//! How large a request may be: what its receiver takes, and what gets through to it.

/// A request of at most so many bytes is not halved for want of an answer: smaller ones would only
/// be more.
const SMALLEST: usize = 256 * 1024;

/// After so many attempts in a row without an answer a request is halved. The first may have met a
/// connection that had been idle for too long.
const ATTEMPTS: u32 = 2;

/// The most bytes in a request.
#[derive(Debug)]
pub(super) struct RequestLimit {
    /// What the settings say.
    most: usize,
    /// What the receiver takes, as far as it is known.
    receiver: usize,
    /// What gets through. A connection that breaks after so many bytes, or one that is too slow for
    /// the time that an attempt has, would never carry a larger request.
    line: usize,
}

impl RequestLimit {
    pub(super) fn new(bytes: usize) -> Self {
        Self {
            most: bytes,
            receiver: bytes,
            line: bytes,
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.receiver.min(self.line)
    }

    /// What the receiver takes, whatever gets through to it today.
    pub(super) fn of_receiver(&self) -> usize {
        self.receiver
    }

    /// The receiver found a request of `bytes` too large. It takes less than that, so a half of it is
    /// never less than a half of what it takes; the first part may be a small span alone.
    pub(super) fn too_large(&mut self, bytes: usize) {
        self.receiver = self.receiver.min(bytes / 2);
    }

    /// A request got through. The next may be a little larger: one that is too large costs attempts,
    /// one that is too small very little. What the receiver takes may have changed too, or another
    /// one is there; since it rarely has, one request in a few hundred asks.
    pub(super) fn answered(&mut self) {
        let grown = |bytes: usize, by: usize| bytes.saturating_add(by);
        self.receiver = grown(self.receiver, self.receiver / 256 + 1).min(self.most);
        self.line = grown(self.line, self.line / 8).min(self.receiver);
    }

    /// A request of `bytes` had so many attempts in a row without an answer; whether it is over the
    /// limit now.
    pub(super) fn unanswered(&mut self, bytes: usize, attempts: u32) -> bool {
        let halve = bytes > SMALLEST && attempts >= ATTEMPTS;
        if halve {
            self.line = self.line.min((bytes / 2).max(SMALLEST));
        }
        halve
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: usize = 1 << 20;

    #[test]
    fn what_does_not_get_through_is_halved_and_grows_again() {
        let mut limit = RequestLimit::new(4 * MIB);
        assert!(!limit.unanswered(2 * MIB, 1));
        assert_eq!(limit.bytes(), 4 * MIB);
        assert!(limit.unanswered(2 * MIB, 2));
        assert_eq!(limit.bytes(), MIB);
        limit.answered();
        assert_eq!(limit.bytes(), MIB + MIB / 8);
        (0..12).for_each(|_| limit.answered());
        assert_eq!(limit.bytes(), 4 * MIB);
    }

    #[test]
    fn a_small_request_is_not_halved_for_want_of_an_answer() {
        let mut limit = RequestLimit::new(4 * MIB);
        assert!(limit.unanswered(SMALLEST + 1, 2));
        assert_eq!(limit.bytes(), SMALLEST);
        assert!(!limit.unanswered(SMALLEST, 100));
    }

    #[test]
    fn no_limit_at_all_is_one_too() {
        let mut limit = RequestLimit::new(usize::MAX);
        limit.answered();
        assert_eq!(limit.bytes(), usize::MAX);
    }

    #[test]
    fn what_the_receiver_takes_is_asked_again_after_hundreds_of_requests() {
        let mut limit = RequestLimit::new(4 * MIB);
        limit.too_large(2 * MIB);
        assert_eq!((limit.bytes(), limit.of_receiver()), (MIB, MIB));
        (0..170).for_each(|_| limit.answered());
        assert!(limit.of_receiver() < 2 * MIB);
        (0..400).for_each(|_| limit.answered());
        assert_eq!((limit.bytes(), limit.of_receiver()), (4 * MIB, 4 * MIB));
    }
}
