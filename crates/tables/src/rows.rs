//! Which lines make one row.
//!
//! Rules and edges of shading part rows for certain. Between them, lines closer than rows are set belong to one row; where
//! the distance says nothing, a line without figures goes on with the row before when it hangs in, begins small, or has
//! nothing in the first column.

use crate::forms::Groups;
use crate::middles::{by_middles, wraps};
use model::geometry::Pt;

/// Lines nearer than this part (per thousand) of the least distance between two rows are lines of one row.
const TIGHT: i32 = 880;
/// A line hangs in by more than this part of the em.
const INDENT: i32 = 300;
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
    /// Whether its first word begins with a small letter.
    pub(crate) small: bool,
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
    pub(crate) fn count(&self) -> usize {
        self.filled.iter().filter(|f| **f).count()
    }
}

/// For each line, the index of its row, not decreasing. `parted` are the places of rules and edges across all columns,
/// `rooms` how wide a line in each column may at least be, as far as known; `cut` says that the page ends below.
pub(crate) fn rows(strips: &[Strip], parted: &[Pt], rooms: &[Pt], cut: bool) -> Vec<usize> {
    let n = strips.len();
    let keys = keys(strips);
    let mut sorted = parted.to_vec();
    sorted.sort_unstable();
    let wall: Vec<bool> = (0..n)
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
            joined[ix] = !(wall[ix] || far && had_room(above, line, rooms));
        }
    } else if let Some(found) =
        (!rooms.is_empty()).then(|| by_middles(strips, &keys, &wall, (rooms, cut))).flatten()
    {
        joined = found;
    } else {
        let pitch = pitch(strips, &keys, &wall);
        let decided = by_distance(strips, rooms, &keys, &wall, pitch, &mut joined);
        by_look(strips, rooms, &keys, &wall, &decided, pitch, &mut joined);
    }
    let mut row = 0;
    (0..n)
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
fn pitch(strips: &[Strip], keys: &[bool], wall: &[bool]) -> Option<Pt> {
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

/// Whether nothing goes on from one line to the next: the upper is the heading of what stands below it, as the colon at its
/// end says, or the lower one is, and the upper has its figures.
fn names(above: &Strip, line: &Strip, rooms: &[Pt]) -> bool {
    let heading = |strip: &Strip| strip.names && strip.count() == 1 && !strip.figures;
    let near = line.size.scale(INDENT, 1000);
    let by = |strip: &Strip| strip.label.map_or(Pt::ZERO, |(_, left)| left);
    let same = above.label.zip(line.label).is_some_and(|((a, _), (b, _))| a == b);
    let set_in = same && by(line) - by(above) > near;
    // The rest of a label begins no farther left than it, but where labels are set to their middle or right edge.
    let set = |edge: fn(Pt, Pt) -> Pt| {
        let at = |strip: &Strip| {
            let (col, left) = strip.label?;
            Some(edge(left, strip.wide.get(col).copied().flatten()?.0))
        };
        at(above).zip(at(line)).is_some_and(|(a, b)| (a - b).abs() <= near)
    };
    let aligned = set(|left, wide| left + wide) || set(|left, wide| left + wide / 2);
    let set_out = same && above.figures && line.count() == 1 && by(above) - by(line) > near && !aligned;
    // Whatever its edge, what begins small goes on from a line that it had no room on.
    let begins = !line.small || had_room(above, line, rooms);
    above.over
        || line.over
        || set_out && begins
        || heading(above) && (!line.small || set_in || had_room(above, line, rooms))
        || heading(line) && above.figures && (begins || set_in)
}

/// Whether the line before a key is the heading of a group: it has its label alone and begins farther left than the key,
/// which begins where other keys do that follow each other. The rest of a label hangs in as well, but each time it follows
/// the label's beginning.
fn heads(strips: &[Strip], keys: &[bool], key: usize) -> bool {
    let (above, line) = (&strips[key - 1], &strips[key]);
    let (Some((over_col, over)), Some((col, own))) = (above.label, line.label) else { return false };
    let near = line.size.scale(INDENT, 1000);
    let same = |label: (usize, Pt)| label.0 == col && (label.1 - own).abs() <= near;
    let alike = |ix: &usize| keys[*ix] && strips[*ix].label.is_some_and(same);
    let (mut follow, mut all) = (0, 0);
    for ix in (1..strips.len()).filter(alike) {
        all += 1;
        follow += usize::from(alike(&(ix - 1)));
    }
    let set_in = over_col == col && own - over > near;
    // The lines of one label are of one weight.
    let bold = above.bold && !line.bold;
    above.count() == 1 && !line.small && set_in && (follow * 2 >= all || bold)
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
        .filter(|s| s.stub.is_some() && s.small)
        .collect();
    let codes = are_coded(strips, keys);
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
        let hangs = !named
            && match (line.stub, strips[first].stub) {
                (Some(_), Some(_)) => line.small,
                (None, _) => line.count() > 0,
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
        let small = line.stub.is_some() && line.small && line.count() == 1 && !begins_small(&strips[first]);
        let goes_on = hangs && (small || !had_room(above, line, rooms));
        if !wall[ix] && !keys[ix] && close && within && goes_on && !entry {
            joined[ix] = true;
        } else if !wall[ix]
            && keys[ix]
            && !keys[ix - 1]
            && close
            && (line.small && above.count() == 1 && above.stub.is_some() || codes && is_coded(above, line))
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

/// Whether nearly all rows begin with a code, and their labels stand behind it.
fn are_coded(strips: &[Strip], keys: &[bool]) -> bool {
    let keyed = || strips.iter().zip(keys).filter(|(_, key)| **key).map(|(strip, _)| strip);
    let coded = keyed().filter(|strip| strip.figure.first() == Some(&true) && strip.filled[0]);
    coded.filter(|strip| strip.label.is_some_and(|(col, _)| col == 1)).count() * 4 >= keyed().count() * 3
}

/// Whether a label that begins behind a code, without figures, goes on beside the figures of a line without a code.
fn is_coded(above: &Strip, line: &Strip) -> bool {
    let behind = |strip: &Strip| strip.label.is_some_and(|(col, _)| col == 1);
    let code = above.filled[0] && above.figure.first() == Some(&true);
    code && above.count() == 2 && behind(above) && !above.names && line.stub.is_none() && line.filled[1]
}

/// Whether a text of a side that faces another begins on a line without figures and goes on beside those of the next: in the
/// same column stands there what begins small, and what stands above is another's.
fn goes_on_below(strips: &[Strip], keys: &[bool], wall: &[bool], ix: usize) -> bool {
    let Some(below) = strips.get(ix + 1).filter(|_| keys[ix + 1] && !keys[ix] && !wall[ix + 1]) else {
        return false;
    };
    let line = &strips[ix];
    let mut own = (0..line.filled.len()).filter(|col| line.filled[*col]);
    let (Some(col), None) = (own.next(), own.next()) else { return false };
    let small = |strip: &Strip| strip.smalls.get(col) == Some(&true);
    col > 0 && below.filled[col] && small(below) && !small(line)
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
    let widest = || {
        strips.iter().filter_map(|strip| strip.wide.first().copied().flatten()).map(|(wide, _)| wide).max()
    };
    let room = rooms.first().copied().or_else(widest);
    let rest = |nth: usize| {
        let Some(above) = nth.checked_sub(1).filter(|above| keys[*above] && !wall[nth]) else { return false };
        let below = keys.get(nth + 1).is_none_or(|key| *key || !lone(nth + 1));
        let own = strips[above].wide.first().copied().flatten();
        let wide = own.zip(room).is_some_and(|((wide, _), room)| wide * 100 >= room * FULL);
        let text = strips[above].figure.first() == Some(&false) && strips[nth].capital;
        let close = strips[nth].base - strips[above].base <= strips[nth].size.scale(LEADING, 1000);
        text && below
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
        let both =
            strips[nth - 1].wide.first().copied().flatten().zip(strips[nth].wide.first().copied().flatten());
        both.zip(room)
            .is_some_and(|(((above, _), (_, next)), room)| above + line.size.scale(SPACE, 1000) + next > room)
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
    let both = above.wide.iter().zip(&line.wide).zip(rooms);
    let mut both =
        both.filter_map(|((above, line), room)| Some(((*above)?.0 + space + (*line)?.1, *room))).peekable();
    both.peek().is_some() && both.all(|(needed, room)| needed <= room)
}

/// The space between two words, in thousandths of the em.
pub(crate) const SPACE: i32 = 250;

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as (y, columns filled, figures?, indent), a small first letter shown by `~`.
    fn check(lines: &[(i32, &str, i32)], parted: &[i32], wanted: &[usize]) {
        let strip = |(y, fills, indent): &(i32, &str, i32)| Strip {
            base: Pt::points(*y),
            middle: Pt::points(*y - 4),
            size: Pt::points(10),
            filled: fills.chars().filter(|c| *c != '~').map(|c| c != '.').collect(),
            figures: fills.contains('9'),
            stub: (!fills.trim_start_matches('~').starts_with('.')).then(|| Pt::points(*indent)),
            small: fills.starts_with('~'),
            smalls: Vec::new(),
            capital: false,
            label: (!fills.trim_start_matches('~').starts_with('.')).then(|| (0, Pt::points(*indent))),
            bold: false,
            names: false,
            over: false,
            summed: false,
            figure: Vec::new(),
            groups: Vec::new(),
            entry: Vec::new(),
            wide: Vec::new(),
        };
        let strips: Vec<Strip> = lines.iter().map(strip).collect();
        let parted: Vec<Pt> = parted.iter().map(|y| Pt::points(*y)).collect();
        assert_eq!(rows(&strips, &parted, &[], false), wanted);
    }

    #[test]
    fn each_line_of_figures_is_a_row() {
        check(&[(0, "x9", 0), (14, "x9", 0), (28, "x.", 0), (42, "x9", 5)], &[], &[0, 1, 2, 3]);
    }

    #[test]
    fn lines_closer_than_rows_are_one_row() {
        check(&[(0, "x9", 0), (12, "x.", 0), (30, "x9", 0), (48, "x9", 0)], &[], &[0, 0, 1, 2]);
        // Figures beside the middle of a label of two lines.
        check(
            &[(0, "x.", 0), (6, ".9", 0), (12, "x.", 0), (30, "x9", 0), (50, "x9", 0)],
            &[],
            &[0, 0, 0, 1, 2],
        );
    }

    #[test]
    fn rows_whose_texts_stand_about_their_figures_end_at_the_widest_step() {
        let lines = [
            (0, "xx9", 0),
            (9, ".x.", 0),
            (15, "x.9", 0),
            (21, ".x.", 0),
            (30, "xx9", 0),
            (45, "xx9", 0),
            (54, ".x.", 0),
            (60, "x.9", 0),
            (66, ".x.", 0),
        ];
        check(&lines, &[], &[0, 1, 1, 1, 2, 3, 4, 4, 4]);
        let far =
            [(0, "xx9", 0), (15, ".x.", 0), (21, "x.9", 0), (27, ".x.", 0), (42, "xx9", 0), (57, "xx9", 0)];
        check(&far, &[], &[0, 1, 1, 1, 2, 3]);
    }

    #[test]
    fn a_heading_close_above_its_first_row_is_a_row() {
        let groups =
            [(0, "x.", 0), (11, "x9", 14), (24, "x9", 14), (47, "x.", 0), (58, "x9", 14), (71, "x9", 14)];
        check(&groups, &[], &[0, 1, 2, 3, 4, 5]);
        // Labels whose second lines hang in.
        let labels =
            [(0, "x.", 0), (11, "x9", 14), (24, "x9", 0), (47, "x.", 0), (58, "x9", 14), (71, "x9", 0)];
        check(&labels, &[], &[0, 0, 1, 2, 2, 3]);
    }

    #[test]
    fn a_small_letter_goes_on_with_the_row_before() {
        check(&[(0, "x9", 0), (14, "~x.", 8), (28, "x9", 0), (42, "x9", 0)], &[], &[0, 0, 1, 2]);
    }

    #[test]
    fn a_sum_that_begins_small_says_nothing_of_rows_set_otherwise() {
        // A label that wraps before its column's end, as it is narrower than that.
        let strip = |y: i32, indent: i32, figures: bool, small: bool, bold: bool| Strip {
            base: Pt::points(y),
            middle: Pt::points(y - 4),
            size: Pt::points(10),
            filled: vec![true, figures],
            figure: vec![false, figures],
            figures,
            stub: Some(Pt::points(indent)),
            small,
            bold,
            wide: vec![
                Some((Pt::points(60), Pt::points(20))),
                figures.then_some((Pt::points(20), Pt::points(20))),
            ],
            groups: vec![None; 2],
            entry: vec![false; 2],
            smalls: vec![small, false],
            ..Strip::default()
        };
        let lines = |bold: bool, indent: i32| {
            let sum = strip(42, indent, true, true, bold);
            [
                strip(0, 8, true, false, false),
                strip(14, 8, false, true, false),
                strip(28, 8, true, false, false),
                sum,
            ]
        };
        let rooms = [Pt::points(200), Pt::points(40)];
        assert_eq!(rows(&lines(true, 8), &[], &rooms, false), [0, 0, 1, 2]);
        assert_eq!(rows(&lines(false, 0), &[], &rooms, false), [0, 0, 1, 2]);
        assert_eq!(rows(&lines(false, 8), &[], &rooms, false), [0, 1, 2, 3]);
    }

    #[test]
    fn a_row_has_its_figures_once() {
        // The label of the first row wraps; the small letter below it begins the next.
        check(&[(0, "x9", 8), (14, "~x.", 8), (28, "~x9", 0), (42, "x9", 0)], &[], &[0, 0, 1, 2]);
    }

    #[test]
    fn strips_that_hold_whole_rows_are_no_rows() {
        let strip = |y: i32, label: i32, figure: i32| Strip {
            base: Pt::points(y),
            middle: Pt::points(y - 4),
            size: Pt::points(10),
            filled: vec![label > 0, figure > 0],
            figure: vec![false, figure > 0],
            entry: vec![false; 2],
            figures: figure > 0,
            stub: (label > 0).then_some(Pt::ZERO),
            wide: [label, figure].map(|w| (w > 0).then(|| (Pt::points(w), Pt::points(w)))).to_vec(),
            ..Strip::default()
        };
        let lines = [
            strip(0, 30, 0),
            strip(20, 95, 0),
            strip(30, 30, 20),
            strip(50, 40, 30),
            strip(71, 20, 40),
            strip(92, 20, 40),
        ];
        let parted = [Pt::points(60), Pt::points(80)];
        let rooms = [Pt::points(100), Pt::points(40)];
        assert_eq!(rows(&lines, &parted, &rooms, false)[3..], [3, 4, 5].map(|row: usize| row - 1)[..]);
    }

    #[test]
    fn a_heading_as_far_below_a_label_as_rows_are_padded_is_no_rest() {
        let strip = |y: i32, label: i32, figure: bool, bold: bool| Strip {
            base: Pt::points(y),
            size: Pt::points(10),
            filled: vec![true, figure],
            figure: vec![false, figure],
            figures: figure,
            stub: Some(Pt::ZERO),
            capital: true,
            bold,
            wide: vec![Some((Pt::points(label), Pt::points(40))), figure.then_some((Pt::ZERO, Pt::ZERO))],
            ..Strip::default()
        };
        let rest = |pitch: i32| {
            let strips = [
                strip(0, 30, false, true),
                strip(pitch, 95, true, false),
                strip(pitch * 2, 90, false, false),
                strip(pitch * 3, 50, true, false),
            ];
            let rooms = [Pt::points(100), Pt::points(40)];
            is_rest(&strips, &rooms, &keys(&strips), &[false; 4], 2)
        };
        assert_eq!([14, 16].map(rest), [true, false]);
    }

    #[test]
    fn rules_between_all_rows_part_them() {
        check(&[(0, "x9", 0), (14, "x.", 0), (28, "x9", 0), (42, "x.", 0)], &[20], &[0, 0, 1, 1]);
    }
}
