//! Which lines head rows, and which labels go on behind codes: a colon, a code, an edge says so.

use super::{INDENT, SPACE, Strip, had_room};
use model::geometry::Pt;

/// Whether nothing goes on from one line to the next: the upper is the heading of what stands below it, as the colon at its
/// end says, or the lower one is, and the upper has its figures.
pub(crate) fn names(above: &Strip, line: &Strip, rooms: &[Pt]) -> bool {
    let heading = |strip: &Strip| strip.names && strip.count() == 1 && !strip.figures;
    let near = line.size.scale(INDENT, 1000);
    let by = |strip: &Strip| strip.label.map_or(Pt::ZERO, |(_, left)| left);
    let same = above.label.zip(line.label).is_some_and(|((a, _), (b, _))| a == b);
    let set_in = same && by(line) - by(above) > near;
    // The rest of a label begins no farther left than it, but where labels are set to their middle or right edge.
    let set = |edge: fn(Pt, Pt) -> Pt| {
        let at = |strip: &Strip| {
            let (col, left) = strip.label?;
            Some(edge(left, strip.width(col)?.0))
        };
        at(above).zip(at(line)).is_some_and(|(a, b)| (a - b).abs() <= near)
    };
    let aligned = set(|left, wide| left + wide) || set(|left, wide| left + wide / 2);
    let set_out = same && above.figures && line.count() == 1 && by(above) - by(line) > near && !aligned;
    // Whatever its edge, what begins small goes on from a line that it had no room on.
    let begins = !line.small || had_room(above, line, rooms);
    // Where it is not known how much a line holds, a label that wraps is no half as wide as its next line.
    let wide = |strip: &Strip| strip.label.and_then(|(col, _)| strip.width(col)).map(|wide| wide.0);
    let short = rooms.is_empty() && wide(above).zip(wide(line)).is_some_and(|(above, line)| above * 2 < line);
    // The lines of one label are of one weight, but for a word that is set off in it.
    let other = same && above.figures && line.count() == 1 && above.bold != line.bold;
    above.over
        || line.over
        || other && line.capital
        || set_out && begins
        || heading(above) && (begins || set_in || short)
        || heading(line) && above.figures && (begins || set_in || short)
}

/// A word in brackets goes on in the middle of a sentence ("over / (under)") where the label above it is the longest of its column;
/// rows may begin with one as well ("(increase) decrease in").
pub(crate) fn set_small(strips: &mut [Strip]) {
    let wide = |strip: &Strip, col: usize| strip.width(col).map_or(Pt::ZERO, |(wide, _)| wide);
    for ix in (1..strips.len()).filter(|ix| strips[*ix].enclosed).collect::<Vec<usize>>() {
        let Some((col, _)) = strips[ix].label else { continue };
        let own = wide(&strips[ix - 1], col);
        let longest = strips.iter().enumerate().all(|(nth, other)| nth == ix - 1 || wide(other, col) < own);
        strips[ix].small |= longest;
    }
}

