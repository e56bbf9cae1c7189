//! Macros of the user's named `format!`, `vec!`, `line!`, `module_path!`.
#![allow(unused_macros)]
macro_rules! format {
    ($($any:tt)*) => {
        compile_error!("not meant")
    };
}
macro_rules! line {
    ($($any:tt)*) => {
        compile_error!("not meant")
    };
}
macro_rules! module_path {
    ($($any:tt)*) => {
        compile_error!("not meant")
    };
}
macro_rules! file {
    ($($any:tt)*) => {
        compile_error!("not meant")
    };
}
macro_rules! option_env {
    ($($any:tt)*) => {
        compile_error!("not meant")
    };
}
macro_rules! format_args {
    ($($any:tt)*) => {
        compile_error!("not meant")
    };
}
/// The shape.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, err(debug)))]
pub fn make(value: u8) -> Result<u8, String> {
    if value > 0 {
        Ok(value)
    } else {
        Err(String::new())
    }
}
