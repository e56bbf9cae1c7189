#![deny(warnings)]

use std::error::Error;
use std::fmt::Display;

use otel_runtime::traced;

type Lines<'a> = Box<dyn Iterator<Item = &'a str> + 'a>;

#[traced]
fn trait_object(text: &str) -> Result<Box<dyn Iterator<Item = &str> + '_>, Box<dyn Error>> {
    Ok(Box::new(text.lines()))
}

#[traced(args)]
async fn trait_object_async(text: &str) -> Result<Lines<'_>, Box<dyn Error + Send + Sync>> {
    if text.is_empty() {
        Err("empty")?;
    }
    Ok(Box::new(text.lines()))
}

#[traced]
fn function_pointer(_: u8) -> for<'a> fn(&'a str) -> &'a str {
    |text| text
}

#[traced]
async fn two_lifetimes<'a, 'b: 'a>(first: &'a str, second: &'b mut Vec<&'a str>) -> &'b str {
    second.push(first);
    second[0]
}

#[traced]
fn array<T: Default + Copy, const N: usize>() -> [T; N] {
    [T::default(); N]
}

trait Shape {
    type Area: Display;
    const SIDES: usize;

    fn area(&self) -> Self::Area;

    #[traced(attrs(sides = Self::SIDES as u64, area = %self.area()))]
    fn describe(&self) -> Option<(Self::Area, &Self)> {
        Some((self.area(), self))
    }

    #[traced(attrs(sides = Self::SIDES as u64))]
    #[allow(async_fn_in_trait)]
    async fn describe_later(&mut self, times: &u8) -> Result<Self::Area, String>
    where
        Self: Sized,
    {
        let _ = times;
        Ok(self.area())
    }
}

struct Square<T>(T);

impl<T: Display + Copy> Shape for Square<T> {
    type Area = T;
    const SIDES: usize = 4;

    #[traced]
    fn area(&self) -> Self::Area {
        self.0
    }
}

impl<T> Square<T> {
    #[traced]
    async fn map<U>(self, change: impl AsyncFnOnce(T) -> U) -> Square<U> {
        Square(change(self.0).await)
    }

    #[traced]
    fn split<'a, 'b>(&'a self, other: &'b T) -> (&'a T, &'b T) {
        (&self.0, other)
    }
}

#[traced]
#[unsafe(no_mangle)]
extern "C" fn exported(callback: extern "C" fn(i32) -> i32) -> i32 {
    callback(1)
}

extern "C" fn same(number: i32) -> i32 {
    number
}

fn main() {
    let _ = trait_object("a");
    drop(trait_object_async("a"));
    function_pointer(1)("a");
    drop(two_lifetimes("a", &mut Vec::new()));
    array::<u8, 2>();
    let mut square = Square(2);
    let _ = square.describe();
    drop(square.describe_later(&1));
    square.split(&3);
    drop(square.map(async |side| side + 1));
    exported(same);
}
