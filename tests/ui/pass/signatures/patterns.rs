#![deny(warnings)]

use otel_runtime::traced;

pub struct Point {
    x: u8,
    y: String,
}

pub enum Either {
    Left(u8),
    Right { value: u8 },
}

#[traced(args, attrs(sum = *x as u64 + *a as u64, "text" = y, wide = %left))]
pub fn sync(
    Point { x, ref y }: Point,
    (a, mut b): (u8, u8),
    &(c, ref d): &(u8, String),
    [first, ..]: [u8; 3],
    (Either::Left(left) | Either::Right { value: left }): Either,
    _: String,
    whole @ (_, _): (u8, u8),
) -> usize {
    b += a;
    usize::from(x + b + c + first + left + whole.0) + d.len() + y.len()
}

#[traced(args, attrs(sum = x as u64 + a as u64))]
pub async fn asynchronous(Point { x, y }: Point, (a, mut b): (u8, u8), _: String) -> usize {
    b += a;
    usize::from(x + b) + y.len()
}

fn point() -> Point {
    Point {
        x: 1,
        y: String::new(),
    }
}

fn main() {
    let _ = Either::Right { value: 1 };
    sync(
        point(),
        (1, 2),
        &(1, String::new()),
        [1, 2, 3],
        Either::Left(1),
        String::new(),
        (1, 2),
    );
    drop(asynchronous(point(), (1, 2), String::new()));
}
