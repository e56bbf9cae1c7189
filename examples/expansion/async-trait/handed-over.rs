//! A method under `#[async_trait]`, as that attribute hands it over to `#[traced]`.

use otel_runtime::traced;

trait Repository {
    fn find<'life0, 'async_trait>(
        &'life0 self,
        id: u64,
    ) -> ::core::pin::Pin<
        Box<
            dyn ::core::future::Future<Output = Option<String>> + ::core::marker::Send + 'async_trait,
        >,
    >
    where
        'life0: 'async_trait,
        Self: 'async_trait;
}

struct Memory;

impl Repository for Memory {
    #[traced(attrs(user.id = id))]
    fn find<'life0, 'async_trait>(
        &'life0 self,
        id: u64,
    ) -> ::core::pin::Pin<
        Box<
            dyn ::core::future::Future<Output = Option<String>> + ::core::marker::Send + 'async_trait,
        >,
    >
    where
        'life0: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(async move {
            if let ::core::option::Option::Some(__ret) =
                ::core::option::Option::None::<Option<String>>
            {
                #[allow(unreachable_code)]
                return __ret;
            }
            let __self = self;
            let id = id;
            let __ret: Option<String> = { (id == 1).then(|| "Ada".to_owned()) };
            #[allow(unreachable_code)]
            __ret
        })
    }
}

fn main() {
    drop(Memory.find(1));
}
