#[traced("load user", kind = client, ok)]
fn load(id: u64) -> io::Result<User> {
    let text = fs::read_to_string(path(id))?;
    Ok(parse(&text)?)
}

#[traced(err(display))]
fn shown(id: u64) -> Result<(), NotFound> {
    find(id)
}

#[traced(err(off), panic = off)]
fn unseen(id: u64) -> Result<(), NotFound> {
    find(id)
}
