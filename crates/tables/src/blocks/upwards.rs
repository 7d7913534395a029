//! The head of a block: from its first line of figures up.

use super::{APART, BESIDE, OUTDENT, REST, alike, in_column};
use crate::bands::{Line, PHRASE};
use crate::forms::Form;
use crate::read::is_data;
use crate::wraps::first_about;
use model::geometry::{Pt, Rect};
use std::ops::Range;

/// White space above the head's lowest line, in per thousand of its size.
const HEAD: i32 = 1_300;
/// A blank line is so much more white than the lines about it have between them, in per thousand of the em.
const BLANK: i32 = 900;
/// Lines of a head above the block's first line, one below the other.
const HEAD_LINES: usize = 6;
/// Lone lines in a row below a head: its unit, a heading, the first lines of a label.
const LONE_ABOVE: usize = 5;
/// A head ends within this part of the em of its block.
const WITHIN: i32 = 1_000;
/// A span is centred over its columns' cells, of which only the ink is known.
const CENTRED: i32 = 1_800;

/// The first line of the block's head, which stands no farther above its rows than from each other; `rows` is the widest
/// white between them.
pub(super) fn upwards(
    lines: &[Line],
    boxes: &[Vec<Rect>],
    prose: &[bool],
    block: Range<usize>,
    least: usize,
    (columns, rows): (&[(Pt, Pt)], Pt),
) -> usize {
    let from = block.start;
    let mut start = from;
    // Lines above it that belong to the head if a line of several texts stands above them.
    let mut open = from;
    let mut bold = false;
    // The widest white between the lines of the head.
    let mut inner: Option<Pt> = None;
    // A number before labels is the row's.
    let first = &lines[from].marks;
    let bare = first.first().is_some_and(|mark| mark.form == Form::Number)
        && first.iter().all(|mark| mark.form != Form::Text);
    let (left, mut right) = (columns[0].0, columns[columns.len() - 1].1);
    let mut depth = 0;
    while open > least && depth < HEAD_LINES {
        let (line, below) = (&lines[open - 1], &lines[open]);
        let near = line.size.scale(WITHIN, 1000);
        let white = below.top - line.bottom;
        // Above a heading of rows, in the column of the labels.
        let heading = start == from && open < from && boxes[open].len() == 1 && boxes[open][0].x0 < right;
        // The first line of a text of the first row, which stands on the foot, as texts of rows below do.
        let text = open == from && begins_text(lines, boxes, block.clone());
        // Names of all columns may be wider than what stands below them.
        let each = open == from && names_each(&boxes[open - 1], columns, line.size);
        let over = open == from && (each || stands_over_each(&boxes[open - 1], columns));
        let named =
            over && columns.len() > NAMES || heading && names_all(&boxes[open - 1], columns, line.size);
        let most = if named { NAMED } else { HEAD };
        let far = white > below.size.scale(most, 1000).max(rows.scale(APART, 1000))
            || line.left() < left - line.size * OUTDENT
            || !each && line.right() > right + near && !ends_over(&boxes[open - 1], columns, near) && !text;
        if prose[open - 1] || far || is_data(line, PHRASE) {
            break;
        }
        let headed = start < from;
        let (all, boxes) = (boxes, &boxes[open - 1]);
        // Headings of rows between the head and the first figures are none of its lines.
        let own = headed || boxes.len() > 1;
        depth += usize::from(own && below.base - line.base > line.size.scale(BESIDE, 1000));
        open -= 1;
        let known = inner;
        inner = inner.max(headed.then_some(white));
        // Above the rest of a row that the page cut, or a heading of rows, stands the head, and it is bold.
        let again = !bold && line.marks[0].bold && !lines[start].marks[0].bold;
        if boxes.len() > 1 {
            // A blank line above a head parts it from what stands in no columns of it.
            let blank = white - known.unwrap_or(white) >= line.size.scale(BLANK, 1000);
            if headed && blank && boxes[0].x0 <= columns[0].1 && !in_column(&boxes[0], columns, line.size) {
                break;
            }
            if headed && !alike(line, &lines[start]) && !again {
                break;
            }
            // Nor does what lies over a part of a group below, and over what stands beside that.
            let cuts_one = || {
                let below = groups(over_names_of(&all[start..from]), columns);
                let own = groups(&all[open..=open], columns);
                own.iter().any(|own| below.iter().any(|group| cuts(own, group) && cuts(group, own)))
            };
            if headed && cuts_one() {
                break;
            }
            bold |= line.marks[0].bold;
            right = right.max(line.right());
            start = open;
        } else if (spans_columns(
            (line, &boxes[0]),
            (&lines[start], &all[start..from]),
            columns,
            (headed, bare),
        ) || headed
            && alike(line, &lines[start])
            && !is_set_left(&boxes[0], left, &lines[start], columns)
            && over_names(&boxes[0], &all[start..from], line.size))
            && !is_titled(lines, open, columns)
            || headed && alike(line, &lines[start]) && goes_on(&boxes[0], &lines[open + 1], columns)
        {
            start = open;
        } else if !text
            && !((in_column(&boxes[0], columns, line.size * OUTDENT)
                || over_figures(line, &boxes[0], columns))
                && open + LONE_ABOVE > start)
            || headed && !alike(line, &lines[start]) && !(again && (line.left() - left).abs() <= near)
        {
            break;
        }
    }
    // What stands lowest may be the middle of a row, or of a level, whose texts wrap.
    let least = (least..start).rev().find(|ix| prose[*ix]).map_or(least, |ix| ix + 1);
    first_about(lines, least, start)
}

