//! How far a table has moved: texts that stand again vote.

use crate::file::{Entry, Role};
use model::geometry::{Pt, Quarter, Rect};
use model::layout::{Item, PageLayout};
use std::collections::{BTreeMap, BTreeSet};

/// Texts of one head move alike to within this: leading and wraps differ a little.
const ALIKE: Pt = Pt(5_000);
/// At least this part (per cent) of a table's anchors must stand where the others say.
const LEAST: u32 = 50;
/// Of one text that stands very often, the first so many places are looked at.
const OFTEN: usize = 64;
/// A caption says more than a text of a head, which other tables have as well.
const CAPTION: u32 = 3;

/// A line of a page as a reader of its direction sees it.
pub(crate) struct Text {
    /// Without white space, digits as one sign: what stays from year to year.
    pub(crate) key: String,
    /// Without white space.
    exact: String,
    pub(crate) bbox: Rect,
    pub(crate) size: Pt,
    /// Whether it stands in a table found.
    pub(crate) in_table: bool,
}

/// Digits of a text may change from one issue to the next.
pub(crate) fn key_of(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c.is_numeric() {
            true if out.ends_with('#') => {}
            true => out.push('#'),
            false => out.push(c),
        }
    }
    out
}

pub(crate) fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The lines of a page that run one way, in cells and outside, from top to bottom.
pub(crate) fn texts(page: &PageLayout, direction: Quarter) -> Vec<Text> {
    let mut out = Vec::new();
    let mut add = |ink: &model::Ink, in_table: bool| {
        if let Some(bbox) = ink.bbox.filter(|_| ink.direction == direction) {
            let (key, exact) = (key_of(&ink.text), squash(&ink.text));
            out.push(Text { key, exact, bbox: direction.turn(&bbox), size: ink.size, in_table });
        }
    };
    for item in &page.items {
        match item {
            Item::Line(line) => add(&line.ink, false),
            Item::Piece(piece) => piece.table.all_ink().for_each(|ink| add(ink, true)),
        }
    }
    out.sort_by_key(|text| (text.bbox.y0, text.bbox.x0));
    out
}

/// A place where a table may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    pub(crate) dx: Pt,
    pub(crate) dy: Pt,
    /// The part of its anchors that stand there, in per cent.
    pub(crate) share: u32,
    /// How many of them with the same digits.
    pub(crate) exact: u32,
    /// Whether its caption does, or it has none.
    pub(crate) captioned: bool,
}

/// The places on a page at which enough of a table's anchors stand, the likeliest first.
pub(crate) fn places(entry: &Entry, texts: &[Text]) -> Vec<Moved> {
    let mut by_key: BTreeMap<&str, Vec<&Text>> = BTreeMap::new();
    for text in texts {
        by_key.entry(&text.key).or_default().push(text);
    }
    let weight = |ix: usize| if entry.anchors[ix].role == Role::Caption { CAPTION } else { 1 };
    let total: u32 = (0..entry.anchors.len()).map(weight).sum();
    // Shifts for which an anchor speaks: down, right, which anchor, with the same digits.
    let mut votes: Vec<(Pt, Pt, usize, bool)> = Vec::new();
    for (ix, anchor) in entry.anchors.iter().enumerate() {
        let [x, y] = anchor.at.map(Pt::from_points);
        let exact = squash(&anchor.text);
        for text in by_key.get(key_of(&anchor.text).as_str()).into_iter().flatten().take(OFTEN) {
            votes.push((text.bbox.y0 - y, text.bbox.x0 - x, ix, text.exact == exact));
        }
    }
    votes.sort_unstable();
    let mut out: Vec<Moved> = Vec::new();
    let (mut from, mut to) = (0, 0);
    while from < votes.len() {
        while to < votes.len() && votes[to].0 - votes[from].0 <= ALIKE {
            to += 1;
        }
        let own = &votes[from..to];
        let who: BTreeSet<usize> = own.iter().map(|vote| vote.2).collect();
        let share = who.iter().map(|ix| weight(*ix)).sum::<u32>() * 100 / total.max(1);
        if share >= LEAST {
            let of_caption = |ix: usize| entry.anchors[ix].role == Role::Caption;
            let captioned = who.iter().any(|ix| of_caption(*ix)) || !(0..entry.anchors.len()).any(of_caption);
            let middle = |mut all: Vec<Pt>| {
                all.sort_unstable();
                all[all.len() / 2]
            };
            let same: BTreeSet<usize> = own.iter().filter(|vote| vote.3).map(|vote| vote.2).collect();
            out.push(Moved {
                dy: middle(own.iter().map(|vote| vote.0).collect()),
                dx: middle(own.iter().map(|vote| vote.1).collect()),
                share,
                exact: same.len() as u32,
                captioned,
            });
        }
        from += 1;
    }
    out.sort_by_key(|moved| (std::cmp::Reverse((moved.share, moved.exact)), moved.dy));
    let mut kept: Vec<Moved> = Vec::new();
    for moved in out {
        if kept.iter().all(|other| (other.dy - moved.dy).abs() > ALIKE * 2) {
            kept.push(moved);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Anchor;

    fn text(text: &str, x: i32, y: i32) -> Text {
        let bbox = Rect::new(Pt::points(x), Pt::points(y), Pt::points(x + 40), Pt::points(y + 10));
        Text { key: key_of(text), exact: squash(text), bbox, size: Pt::points(10), in_table: false }
    }

    fn entry(anchors: &[(&str, f64, f64, Role)]) -> Entry {
        let anchor =
            |&(text, x, y, role): &(&str, f64, f64, Role)| Anchor { text: text.into(), at: [x, y], role };
        Entry {
            name: String::new(),
            kind: "stream".into(),
            page: 1,
            page_size: [600.0, 800.0],
            turn: 0,
            area: [0.0, 0.0, 100.0, 100.0],
            columns: vec![50.0],
            head_rows: 1,
            head_end: None,
            row_gap: 2.0,
            anchors: anchors.iter().map(anchor).collect(),
        }
    }

    #[test]
    fn texts_that_stand_again_vote_for_the_shift_and_years_do_not_matter() {
        let entry = entry(&[
            ("Table 3: Staff in 2021", 10.0, 100.0, Role::Caption),
            ("Name", 10.0, 120.0, Role::Head),
            ("2021", 90.0, 120.0, Role::Head),
        ]);
        let page = [
            text("Name", 10, 40),
            text("Table 3: Staff in 2024", 14, 130),
            text("Name", 14, 150),
            text("2024", 96, 151),
            text("2024", 96, 400),
        ];
        let found = places(&entry, &page);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].dx, found[0].dy), (Pt::points(4), Pt::points(30)));
        assert_eq!((found[0].share, found[0].exact, found[0].captioned), (100, 1, true));
        assert!(places(&entry, &page[..1]).is_empty());
    }
}
