#![allow(clippy::unwrap_used)]

use super::{model::Model, *};

const LIMITS: Limits = Limits {
    max_bytes: 400,
    segment_bytes: 100,
    segment_spans: 10,
};

fn store(disk: &Model) -> Store<Model> {
    let mut store = Store::new(disk.clone(), LIMITS).unwrap();
    while store.recover_next() {}
    store
}

/// Appends a record of 50 bytes with this letter.
fn append(store: &mut Store<Model>, letter: u8, spans: usize) {
    let body = [letter; 38];
    let record = segment::record([body.as_slice()].into_iter(), spans).unwrap();
    assert_eq!(record.len(), 50);
    store.append(&record, spans).unwrap();
}

/// The letters of all that can be taken, and their spans.
fn take_all(store: &mut Store<Model>) -> Vec<(String, usize)> {
    store.close();
    let mut all = Vec::new();
    while let Some(taken) = store.take() {
        let letters = taken.body.chunks(38).map(|body| char::from(body[0]));
        all.push((letters.collect(), taken.spans));
        store.acknowledge();
    }
    all
}

#[test]
fn a_segment_is_full_by_bytes_or_by_spans_and_is_one_request() {
    let mut store = store(&Model::new(0));
    for (letter, spans) in [(b'a', 1), (b'b', 2), (b'c', 6), (b'd', 5), (b'e', 1)] {
        append(&mut store, letter, spans);
    }
    assert_eq!(store.active_spans(), 6);
    let expected = [
        ("ab".to_owned(), 3),
        ("c".to_owned(), 6),
        ("de".to_owned(), 6),
    ];
    assert_eq!(take_all(&mut store), expected);
}

#[test]
fn a_full_store_drops_its_oldest_segments_and_not_what_is_being_sent() {
    let mut store = store(&Model::new(0));
    append(&mut store, b'a', 1);
    store.close();
    assert_eq!(store.take().map(|taken| taken.spans), Some(1));
    for letter in b'b'..=b'j' {
        append(&mut store, letter, 3);
    }
    // 400 bytes: what is sent, and the last seven.
    let lost = Losses {
        full: 6,
        damaged: 0,
    };
    assert_eq!(store.take_losses(), lost);
    store.acknowledge();
    let left: String = take_all(&mut store)
        .into_iter()
        .map(|(letters, _)| letters)
        .collect();
    assert_eq!(left, "defghij");
}

#[test]
fn a_bound_that_was_lowered_holds_from_the_start() {
    let disk = Model::new(0);
    let mut before = store(&disk);
    (b'a'..=b'h').for_each(|letter| append(&mut before, letter, 1));
    let limits = Limits {
        max_bytes: 200,
        ..LIMITS
    };
    let mut store = Store::new(disk.clone(), limits).unwrap();
    while store.recover_next() {}
    assert_eq!(store.take_recovered().spans, 8);
    assert_eq!(store.take_losses().full, 4);
    assert_eq!(disk.0.borrow().bytes(), 200);
}

#[test]
fn what_cannot_be_read_back_is_counted() {
    let disk = Model::new(0);
    let mut store = store(&disk);
    (b'a'..=b'f').for_each(|letter| append(&mut store, letter, 2));
    store.close();
    disk.damage(0, 60);
    disk.damage(1, 10);
    assert_eq!(
        take_all(&mut store),
        [("a".to_owned(), 2), ("ef".to_owned(), 4)]
    );
    let lost = Losses {
        full: 0,
        damaged: 6,
    };
    assert_eq!(store.take_losses(), lost);
    assert_eq!(disk.0.borrow().bytes(), 0);
}

#[test]
fn a_torn_tail_is_cut_and_the_records_before_are_kept() {
    let disk = Model::new(0);
    let mut before = store(&disk);
    append(&mut before, b'a', 2);
    append(&mut before, b'b', 3);
    disk.damage(0, 99);
    let mut store = store(&disk);
    let recovered = Recovered {
        spans: 2,
        torn_bytes: 50,
        unreadable: 0,
    };
    assert_eq!(store.take_recovered(), recovered);
    assert_eq!(disk.0.borrow().bytes(), 50);
    assert_eq!(take_all(&mut store), [("a".to_owned(), 2)]);
}

#[test]
fn what_was_found_makes_room_before_what_is_new_and_is_counted() {
    let disk = Model::new(0);
    let mut before = store(&disk);
    (b'a'..=b'h').for_each(|letter| append(&mut before, letter, 2));
    let mut store = Store::new(disk.clone(), LIMITS).unwrap();
    append(&mut store, b'i', 1);
    assert_eq!(store.take_recovered().spans, 4);
    assert_eq!(store.take_losses().full, 4);
    assert!(store.has_found() && store.holds_before(0));
    while store.recover_next() {}
    let left: String = take_all(&mut store)
        .into_iter()
        .map(|(letters, _)| letters)
        .collect();
    assert_eq!(left, "cdefghi");
}