/// Whether the line above a block is a text alone that begins, behind figures, where others do that stand alone between its lines
/// of figures, and reaches no farther than these.
fn begins_text(lines: &[Line], boxes: &[Vec<Rect>], block: Range<usize>) -> bool {
    let [own] = &boxes[block.start - 1][..] else { return false };
    let row = &lines[block.start];
    let near = row.size.scale(SAME_EDGE, 1000);
    let behind = row.marks.iter().any(|mark| mark.form.is_figure() && mark.at.x1 < own.x0);
    let like = |ix: &usize| {
        let [other] = &boxes[*ix][..] else { return false };
        (other.x0 - own.x0).abs() <= near && is_data(&lines[*ix - 1], PHRASE) && alike(&lines[*ix], row)
    };
    let others: Vec<usize> = (block.start + 1..block.end).filter(like).collect();
    let right = others.iter().map(|ix| boxes[*ix][0].x1).max();
    behind && others.len() > 1 && right.is_some_and(|right| own.x1 <= right + near)
}

/// Whether the texts of a line stand over all columns, each over one and ending where its figures do; the first may be over
/// several: codes, and labels.
fn names_all(texts: &[Rect], columns: &[(Pt, Pt)], size: Pt) -> bool {
    let seats: Vec<Range<usize>> = texts.iter().map(|text| under(text, columns)).collect();
    let figures = seats.iter().skip(1);
    let single = !seats.first().is_some_and(Range::is_empty) && figures.clone().all(|seat| seat.len() == 1);
    let last: Vec<usize> = figures.filter(|seat| !seat.is_empty()).map(|seat| seat.start).collect();
    let flush = |(text, seat): (&Rect, &usize)| (text.x1 - columns[*seat].1).abs() <= size / 2;
    texts.len() > NAMES
        && texts.iter().skip(1).zip(&last).all(flush)
        && single
        && last.windows(2).all(|pair| pair[0] < pair[1])
        && last.last() == Some(&(columns.len() - 1))
        && last.len() + 2 >= columns.len()
}

/// Whether a line has a text for every column, or all but the first, each beginning or ending where its column does.
fn names_each(texts: &[Rect], columns: &[(Pt, Pt)], size: Pt) -> bool {
    let near = size.scale(SAME_EDGE, 1000);
    let flush = |(text, column): (&Rect, &(Pt, Pt))| {
        (text.x0 - column.0).abs() <= near || (text.x1 - column.1).abs() <= near
    };
    let left = |(text, column): (&Rect, &(Pt, Pt))| (text.x0 - column.0).abs() <= near;
    let Some(unnamed) = columns.len().checked_sub(texts.len()).filter(|unnamed| *unnamed < 2) else {
        return false;
    };
    let columns = &columns[unnamed..];
    texts.iter().zip(columns).all(flush)
        && (texts.len() > NAMES || unnamed == 0 && texts.iter().zip(columns).all(left))
}

