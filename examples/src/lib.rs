//! Examples of `otel-runtime`: see the table in the README.
