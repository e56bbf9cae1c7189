use rand::{Rng, SeedableRng, rngs::SmallRng};

use super::*;
use crate::{callsite::CallSite, provider::Core, record::Kind, sampling::Sampler};

const START: u64 = 1_700_000_000 * SECOND;

/// A wall clock on a counter of nanoseconds, anchored at (1 s, `START`).
fn wall_clock() -> WallClock {
    let (clock, _) = Clock::mock();
    let mut wall_clock = WallClock {
        clock: Box::leak(Box::new(clock)),
        anchors: VecDeque::new(),
    };
    wall_clock.anchor(SECOND, START);
    wall_clock
}

#[test]
fn ticks_before_and_after_the_first_anchor() {
    let wall_clock = wall_clock();
    assert_eq!(wall_clock.unix_nanos(SECOND + 5), START + 5);
    assert_eq!(wall_clock.unix_nanos(SECOND - 5), START - 5);
}

#[test]
fn a_wall_clock_that_gains_is_followed_at_once() {
    let mut wall_clock = wall_clock();
    wall_clock.anchor(2 * SECOND, START + SECOND + 1_000);
    assert_eq!(wall_clock.unix_nanos(2 * SECOND), START + SECOND + 1_000);
    assert_eq!(wall_clock.unix_nanos(2 * SECOND - 1), START + SECOND - 1);
}

#[test]
fn a_wall_clock_that_loses_is_approached_and_time_never_goes_back() {
    let mut wall_clock = wall_clock();
    wall_clock.anchor(2 * SECOND, START + SECOND - 20_000_000);
    let times: Vec<u64> = (0..400)
        .map(|step| wall_clock.unix_nanos(SECOND + step * 5_000_000))
        .collect();
    assert!(times.is_sorted());
    assert_eq!(
        wall_clock.unix_nanos(3 * SECOND),
        START + 2 * SECOND - 20_000_000
    );
}

#[test]
fn a_wall_clock_that_was_set_back_is_followed_at_once() {
    let mut wall_clock = wall_clock();
    wall_clock.anchor(2 * SECOND, START - 3600 * SECOND);
    assert_eq!(wall_clock.unix_nanos(2 * SECOND), START - 3600 * SECOND);
    // What began before stays where it was.
    assert_eq!(wall_clock.unix_nanos(SECOND), START);
}

#[test]
fn only_an_hour_of_anchors_is_kept() {
    let mut wall_clock = wall_clock();
    for second in 1..2 * KEPT_ANCHORS as u64 {
        wall_clock.anchor((second + 1) * SECOND, START + second * SECOND);
    }
    assert_eq!(wall_clock.anchors.len(), KEPT_ANCHORS);
    assert_eq!(wall_clock.unix_nanos(SECOND), START);
}

#[test]
fn the_real_clock_agrees_with_the_systems() {
    let wall_clock = WallClock::new();
    let (ticks, wall) = read(wall_clock.clock);
    let apart = wall_clock.unix_nanos(ticks).abs_diff(wall);
    assert!(apart < SECOND / 10, "{apart} ns apart");
}

/// A span from tick to tick.
fn header(start: u64, end: u64) -> Header {
    static HEADER: OnceLock<Header> = OnceLock::new();
    let mut header = *HEADER.get_or_init(|| {
        let site = CallSite::new("f", Kind::Internal, None, None, "", "", 0);
        let core = Core::new(Sampler::AlwaysOn).leak();
        Header::of_site(core, Box::leak(Box::new(site)))
    });
    (header.start, header.end) = (start, end);
    header
}

/// What a wall clock may say `passed` nanoseconds after `START`: about that, or what somebody has
/// set it to.
fn reading(random: &mut SmallRng, passed: u64) -> u64 {
    const YEAR: u64 = 365 * 86_400 * SECOND;
    match random.random_range(0..8) {
        0 => 0,
        1 => u64::MAX - random.random_range(0..SECOND),
        2 => START - 3600 * SECOND + passed,
        3 => START + 10 * YEAR + passed,
        _ => START + passed - random.random_range(0..SECOND),
    }
}

#[test]
fn whatever_the_wall_clock_does_no_span_ends_before_its_start_and_its_events_lie_within() {
    for seed in 0..2_000 {
        let mut random = SmallRng::seed_from_u64(seed);
        let mut wall_clock = wall_clock();
        let mut ticks = SECOND;
        for _ in 0..random.random_range(0..6) {
            ticks += random.random_range(SECOND..3 * SECOND);
            let wall = reading(&mut random, ticks);
            wall_clock.anchor(ticks, wall);
        }
        for _ in 0..20 {
            let start = random.random_range(0..ticks + 2 * SECOND);
            let end = random.random_range(start..=ticks + 3 * SECOND);
            let mut header = header(start, end);
            let times = wall_clock.times(&header);
            let lasted = times.end - times.start;
            assert!(
                lasted == end - start || times.end == u64::MAX,
                "seed {seed}"
            );
            let event = wall_clock.within(&header, times, random.random_range(start..=end));
            assert!((times.start..=times.end).contains(&event), "seed {seed}");

            if random.random() {
                header.marks.set(Marks::START_ABSOLUTE);
                header.start = reading(&mut random, start);
            }
            if random.random() {
                header.marks.set(Marks::END_ABSOLUTE);
                header.end = reading(&mut random, end);
            }
            let times = wall_clock.times(&header);
            assert!(times.start <= times.end, "seed {seed}");
        }
    }
}

#[test]
fn a_machine_that_boots_before_1970_is_believed_once_its_clock_is_set() {
    let (clock, _) = Clock::mock();
    let mut wall_clock = WallClock {
        clock: Box::leak(Box::new(clock)),
        anchors: VecDeque::new(),
    };
    let before_1970 = SystemTime::UNIX_EPOCH - Duration::from_secs(7);
    wall_clock.anchor(SECOND, unix_nanos(before_1970));
    let early = wall_clock.times(&header(SECOND, 2 * SECOND));
    assert_eq!((early.start, early.end), (0, SECOND));
    wall_clock.anchor(2 * SECOND, START);
    let later = wall_clock.times(&header(2 * SECOND, 3 * SECOND));
    assert_eq!((later.start, later.end), (START, START + SECOND));
    // It began before the clock was set.
    let across = wall_clock.times(&header(SECOND, 3 * SECOND));
    assert_eq!((across.start, across.end), (0, 2 * SECOND));
}
