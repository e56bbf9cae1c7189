//! Lines of a file, as a receiver that is not ours reads them.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
};

use otel_runtime::JsonLines;

use super::{arrives_by, receiver::Receiver};

/// Sends each line of the file to an address as the body of a request.
fn post_lines(path: &Path, address: &str) {
    for line in fs::read_to_string(path).unwrap().lines() {
        let host = address.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).unwrap();
        let len = line.len();
        let head = format!(
            "POST /v1/traces HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\n\
             content-length: {len}\r\nconnection: close\r\n\r\n{line}"
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }
}

#[test]
fn a_line_of_a_file_is_a_request() {
    let Some(mut receiver) = Receiver::start() else {
        return;
    };
    let path = std::env::temp_dir().join(format!("otel-lines-{}.jsonl", std::process::id()));
    let address = receiver.http.clone();
    arrives_by(&mut receiver, JsonLines::new(&path), || {
        post_lines(&path, &address);
    });
    fs::remove_file(&path).unwrap();
}
