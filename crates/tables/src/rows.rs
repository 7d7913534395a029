//! Which lines make one row.
//!
//! Rules and edges of shading part rows for certain. Between them, lines closer than rows are set belong to one row; where
//! the distance says nothing, a line without figures goes on with the row before when it hangs in, begins small, or has
//! nothing in the first column.

mod named;

use crate::forms::Groups;
use crate::middles::{by_middles, wraps};
use model::geometry::Pt;
use named::{are_coded, ends_coded, heads, is_coded, set_out};
pub(crate) use named::{names, set_small};
use std::collections::BTreeMap;

/// Lines nearer than this part (per thousand) of the least distance between two rows are lines of one row.
const TIGHT: i32 = 880;
/// A line hangs in by more than this part of the em.
pub(crate) const INDENT: i32 = 300;
/// A line farther down than this part of a row's pitch begins anew, whatever it looks like.
const FAR: i32 = 1_250;

/// What the reader of rows sees of a line.
#[expect(clippy::struct_excessive_bools, reason = "each is one observation, none excludes another")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Strip {
    /// Its baseline.
    pub(crate) base: Pt,
    /// The middle of its height.
    pub(crate) middle: Pt,
    /// Its size.
    pub(crate) size: Pt,
    /// For each column: whether text stands in it.
    pub(crate) filled: Vec<bool>,
    /// Whether a figure stands right of the first column, in a column of figures.
    pub(crate) figures: bool,
    /// Left edge of what stands in the first column.
    pub(crate) stub: Option<Pt>,
    /// The first column with words, and their left edge: codes may stand before the labels.
    pub(crate) label: Option<(usize, Pt)>,
    /// For each column: whether the number of an entry begins it.
    pub(crate) entry: Vec<bool>,
    /// For each column: whether nothing but figures stands in it.
    pub(crate) figure: Vec<bool>,
    /// For each column with one figure: its groups of digits.
    pub(crate) groups: Vec<Option<Groups>>,
    /// How far its label is set in, in a column that is flush left.
    pub(crate) inset: Pt,
    /// Whether its first word begins with a small letter.
    pub(crate) small: bool,
    /// Whether it begins with a word in brackets, in small letters, and goes on.
    pub(crate) enclosed: bool,
    /// For each column: whether its first word does.
    pub(crate) smalls: Vec<bool>,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
    /// Whether what it begins with is bold.
    pub(crate) bold: bool,
    /// Whether a colon ends it: no text goes on below.
    pub(crate) names: bool,
    /// Whether it is a text about the middle of all columns but the first: a heading of rows.
    pub(crate) over: bool,
    /// Whether a rule right below it stops short of the first column: a sum follows.
    pub(crate) summed: bool,
    /// For each column with text: how wide it is, and how wide the first part is that a typesetter may not break.
    pub(crate) wide: Vec<Option<(Pt, Pt)>>,
}

impl Strip {
    /// Whether its label begins with a small letter, whatever code stands before it.
    fn begins_small(&self) -> bool {
        self.small || self.label.is_some_and(|(col, _)| self.is_small(col))
    }

    /// Whether it has a text alone, in the column in which another has its label.
    fn has_label_of(&self, other: &Self) -> bool {
        let col = |strip: &Self| strip.label.map(|(col, _)| col);
        self.count() == 1 && col(self).is_some() && col(self) == col(other)
    }

    /// The columns in which text stands.
    pub(crate) fn columns(&self) -> impl Iterator<Item = usize> {
        (0..self.filled.len()).filter(|col| self.filled[*col])
    }

    /// The groups of digits of the figure in a column.
    pub(crate) fn groups_in(&self, col: usize) -> Option<Groups> {
        self.groups.get(col).copied().flatten()
    }

    /// Whether what stands in a column begins with a small letter.
    fn is_small(&self, col: usize) -> bool {
        self.smalls.get(col) == Some(&true)
    }

    pub(crate) fn count(&self) -> usize {
        self.filled.iter().filter(|f| **f).count()
    }

    /// How much of a column its text takes, from the column's left edge on.
    pub(crate) fn reach(&self, col: usize) -> Option<Pt> {
        let inset = self.label.filter(|(own, _)| *own == col).map_or(Pt::ZERO, |_| self.inset);
        self.width(col).map(|(wide, _)| wide + inset)
    }

