//! The rule-based sampler: the first rule that a span meets decides which sampler is asked.

use std::fmt;

use super::{Decision, Rule, Sampler, SamplingQuestion};

/// A list of rules; made by [`Sampler::rules`].
#[derive(Clone, Debug)]
pub struct Rules(Vec<Rule>);

impl Rules {
    pub(super) fn new(rules: impl IntoIterator<Item = Rule>) -> Self {
        Self(rules.into_iter().collect())
    }

    /// A span for which there is no rule is dropped, as the specification has it.
    pub(super) fn decide(&self, question: &SamplingQuestion<'_>) -> Decision {
        let rule = self.0.iter().find(|rule| rule.is_for(question));
        rule.map_or(Decision::Drop, |rule| rule.sampler.decide(question))
    }

    /// The same with `change` made to the sampler of each rule.
    pub(super) fn map(mut self, change: impl Fn(Sampler) -> Sampler) -> Self {
        for rule in &mut self.0 {
            rule.sampler = change(std::mem::replace(&mut rule.sampler, Sampler::AlwaysOff));
        }
        self
    }

    pub(super) fn setting(&self) -> String {
        let rule = |rule: &Rule| match rule.to_string() {
            conditions if conditions.is_empty() => rule.sampler.setting(),
            conditions => format!("{conditions}: {}", rule.sampler.setting()),
        };
        let rules: Vec<_> = self.0.iter().map(rule).collect();
        format!("rules({})", rules.join("; "))
    }
}

impl fmt::Display for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = |rule: &Rule| format!("({rule}:{})", rule.sampler);
        let rules: Vec<_> = self.0.iter().map(rule).collect();
        write!(f, "RuleBased{{[{}]}}", rules.join(","))
    }
}
