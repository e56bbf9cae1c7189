#![no_implicit_prelude]
#![deny(warnings)]

use ::otel_runtime::traced;

#[traced(args, attrs(double = id * 2), mask(name))]
pub fn sync(id: u64, name: &str) -> ::std::result::Result<u64, ::std::string::String> {
    let _ = name;
    ::std::result::Result::Ok(id)
}

#[traced(name = "literal", kind = client, ok, attrs(id))]
pub async fn asynchronous(id: u64) -> ::std::option::Option<u64> {
    ::std::option::Option::Some(id)
}

#[traced(attrs(id = *id))]
pub fn boxed(
    id: &u64,
) -> ::std::pin::Pin<::std::boxed::Box<dyn ::std::future::Future<Output = u64>>> {
    let id = *id;
    if id == 0 {
        return ::std::boxed::Box::pin(async { 0 });
    }
    ::std::boxed::Box::pin(async move { id })
}

fn main() {
    let _ = sync(1, "");
    ::std::mem::drop(asynchronous(1));
    ::std::mem::drop(boxed(&1));
}