/// Whether a line has a text for every column, each over its own alone: a row of dashes may part it from what stands below.
fn stands_over_each(texts: &[Rect], columns: &[(Pt, Pt)]) -> bool {
    let over = |text: &Rect, column: &(Pt, Pt)| text.x0 < column.1 && column.0 < text.x1;
    let own =
        |(ix, text): (usize, &Rect)| (0..columns.len()).all(|col| over(text, &columns[col]) == (col == ix));
    texts.len() == columns.len() && texts.iter().enumerate().all(own)
}

/// Whether the last of names for all columns, or all but the first, is wider than the figures of its column on both sides.
fn ends_over(texts: &[Rect], columns: &[(Pt, Pt)], near: Pt) -> bool {
    let (Some(text), [.., before, last]) = (texts.last(), columns) else { return false };
    texts.len() > 1
        && texts.len() + 1 >= columns.len()
        && before.1 < text.x0
        && text.x0 <= last.0
        && last.1 < text.x1
        && text.x1 - last.1 <= near * 2
}

/// Fewer names may stand over columns by chance.
const NAMES: usize = 2;
/// Names of all columns may stand farther above a heading of rows, in per thousand of its size.
const NAMED: i32 = 2_400;

/// Whether a lone text above a head spans some of its columns; above data, whether it heads the only column of figures.
/// What stands above a head and is set otherwise, or over the first column, is a title.
fn spans_columns(
    (line, text): (&Line, &Rect),
    (below, head): (&Line, &[Vec<Rect>]),
    columns: &[(Pt, Pt)],
    (headed, bare): (bool, bool),
) -> bool {
    // Without labels, as on the right one of two facing pages, the first column is headed like the others.
    let first = usize::from(!bare);
    if !bare && text.x0 <= columns[0].1.min(columns[1].0) || is_set_left(text, columns[0].0, below, columns) {
        return false;
    }
    let near = line.size.scale(CENTRED, 1000);
    // Figures stand at the right of columns that are as wide as these are apart.
    let even = |a: usize, z: usize| {
        let (from, to) = (columns[a].1, columns[z].1);
        let left = from - (to - from) / (z - a) as i32;
        (text.center().x - (left + (to - left) / 2)).abs()
    };
    let middle = |a: usize, z: usize| off_centre(text, columns, a..z).min(even(a, z)) <= near;
    // A group below it is among them, or is not.
    let upper = over_names_of(head);
    let groups = groups(&upper[..upper.len().min(1)], columns);
    let whole = |a: usize, z: usize| groups.iter().all(|cols| !cuts(&(a..z + 1), cols));
    // The labels behind the numbers of rows, which need no name, are in no group.
    let right = |a: usize| a.checked_sub(1).map_or(Pt::MIN, |before| columns[before].1);
    let named = |a: usize| {
        let next = columns.get(a + 1).map_or(Pt::MAX, |next| next.0);
        head.iter().flatten().any(|name| {
            under(name, columns).contains(&a) || right(a) <= name.center().x && name.center().x <= next
        })
    };
    let centred = (first..columns.len())
        .filter(|a| named(*a))
        .any(|a| (a + 1..columns.len()).any(|z| whole(a, z) && middle(a, z)));
    headed && alike(line, below) && centred || !headed && columns.len() == 2
}

/// The lines of a head above the names of its columns, which may reach over other columns.
fn over_names_of(head: &[Vec<Rect>]) -> &[Vec<Rect>] {
    let names = head.iter().rposition(|texts| texts.len() > 1);
    &head[..names.unwrap_or(0)]
}

/// The columns over which the texts of a head lie that lie over several.
fn groups(head: &[Vec<Rect>], columns: &[(Pt, Pt)]) -> Vec<Range<usize>> {
    head.iter().flatten().map(|text| under(text, columns)).filter(|cols| cols.len() > 1).collect()
}

/// The columns in which something stands under a text.
pub(super) fn under(text: &Rect, columns: &[(Pt, Pt)]) -> Range<usize> {
    let mut own = (0..columns.len()).filter(|col| text.x0 < columns[*col].1 && columns[*col].0 < text.x1);
    own.next().map_or(0..0, |col| col..own.next_back().unwrap_or(col) + 1)
}

/// Whether some columns have others among them, but not all of these.
fn cuts(own: &Range<usize>, other: &Range<usize>) -> bool {
    let common = own.start < other.end && other.start < own.end;
    common && !(own.start <= other.start && other.end <= own.end)
}