    /// How wide what stands in a column is, and its first part.
    pub(crate) fn width(&self, col: usize) -> Option<(Pt, Pt)> {
        self.wide.get(col).copied().flatten()
    }
}

/// For each line, the index of its row, not decreasing. `parted` are the places of rules and edges across all columns,
/// `rooms` how wide a line in each column may at least be, as far as known; `cut` says that the page ends below.
pub(crate) fn rows(strips: &[Strip], parted: &[Pt], rooms: &[Pt], cut: bool) -> Vec<usize> {
    let n = strips.len();
    let mut keys = keys(strips);
    let outer: Vec<bool> = (0..n).map(|ix| set_out(strips, &keys, ix) || names_again(strips, ix)).collect();
    let mut sorted = parted.to_vec();
    sorted.sort_unstable();
    let mut wall: Vec<bool> = (0..n)
        .map(|ix| {
            ix > 0 && {
                let next = sorted.partition_point(|y| *y <= strips[ix - 1].middle);
                sorted.get(next).is_some_and(|y| *y < strips[ix].middle)
            }
        })
        .collect();
    let mut joined = vec![false; n];
    if every_row_parted(&keys, &wall) || ragged(strips, &wall, rooms) {
        // A strip as high as two rows, whose lines are no one text, is two rows.
        let pitch = (1..n).filter(|ix| wall[*ix]).map(|ix| strips[ix].base - strips[ix - 1].base).min();
        for ix in 1..n {
            let (above, line) = (&strips[ix - 1], &strips[ix]);
            let far = pitch.is_some_and(|pitch| line.base - above.base >= pitch.scale(TIGHT, 1000));
            let anew = || turns_bold(above, line) && line.count() == 1 || had_room(above, line, rooms);
            joined[ix] = !(wall[ix] || far && anew());
        }
        return numbered(&joined);
    }
    let last = last_digits(strips, &wall);
    for ix in &last {
        keys[*ix] = false;
    }
    // As if a rule parted them.
    for ix in (0..n).filter(|ix| outer[*ix]) {
        wall[ix] = true;
        wall[ix + 1] = true;
    }
    if let Some(found) = (!rooms.is_empty()).then(|| by_middles(strips, &keys, &wall, (rooms, cut))).flatten()
    {
        joined = found;
    } else {
        let pitch = pitch(strips, &keys, &wall);
        let decided = by_distance(strips, rooms, &keys, &wall, pitch, &mut joined);
        by_look(strips, rooms, &keys, &wall, &decided, pitch, &mut joined);
    }
    for ix in last {
        joined[ix] = true;
    }
    numbered(&joined)
}

/// Whether a line begins in bold, with a capital, below one that is not: no text goes on so.
fn turns_bold(above: &Strip, line: &Strip) -> bool {
    line.bold && line.capital && !above.bold
}

/// Whether a line between rows names their columns anew: words alone, in several columns of figures and in no other.
fn names_again(strips: &[Strip], ix: usize) -> bool {
    let (Some(above), Some(below)) = (ix.checked_sub(1).map(|ix| &strips[ix]), strips.get(ix + 1)) else {
        return false;
    };
    let line = &strips[ix];
    line.stub.is_none() && names_under(above, line) && names_under(below, line)
}

/// Whether a line is several texts, each in the column of a figure of a row beside it.
fn names_under(row: &Strip, line: &Strip) -> bool {
    let figure = |strip: &Strip, col: usize| strip.filled[col] && strip.figure.get(col) == Some(&true);
    line.count() > 1 && line.columns().all(|col| !figure(line, col) && figure(row, col))
}

/// The lines that have nothing but the last digits of figures right above them, each as the figures of its column ask for: `6`
/// below `10,335.6`, where all others have two decimals.
fn last_digits(strips: &[Strip], wall: &[bool]) -> Vec<usize> {
    let digits = |ix: &usize| {
        let (above, line) = (&strips[ix - 1], &strips[*ix]);
        let near = line.base - above.base <= line.size.scale(LEADING, 1000);
        let pair = |col: usize| above.groups_in(col).is_some() && line.groups_in(col).is_some();
        !wall[*ix] && near && line.stub.is_none() && line.count() > 0 && line.columns().all(pair)
    };
    let mut out: Vec<usize> = (1..strips.len()).filter(digits).collect();
    if out.is_empty() {
        return out;
    }
    let columns: Vec<(Option<u16>, Pt)> =
        (0..strips[0].filled.len()).map(|col| (decimals(strips, col), widest(strips, col))).collect();
    out.retain(|ix| {
        let (above, line) = (&strips[ix - 1], &strips[*ix]);
        line.columns().all(|col| {
            let (decimals, widest) = columns[col];
            // The figure above is a long one, and fills its column.
            let long = line.size.scale(LONG, 1000);
            let full = above.width(col).is_none_or(|(own, _)| own >= long && own + line.size / 2 > widest);
            let pair = above.groups_in(col).zip(line.groups_in(col)).zip(decimals);
            full && pair.is_some_and(|((own, next), decimals)| own.ends_in(next, decimals))
        })
    });
    out
}

