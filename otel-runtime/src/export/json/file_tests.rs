#![allow(clippy::unwrap_used)]

use rand::{Rng, SeedableRng, rngs::SmallRng};

use super::*;
use crate::export::scratch::Folder;

const HOUR: Duration = Duration::from_secs(3_600);

fn lines_file(path: &Path) -> LinesFile {
    LinesFile::open(path, Rotation::default()).unwrap()
}

/// The contents of all files of the folder, the current one last.
fn contents(path: &Path) -> Vec<String> {
    let folder = path.parent().unwrap();
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    // The names of old files sort by time; the current one has none.
    paths.sort_by_key(|found| (found == path, found.clone()));
    let read = paths.iter().map(|path| fs::read_to_string(path).unwrap());
    read.collect()
}

#[test]
fn what_is_there_is_appended_to_and_a_torn_line_ended() {
    let folder = Folder::new();
    let path = folder.path().join("logs/spans.jsonl");
    lines_file(&path).append(b"1\n", SystemTime::now()).unwrap();
    fs::write(&path, "1\n{\"torn").unwrap();
    let file = lines_file(&path);
    file.append(b"2\n", SystemTime::now()).unwrap();
    file.append(b"3\n", SystemTime::now()).unwrap();
    assert_eq!(contents(&path), ["1\n{\"torn\n2\n3\n"]);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_file_or_enter_a_folder_made_for_it() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    let path = folder.path().join("spans.jsonl");
    lines_file(&path);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(folder.path())), (0o600, 0o700));
}

#[test]
fn a_file_that_was_moved_or_whose_folder_was_deleted_is_begun_again() {
    let folder = Folder::new();
    let path = folder.path().join("spans.jsonl");
    let moved = folder.path().join("moved");
    let file = lines_file(&path);
    file.append(b"1\n", SystemTime::now()).unwrap();
    fs::rename(&path, &moved).unwrap();
    file.append(b"2\n", SystemTime::now()).unwrap();
    assert_eq!(contents(&path), ["1\n", "2\n"]);
    fs::remove_dir_all(folder.path()).unwrap();
    file.append(b"3\n", SystemTime::now()).unwrap();
    assert_eq!(contents(&path), ["3\n"]);
}

#[test]
fn a_path_that_cannot_be_written_costs_what_comes_meanwhile() {
    let folder = Folder::new();
    let path = folder.path().join("spans.jsonl");
    let file = lines_file(&path);
    fs::remove_dir_all(folder.path()).unwrap();
    fs::write(folder.path(), "in the way").unwrap();
    assert!(file.append(b"1\n", SystemTime::now()).is_err());
    assert!(file.append(b"2\n", SystemTime::now()).is_err());
    fs::remove_file(folder.path()).unwrap();
    file.append(b"3\n", SystemTime::now()).unwrap();
    assert_eq!(contents(&path), ["3\n"]);
}

