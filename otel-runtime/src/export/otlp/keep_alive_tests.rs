#![allow(clippy::unwrap_used)]

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
};

use super::{tests::sender, *};
use crate::export::otlp::sink::{self, Running};

/// Longer than anything here takes, and shorter than anybody would wait.
const LONG: Duration = Duration::from_secs(30);

/// A way to a receiver that can go dead.
struct Way {
    address: String,
    /// Of each connection, whether its other end has vanished.
    vanished: Arc<Mutex<Vec<Arc<AtomicBool>>>>,
    /// One word for each connection with a vanished end that the exporter has closed.
    given_up: mpsc::Receiver<()>,
}

impl Way {
    fn to(upstream: &str) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        let (given_up, closed) = mpsc::channel();
        let way = Self {
            address: format!("http://{}", socket.local_addr().unwrap()),
            vanished: Arc::default(),
            given_up: closed,
        };
        let upstream = upstream.replace("http://", "");
        let all = way.vanished.clone();
        std::thread::spawn(move || {
            for near in socket.incoming() {
                let near = near.unwrap();
                let far = TcpStream::connect(&upstream).unwrap();
                let vanished = Arc::new(AtomicBool::new(false));
                all.lock().unwrap().push(vanished.clone());
                let back = (far.try_clone().unwrap(), near.try_clone().unwrap());
                let (gone, given_up) = (vanished.clone(), given_up.clone());
                std::thread::spawn(move || carry(back.0, &back.1, &gone));
                std::thread::spawn(move || {
                    carry(near, &far, &vanished);
                    let _ = far.shutdown(Shutdown::Both);
                    if vanished.load(Ordering::Relaxed) {
                        let _ = given_up.send(());
                    }
                });
            }
        });
        way
    }

    /// From now on nothing arrives that is sent over the connections there are, in either
    /// direction; new ones work.
    fn vanish(&self) {
        for vanished in &*self.vanished.lock().unwrap() {
            vanished.store(true, Ordering::Relaxed);
        }
    }
}

fn carry(mut from: TcpStream, mut to: &TcpStream, vanished: &AtomicBool) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        if !vanished.load(Ordering::Relaxed) && to.write_all(&bytes[..count]).is_err() {
            return;
        }
    }
}

fn both(running: &Running) -> [(Way, Otlp); 2] {
    let (grpc, http) = (Way::to(&running.grpc), Way::to(&running.http));
    let otlp = [
        Otlp::grpc().endpoint(&grpc.address),
        Otlp::http().endpoint(&http.address),
    ];
    let [of_grpc, of_http] = otlp;
    [(grpc, of_grpc), (http, of_http)]
}

#[test]
fn an_attempt_that_gets_no_answer_gives_its_connection_up() {
    let running = sink::start([]);
    for (way, otlp) in both(&running) {
        let otlp = otlp.keep_alive_interval(Duration::ZERO);
        let settings = BatchSettings {
            export_timeout: Duration::from_millis(300),
            max_elapsed_time: LONG,
            ..BatchSettings::default()
        };
        let mut sender = sender(otlp, settings);
        sender.offer(1);
        assert_eq!(sender.flush(), Ok(()));
        way.vanish();
        sender.offer(1);
        assert_eq!(sender.flush(), Ok(()));
        assert_eq!(way.given_up.recv_timeout(LONG), Ok(()));
    }
}