/// How many decimals most figures of a column have, where they have a point.
fn decimals(strips: &[Strip], col: usize) -> Option<u16> {
    let mut counts: BTreeMap<Option<u16>, usize> = BTreeMap::new();
    for groups in strips.iter().filter_map(|strip| strip.groups_in(col)) {
        *counts.entry(groups.decimals()).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let (most, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    most.filter(|_| count >= LEAST_ALIKE && count * 2 > all)
}

/// How wide the widest text of a column is.
fn widest(strips: &[Strip], col: usize) -> Pt {
    strips.iter().filter_map(|strip| strip.width(col)).map(|(wide, _)| wide).max().unwrap_or_default()
}

/// Figures that cells are too narrow for are wider than this part of the em (per thousand).
const LONG: i32 = 2_800;
/// So many figures show how many decimals all have.
const LEAST_ALIKE: usize = 3;

/// For each line the index of its row; `joined` says which lines go on with the row of the line before.
pub(crate) fn numbered(joined: &[bool]) -> Vec<usize> {
    let mut row = 0;
    (0..joined.len())
        .map(|ix| {
            row += usize::from(ix > 0 && !joined[ix]);
            row
        })
        .collect()
}

/// The lines of each row, of rows that no line is in as well.
pub(crate) fn lines_of(row_of: &[usize]) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); row_of.iter().max().map_or(0, |row| row + 1)];
    for (ix, row) in row_of.iter().enumerate() {
        out[*row].push(ix);
    }
    out
}

/// Lines that surely begin or carry a row: those with figures; in a table of words those that fill the first column and
/// most others.
pub(crate) fn keys(strips: &[Strip]) -> Vec<bool> {
    if strips.iter().any(|s| s.figures) {
        return strips.iter().map(|s| s.figures).collect();
    }
    let most = strips.iter().map(Strip::count).max().unwrap_or(0);
    let rest = |ix: usize| {
        let before = ix.checked_sub(1).and_then(|above| strips[above].stub);
        let (own, s) = (strips[ix].stub, &strips[ix]);
        s.small && own.zip(before).is_some_and(|(own, before)| own - before > s.size.scale(INDENT, 1000))
    };
    let key = |(ix, s): (usize, &Strip)| {
        s.stub.is_some() && s.count() >= 2 && s.count() * 4 >= most * 3 && !rest(ix)
    };
    strips.iter().enumerate().map(key).collect()
}

/// Whether walls part all rows: no two keys between two walls, and more walls than a head and a foot need.
fn every_row_parted(keys: &[bool], wall: &[bool]) -> bool {
    let walls = wall.iter().filter(|w| **w).count();
    let mut figures = 0;
    let mut most = 0;
    for (ix, key) in keys.iter().enumerate() {
        if wall[ix] {
            figures = 0;
        }
        figures += usize::from(*key);
        most = most.max(figures);
    }
    walls >= 1 && most <= 1 && walls + 2 >= keys.iter().filter(|k| **k).count()
}

