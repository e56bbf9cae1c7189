use otel_runtime::traced;

#[traced]
async fn functions(jobs: Vec<Job>) {
    for job in jobs {
        tokio::spawn(async move { job.run().await });
    }
    let thread = std::thread::spawn(|| work(1));
    tokio::task::spawn::<Named>(named());
}

#[traced(spawn = link)]
fn methods(set: &mut JoinSet<u8>, scope: &Scope) -> JoinHandle<()> {
    set.spawn(async { 1 });
    let blocking = self.handle.spawn_blocking(|| work(2));
    Handle::current().spawn(next(|| builder().spawn(move || work(3))));
    self.state.lock().unwrap().tasks.spawn(run()).abort();
    tail().spawn(|| unknown())
}

#[traced]
fn pools() {
    rayon::join(|| work(1), || work(2));
    rayon::scope(|s| {
        s.spawn(|_| work(3));
    });
    std::thread::scope(|s| s.spawn(|| work(4)));
    let parts = thread::Builder::new().spawn_scoped(scope, || work(5))?;
}

#[traced(spawn = off)]
fn off() {
    std::thread::spawn(|| work(1));
}
