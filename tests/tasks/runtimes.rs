//! Tasks of tokio's, however they are started.

use std::sync::{Arc, Mutex};

use journey_tests::traced_async;
use otel_runtime::traced;
use tokio::runtime::Handle;
use tokio::task::{JoinSet, LocalSet, spawn_blocking};

use crate::{leaf, task};

#[traced]
async fn every_function() {
    tokio::spawn(task()).await.unwrap();
    tokio::task::spawn(async { task().await }).await.unwrap();
    let joined: Result<u8, _> = tokio::spawn(Box::pin(async {
        leaf();
        1
    }))
    .await;
    assert_eq!(joined.unwrap(), 1);
    let number = 2;
    let joined = tokio::task::spawn_blocking(move || {
        leaf();
        number
    });
    assert_eq!(joined.await.unwrap(), 2);
    spawn_blocking(leaf).await.unwrap();
}

#[traced]
async fn generic<F>(future: F, boxed: std::pin::Pin<Box<dyn Future<Output = ()> + Send>>)
where
    F: Future<Output = ()> + Send + 'static,
{
    tokio::spawn(future).await.unwrap();
    tokio::spawn(boxed).await.unwrap();
    let mut set = JoinSet::new();
    set.spawn(task());
    set.join_next().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn futures_of_any_type_from_a_future_that_is_send() {
    #[traced]
    async fn outer() {
        tokio::spawn(generic(task(), Box::pin(task())))
            .await
            .unwrap();
    }
    let ((), spans) = traced_async(outer()).await;
    spans.assert_tree(
        "outer\n  generic\n    task\n      leaf\n    task\n      leaf\n    task\n      leaf",
    );
}

const FUNCTIONS: &str = "
every_function
  task
    leaf
  task
    leaf
  leaf
  leaf
  leaf
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn functions_on_several_threads() {
    let ((), spans) = traced_async(every_function()).await;
    spans.assert_tree(FUNCTIONS);
}

#[tokio::test]
async fn functions_on_one_thread() {
    let ((), spans) = traced_async(every_function()).await;
    spans.assert_tree(FUNCTIONS);
}

struct Service {
    handle: Handle,
    shared: Mutex<Shared>,
}

struct Shared {
    tasks: JoinSet<u8>,
}

impl Service {
    #[traced("methods")]
    async fn methods(self: Arc<Self>) {
        Handle::current().spawn(task()).await.unwrap();
        self.handle.spawn(async { leaf() }).await.unwrap();
        self.handle.spawn_blocking(|| leaf()).await.unwrap();
        let handle = &self.handle;
        handle.spawn_blocking(leaf).await.unwrap();
        self.shared.lock().unwrap().tasks.spawn(async {
            leaf();
            4
        });
        let mut tasks = std::mem::take(&mut self.shared.lock().unwrap().tasks);
        assert_eq!(tasks.join_next().await.unwrap().unwrap(), 4);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn methods_of_handles_and_of_what_a_lock_guards() {
    let service = Arc::new(Service {
        handle: Handle::current(),
        shared: Mutex::new(Shared {
            tasks: JoinSet::new(),
        }),
    });
    let ((), spans) = traced_async(service.methods()).await;
    spans.assert_tree("methods\n  task\n    leaf\n  leaf\n  leaf\n  leaf\n  leaf");
}

#[traced]
async fn join_sets() {
    let mut set = JoinSet::new();
    set.spawn(task());
    set.join_next().await;
    set.spawn_blocking(leaf);
    set.join_next().await;
    set.spawn_on(async { leaf() }, &Handle::current());
    set.join_next().await;
    set.spawn_blocking_on(|| leaf(), &Handle::current());
    set.join_next().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_method_of_a_join_set() {
    let ((), spans) = traced_async(join_sets()).await;
    spans.assert_tree("join_sets\n  task\n    leaf\n  leaf\n  leaf\n  leaf");
}

#[tokio::test]
async fn what_a_join_set_collects_decides_what_its_tasks_return() {
    type Failure = Box<dyn std::error::Error + Send + Sync>;
    #[traced]
    async fn fails() -> String {
        let mut set: JoinSet<Result<(), Failure>> = JoinSet::new();
        set.spawn(async {
            leaf();
            "12x".parse::<u8>()?;
            Ok(())
        });
        set.spawn_blocking(|| Err("no".into()));
        let mut texts: Vec<String> = Vec::new();
        for joined in set.join_all().await {
            texts.push(joined.unwrap_err().to_string());
        }
        texts.sort();
        texts.join(", ")
    }
    let (texts, spans) = traced_async(fails()).await;
    assert_eq!(texts, "invalid digit found in string, no");
    spans.assert_tree("fails\n  leaf");
}

#[tokio::test]
async fn tasks_that_stay_on_their_thread() {
    #[traced]
    async fn local(set: &LocalSet) {
        let shared = std::rc::Rc::new(1);
        set.spawn_local(async move {
            leaf();
            drop(shared);
        })
        .await
        .unwrap();
        tokio::task::spawn_local(async { leaf() }).await.unwrap();
        let mut tasks = JoinSet::new();
        tasks.spawn_local(task());
        tasks.join_next().await;
    }
    let set = LocalSet::new();
    let ((), spans) = traced_async(set.run_until(local(&set))).await;
    spans.assert_tree("local\n  leaf\n  leaf\n  task\n    leaf");
}

#[test]
fn a_runtime_of_ones_own() {
    #[traced]
    fn owner(runtime: &tokio::runtime::Runtime) {
        runtime.block_on(runtime.spawn(task())).unwrap();
        let blocking = runtime.spawn_blocking(move || leaf());
        runtime.block_on(blocking).unwrap();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .build()
        .unwrap();
    let ((), spans) = journey_tests::traced(|| owner(&runtime));
    spans.assert_tree("owner\n  task\n    leaf\n  leaf");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tasks_of_tasks_and_futures_that_are_joined() {
    #[traced]
    async fn outer() {
        let nested = tokio::spawn(async {
            let inner = tokio::spawn(async { tokio::spawn(task()).await.unwrap() });
            inner.await.unwrap();
        });
        nested.await.unwrap();
        tokio::join!(task(), async { leaf() });
        let succeeds = async {
            task().await;
            Ok::<_, ()>(1)
        };
        let tried = tokio::try_join!(succeeds, async { Ok(2) });
        assert_eq!(tried, Ok((1, 2)));
    }
    let ((), spans) = traced_async(outer()).await;
    spans.assert_tree("outer\n  task\n    leaf\n  task\n    leaf\n  leaf\n  task\n    leaf");
}
