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
            SITE.get()
        },
        async move {
            let jobs = jobs;
            '_body: {
                for job in jobs {
                    match ::otel_runtime::__rt::tasks::called(
                        &tokio::spawn,
                        async move { job.run().await },
                    ) {
                        ::otel_runtime::__rt::tasks::Called::Call(
                            __otel_argument,
                            __otel_call,
                        ) => {
                            tokio::spawn(
                                __otel_call
                                    .of(&tokio::spawn)
                                    .kind()
                                    .start(::otel_runtime::__rt::tasks::follow, __otel_argument),
                            );
                        }
                        ::otel_runtime::__rt::tasks::Called::Never(__otel_never) => {}
                    };
                }
                let thread = match ::otel_runtime::__rt::tasks::called(
                    &std::thread::spawn,
                    || work(1),
                ) {
                    ::otel_runtime::__rt::tasks::Called::Call(
                        __otel_argument,
                        __otel_call,
                    ) => {
                        std::thread::spawn(
                            __otel_call
                                .of(&std::thread::spawn)
                                .kind()
                                .start(::otel_runtime::__rt::tasks::follow, __otel_argument),
                        )
                    }
                    ::otel_runtime::__rt::tasks::Called::Never(__otel_never) => {
                        __otel_never()
                    }
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
            SITE.get()
        }),
        move || {
            let set = set;
            let scope = scope;
            '_body: {
                let __otel_receiver1 = ::otel_runtime::__rt::tasks::receiver();
                ::otel_runtime::__rt::tasks::note(&__otel_receiver1, &set);
                set.spawn(
                    __otel_receiver1
                        .kind()
                        .start(::otel_runtime::__rt::tasks::link, async { 1 }),
                );
                let __otel_receiver2 = ::otel_runtime::__rt::tasks::receiver();
                let blocking = ::otel_runtime::__rt::tasks::after(
                    ::otel_runtime::__rt::tasks::note(&__otel_receiver2, &self.handle),
                    self
                        .handle
                        .spawn_blocking({
                            let __otel_carried = ::otel_runtime::__rt::tasks::once(
                                __otel_receiver2
                                    .kind()
                                    .carried(::otel_runtime::__rt::tasks::link),
                            );
                            || {
                                let __otel_entered = __otel_carried.enter();
                                work(2)
                            }
                        }),
                );
                let __otel_receiver4 = ::otel_runtime::__rt::tasks::receiver();
                ::otel_runtime::__rt::tasks::noted(&__otel_receiver4, Handle::current())
                    .spawn(
                        __otel_receiver4
                            .kind()
                            .start(
                                ::otel_runtime::__rt::tasks::link,
                                next(|| {
                                    let __otel_receiver3 = ::otel_runtime::__rt::tasks::receiver();
                                    ::otel_runtime::__rt::tasks::noted(
                                            &__otel_receiver3,
                                            builder(),
                                        )
                                        .spawn({
                                            let __otel_carried = __otel_receiver3
                                                .kind()
                                                .carried(::otel_runtime::__rt::tasks::link);
                                            move || {
                                                let __otel_entered = __otel_carried.enter();
                                                work(3)
                                            }
                                        })
                                }),
                            ),
                    );
                let __otel_receiver5 = ::otel_runtime::__rt::tasks::receiver();
                ::otel_runtime::__rt::tasks::noted(
                        &__otel_receiver5,
                        self.state.lock().unwrap(),
                    )
                    .tasks
                    .spawn(
                        ::otel_runtime::__rt::tasks::part(
                                &__otel_receiver5,
                                |__otel_whole| &__otel_whole.tasks,
                            )
                            .kind()
                            .start(::otel_runtime::__rt::tasks::link, run()),
                    )
                    .abort();
                tail().spawn(|| unknown())
            }
        },
        |__otel_out, __otel_span| {
            use ::otel_runtime::__rt::probe::*;
            if let ::core::option::Option::Some(__otel_error) = (&&Outcome(__otel_out))
                .otel_failure()
            {
                (&&&&&Cause(__otel_error)).otel_fail(__otel_span)
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
            SITE.get()
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
                    let __otel_carried = ::otel_runtime::__rt::tasks::follow();
                    |s| {
                        let __otel_entered = __otel_carried.enter();
                        {
                            s.spawn({
                                let __otel_carried = ::otel_runtime::__rt::tasks::follow();
                                |_| {
                                    let __otel_entered = __otel_carried.enter();
                                    work(3)
                                }
                            });
                        }
                    }
                });
                std::thread::scope(|s| {
                    let __otel_receiver1 = ::otel_runtime::__rt::tasks::receiver();
                    ::otel_runtime::__rt::tasks::after(
                        ::otel_runtime::__rt::tasks::note(&__otel_receiver1, &s),
                        s
                            .spawn({
                                let __otel_carried = ::otel_runtime::__rt::tasks::once(
                                    __otel_receiver1
                                        .kind()
                                        .carried(::otel_runtime::__rt::tasks::follow),
                                );
                                || {
                                    let __otel_entered = __otel_carried.enter();
                                    work(4)
                                }
                            }),
                    )
                });
                let __otel_receiver2 = ::otel_runtime::__rt::tasks::receiver();
                let parts = ::otel_runtime::__rt::tasks::noted(
                        &__otel_receiver2,
                        thread::Builder::new(),
                    )
                    .spawn_scoped(
                        scope,
                        {
                            let __otel_carried = ::otel_runtime::__rt::tasks::once(
                                __otel_receiver2
                                    .kind()
                                    .carried(::otel_runtime::__rt::tasks::follow),
                            );
                            || {
                                let __otel_entered = __otel_carried.enter();
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
            SITE.get()
        }),
        move || {
            '_body: {
                std::thread::spawn(|| work(1));
            }
        },
        |_, _| {},
    )
}
