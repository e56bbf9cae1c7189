//! Every order in which threads may meet at the types that they share, tried by loom:
//!
//! ```sh
//! RUSTFLAGS='--cfg otel_loom' cargo test -p loom-models --target-dir target/loom
//! ```
//!
//! Without that flag there is nothing here. The models are in `otel-runtime/src/models/`, for what
//! they look at is private.

#[cfg(all(test, otel_loom))]
mod tests {
    macro_rules! models {
        ($($name:ident),* $(,)?) => {$(
            #[test]
            fn $name() {
                otel_runtime::models::$name();
            }
        )*};
    }

    models! {
        a_write_lands_in_its_span_or_nowhere,
        a_child_is_told_the_root_of_its_parent_or_none,
        errors_of_children_on_several_threads_are_remembered,
        a_copy_of_the_global_telemetry_is_the_latest_once_it_is_known,
        a_budget_is_never_overdrawn,
        what_fits_a_queue_still_fits_when_it_is_added,
        a_span_is_never_settled_before_it_ended,
        what_a_thread_wrote_last_arrives_though_it_is_gone,
    }
}