/// Whether the strips between walls are rows whose texts wrap, figures too: there are several, their lines stand closer than
/// lines on two sides of a wall, or none begins with what would have had room above; and most lines fill only part of what
/// their strip fills.
fn ragged(strips: &[Strip], wall: &[bool], rooms: &[Pt]) -> bool {
    let starts: Vec<usize> = (0..strips.len()).filter(|ix| *ix == 0 || wall[*ix]).collect();
    if starts.len() < LEAST_STRIPS {
        return false;
    }
    let step = |ix: usize| strips[ix].base - strips[ix - 1].base;
    let inner = (1..strips.len()).filter(|ix| !wall[*ix]).map(step).max();
    let outer = (1..strips.len()).filter(|ix| wall[*ix]).map(step).min();
    let (Some(inner), Some(outer)) = (inner, outer) else { return false };
    let (mut several, mut part) = (0, 0);
    for (nth, from) in starts.iter().enumerate() {
        let own = &strips[*from..starts.get(nth + 1).copied().unwrap_or(strips.len())];
        let all = (0..own[0].filled.len()).filter(|col| own.iter().any(|s| s.filled[*col])).count();
        if holds_rows(own, rooms) {
            return false;
        }
        several += usize::from(own.len() > 1);
        part += usize::from(own.len() > 1 && own.iter().any(|s| s.count() * 10 < all * 7));
    }
    let wraps = !rooms.is_empty()
        && (1..strips.len()).all(|ix| wall[ix] || !had_room(&strips[ix - 1], &strips[ix], rooms));
    (inner < outer || wraps) && several > 0 && part * 2 > several
}

/// Whether a strip holds several rows: two of its lines fill all that it fills, and no figure goes on from one to the other.
fn holds_rows(own: &[Strip], rooms: &[Pt]) -> bool {
    let all = |strip: &&Strip| {
        (0..strip.filled.len()).all(|col| strip.filled[col] || !own.iter().any(|other| other.filled[col]))
    };
    let full: Vec<&Strip> = own.iter().filter(all).collect();
    full.windows(2).any(|pair| {
        let mut both = (1..rooms.len()).filter(|col| pair[0].figure[*col] && pair[1].figure[*col]).peekable();
        both.peek().is_some() && both.all(|col| !wraps((pair[0], pair[1]), false, col, rooms))
    })
}

/// So many strips between walls are rows, not the parts of a table: head, body, totals.
const LEAST_STRIPS: usize = 3;

/// The least distance between the baselines of two neighbouring keys.
pub(crate) fn pitch(strips: &[Strip], keys: &[bool], wall: &[bool]) -> Option<Pt> {
    let near = (1..strips.len()).filter(|ix| keys[*ix] && keys[*ix - 1] && !wall[*ix]);
    let near = near.map(|ix| strips[ix].base - strips[ix - 1].base).min();
    near.or_else(|| {
        let keyed: Vec<Pt> = strips.iter().zip(keys).filter(|(_, key)| **key).map(|(s, _)| s.base).collect();
        keyed.windows(2).map(|pair| pair[1] - pair[0]).min()
    })
}

/// Joins lines closer than rows are set, never two keys. A line between two keys goes to the nearer one. Returns for which
/// lines the distance decided.
fn by_distance(
    strips: &[Strip],
    rooms: &[Pt],
    keys: &[bool],
    wall: &[bool],
    pitch: Option<Pt>,
    joined: &mut [bool],
) -> Vec<bool> {
    let mut decided = vec![false; strips.len()];
    let Some(pitch) = pitch else { return decided };
    let tight = |ix: usize| {
        let near = strips[ix].base - strips[ix - 1].base < pitch.scale(TIGHT, 1000);
        near && !wall[ix] && !names(&strips[ix - 1], &strips[ix], rooms)
    };
    let mut from = 0;
    while from < strips.len() {
        let mut to = from + 1;
        while to < strips.len() && tight(to) {
            to += 1;
        }
        let at: Vec<usize> = (from..to).filter(|ix| keys[*ix]).collect();
        joined[from + 1..to].fill(true);
        decided[from + 1..to].fill(true);
        if let Some(first) = at.first().filter(|first| **first > from && heads(strips, keys, **first)) {
            joined[*first] = false;
        }
        // Between two keys the row ends at the widest step; of equal ones, before a line that begins a label again.
        for pair in at.windows(2) {
            let step = |ix: usize| strips[ix].base - strips[ix - 1].base;
            let widest = (pair[0] + 1..=pair[1]).map(step).max().unwrap_or_default();
            let near = |ix: &usize| widest - step(*ix) <= widest.scale(60, 1000);
            let choices: Vec<usize> = (pair[0] + 1..=pair[1]).filter(near).collect();
            let cut = choices.iter().rev().find(|ix| strips[**ix].stub.is_some() && !strips[**ix].small);
            joined[*cut.or(choices.last()).unwrap_or(&pair[1])] = false;
        }
        from = to;
    }
    decided
}

