//! Grids whose rules say only part: frames with a rule under the head, columns without rules between their rows, rows
//! without rules between their columns. White space must say the rest, so they are read as zones.

use crate::bands::{Line, lines, marks};
use crate::columns::are_parts;
use crate::forms::{Form, form};
use crate::lattice::Lattice;
use crate::main_direction;
use crate::rivers::units;
use model::geometry::{Pt, Rect};
use model::layout::Word;
use model::page::Page;

/// A grid is coarse when this part of its figures (per cent) shares its cell with others.
const CROWDED: usize = 30;
/// Fewer figures in company are a list in a cell.
const FEWEST: usize = 4;
/// A line with less room left in its cell than this part of the em (per thousand) is full: padding and one digit.
const ROOM: i32 = 2_200;
/// So many lines of figures in one cell are no figure that wraps.
const SURELY: usize = 5;
/// Units in a cell are apart when this gap (per thousand of the em) lies between them.
const APART: i32 = 600;

/// The part of the page (per cent) at its top and foot that a table may have been cut at.
const EDGE: i32 = 17;

/// Whether cells of the grid hold several figures each, one beside or below the other.
pub(crate) fn is_coarse(page: &Page, lattice: &Lattice, words: &[Word]) -> bool {
    let bbox = lattice.direction.unturn(&lattice.bbox());
    let inside: Vec<Word> = words.iter().filter(|word| bbox.contains(word.bbox.center())).cloned().collect();
    if inside.is_empty() {
        return false;
    }
    let direction = main_direction(inside.iter());
    let turned = if lattice.mixed { lattice.clone() } else { lattice.clone().turned(direction) };
    let held = turned.held(marks(page, &inside, direction));
    let (mut all, mut crowded) = (0, 0);
    for (own, [_, col, _, width]) in held.iter().zip(&turned.cells).filter(|(own, _)| !own.is_empty()) {
        let lines = lines(own);
        // Groups of a code before the labels: "422 01".
        let coded = |line: &Line| match &line.marks[..] {
            [a, b] => (*col, *width) == (0, 1) && are_parts(a, b),
            _ => false,
        };
        let count = |line: &Line| if coded(line) { figures(line).min(1) } else { figures(line) };
        let counts: Vec<usize> = lines.iter().map(count).collect();
        let count: usize = counts.iter().sum();
        let room = turned.xs[(col + width) as usize] - turned.xs[*col as usize];
        all += count;
        let beside = counts.iter().any(|n| *n > 1);
        let below = count >= 3 && stands_free(&lines, room, count);
        crowded += if beside || below { count } else { 0 };
    }
    crowded >= FEWEST && crowded * 100 >= all * CROWDED
}

/// Whether a grid is drawn around something that is no table: one column, or slots nearly all blank but for some labels,
/// with no head and no column of labels.
/// `inside` are the words in it.
pub(crate) fn is_picture(page: &Page, lattice: &Lattice, inside: &[Word], words: &[Word]) -> bool {
    let direction = main_direction(inside.iter());
    let lattice = lattice.clone().turned(direction);
    let (n_rows, n_cols) = (lattice.ys.len() - 1, lattice.xs.len() - 1);
    let bbox = lattice.bbox();
    let mut filled = vec![false; n_rows * n_cols];
    for word in inside {
        let middle = direction.turn(&word.bbox).center();
        if bbox.contains(middle) {
            let slot =
                |edges: &[Pt], at| edges.partition_point(|edge| *edge <= at).clamp(1, edges.len() - 1) - 1;
            filled[slot(&lattice.ys, middle.y) * n_cols + slot(&lattice.xs, middle.x)] = true;
        }
    }
    let all = filled.iter().filter(|f| **f).count();
    if n_cols == 1 {
        // Its cells have nothing beside them; where white space parts them, they are read as a zone.
        return true;
    }
    if n_rows == 1 {
        // The rest of a row stands at a page's edge; in its middle, words in boxes in a row are a scale or a path.
        let sheet = direction.turn(&Rect { x1: page.width, y1: page.height, ..Rect::default() });
        let edge = sheet.height().scale(EDGE, 100);
        let figures = inside.iter().any(|word| form(&word.text).is_data());
        // A head whose rows did not fit is the last on its page, wherever it stands.
        let mut below = words.iter().map(|word| direction.turn(&word.bbox).center().y);
        let amid = !figures && bbox.y0 > sheet.y0 + edge && bbox.y1 < sheet.y1 - edge;
        return amid && below.any(|y| y > bbox.y1 && y < sheet.y1 - edge);
    }
    let head = (0..n_rows)
        .map(|row| (0..n_cols).filter(|col| filled[row * n_cols + col]).count())
        .take(3)
        .max()
        .unwrap_or(0);
    let stub = (0..n_cols)
        .map(|col| (0..n_rows).filter(|row| filled[row * n_cols + col]).count())
        .max()
        .unwrap_or(0);
    all * 3 < filled.len() && head * 2 < n_cols && stub * 2 < n_rows
}

