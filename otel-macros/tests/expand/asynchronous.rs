/// Waits.
#[traced]
pub async fn wait(duration: Duration, (x, y): (u8, u8)) -> Result<Box<dyn Fn() -> u8>, Error> {
    sleep(duration).await?;
    Ok(Box::new(move || x + y))
}

#[traced(attrs(user.id = id), span = current)]
async fn load<'a>(id: u64, name: &'a str, mut other: impl Iterator<Item = u8>) -> Option<&'a str> {
    other.next();
    current.add_event(name);
    Some(name)
}

#[traced]
async unsafe fn raw(pointer: *const u8) {
    unsafe { read(pointer) };
}