/// Whether the line before a key is the heading of a group: it has its label alone and begins farther left than the key,
/// which begins where other keys do that follow each other. The rest of a label hangs in as well, but each time it follows
/// the label's beginning.
pub(super) fn heads(strips: &[Strip], keys: &[bool], key: usize) -> bool {
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

/// Whether a line has its label alone and begins farther left than the row above it, at an edge at which rows begin, and a row
/// follows: the heading of another group, be it set small. Rows above begin at an edge of rows as well; lines about one middle
/// have edges of their own.
pub(super) fn set_out(strips: &[Strip], keys: &[bool], ix: usize) -> bool {
    if ix == 0 || keys[ix] || !keys[ix - 1] || keys.get(ix + 1) != Some(&true) || strips[ix].count() != 1 {
        return false;
    }
    let near = strips[ix].size.scale(INDENT, 1000);
    let at = |nth: usize| strips.get(nth)?.label;
    let (Some((col, own)), Some((over_col, over)), Some((next_col, next))) = (at(ix), at(ix - 1), at(ix + 1))
    else {
        return false;
    };
    let rows_at = |left: Pt, but: usize| {
        let same = |nth: &usize| {
            keys[*nth] && at(*nth).is_some_and(|label| label.0 == col && (label.1 - left).abs() <= near)
        };
        (0..strips.len()).filter(|nth| *nth != but).any(|nth| same(&nth))
    };
    let sides = over_col == col && next_col == col && over - own > near && next - own > near;
    // A label that goes on with its figures is set in as well: it fills its line, and the next row begins elsewhere.
    let wide = |nth: usize| strips[nth].width(col);
    let room = (0..strips.len()).filter_map(wide).map(|(wide, _)| wide).max();
    let short = wide(ix)
        .zip(wide(ix + 1))
        .zip(room)
        .is_some_and(|(((own, _), (_, next)), room)| own + strips[ix].size.scale(SPACE, 1000) + next <= room);
    let level = at(ix + 2).is_some_and(|(_, left)| keys[ix + 2] && (left - next).abs() <= near);
    sides && short && level && rows_at(own, ix) && rows_at(over, ix - 1)
}

/// Whether nearly all rows begin with a code, and their labels stand behind it.
pub(super) fn are_coded(strips: &[Strip], keys: &[bool]) -> bool {
    let keyed = || strips.iter().zip(keys).filter(|(_, key)| **key).map(|(strip, _)| strip);
    let coded = keyed().filter(|strip| strip.figure.first() == Some(&true) && strip.filled[0]);
    coded.filter(|strip| strip.label.is_some_and(|(col, _)| col == 1)).count() * 4 >= keyed().count() * 3
}

/// Whether a label that begins behind a code, without figures, goes on beside the figures of a line without a code.
pub(super) fn is_coded(above: &Strip, line: &Strip) -> bool {
    let behind = |strip: &Strip| strip.label.is_some_and(|(col, _)| col == 1);
    let code = above.filled[0] && above.figure.first() == Some(&true);
    code && above.count() == 2 && behind(above) && !above.names && line.stub.is_none() && line.filled[1]
}

/// Whether a label that begins behind where codes stand, alone on its line, goes on beside the code and the figures of the
/// line at `ix`: they stand at the foot of their row. It begins small there, or had no room above, as none of the labels alone
/// on their lines had that are set like it.
pub(super) fn ends_coded(strips: &[Strip], keys: &[bool], rooms: &[Pt], ix: usize) -> bool {
    let behind = |strip: &Strip| strip.label.is_some_and(|(col, _)| col == 1);
    let coded = |strip: &Strip| strip.filled[0] && strip.figure.first() == Some(&true) && behind(strip);
    let alone = |strip: &Strip| strip.count() == 1 && behind(strip) && !strip.names;
    let (above, line) = (&strips[ix - 1], &strips[ix]);
    if !alone(above) || !coded(line) {
        return false;
    }
    let full = |nth: usize| {
        let next = strips.get(nth + 1).filter(|next| keys[nth + 1] && coded(next));
        next.is_some_and(|next| next.bold == above.bold && !had_room(&strips[nth], next, rooms))
    };
    let like: Vec<usize> = (0..strips.len())
        .filter(|nth| !keys[*nth] && alone(&strips[*nth]) && strips[*nth].bold == above.bold)
        .collect();
    // None of them alone tells how much room there is.
    let wide = |nth: usize| strips[nth].width(1).map(|(wide, _)| wide);
    let others = (0..strips.len()).filter(|nth| !like.contains(nth)).filter_map(wide).max();
    let known = others.zip(wide(ix - 1)).is_some_and(|(others, own)| own <= others + line.size);
    let several = like.len() >= LEAST_LIKE && like.iter().all(|nth| full(*nth));
    line.is_small(1) || !rooms.is_empty() && known && several
}

/// One label alone on its line may be a heading.
const LEAST_LIKE: usize = 2;
