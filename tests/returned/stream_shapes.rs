//! The ways to write a function that returns a stream.

use std::{convert::Infallible, pin::Pin, rc::Rc};

use futures::{
    Stream, StreamExt,
    stream::{self, BoxStream, LocalBoxStream},
};
use journey_tests::traced_async;
use otel_runtime::traced;

#[traced]
async fn page(number: u32) -> Result<u32, String> {
    tokio::task::yield_now().await;
    if number < 3 {
        Ok(number)
    } else {
        Err("no such page".to_owned())
    }
}

#[tokio::test]
async fn written_with_a_macro() {
    #[traced(args)]
    fn pages(last: u32) -> impl Stream<Item = u32> {
        async_stream::stream! {
            for number in 1..=last {
                if let Ok(page) = page(number).await {
                    yield page;
                }
            }
        }
    }
    #[traced]
    fn tried(last: u32) -> impl Stream<Item = Result<u32, String>> {
        async_stream::try_stream! {
            for number in 1..=last {
                yield page(number).await?;
            }
        }
    }
    let ((), spans) = traced_async(async {
        assert_eq!(pages(2).count().await, 2);
        assert_eq!(tried(3).count().await, 3);
    })
    .await;
    spans.assert_tree(
        r#"
        pages last=2 stream.item_count=2
          page
          page
        tried error="no such page" stream.item_count=3
          page
          page
          page error="no such page"
        "#,
    );
}

#[tokio::test]
async fn unfolded() {
    #[traced]
    fn unfolded() -> impl Stream<Item = u32> + Send {
        stream::unfold(1, async |number| {
            Some((page(number).await.ok()?, number + 1))
        })
    }
    let ((), spans) = traced_async(async { assert_eq!(unfolded().count().await, 2) }).await;
    spans.assert_tree(
        r#"
        unfolded stream.item_count=2
          page
          page
          page error="no such page"
        "#,
    );
}

#[tokio::test]
async fn boxed_in_every_way() {
    #[traced]
    fn named<'a>(numbers: &'a [u32]) -> BoxStream<'a, Result<u32, Infallible>> {
        stream::iter(numbers).map(|number| Ok(*number)).boxed()
    }
    #[traced]
    fn local(number: u32) -> LocalBoxStream<'static, Rc<u32>> {
        stream::iter([Rc::new(number)]).boxed_local()
    }
    #[traced(args, err(display))]
    fn spelled(number: u32) -> Pin<Box<dyn Stream<Item = Result<u32, String>> + Send>> {
        if number == 0 {
            return Box::pin(stream::iter([Err("nothing".to_owned())]));
        }
        Box::pin(stream::iter(0..number).map(Ok))
    }
    #[traced]
    fn shared(number: u32) -> Pin<Box<dyn Stream<Item = u32> + Send + Sync>> {
        Box::pin(stream::iter([number]))
    }
    let ((), spans) = traced_async(async {
        assert_eq!(named(&[1, 2]).count().await, 2);
        assert_eq!(local(1).count().await, 1);
        assert_eq!(spelled(0).count().await, 1);
        assert_eq!(spelled(2).count().await, 2);
        assert_eq!(shared(2).count().await, 1);
    })
    .await;
    spans.assert_tree(
        r#"
        named stream.item_count=2
        local stream.item_count=1
        spelled error="nothing" number=0 stream.item_count=1
        spelled number=2 stream.item_count=2
        shared stream.item_count=1
        "#,
    );
}

struct Shelf {
    books: Vec<String>,
}

impl Shelf {
    #[traced]
    fn titles(&self) -> impl Stream<Item = &str> + Send + Unpin {
        stream::iter(&self.books).map(String::as_str)
    }

    #[traced(attrs(prefix))]
    fn starting<'a>(&'a self, prefix: &str) -> impl Stream<Item = &'a str> + use<'a> {
        let prefix = prefix.to_owned();
        stream::iter(&self.books)
            .map(String::as_str)
            .filter(move |title| std::future::ready(title.starts_with(&prefix)))
    }
}

trait Library {
    fn books(&self) -> impl Stream<Item = String> + Send;
}

impl Library for Shelf {
    #[traced("Shelf::books")]
    fn books(&self) -> impl Stream<Item = String> + Send {
        stream::iter(self.books.clone())
    }
}

#[tokio::test]
async fn methods_that_borrow() {
    let shelf = Shelf {
        books: vec!["Emma".to_owned(), "Dune".to_owned()],
    };
    let ((), spans) = traced_async(async {
        assert_eq!(shelf.titles().next().await, Some("Emma"));
        assert_eq!(shelf.starting("D").count().await, 1);
        assert_eq!(shelf.books().count().await, 2);
    })
    .await;
    spans.assert_tree(
        r#"
        titles cancelled stream.item_count=1
        starting prefix="D" stream.item_count=1
        Shelf::books stream.item_count=2
        "#,
    );
}

#[tokio::test]
async fn what_a_wrapper_cannot_keep_is_traced_for_the_call() {
    #[traced]
    fn fused() -> impl stream::FusedStream<Item = u8> {
        stream::iter([1, 2]).fuse()
    }
    #[traced]
    fn cloned() -> impl Stream<Item = u8> + Clone {
        stream::iter([1, 2])
    }
    #[traced]
    fn iterator() -> impl Iterator<Item = u8> {
        [1, 2].into_iter()
    }
    #[traced]
    async fn later() -> impl Stream<Item = u8> {
        tokio::task::yield_now().await;
        stream::iter([1, 2])
    }
    let ((), spans) = traced_async(async {
        assert_eq!(fused().count().await, 2);
        assert_eq!(cloned().clone().count().await, 2);
        assert_eq!(iterator().count(), 2);
        assert_eq!(later().await.count().await, 2);
    })
    .await;
    spans.assert_tree("fused\ncloned\niterator\nlater");
}
