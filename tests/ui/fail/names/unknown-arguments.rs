#![allow(unused)]

use otel_runtime::traced;

#[traced(args(user_idd, self))]
fn args(user_id: u64) {}

#[traced(attrs(user.email = user_id), mask(user_ide, "user.emall" = email, something))]
fn masks(user_id: u64) {}

// Constants and `self` are no arguments, and no mistakes.
const REGION: &str = "eu";

#[traced(attrs(user_di, %usr.name, REGION, region = REGION))]
fn attributes(user_id: u64, user: &str) {}

struct Service;

impl Service {
    #[traced(args(self))]
    fn method(&self) {}
}

fn main() {}