#[test]
fn a_path_that_names_no_file_is_refused() {
    let folder = Folder::new();
    fs::create_dir(folder.path()).unwrap();
    for path in [Path::new("/"), Path::new(".."), folder.path()] {
        assert!(LinesFile::open(path, Rotation::default()).is_err());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let file = lines_file(Path::new("/dev/full"));
    let error = file.append(b"1\n", SystemTime::now()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
}

#[test]
fn a_file_is_put_aside_with_the_first_lines_of_a_new_period() {
    let folder = Folder::new();
    let path = folder.path().join("spans.jsonl");
    let rotation = Rotation {
        every: Some(HOUR),
        ..Rotation::default()
    };
    // Half past some hour, in the time of the test.
    let at = |minutes: u64| SystemTime::UNIX_EPOCH + 490_000 * HOUR + HOUR / 60 * minutes as u32;
    let mut file = LinesFile::open(&path, rotation).unwrap();
    for (minutes, text) in [
        (30, "1\n"),
        (59, "2\n"),
        (60, "3\n"),
        (61, "4\n"),
        (300, "5\n"),
    ] {
        file.append(text.as_bytes(), at(minutes)).unwrap();
        let written = OpenOptions::new().write(true).open(&path).unwrap();
        written.set_modified(at(minutes)).unwrap();
        // The file knows its age, so a new process goes on where the one before has ended.
        file = LinesFile::open(&path, rotation).unwrap();
    }
    assert_eq!(contents(&path), ["1\n2\n", "3\n4\n", "5\n"]);
}

/// Whatever is written, restarted, torn and deleted: lines are whole and in order, no file is
/// larger than it may be, and of old files no more is kept than may be; but what is gone is the
/// oldest.
#[test]
fn bounds_and_lines_hold_through_everything() {
    for seed in 0..20 {
        let mut random = SmallRng::seed_from_u64(seed);
        let folder = Folder::new();
        let path = folder.path().join("spans.jsonl");
        let at = random.random_range(20..200);
        let keep = random.random_range(0..600);
        let rotation = Rotation {
            at: Some(at),
            every: random.random_bool(0.3).then_some(HOUR),
            keep: Some(keep),
        };
        let mut file = LinesFile::open(&path, rotation).unwrap();
        let mut now = SystemTime::now();
        let mut written = Vec::new();
        for number in 0..100 {
            let line = format!("{number}:{}\n", "x".repeat(random.random_range(0..60)));
            file.append(line.as_bytes(), now).unwrap();
            written.push(line.trim_end().to_owned());
            match random.random_range(0..20) {
                0 => file = LinesFile::open(&path, rotation).unwrap(),
                1 => {
                    let mut other = OpenOptions::new().append(true).open(&path).unwrap();
                    other.write_all(TORN.as_bytes()).unwrap();
                    file = LinesFile::open(&path, rotation).unwrap();
                }
                2 => now += HOUR,
                // The clock is set back.
                3 => now -= HOUR / 2,
                _ => {}
            }
            let found = check(&path, rotation, seed);
            assert!(!found.is_empty(), "seed {seed}");
            // What is gone is the oldest.
            assert!(written.ends_with(&found), "seed {seed}: {found:?}");
        }
    }
}

/// Checks the bounds; gives the lines, but for the torn ones.
#[track_caller]
fn check(path: &Path, rotation: Rotation, seed: u64) -> Vec<String> {
    let files = contents(path);
    for text in &files {
        // One line alone may be larger, and what the test has torn is not ours to bound.
        let bound = rotation.at.unwrap() as usize + TORN.len();
        let lines = text.lines().filter(|line| *line != TORN).count();
        assert!(text.len() <= bound || lines == 1, "seed {seed}: {text}");
    }
    let (current, old) = files.split_last().unwrap();
    assert!(current.ends_with('\n') || current.ends_with(TORN));
    let old: usize = old.iter().map(String::len).sum();
    assert!(old as u64 <= rotation.keep.unwrap(), "seed {seed}: {old}");
    let lines = files.iter().flat_map(|text| text.lines());
    let lines = lines.filter(|line| *line != TORN).map(str::to_owned);
    lines.collect()
}

/// What the test leaves behind as a process does that dies while it writes.
const TORN: &str = "torn";

#[test]
fn writers_of_one_file_do_not_tear_each_others_lines_or_lose_any() {
    let folder = Folder::new();
    let path = folder.path().join("spans.jsonl");
    let rotation = Rotation {
        at: Some(20_000),
        ..Rotation::default()
    };
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let file = LinesFile::open(path, rotation).unwrap();
                for number in 0..200 {
                    let line = format!("{writer}:{number}:{}\n", "x".repeat(500));
                    file.append(line.as_bytes(), SystemTime::now()).unwrap();
                }
            });
        }
    });
    let files = contents(&path);
    assert!(files.iter().all(|text| text.len() <= 20_000));
    let all = files.concat();
    let mut lines: Vec<_> = all.lines().collect();
    assert!(lines.iter().all(|line| line.ends_with(&"x".repeat(500))));
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), 800);
}
