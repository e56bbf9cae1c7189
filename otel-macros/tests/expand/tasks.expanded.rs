fn functions(jobs: Vec<Job>) -> impl ::core::future::Future<Output = ()> {
    ::otel_runtime::__rt::future(
        {
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "functions",
                ::otel_runtime::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            &SITE
        },
        async move {
            let jobs = jobs;
            '_body: {
                for job in jobs {
                    match ::otel_runtime::__rt::tasks::called(
                        &tokio::spawn,
                        async move { job.run().await },
                    ) {
                        ::otel_runtime::__rt::tasks::Called::Call(argument, call) => {
                            tokio::spawn(
                                call
                                    .of(&tokio::spawn)
                                    .kind()
                                    .start(::otel_runtime::__rt::tasks::follow, argument),
                            );
                        }
                        ::otel_runtime::__rt::tasks::Called::Never(never) => {}
                    };
                }
                let thread = match ::otel_runtime::__rt::tasks::called(
                    &std::thread::spawn,
                    || work(1),
                ) {
                    ::otel_runtime::__rt::tasks::Called::Call(argument, call) => {
                        std::thread::spawn(
                            call
                                .of(&std::thread::spawn)
                                .kind()
                                .start(::otel_runtime::__rt::tasks::follow, argument),
                        )
                    }
                    ::otel_runtime::__rt::tasks::Called::Never(never) => never(),
                };
                tokio::task::spawn::<Named>(named());
            }
        },
        |_, _| {},
    )
}
fn methods(set: &mut JoinSet<u8>, scope: &Scope) -> JoinHandle<()> {
    ::otel_runtime::__rt::call::<
        JoinHandle<()>,
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "methods",
                ::otel_runtime::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            &SITE
        }),
        move || {
            let set = set;
            let scope = scope;
            '_body: {
                let receiver1 = ::otel_runtime::__rt::tasks::receiver();
                ::otel_runtime::__rt::tasks::note(&receiver1, &set);
                set.spawn(
                    receiver1
                        .kind()
                        .start(::otel_runtime::__rt::tasks::link, async { 1 }),
                );
                let receiver2 = ::otel_runtime::__rt::tasks::receiver();
                let blocking = ::otel_runtime::__rt::tasks::after(
                    ::otel_runtime::__rt::tasks::note(&receiver2, &self.handle),
                    self
                        .handle
                        .spawn_blocking({
                            let carried = ::otel_runtime::__rt::tasks::once(
                                receiver2.kind().carried(::otel_runtime::__rt::tasks::link),
                            );
                            || {
                                let _entered = carried.enter();
                                work(2)
                            }
                        }),
                );
                let receiver4 = ::otel_runtime::__rt::tasks::receiver();
                ::otel_runtime::__rt::tasks::noted(&receiver4, Handle::current())
                    .spawn(
                        receiver4
                            .kind()
                            .start(
                                ::otel_runtime::__rt::tasks::link,
                                next(|| {
                                    let receiver3 = ::otel_runtime::__rt::tasks::receiver();
                                    ::otel_runtime::__rt::tasks::noted(&receiver3, builder())
                                        .spawn({
                                            let carried = receiver3
                                                .kind()
                                                .carried(::otel_runtime::__rt::tasks::link);
                                            move || {
                                                let _entered = carried.enter();
                                                work(3)
                                            }
                                        })
                                }),
                            ),
                    );
                let receiver5 = ::otel_runtime::__rt::tasks::receiver();
                ::otel_runtime::__rt::tasks::noted(
                        &receiver5,
                        self.state.lock().unwrap(),
                    )
                    .tasks
                    .spawn(
                        ::otel_runtime::__rt::tasks::part(
                                &receiver5,
                                |whole| &whole.tasks,
                            )
                            .kind()
                            .start(::otel_runtime::__rt::tasks::link, run()),
                    )
                    .abort();
                tail().spawn(|| unknown())
            }
        },
        |out, span| {
            use ::otel_runtime::__rt::probe::*;
            if let ::core::option::Option::Some(error) = (&&Outcome(out)).otel_failure()
            {
                (&&&&&Cause(error)).otel_fail(span)
            }
        },
    )
}
fn pools() {
    ::otel_runtime::__rt::call::<
        (),
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "pools",
                ::otel_runtime::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            &SITE
        }),
        move || {
            '_body: {
                rayon::join(
                    ::otel_runtime::__rt::tasks::Threads
                        .start(::otel_runtime::__rt::tasks::follow, || work(1)),
                    ::otel_runtime::__rt::tasks::Threads
                        .start(::otel_runtime::__rt::tasks::follow, || work(2)),
                );
                rayon::scope({
                    let carried = ::otel_runtime::__rt::tasks::follow();
                    |s| {
                        let _entered = carried.enter();
                        {
                            s.spawn({
                                let carried = ::otel_runtime::__rt::tasks::follow();
                                |_| {
                                    let _entered = carried.enter();
                                    work(3)
                                }
                            });
                        }
                    }
                });
                std::thread::scope(|s| {
                    let receiver1 = ::otel_runtime::__rt::tasks::receiver();
                    ::otel_runtime::__rt::tasks::after(
                        ::otel_runtime::__rt::tasks::note(&receiver1, &s),
                        s
                            .spawn({
                                let carried = ::otel_runtime::__rt::tasks::once(
                                    receiver1
                                        .kind()
                                        .carried(::otel_runtime::__rt::tasks::follow),
                                );
                                || {
                                    let _entered = carried.enter();
                                    work(4)
                                }
                            }),
                    )
                });
                let receiver2 = ::otel_runtime::__rt::tasks::receiver();
                let parts = ::otel_runtime::__rt::tasks::noted(
                        &receiver2,
                        thread::Builder::new(),
                    )
                    .spawn_scoped(
                        scope,
                        {
                            let carried = ::otel_runtime::__rt::tasks::once(
                                receiver2
                                    .kind()
                                    .carried(::otel_runtime::__rt::tasks::follow),
                            );
                            || {
                                let _entered = carried.enter();
                                work(5)
                            }
                        },
                    )?;
            }
        },
        |_, _| {},
    )
}
fn off() {
    ::otel_runtime::__rt::call::<
        (),
        _,
        _,
    >(
        ::otel_runtime::__rt::start({
            static SITE: ::otel_runtime::__rt::CallSite = ::otel_runtime::__rt::CallSite::new(
                "off",
                ::otel_runtime::__rt::Kind::Internal,
                ::core::option_env!("CARGO_PKG_NAME"),
                ::core::option_env!("CARGO_PKG_VERSION"),
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
            );
            &SITE
        }),
        move || {
            '_body: {
                std::thread::spawn(|| work(1));
            }
        },
        |_, _| {},
    )
}
