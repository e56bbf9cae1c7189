use otel_runtime::traced;

#[traced(spawn = folow)]
fn wrong_word() {}

#[traced(spawn(link))]
fn wrong_form() {}

#[traced(spwan = off)]
fn wrong_key() {}

fn main() {}