/// Joins, where distance says nothing, lines that look like the rest of the row before.
fn by_look(
    strips: &[Strip],
    rooms: &[Pt],
    keys: &[bool],
    wall: &[bool],
    decided: &[bool],
    pitch: Option<Pt>,
    joined: &mut [bool],
) {
    let mut first = 0;
    // Among rows of figures, sums that begin small and are set otherwise (bold, farther out) say nothing of the others.
    let figures = strips.iter().any(|strip| strip.figures);
    let alike = |row: &Strip, key: &Strip| {
        let near = row.size.scale(INDENT, 1000);
        row.bold == key.bold && row.stub.zip(key.stub).is_none_or(|(a, b)| (a - b).abs() <= near)
    };
    let small_keys: Vec<&Strip> = (0..strips.len())
        .filter(|ix| keys[*ix])
        .map(|ix| &strips[ix])
        .filter(|s| s.stub.is_some() && s.begins_small())
        .collect();
    let codes = are_coded(strips, keys);
    // Columns whose width is not known are as wide as what stands in them.
    let widest = |col: usize| strips.iter().filter_map(|s| s.reach(col)).max().unwrap_or_default();
    let columns = if rooms.is_empty() { strips[0].wide.len() } else { 0 };
    let widest: Vec<Pt> = (0..columns).map(widest).collect();
    // Where rows set alike begin small, one below a colon, or below a label with room left, is no rest of that.
    let headed = |ix: usize| {
        let (line, above) = (&strips[ix], &strips[ix - 1]);
        let own = |key: &&&Strip| !std::ptr::eq(**key, line) && alike(line, key);
        small_keys.iter().filter(own).count() >= ALIKE && (above.names || had_room(above, line, rooms))
    };
    let begins_small = |row: &Strip| small_keys.iter().any(|key| !figures || alike(row, key));
    for ix in 1..strips.len() {
        if joined[ix] {
            continue;
        }
        // What stands close to the next line goes with it.
        if decided[ix] || decided.get(ix + 1).copied().unwrap_or(false) && joined[ix + 1] {
            first = ix;
            continue;
        }
        let (line, above) = (&strips[ix], &strips[ix - 1]);
        let step = line.base - above.base;
        let close =
            pitch.map_or(step <= line.size.scale(1_400, 1000), |pitch| step <= pitch.scale(FAR, 1000));
        let within = line.filled.iter().zip(&strips[first].filled).all(|(own, had)| *had || !*own);
        let named = names(above, line, rooms);
        let hangs_beside =
            || goes_on_beside(strips, keys, (first, ix), rooms) || wraps_whole(strips, keys, ix, rooms);
        let hangs = !named
            && !turns_bold(above, line)
            && match (line.stub, strips[first].stub) {
                (Some(_), Some(_)) => line.small || hangs_beside(),
                (None, _) => line.count() > 0 && !names_under(&strips[first], line),
                (Some(_), None) => false,
            };
        let entry = line.entry.contains(&true);
        if close && !entry && goes_on_below(strips, keys, wall, ix) {
            first = ix;
            continue;
        }
        if !wall[ix] && goes_on_below(strips, keys, wall, ix - 1) {
            joined[ix] = true;
            continue;
        }
        // Where all rows set like this one begin with capitals, what begins small goes on, whatever room there was: a text may
        // have a width of its own.
        let labelled = line.stub.is_some() && line.count() == 1 || line.has_label_of(&strips[first]);
        let small = labelled && line.small && !begins_small(&strips[first]);
        let own = line.stub.is_none() && line.count() == 1 && line.capital;
        let room = if own && rooms.is_empty() { &widest[..] } else { rooms };
        let goes_on = hangs && (small || !had_room(above, line, room));
        if !wall[ix] && !keys[ix] && close && within && goes_on && !entry {
            joined[ix] = true;
        } else if !wall[ix]
            && keys[ix]
            && !keys[ix - 1]
            && close
            && ((line.small && above.stub.is_some() || line.begins_small() && above.has_label_of(line))
                && above.count() == 1
                && !headed(ix)
                || ends_beside(above, line, rooms)
                || codes && (is_coded(above, line) || ends_coded(strips, keys, rooms, ix)))
            && !above.bold
            && !keys[first..ix].contains(&true)
        {
            // A label that began on a line above, with the figures beside its last line; a row has its figures once.
            joined[ix] = true;
        } else if !entry && close && is_rest(strips, rooms, keys, wall, ix) {
            joined[ix] = true;
        } else {
            first = ix;
        }
    }
}

