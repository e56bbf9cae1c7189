#![allow(clippy::unwrap_used)]

use super::*;
use crate::export::spool::scratch::Folder;

#[test]
fn a_segment_is_written_read_cut_synced_and_deleted() {
    let folder = Folder::new();
    let mut disk = Disk::open(folder.path()).unwrap();
    disk.append(7, b"one, ").unwrap();
    disk.append(12, b"another").unwrap();
    fs::write(folder.path().join("notes.txt"), "of somebody else").unwrap();
    assert_eq!(disk.list().unwrap(), [(7, 5), (12, 7)]);
    disk.cut(7, 3).unwrap();
    assert_eq!(disk.read(7).unwrap(), b"one");
    disk.sync(&[7, 12, 99]).unwrap();
    disk.remove(7).unwrap();
    assert_eq!(disk.list().unwrap(), [(12, 7)]);
    // What is there already is not written to.
    assert_eq!(disk.append(7, b"new").ok(), Some(()));
    assert!(disk.append(12, b"more").is_err());
    drop(disk);
    let disk = Disk::open(folder.path()).unwrap();
    assert_eq!(disk.list().unwrap(), [(7, 3), (12, 7)]);
}

#[test]
fn what_fsync_is_asked_for_may_be_gone_already() {
    let folder = Folder::new();
    let mut disk = Disk::open(folder.path()).unwrap();
    disk.append(1, b"one").unwrap();
    let paths = [disk.file(1), disk.file(2)];
    assert!(sync_all(folder.path(), &paths).is_ok());
}

#[test]
fn a_folder_has_one_owner() {
    let folder = Folder::new();
    let first = Disk::open(folder.path()).unwrap();
    let error = Disk::open(folder.path()).unwrap_err().to_string();
    assert!(error == "it is in use", "{error}");
    drop(first);
    assert!(Disk::open(folder.path()).is_ok());
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_alone_and_so_must_be_the_folder() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    let inner = folder.path().join("a").join("spool");
    let mut disk = Disk::open(&inner).unwrap();
    disk.append(0, b"spans").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&inner), 0o700);
    assert_eq!(mode(&disk.file(0)), 0o600);
    assert_eq!(mode(&inner.join("lock")), 0o600);
    drop(disk);

    fs::set_permissions(&inner, fs::Permissions::from_mode(0o750)).unwrap();
    let error = Disk::open(&inner).unwrap_err().to_string();
    assert!(error == "its mode is 750", "{error}");
}
