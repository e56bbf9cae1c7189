//! A question to the backends of a telemetry, and their answers.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::Instant,
};

use crate::export::Done;
use crate::provider::ExportError;

/// The collector thread's end: it passes the question on.
#[derive(Debug)]
pub(crate) struct Question {
    asked: Sender<usize>,
    done: Done,
}

/// The end of who has asked.
#[derive(Debug)]
pub(crate) struct Answers {
    asked: Receiver<usize>,
    answers: Receiver<Result<(), String>>,
}

pub(crate) fn question() -> (Question, Answers) {
    let (asked, how_many) = channel();
    let (done, answers) = channel();
    let answers = Answers {
        asked: how_many,
        answers,
    };
    (Question { asked, done }, answers)
}

/// The answers where nobody has anything to settle.
pub(super) fn nobodys() -> Answers {
    let (question, answers) = question();
    question.to(0);
    answers
}

impl Question {
    /// Says how many backends are asked; each of them answers once, by a clone of what this gives.
    pub(crate) fn to(self, backends: usize) -> Done {
        // Nobody waits any more when the other end is gone.
        let _ = self.asked.send(backends);
        self.done
    }
}

impl Answers {
    /// Waits until every backend that was asked has answered, or the deadline has passed. `None`
    /// when none was asked, because the telemetry had ended.
    pub(crate) fn wait(&self, deadline: Instant) -> Option<Result<(), ExportError>> {
        let left = || deadline.saturating_duration_since(Instant::now());
        let asked = match self.asked.recv_timeout(left()) {
            Ok(asked) => asked,
            Err(RecvTimeoutError::Timeout) => return Some(Err(ExportError::late())),
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        let mut failures = Vec::new();
        for _ in 0..asked {
            match self.answers.recv_timeout(left()) {
                Ok(Ok(())) => {}
                Ok(Err(failure)) => failures.push(failure),
                Err(RecvTimeoutError::Timeout) => {
                    failures.extend(ExportError::late().failures);
                    break;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    failures.push("a backend has ended without an answer".to_owned());
                    break;
                }
            }
        }
        Some(if failures.is_empty() {
            Ok(())
        } else {
            Err(ExportError { failures })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn soon() -> Instant {
        Instant::now() + Duration::from_millis(10)
    }

    #[test]
    fn as_many_answers_are_waited_for_as_were_asked() {
        let (question, answers) = question();
        let done = question.to(2);
        let _ = done.send(Ok(()));
        let _ = done.send(Err("lost".to_owned()));
        let late = done.clone();
        let failed = answers
            .wait(soon())
            .map(|result| result.map_err(|e| e.to_string()));
        assert_eq!(failed, Some(Err("lost".to_owned())));
        drop(late);
    }

    #[test]
    fn nobody_to_ask_is_an_answer() {
        let (question, answers) = question();
        question.to(0);
        assert_eq!(answers.wait(soon()), Some(Ok(())));
    }

    #[test]
    fn a_question_that_was_dropped_has_no_answer() {
        let (question, answers) = question();
        drop(question);
        assert_eq!(answers.wait(soon()), None);
    }

    #[test]
    fn late_and_missing_answers_are_failures() {
        let (question, answers) = question();
        let done = question.to(1);
        assert_eq!(answers.wait(soon()), Some(Err(ExportError::late())));
        drop(done);
        assert!(matches!(answers.wait(soon()), None | Some(Err(_))));
    }
}
