//! What detectors find, in processes that are where they look.

use std::process::Command;

use super::{Said, file, run};

/// The rows whose settings begin so, words only.
fn rows(said: &Said, start: &str) -> Vec<String> {
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = said.stdout.lines().filter(|line| line.starts_with(start));
    lines.map(words).collect()
}

#[test]
fn a_pod_is_named_in_kubernetes_and_nowhere_else() {
    let asked = ("OTEL_RUST_RESOURCE_DETECTORS", "k8s");
    let names = [("HOSTNAME", "checkout-7d9f"), ("NODE_NAME", "node-3")];
    let elsewhere = run(&[asked, names[0], names[1]]);
    assert_eq!(rows(&elsewhere, "k8s."), [""; 0]);
    let kubernetes = ("KUBERNETES_SERVICE_HOST", "10.0.0.1");
    let there = run(&[asked, names[0], names[1], kubernetes]);
    let found = rows(&there, "k8s.");
    for row in [
        "k8s.pod.name checkout-7d9f detected",
        "k8s.node.name node-3 detected",
    ] {
        assert!(found.iter().any(|one| one == row), "{row}: {found:?}");
    }
    let said = ("OTEL_RESOURCE_ATTRIBUTES", "k8s.pod.name=mine");
    let there = run(&[asked, names[0], kubernetes, said]);
    let row = "k8s.pod.name mine OTEL_RESOURCE_ATTRIBUTES";
    assert_eq!(rows(&there, "k8s.pod.name"), [row]);
}

/// A container is known by the place that its `/etc/hostname` comes from.
#[cfg(target_os = "linux")]
#[test]
fn a_container_is_named() {
    let id = "0123456789abcdef".repeat(4);
    let folder = format!("{}/containers/{id}", env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(&folder).unwrap();
    let hostname = file(&format!("containers/{id}/hostname"), "here\n");
    let in_container = |then: &[&str]| {
        let mut command = Command::new("unshare");
        let mount = "mount --bind \"$0\" /etc/hostname && exec \"$@\"";
        command.args(["--map-root-user", "--mount", "sh", "-c", mount, &hostname]);
        command.args(then).output()
    };
    if !in_container(&["true"]).is_ok_and(|output| output.status.success()) {
        super::skipped("nothing can be mounted here");
        return;
    }
    let asked = "OTEL_RUST_RESOURCE_DETECTORS=container";
    let output = in_container(&["env", "-i", asked, env!("CARGO_BIN_EXE_configured")]).unwrap();
    let said = Said::of(output);
    let found = rows(&said, "container.id");
    // Where the test itself runs in a container, its control group may name that one.
    let [row] = found.as_slice() else {
        panic!("{found:?}\n{}", said.stdout)
    };
    assert!(row.ends_with(" detected"), "{row}");
    let is_id = |word: &str| word.len() >= 32 && word.bytes().all(|b| b.is_ascii_hexdigit());
    assert!(row.split(' ').any(is_id), "{row}");
}
