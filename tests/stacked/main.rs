//! Other attributes above and below.
