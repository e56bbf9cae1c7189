//! The plot: memory over time, what waits for each backend, and behind it the faults.

use std::fmt::Write;

use crate::{
    BACKENDS,
    faults::{Group, windows},
    options::Options,
    samples::{Sample, Samples},
};

const WIDTH: f64 = 960.0;
/// Where the curves begin and end.
const LEFT: f64 = 64.0;
const RIGHT: f64 = WIDTH - 16.0;
/// Of a panel, and of it with what is around.
const PANEL: f64 = 110.0;
const STEP: f64 = PANEL + 34.0;
const TOP: f64 = 64.0;
/// The most points of a curve; of those between, the highest is shown.
const POINTS: usize = 600;

/// What the bands behind the curves are, and their class.
const GROUPS: [(Group, &str, &str); 3] = [
    (
        Group::Gone,
        "gone",
        "gone: refuses, resets, cuts off, hangs",
    ),
    (Group::Busy, "busy", "busy: slow, unavailable, throttles"),
    (
        Group::Refusing,
        "no",
        "refuses: in part, as wrong, as too large",
    ),
];

const STYLE: &str = "text{font:12px sans-serif;fill:#333}.h{font-weight:bold}\
    .gone{fill:#f4b6b0}.busy{fill:#fbe3a4}.no{fill:#c3d4f2}\
    .line{fill:none;stroke:#1a1a1a;stroke-width:1.2}.frame{fill:none;stroke:#999}";

/// The plot as SVG.
pub(crate) fn draw(samples: &Samples, options: &Options) -> String {
    let height = TOP + STEP * (1 + BACKENDS.len()) as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\">\n\
         <style>{STYLE}</style>\n<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    text(&mut svg, LEFT, 18.0, "h", &format!("Soak: {options}"));
    let mut x = LEFT;
    for (_, class, words) in GROUPS {
        let _ = writeln!(svg, "<path class=\"{class}\" d=\"M{x} 26h12v12h-12z\"/>");
        text(&mut svg, x + 18.0, 36.0, "", words);
        x += 310.0;
    }
    let memory = |sample: &Sample| sample.memory.unwrap_or_default() as f64 / f64::from(1 << 20);
    panel(
        &mut svg,
        0,
        "resident memory, MiB",
        options,
        samples,
        &memory,
    );
    for (index, name) in BACKENDS.into_iter().enumerate() {
        bands(&mut svg, index, options);
        let title = format!("{name}: spans pending, thousands");
        let pending = |sample: &Sample| sample.pending[index] as f64 / 1_000.0;
        panel(&mut svg, index + 1, &title, options, samples, &pending);
    }
    svg.push_str("</svg>\n");
    svg
}

fn top(panel: usize) -> f64 {
    TOP + STEP * panel as f64
}

fn x_of(seconds: f64, options: &Options) -> f64 {
    LEFT + (RIGHT - LEFT) * seconds / options.seconds.max(1) as f64
}

/// The faults of a backend, as one shape for each group.
fn bands(svg: &mut String, backend: usize, options: &Options) {
    let windows = windows(options.seed, backend, options.seconds);
    let top = top(backend + 1);
    for (group, class, _) in GROUPS {
        let mut path = String::new();
        for window in windows
            .iter()
            .filter(|window| window.fault.group() == group)
        {
            let start = x_of(window.start.as_secs_f64(), options);
            let width = x_of(window.end.as_secs_f64(), options) - start;
            let _ = write!(path, "M{start:.1} {top}h{width:.1}v{PANEL}h-{width:.1}z");
        }
        let _ = writeln!(svg, "<path class=\"{class}\" d=\"{path}\"/>");
    }
}

/// A curve in its frame, from 0 up to a round number.
fn panel(
    svg: &mut String,
    index: usize,
    title: &str,
    options: &Options,
    samples: &Samples,
    value: &dyn Fn(&Sample) -> f64,
) {
    let top = top(index);
    let highest = samples.0.iter().map(value).fold(1.0, f64::max);
    let most = round_up(highest);
    let mut path = String::new();
    for chunk in samples.0.chunks(samples.0.len().div_ceil(POINTS).max(1)) {
        let x = x_of(chunk[0].time, options);
        let y = top + PANEL * (1.0 - chunk.iter().map(value).fold(0.0, f64::max) / most);
        let _ = write!(
            path,
            "{}{x:.1} {y:.1}",
            if path.is_empty() { 'M' } else { 'L' }
        );
    }
    let width = RIGHT - LEFT;
    let _ = writeln!(
        svg,
        "<rect class=\"frame\" x=\"{LEFT}\" y=\"{top}\" width=\"{width}\" height=\"{PANEL}\"/>\n\
         <path class=\"line\" d=\"{path}\"/>"
    );
    text(svg, LEFT, top - 5.0, "h", title);
    text(svg, 24.0, top + 10.0, "", &most.to_string());
    text(svg, 24.0, top + PANEL, "", "0");
    for tenth in 0..=10 {
        let seconds = options.seconds as f64 * f64::from(tenth) / 10.0;
        let x = x_of(seconds, options) - 12.0;
        text(svg, x, top + PANEL + 14.0, "", &format!("{seconds:.0} s"));
    }
}

/// 1, 2 or 5 times a power of ten, not below `value`.
fn round_up(value: f64) -> f64 {
    let power = 10f64.powf(value.log10().floor());
    let round = [1.0, 2.0, 5.0].map(|times| times * power);
    round
        .into_iter()
        .find(|round| *round >= value)
        .unwrap_or(10.0 * power)
}

fn text(svg: &mut String, x: f64, y: f64, class: &str, words: &str) {
    let _ = writeln!(
        svg,
        "<text class=\"{class}\" x=\"{x:.0}\" y=\"{y:.0}\">{words}</text>"
    );
}