/// Whether a line without figures goes on with the row whose first line is `first`: its label and a text beside had no room above,
/// and the text begins small, which no row's does in that column. Nothing of it stands below a figure.
fn goes_on_beside(strips: &[Strip], keys: &[bool], (first, ix): (usize, usize), rooms: &[Pt]) -> bool {
    let (above, line) = (&strips[ix - 1], &strips[ix]);
    // Units of figures begin small on each row.
    let always = |col: usize| (0..strips.len()).any(|nth| keys[nth] && strips[nth].is_small(col));
    let rest = |col: usize| goes_on((above, line), col, rooms);
    // A word alone may be an entry.
    let words = |col: usize| line.width(col).is_some_and(|(wide, first)| first < wide);
    let text = |col: usize| line.is_small(col) && words(col) && !always(col) && rest(col);
    are_texts(&strips[first], line) && rest(0) && line.columns().skip_while(|col| *col == 0).any(text)
}

/// Whether the text of a column goes on from the line right above.
fn goes_on((above, line): (&Strip, &Strip), col: usize, rooms: &[Pt]) -> bool {
    above.filled[col] && wraps((above, line), false, col, rooms)
}

/// Whether all that two lines have in the same columns are texts.
fn are_texts(above: &Strip, line: &Strip) -> bool {
    let text = |strip: &Strip, col: usize| strip.figure.get(col) == Some(&false);
    line.columns().all(|col| text(line, col) && (!above.filled[col] || text(above, col)))
}

/// Whether the texts of a line are the rest of those above, in a script without capitals: each had no room there. So it is in all
/// lines of several texts without figures, below more rows than one, or this line follows such a one.
fn wraps_whole(strips: &[Strip], keys: &[bool], ix: usize, rooms: &[Pt]) -> bool {
    let rest = |nth: usize| {
        let (above, line) = (&strips[nth - 1], &strips[nth]);
        let whole = || line.columns().all(|col| goes_on((above, line), col, rooms));
        !line.capital && !line.small && are_texts(above, line) && whole()
    };
    if rooms.is_empty() || !rest(ix) {
        return false;
    }
    let several = |nth: usize| !keys[nth] && strips[nth].count() > 1;
    let mut all = (1..strips.len()).filter(|nth| several(*nth));
    let begun = (1..strips.len()).filter(|nth| several(*nth) && keys[nth - 1]).count();
    let follows = || several(ix) || ix > 1 && several(ix - 1) && rest(ix - 1);
    begun > 1 && all.all(rest) && follows()
}

/// Whether a text alone on its line, behind the labels, ends beside the figures of the next: a comment that stands on the foot of
/// its row.
fn ends_beside(above: &Strip, line: &Strip, rooms: &[Pt]) -> bool {
    let mut own = above.columns();
    let (Some(col), None) = (own.next(), own.next()) else { return false };
    let text = |strip: &Strip| strip.filled[col] && strip.figure.get(col) == Some(&false);
    // What reaches over its column is a heading of rows.
    let fits = || above.reach(col).zip(rooms.get(col)).is_some_and(|(own, room)| own <= *room + above.size);
    // Behind the figures, and in the middle of a sentence.
    let label = line.label.map_or(col, |(label, _)| label);
    let behind = (label + 1..col).any(|own| line.figure.get(own) == Some(&true) && line.filled[own])
        && line.is_small(col);
    above.stub.is_none()
        && behind
        && !above.over
        && !above.names
        && line.stub.is_some()
        && fits()
        && text(above)
        && text(line)
        && wraps((above, line), false, col, rooms)
}

/// Fewer rows may begin small by chance: each is the rest of a label.
const ALIKE: usize = 2;

/// Whether a text of a side that faces another begins on a line without figures and goes on beside those of the next: in the
/// same column stands there what begins small, and what stands above is another's.
fn goes_on_below(strips: &[Strip], keys: &[bool], wall: &[bool], ix: usize) -> bool {
    let Some(below) = strips.get(ix + 1).filter(|_| keys[ix + 1] && !keys[ix] && !wall[ix + 1]) else {
        return false;
    };
    let line = &strips[ix];
    let mut own = line.columns();
    let (Some(col), None) = (own.next(), own.next()) else { return false };
    col > 0 && below.filled[col] && below.is_small(col) && !line.is_small(col)
}