#[test]
fn a_ping_finds_out_that_the_receiver_has_vanished() {
    let running = sink::start([]);
    let [(way, otlp), _] = both(&running);
    let otlp = otlp
        .timeout(LONG * 2)
        .keep_alive_interval(Duration::from_millis(200))
        .keep_alive_timeout(Duration::from_millis(500));
    let settings = BatchSettings {
        export_timeout: LONG * 2,
        ..BatchSettings::default()
    };
    let mut in_use = sender(otlp.clone(), settings);
    in_use.offer(1);
    assert_eq!(in_use.flush(), Ok(()));
    way.vanish();
    let start = Instant::now();
    in_use.offer(1);
    assert_eq!(in_use.flush(), Ok(()));
    assert!(start.elapsed() < LONG);
    assert_eq!(way.given_up.recv_timeout(LONG), Ok(()));

    let mut idle = sender(otlp.keep_alive_while_idle(true), settings);
    idle.offer(1);
    assert_eq!(idle.flush(), Ok(()));
    way.vanish();
    assert_eq!(way.given_up.recv_timeout(LONG), Ok(()));
}

/// The kernel answers for a receiver that is on the same machine, so that here nobody can vanish:
/// it is looked whether the timer runs.
#[cfg(target_os = "linux")]
#[test]
fn over_http_the_kernel_is_told_to_probe() {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", socket.local_addr().unwrap());
    let otlp = Otlp::http()
        .endpoint(address)
        .keep_alive_interval(Duration::from_secs(7));
    let batch = BatchSettings {
        max_spans: 1,
        ..BatchSettings::default()
    };
    let mut sender = sender(otlp, batch);
    sender.offer(1);
    let (mut connection, exporter) = socket.accept().unwrap();
    connection.read_exact(&mut [0; 16]).unwrap();
    let start = Instant::now();
    let centiseconds = loop {
        let Ok(table) = std::fs::read_to_string("/proc/self/net/tcp") else {
            return eprintln!("SKIPPED: no table of connections");
        };
        // 02 is the timer of keepalive; right after sending it is another one's turn.
        if let Some(running) = keep_alive_timer(&table, exporter.port()) {
            break running;
        }
        assert!(start.elapsed() < LONG, "{table}");
        std::thread::sleep(Duration::from_millis(10));
    };
    assert!((1..=700).contains(&centiseconds), "{centiseconds}");
}

/// How many hundredths of a second are left until the connection from this port is probed.
#[cfg(target_os = "linux")]
fn keep_alive_timer(table: &str, port: u16) -> Option<u64> {
    let local = format!(":{port:04X}");
    let mut rows = table.lines().map(str::split_whitespace);
    let mut row = rows.find(|row| row.clone().nth(1).is_some_and(|at| at.ends_with(&local)))?;
    let (timer, left) = row.nth(5)?.split_once(':')?;
    (timer == "02").then(|| u64::from_str_radix(left, 16).ok())?
}

#[test]
fn no_time_for_the_answer_to_a_check_is_refused() {
    let otlp = Otlp::grpc().keep_alive_timeout(Duration::ZERO);
    let error = otlp
        .validate(crate::export::Signal::Traces)
        .unwrap_err()
        .to_string();
    assert!(error.contains("keep-alive timeout"), "{error}");
}

#[test]
fn settings_without_bounds_are_no_overflow() {
    let running = sink::start([]);
    let settings = BatchSettings {
        delay: Duration::MAX,
        max_spans: usize::MAX,
        max_bytes: usize::MAX,
        export_timeout: Duration::MAX,
        // What fails is to be seen.
        max_elapsed_time: Duration::from_secs(10),
        queue_bytes: usize::MAX,
        queue_spans: Some(usize::MAX),
    };
    for otlp in [
        Otlp::grpc().endpoint(&running.grpc),
        Otlp::http().endpoint(&running.http),
    ] {
        let otlp = otlp
            .timeout(Duration::MAX)
            .keep_alive_interval(Duration::MAX)
            .keep_alive_timeout(Duration::MAX)
            .keep_alive_while_idle(true);
        let mut sender = sender(otlp, settings);
        for _ in 0..3 {
            sender.offer(5);
            sender.backend.tick(Instant::now());
            assert_eq!(sender.flush(), Ok(()));
        }
        let expected = "test: 15 ended = 15 exported + 0 rejected + 0 dropped + 0 pending";
        assert_eq!(sender.line(), expected);
    }
}
