#![deny(warnings)]

use otel_runtime::traced;

#[traced]
/// # Safety
/// `pointer` is readable.
pub unsafe fn raw(pointer: *const u8) -> u8 {
    unsafe { *pointer }
}

#[traced]
/// # Safety
/// `pointer` is readable.
pub async unsafe fn raw_async(pointer: *const u8) -> u8 {
    unsafe { *pointer }
}

#[traced]
pub(crate) extern "C" fn foreign(number: u8) -> u8 {
    number
}

#[traced]
#[inline(always)]
#[must_use]
pub fn inlined(number: u8) -> u8 {
    number
}

#[traced]
#[deprecated = "on purpose"]
pub fn r#type(r#match: u8) -> u8 {
    r#match
}

#[traced]
pub fn generic<'a, T, const N: usize>(list: &'a [T; N], pick: impl Fn(&T) -> bool) -> Option<&'a T>
where
    T: Clone,
{
    list.iter().find(|item| pick(item))
}

#[traced]
pub async fn generic_async<'a, T, const N: usize>(
    list: &'a [T; N],
    pick: impl Fn(&T) -> bool,
) -> Option<&'a T>
where
    T: Clone + 'a,
{
    list.iter().find(|item| pick(item))
}

#[traced]
#[track_caller]
pub fn located() -> u32 {
    std::panic::Location::caller().line()
}

fn main() {
    let pointer: *const u8 = &1;
    unsafe {
        raw(pointer);
        drop(raw_async(pointer));
    }
    foreign(1);
    let _ = inlined(1);
    #[allow(deprecated)]
    r#type(1);
    generic(&[1], |_| true);
    drop(generic_async(&[1], |_| true));
    assert_eq!(located(), line!());
}
