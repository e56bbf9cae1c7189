/// Adds two numbers.
#[traced]
#[inline]
pub fn add(left: u32, mut right: u32) -> u32 {
    right += left;
    right
}

#[traced]
fn nothing() {}