/// Whether a line that has its label alone is the rest of the label above it although it begins with a capital, as nouns and
/// names do: set like that label, above figures again, where the label above had no room for its first word. So is each line
/// that is set so and has its label alone, and headings are set otherwise.
fn is_rest(strips: &[Strip], rooms: &[Pt], keys: &[bool], wall: &[bool], ix: usize) -> bool {
    if ix > 0 && names(&strips[ix - 1], &strips[ix], rooms) {
        return false;
    }
    let same = |a: &Strip, b: &Strip| {
        let near = a.size.scale(INDENT, 1000);
        a.bold == b.bold && a.stub.zip(b.stub).is_some_and(|(a, b)| (a - b).abs() <= near)
    };
    let line = &strips[ix];
    let lone = |nth: usize| !keys[nth] && strips[nth].count() == 1 && same(&strips[nth], line);
    let widest = || strips.iter().filter_map(|strip| strip.width(0)).map(|(wide, _)| wide).max();
    let room = rooms.first().copied().or_else(widest);
    let rest = |nth: usize| {
        let Some(above) = nth.checked_sub(1).filter(|above| keys[*above] && !wall[nth]) else { return false };
        let below = keys.get(nth + 1).is_none_or(|key| *key || !lone(nth + 1));
        // What goes on small beside the next figures begins a label itself.
        let begins =
            strips.get(nth + 1).is_some_and(|next| keys[nth + 1] && next.stub.is_some() && next.small)
                && !strips[above].small;
        let own = strips[above].width(0);
        let wide = own.zip(room).is_some_and(|((wide, _), room)| wide * 100 >= room * FULL);
        let text = strips[above].figure.first() == Some(&false) && strips[nth].capital;
        let close = strips[nth].base - strips[above].base <= strips[nth].size.scale(LEADING, 1000);
        text && below
            && !begins
            && wide
            && close
            && same(&strips[above], line)
            && !had_room(&strips[above], &strips[nth], rooms)
    };
    let heading = |strip: &Strip| strip.count() == 1 && strip.stub.is_some() && !same(strip, line);
    let all = || 0..strips.len();
    let headed = || all().any(|nth| !keys[nth] && heading(&strips[nth]));
    // Or texts of another column go on so as well.
    let beside = |nth: usize| {
        let strip = &strips[nth];
        !keys[nth] && strip.count() == 1 && strip.stub.is_none() && strip.capital && !wall[nth]
    };
    // Or several labels go on so, none of them had room for its rest, and no heading begins the rows.
    let first = keys.iter().position(|key| *key).unwrap_or(0);
    let short = |nth: usize| {
        let both = strips[nth - 1].reach(0).zip(strips[nth].width(0));
        both.zip(room)
            .is_some_and(|((above, (_, next)), room)| above + line.size.scale(SPACE, 1000) + next > room)
    };
    let several = || {
        let rests: Vec<usize> = all().filter(|nth| lone(*nth)).collect();
        rests.len() >= LEAST_RESTS && rests.iter().all(|nth| *nth > first && short(*nth))
    };
    // Or a sum follows, which no heading stands right above.
    let known = || strips[ix].summed || headed() || all().any(beside) || several();
    lone(ix) && rest(ix) && known() && all().filter(|nth| lone(*nth)).all(rest)
}

/// Lines of one label stand no farther apart than this part of the em (per thousand): cells are padded, lines are not.
const LEADING: i32 = 1_500;
/// Fewer headings may stand below labels that fill their lines by chance.
const LEAST_RESTS: usize = 2;
/// A label that wraps fills so much (per cent) of the widest line of its column.
const FULL: i32 = 60;

/// Whether what a line begins with would have found room on the line above, in all columns in which both have text: a text
/// that wraps fills its lines.
fn had_room(above: &Strip, line: &Strip, rooms: &[Pt]) -> bool {
    let space = line.size.scale(SPACE, 1000);
    let both = line.wide.iter().zip(rooms).enumerate();
    let mut both = both
        .filter_map(|(col, (line, room))| Some((above.reach(col)? + space + (*line)?.1, *room)))
        .peekable();
    both.peek().is_some() && both.all(|(needed, room)| needed <= room)
}

/// The space between two words, in thousandths of the em.
pub(crate) const SPACE: i32 = 250;

#[cfg(test)]
mod tests;