/// Whether lines of figures in a cell that wide are figures of their own. One too long for its cell goes on below, and all
/// its lines but the last are full. What lies between a sign of currency at the cell's edge and its figure is room as well.
pub(crate) fn stands_free(lines: &[Line], room: Pt, count: usize) -> bool {
    let ink = |line: &Line| -> Pt {
        let runs = units(line, APART);
        runs.into_iter().map(|run| line.span(&run).width()).fold(Pt::ZERO, |sum, wide| sum + wide)
    };
    let free = lines.iter().filter(|line| room - ink(line) > line.size.scale(ROOM, 1000)).count();
    count >= SURELY || free * 2 > lines.len() || lines.len() > 1 && lines[1..].iter().all(begins_anew)
}

/// Whether a line begins a figure of groups, the first of them with fewer than three digits: no rest of one does.
fn begins_anew(line: &Line) -> bool {
    let groups = line.marks.windows(2).take_while(|pair| pair[1].triple).count();
    let first = &line.marks[0];
    let lead = first.groups.is_some_and(|groups| groups.are_digits(first.letters));
    first.form == Form::Number && !first.triple && lead && first.letters < 3 && groups > 0
}

/// Whether the boxes of a grid stand apart from each other: a diagram whose boxes lines connect. Nearly no two cells with
/// text in them share a side, and much of the grid is what lies between them.
pub(crate) fn are_boxes(lattice: &Lattice, words: &[Word]) -> bool {
    let bbox = lattice.direction.unturn(&lattice.bbox());
    let owners = lattice.owners();
    let mut filled = vec![false; lattice.cells.len()];
    for word in words.iter().filter(|word| bbox.contains(word.bbox.center())) {
        filled[lattice.cell_at(&owners, lattice.direction.turn(&word.bbox).center())] = true;
    }
    let (n_rows, n_cols) = (lattice.ys.len() - 1, lattice.xs.len() - 1);
    let mut sides = vec![false; filled.len()];
    for slot in 0..owners.len() {
        let own = owners[slot];
        let right = (slot % n_cols + 1 < n_cols).then(|| slot + 1);
        let below = (slot / n_cols + 1 < n_rows).then(|| slot + n_cols);
        for next in [right, below].into_iter().flatten().map(|slot| owners[slot]) {
            if next != own && filled[own] && filled[next] {
                (sides[own], sides[next]) = (true, true);
            }
        }
    }
    let count = filled.iter().filter(|f| **f).count();
    let joined = sides.iter().filter(|s| **s).count();
    let area = |xs: &[Pt], ys: &[Pt]| {
        let length = |edges: &[Pt]| i64::from((edges[edges.len() - 1] - edges[0]).0);
        length(xs) * length(ys)
    };
    let of = |[row, col, height, width]: [u32; 4]| {
        let [row, col, height, width] = [row, col, height, width].map(|n| n as usize);
        area(&lattice.xs[col..=col + width], &lattice.ys[row..=row + height])
    };
    let covered: i64 =
        lattice.cells.iter().zip(&filled).filter(|(_, f)| **f).map(|(cell, _)| of(*cell)).sum();
    count >= BOXES && joined * 4 <= count && covered * 3 < area(&lattice.xs, &lattice.ys) * 2
}

/// Fewer boxes may be the rest of a table.
const BOXES: usize = 3;

/// Units of a line that are figures and nothing else.
pub(crate) fn figures(line: &Line) -> usize {
    let figure = |run: &std::ops::Range<usize>| {
        let marks = &line.marks[run.clone()];
        marks.iter().any(|m| m.form == Form::Number) && marks.iter().all(|m| m.form.is_amount())
    };
    units(line, APART).iter().filter(|run| figure(run)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::drawn;

    #[test]
    fn a_sign_at_the_cell_s_edge_fills_no_line() {
        let signed: &[(i32, &str)] = &[(2, "€"), (73, "24.249")];
        let lines = drawn(&[signed, &[(78, "4.245")], signed]);
        assert!(stands_free(&lines, Pt::points(105), 3));
        // A figure over three lines that fill their cell.
        let wrapped = drawn(&[&[(2, "424.245.")], &[(2, "424.245.")], &[(2, "1")]]);
        assert!(!stands_free(&wrapped, Pt::points(44), 3));
    }

    #[test]
    fn a_figure_whose_first_group_is_short_is_no_rest() {
        let first: &[(i32, &str)] = &[(2, "5"), (9, "575"), (26, "792")];
        let mut lines = drawn(&[first, &[(2, "6"), (9, "903"), (26, "671")]]);
        for mark in lines.iter_mut().flat_map(|line| &mut line.marks) {
            mark.triple = mark.letters == 3;
            mark.groups = crate::forms::Groups::of(&"1".repeat(mark.letters as usize));
        }
        assert!(stands_free(&lines, Pt::points(46), 2));
        let rest = drawn(&[first, &[(2, "601"), (20, "402")]]);
        assert!(!stands_free(&rest, Pt::points(46), 2));
    }
}
