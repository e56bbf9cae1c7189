//! Environment variables as carriers, for processes that start processes.
//!
//! A header becomes a variable whose name is in upper case, with `_` for what may not stand there:
//! `TRACEPARENT`, `TRACESTATE`, `BAGGAGE`, `X_B3_TRACEID`. On the way back it is in lower case, with
//! `-` for `_`.

use std::{env, process::Command};

use opentelemetry::{
    Context,
    propagation::{Extractor, Injector},
};

use super::super::{carry, ignored::Ignored, jaeger};

/// Puts the current trace into the environment of a process that is to be started.
///
/// The child has the current Context and nothing else: variables of these names that it would
/// inherit are taken away. For `tokio::process::Command` there is `as_std_mut()`.
///
/// ```no_run
/// let mut command = std::process::Command::new("worker");
/// otel_runtime::inject_command(&mut command);
/// command.spawn()?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn inject_command(command: &mut Command) {
    for field in carry::fields() {
        command.env_remove(variable(&field));
        if field == jaeger::UBER_TRACE_ID {
            remove_beginning_with(&variable(jaeger::BAGGAGE_PREFIX), command);
        }
    }
    carry::inject(&mut Variables(command));
}

/// The Context that the process that started this one put into the environment, on top of the
/// current one; to be called once, early in `main`.
///
/// ```
/// #[otel_runtime::traced(parent = otel_runtime::extract_environment())]
/// fn run() {}
/// # run();
/// ```
#[must_use]
pub fn extract_environment() -> Context {
    carry::extract(&Environment::of_process())
}

/// Takes away what is inherited, and what was set before.
fn remove_beginning_with(prefix: &str, command: &mut Command) {
    let set = command.get_envs().map(|(name, _)| name.to_owned());
    let names = set.chain(env::vars_os().map(|(name, _)| name));
    for name in names.collect::<Vec<_>>() {
        if name.to_str().is_some_and(|name| name.starts_with(prefix)) {
            command.env_remove(name);
        }
    }
}

fn variable(name: &str) -> String {
    let upper = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte.to_ascii_uppercase())
        } else {
            '_'
        }
    };
    name.bytes().map(upper).collect()
}

struct Variables<'a>(&'a mut Command);

impl Injector for Variables<'_> {
    fn set(&mut self, name: &str, value: String) {
        // Starting the process would fail.
        if value.contains('\0') {
            Ignored::Unsendable.count();
        } else {
            self.0.env(variable(name), value);
        }
    }
}

/// The variables by the names of the headers, as far as those can be told: a `_` comes back as `-`,
/// which makes a difference to keys of Jaeger's baggage only.
struct Environment {
    headers: Vec<(String, String)>,
}

impl Environment {
    fn of_process() -> Self {
        Self::new(env::vars_os().filter_map(|(name, value)| {
            let value = value.to_string_lossy().into_owned();
            Some((name.into_string().ok()?, value))
        }))
    }

    fn new(variables: impl Iterator<Item = (String, String)>) -> Self {
        let ours = variables.filter(|(name, _)| variable(name) == *name);
        Self {
            headers: ours.map(|(name, value)| (header(&name), value)).collect(),
        }
    }
}

fn header(name: &str) -> String {
    variable(name).to_ascii_lowercase().replace('_', "-")
}

impl Extractor for Environment {
    fn get(&self, name: &str) -> Option<&str> {
        let name = header(name);
        let found = self.headers.iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| value.as_str())
    }

    fn keys(&self) -> Vec<&str> {
        self.headers.iter().map(|(name, _)| name.as_str()).collect()
    }
}
