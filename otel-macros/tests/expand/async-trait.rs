impl Repository for Memory {
    #[allow(clippy::type_complexity)]
    #[traced(args(id), attrs(repository.size = self.len()))]
    fn find<'life0, 'async_trait>(
        &'life0 self,
        id: u64,
    ) -> ::core::pin::Pin<
        Box<dyn ::core::future::Future<Output = Option<User>> + ::core::marker::Send + 'async_trait>,
    >
    where
        'life0: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(async move {
            if let ::core::option::Option::Some(__ret) =
                ::core::option::Option::None::<Option<User>>
            {
                #[allow(unreachable_code)]
                return __ret;
            }
            let __self = self;
            let id = id;
            let __ret: Option<User> = { __self.users.get(&id).cloned() };
            #[allow(unreachable_code)]
            __ret
        })
    }
}