/// Whether a text begins where a table does, before the first of the names below it, or ends where no column does: a line of its
/// own, such as a command or what it says, and over no columns.
fn is_set_left(text: &Rect, left: Pt, below: &Line, columns: &[(Pt, Pt)]) -> bool {
    let near = below.size.scale(SAME_EDGE, 1000);
    let unnamed = below.left() - text.x0 > below.size;
    (text.x0 - left).abs() <= near
        && (unnamed || columns.iter().all(|column| (text.x1 - column.1).abs() > near))
}

/// How far a text's middle is from that of some columns.
fn off_centre(text: &Rect, columns: &[(Pt, Pt)], over: Range<usize>) -> Pt {
    let (from, to) = (columns[over.start].0, columns[over.end].1);
    (text.center().x - (from + (to - from) / 2)).abs()
}

/// Whether a lone line is the last of a title: long, centred over the table rather than its figures, and the line above on
/// the same middle.
fn is_titled(lines: &[Line], ix: usize, columns: &[(Pt, Pt)]) -> bool {
    let Some(above) = ix.checked_sub(1) else { return false };
    let [own, over] = [ix, above].map(|ix| lines[ix].span(&(0..lines[ix].marks.len())));
    let last = columns.len() - 1;
    let off = off_centre(&own, columns, 0..last);
    let one = (own.center().x - over.center().x).abs() <= lines[ix].size.scale(SAME_MIDDLE, 1000);
    let long = own.width() * 4 >= columns[last].1 - columns[0].0;
    let over_figures = off_centre(&own, columns, 1..last) <= lines[ix].size * OVER_FIGURES;
    one && long && last > 1 && off <= lines[ix].size * TITLED && !over_figures
}

/// Lines of a title are centred on one middle, to within this part of the em (per thousand), ...
const SAME_MIDDLE: i32 = 300;
/// ... and that is the table's to within so many ems: the page's middle is meant.
const TITLED: i32 = 4;
/// The middle of a head over all columns of figures is theirs to within so many ems.
const OVER_FIGURES: i32 = 2;

/// Whether a lone text is the middle of all columns but the first: the unit of them all.
fn over_figures(line: &Line, text: &Rect, columns: &[(Pt, Pt)]) -> bool {
    let (first, last) = (columns[1.min(columns.len() - 1)], columns[columns.len() - 1]);
    let near = line.size.scale(CENTRED, 1000);
    // Figures are set to the right of columns as wide as they stand apart.
    let even = first.1 - (last.1 - first.1) / columns.len().saturating_sub(2).max(1) as i32;
    let middles = [(first.0, last.1), (first.1, last.1), (columns[0].1, last.1), (even, last.1)];
    columns.len() > 2
        && text.x0 > columns[0].1
        && middles.iter().any(|(a, b)| (text.center().x - (*a + (*b - *a) / 2)).abs() <= near)
}

/// Whether a text is the middle of several names on one line of the head below it.
fn over_names(text: &Rect, names: &[Vec<Rect>], size: Pt) -> bool {
    let centred = |from: &Rect, to: &Rect| {
        let middle = from.x0 + (to.x1 - from.x0) / 2;
        (text.center().x - middle).abs() <= size.scale(OVER_NAMES, 1000)
    };
    names.iter().any(|line| (0..line.len()).any(|a| (a + 1..line.len()).any(|z| centred(&line[a], &line[z]))))
}

/// A text is the middle of names to within this part of the em.
const OVER_NAMES: i32 = 700;

/// Whether a lone text above a head is the first line of one of its names, not of the first: close above it, on one edge or
/// middle with it.
fn goes_on(text: &Rect, below: &Line, columns: &[(Pt, Pt)]) -> bool {
    let near = below.size.scale(SAME_EDGE, 1000);
    let runs = below.phrases();
    text.x0 > columns[0].1
        && below.top - text.y1 <= below.size.scale(REST, 1000)
        && runs.iter().map(|run| below.span(run)).any(|name| {
            let common = name.x0 < text.x1 && text.x0 < name.x1;
            let edges = [name.x0 - text.x0, name.x1 - text.x1, name.center().x - text.center().x];
            common && edges.iter().any(|off| off.abs() <= near)
        })
}

/// Lines of one name share an edge or their middle to within this part of the em.
pub(super) const SAME_EDGE: i32 = 300;
