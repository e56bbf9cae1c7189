//! What the command line asks for.

use crate::contender::NAMES;
use crate::states::State;

/// The choices of one run, from `--quick`, `--rounds N`, `--contender NAME` and `--state NAME`
/// (both may be repeated); everything is measured unless told otherwise.
pub(crate) struct Options {
    /// The first word that is no option, and those behind it.
    pub(crate) words: Vec<String>,
    /// Whether cargo runs this as a benchmark, and not to see that it works.
    pub(crate) measures: bool,
    pub(crate) quick: bool,
    pub(crate) rounds: Option<usize>,
    pub(crate) contenders: Vec<&'static str>,
    pub(crate) states: Vec<State>,
}

impl Options {
    pub(crate) fn parse(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            words: Vec::new(),
            measures: false,
            quick: false,
            rounds: None,
            contenders: Vec::new(),
            states: Vec::new(),
        };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let mut value = || {
                let missing = || format!("{argument} needs a value");
                arguments.next().ok_or_else(missing)
            };
            match argument.as_str() {
                "--bench" => options.measures = true,
                "--quick" => options.quick = true,
                "--rounds" => {
                    let value = value()?;
                    let rounds = value.parse().ok().filter(|rounds| *rounds > 0);
                    let wrong = || format!("--rounds {value}: a whole number from 1 is allowed");
                    options.rounds = Some(rounds.ok_or_else(wrong)?);
                }
                "--contender" => options.contenders.push(contender_named(&value()?)?),
                "--state" => options.states.push(state_named(&value()?)?),
                option if option.starts_with("--") => {
                    return Err(format!(
                        "{option} is not an option; there are --quick, --rounds, --contender \
                         and --state"
                    ));
                }
                word => options.words.push(word.to_owned()),
            }
        }
        if options.contenders.is_empty() {
            options.contenders = NAMES.to_vec();
        }
        if options.states.is_empty() {
            options.states = State::ALL.to_vec();
        }
        Ok(options)
    }
}

pub(crate) fn contender_named(name: &str) -> Result<&'static str, String> {
    let known = NAMES.iter().copied().find(|known| *known == name);
    known.ok_or_else(|| format!("no contender {name}; there are {}", NAMES.join(", ")))
}

pub(crate) fn state_named(name: &str) -> Result<State, String> {
    State::named(name).ok_or_else(|| {
        let known = State::ALL.map(State::name).join(", ");
        format!("no state {name}; there are {known}")
    })
}
