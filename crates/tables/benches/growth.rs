//! How the cost of a page grows with its glyphs and rules: each kind of page at sizes that double, with the time for each
//! glyph or rule: linear cost shows as equal times. `cargo bench -p crossfoot-tables --bench growth [-- WORD]`.

use model::geometry::{Point, Pt, Quarter, Rect};
use model::page::{Axis, Color, FontId, Glyph, GlyphInk, GlyphText, Page, Stroke, StrokeOrigin};
use std::hint::black_box;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// The largest pages: what a wall map or a page of a register has.
const GLYPHS: usize = 50_000;
const RULES: usize = 20_000;
/// Sizes before the largest, each half of the next.
const HALVES: u32 = 3;
/// Each size is run for so long.
const ENOUGH: Duration = Duration::from_secs(1);

/// Makes a page of some size.
type Make = fn(usize) -> Page;

fn main() -> std::io::Result<()> {
    let kinds: [(&str, usize, Make); 9] = [
        ("prose, glyphs", GLYPHS, prose),
        ("columns of prose, glyphs", GLYPHS, columns),
        ("table without rules, glyphs", GLYPHS, unruled),
        ("words strewn about, glyphs", GLYPHS, strewn),
        ("one lattice, rules", RULES, lattice),
        ("boxes apart with a word each, rules", RULES, boxes),
        ("level here, upright there, rules", RULES, apart),
        ("level only over a table, rules", RULES, level),
        ("hatching, rules", RULES, hatching),
    ];
    let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-')).unwrap_or_default();
    let mut out = std::io::stdout();
    for (name, largest, make) in kinds.into_iter().filter(|(name, ..)| name.contains(&wanted)) {
        write!(out, "{name:38}")?;
        for half in (0..=HALVES).rev() {
            let size = largest >> half;
            let page = make(size);
            let time = cost(&page).as_secs_f64();
            write!(out, "  {size:6}: {:8.2} ms {:6.2} µs each", time * 1e3, time * 1e6 / size as f64)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The time a page takes, on average over as many runs as fill [`ENOUGH`].
fn cost(page: &Page) -> Duration {
    let (start, from) = (Instant::now(), used());
    let mut runs = 0;
    while start.elapsed() < ENOUGH {
        black_box(tables::lay_out(black_box(page), &model::asked::Asked::default()));
        runs += 1;
    }
    match (from, used()) {
        (Some(from), Some(to)) => to.saturating_sub(from) / runs,
        _ => start.elapsed() / runs,
    }
}

/// Time this thread was on a processor, where the system tells (Linux): on a busy machine the clock says little.
fn used() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn blank(width: i32, height: i32) -> Page {
    Page { number: 1, width: Pt::points(width), height: Pt::points(height), ..Page::default() }
}

/// A word of letters five points wide, as one run.
fn word(page: &mut Page, text: &str, x: i32, y: i32) {
    let run = page.glyphs.len() as u32;
    for (ix, c) in (0..).zip(text.chars()) {
        let x0 = x + 5 * ix;
        let bbox = Rect::new(Pt::points(x0), Pt::points(y), Pt::points(x0 + 5), Pt::points(y + 10));
        page.glyphs.push(Glyph {
            text: GlyphText::Char(c),
            bbox,
            origin: Point { x: bbox.x0, y: Pt::points(y + 8) },
            font: FontId(0),
            size: Pt::points(10),
            direction: Quarter::D0,
            color: Color::BLACK,
            ink: GlyphInk::Printed,
            mcid: None,
            run,
            doubled: false,
        });
    }
}

fn rule(page: &mut Page, axis: Axis, at: i32, from: i32, to: i32) {
    let (at, from, to) = (Pt::points(at), Pt::points(from), Pt::points(to));
    let (width, color, origin) = (Pt(500), Color::BLACK, StrokeOrigin::Line);
    page.strokes.push(Stroke { axis, at, from, to, width, color, dashed: false, origin });
}

/// Numbers that look random and are the same in each run.
fn mixed(n: usize) -> i32 {
    ((n as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as i32
}

fn lines(glyphs: usize, left: &[i32], words: usize) -> Page {
    let rows = glyphs / (5 * words * left.len()) + 1;
    let mut page = blank(left[left.len() - 1] + 30 * words as i32 + 40, 14 * rows as i32 + 40);
    for row in 0..rows as i32 {
        for x in left {
            for nth in 0..words as i32 {
                word(&mut page, "words", x + 28 * nth, 20 + 14 * row);
            }
        }
    }
    page
}

fn prose(glyphs: usize) -> Page {
    lines(glyphs, &[20], 20)
}

fn columns(glyphs: usize) -> Page {
    lines(glyphs, &[20, 320], 10)
}

fn unruled(glyphs: usize) -> Page {
    let rows = glyphs / 25;
    let mut page = blank(600, 14 * rows as i32 + 40);
    for row in 0..rows {
        let y = 20 + 14 * row as i32;
        word(&mut page, "label", 20, y);
        for col in 0..4 {
            word(
                &mut page,
                &format!("{:05}", mixed(row * 4 + col) % 90_000 + 10_000),
                150 + 100 * col as i32,
                y,
            );
        }
    }
    page
}

fn strewn(glyphs: usize) -> Page {
    let count = glyphs / 5;
    let side = (f64::from(count as u32) * 1_200.0).sqrt() as i32 + 100;
    let mut page = blank(side, side);
    for nth in 0..count {
        word(&mut page, "12345", mixed(2 * nth) % side, mixed(2 * nth + 1) % side);
    }
    page
}

/// Each cell draws its own four sides.
fn lattice(rules: usize) -> Page {
    let side = f64::from(rules as u32 / 4).sqrt() as i32;
    let mut page = blank(40 * side + 40, 16 * side + 40);
    for row in 0..side {
        for col in 0..side {
            around(&mut page, 20 + 40 * col, 20 + 16 * row, 40, 16);
            word(&mut page, "1,234", 25 + 40 * col, 23 + 16 * row);
        }
    }
    page
}

fn around(page: &mut Page, x: i32, y: i32, width: i32, height: i32) {
    rule(page, Axis::Horizontal, y, x, x + width);
    rule(page, Axis::Horizontal, y + height, x, x + width);
    rule(page, Axis::Vertical, x, y, y + height);
    rule(page, Axis::Vertical, x + width, y, y + height);
}

fn boxes(rules: usize) -> Page {
    let side = f64::from(rules as u32 / 5).sqrt() as i32;
    let mut page = blank(80 * side + 40, 40 * side + 40);
    for row in 0..side {
        for col in 0..side {
            // No two rows of boxes stand at the same place.
            let (x, y) = (20 + 80 * col + row % 7, 20 + 40 * row + col % 5);
            around(&mut page, x, y, 60, 16);
            rule(&mut page, Axis::Vertical, x + 30, y, y + 16);
            word(&mut page, "12345", x + 2, y + 3);
        }
    }
    page
}

/// Level rules over all uprights, without touching them.
fn apart(rules: usize) -> Page {
    let half = rules as i32 / 2;
    let mut page = blank(10 * half + 40, 5 * half + 400);
    for nth in 0..half {
        rule(&mut page, Axis::Horizontal, 20 + 5 * nth, 20, 10 * half + 20);
        rule(&mut page, Axis::Vertical, 25 + 10 * nth, 5 * half + 100, 5 * half + 300);
    }
    word(&mut page, "words", 30, 5 * half + 120);
    page
}

fn level(rules: usize) -> Page {
    let mut page = blank(600, 16 * rules as i32 + 40);
    for row in 0..rules as i32 {
        rule(&mut page, Axis::Horizontal, 20 + 16 * row, 20, 500);
        if row % 4 == 0 {
            word(&mut page, "label", 20, 23 + 16 * row);
            word(&mut page, "1,234", 300, 23 + 16 * row);
        }
    }
    page
}

fn hatching(rules: usize) -> Page {
    let half = rules as i32 / 2;
    let mut page = blank(5 * half + 40, 5 * half + 40);
    for nth in 0..half {
        rule(&mut page, Axis::Horizontal, 20 + 5 * nth, 20, 5 * half + 20);
        rule(&mut page, Axis::Vertical, 20 + 5 * nth, 20, 5 * half + 20);
    }
    word(&mut page, "words", 30, 22);
    page
}
