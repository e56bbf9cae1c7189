#![deny(warnings)]

use std::cell::RefCell;
use std::error::Error;
use std::pin::Pin;

use otel_runtime::traced;

type Callback = Box<dyn Fn() -> u8 + Send>;

#[traced]
fn in_result(early: bool) -> Result<Callback, String> {
    if early {
        return Ok(Box::new(|| 2));
    }
    Ok(Box::new(|| 1))
}

#[traced]
async fn in_result_async(early: bool) -> Result<Callback, String> {
    if early {
        return Ok(Box::new(|| 2));
    }
    Ok(Box::new(|| 1))
}

#[traced]
fn boxed() -> Pin<Box<dyn Future<Output = Result<Callback, String>> + Send>> {
    Box::pin(async move { Ok(Box::new(|| 1)) })
}

#[traced]
fn opaque() -> impl Future<Output = Result<Callback, String>> + Send {
    async move { Ok(Box::new(|| 1)) }
}

#[traced]
fn question_mark(text: &str) -> Result<u32, Box<dyn Error>> {
    let number = text.parse::<u32>()?;
    Ok(number.checked_add(1).ok_or("too large")?)
}

#[traced]
async fn question_mark_async(text: &str) -> Result<u32, Box<dyn Error + Send + Sync>> {
    let number = text.parse::<u32>()?;
    Ok(number.checked_add(1).ok_or("too large")?)
}

#[traced]
fn inferred<E: From<std::num::ParseIntError>>(text: &str) -> Result<u32, E> {
    Ok(text.parse::<u32>()?)
}

#[traced]
fn reborrowed<'a>(list: &'a mut Vec<u8>, index: usize) -> Result<&'a mut u8, String> {
    list.get_mut(index).ok_or_else(|| "none".to_owned())
}

#[traced]
fn tail_temporary() -> usize {
    let cell = RefCell::new(vec![1]);
    cell.borrow().len()
}

#[traced]
async fn tail_temporary_async() -> usize {
    let cell = RefCell::new(vec![1]);
    cell.borrow().len()
}

fn main() {
    let _ = in_result(true);
    drop(in_result_async(true));
    drop(boxed());
    drop(opaque());
    let _ = question_mark("1");
    drop(question_mark_async("1"));
    let _ = inferred::<std::num::ParseIntError>("1");
    let _ = reborrowed(&mut vec![1], 0);
    tail_temporary();
    drop(tail_temporary_async());
}
