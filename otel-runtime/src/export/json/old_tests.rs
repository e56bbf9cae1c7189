#![allow(clippy::unwrap_used)]

use super::*;
use crate::export::scratch::Folder;

#[test]
fn only_what_has_a_time_in_its_name_is_old() {
    let old = OldFiles::of(Path::new("/var/spans.jsonl")).unwrap();
    for (name, is_old) in [
        ("spans.2026-11-21T13-51-24.123456789Z.jsonl", true),
        ("spans.2026-11-21T13-51-24.123456789Z", false),
        ("spans.2026-11-21T13:51:24.123456789Z.jsonl", false),
        ("spans.2026-11-21T13-51-24.12345678Z.jsonl", false),
        ("spans.2026-13-21T13-51-24.123456789Z.jsonl", false),
        ("other.2026-11-21T13-51-24.123456789Z.jsonl", false),
        ("spans.jsonl", false),
        ("spans.important.jsonl", false),
        ("spans.", false),
    ] {
        assert_eq!(old.time(name.as_ref()).is_some(), is_old, "{name}");
    }
    let bare = OldFiles::of(Path::new("spans")).unwrap();
    let time = bare.time("spans.2026-11-21T13-51-24.123456789Z".as_ref());
    let expected = Duration::new(1_795_269_084, 123_456_789);
    assert_eq!(time, Some(SystemTime::UNIX_EPOCH + expected));
    assert_eq!(bare.folder, Path::new("."));
    assert!(OldFiles::of(Path::new("/")).is_err());
}

#[test]
fn nothing_is_overwritten_and_the_oldest_go_first() {
    let folder = Folder::new();
    fs::create_dir(folder.path()).unwrap();
    let path = folder.path().join("spans.jsonl");
    let old = OldFiles::of(&path).unwrap();
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_268_000);
    // The clock stands still, and is set back.
    for (seconds, text) in [(9, "1111"), (9, "2222"), (0, "3333")] {
        fs::write(&path, text).unwrap();
        old.put_aside(now + Duration::from_secs(seconds)).unwrap();
        assert!(!path.exists());
    }
    fs::write(folder.path().join("spans.mine.jsonl"), "keep this").unwrap();
    let texts = || -> Vec<_> {
        let files = old.newest_first().unwrap();
        let read = |(_, name, _)| fs::read_to_string(folder.path().join(name)).unwrap();
        files.into_iter().map(read).collect()
    };
    assert_eq!(texts(), ["3333", "2222", "1111"]);
    old.remove_beyond(8).unwrap();
    assert_eq!(texts(), ["3333", "2222"]);
    old.remove_beyond(7).unwrap();
    assert_eq!(texts(), ["3333"]);
    old.remove_beyond(0).unwrap();
    assert_eq!(texts(), [""; 0]);
    assert!(folder.path().join("spans.mine.jsonl").exists());
}

#[test]
fn a_clock_before_1970_and_a_file_of_the_year_9999_are_no_panic() {
    let folder = Folder::new();
    fs::create_dir(folder.path()).unwrap();
    let path = folder.path().join("spans.jsonl");
    let old = OldFiles::of(&path).unwrap();
    fs::write(&path, "early").unwrap();
    old.put_aside(SystemTime::UNIX_EPOCH - Duration::from_secs(1))
        .unwrap();
    let name = |name: &str| folder.path().join(name);
    assert!(name("spans.1970-01-01T00-00-00.000000000Z.jsonl").exists());

    fs::write(name("spans.9999-12-31T23-59-59.999999999Z.jsonl"), "last").unwrap();
    fs::write(&path, "beyond").unwrap();
    let error = old.put_aside(SystemTime::UNIX_EPOCH).unwrap_err();
    assert!(error.to_string().contains("later"), "{error}");
    assert!(path.exists());
}
