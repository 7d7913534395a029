//! Names of columns that no more than a space parts: those of typed tables, each set to the right edge of its figures.
//!
//! Programs print a column as wide as its name, one space from the next: a line of names is one text to the eye of a
//! typesetter. That each ends where the figures below it do, and none goes on over such an edge, shows where the next begins.
//! What parts words beside figures is told by [`crate::pitched`].

use crate::bands::{Line, Mark};
use crate::forms::Form;
use crate::pitched::{STEP, is_typed};
use crate::stops::{SAME, touch};
use model::geometry::Pt;

/// Rows that are looked at below the names …
const ROWS: usize = 12;
/// … and so many that show where columns end.
const FEWEST: usize = 2;

/// Says of the words of names, and of those in the rows below them, which begin a column.
pub(crate) fn set_flush(lines: &mut [Line]) {
    for ix in 0..lines.len().saturating_sub(FEWEST) {
        if lines[ix].marks.windows(2).any(|pair| touch(&pair[0], &pair[1])) {
            set_names(lines, ix);
        }
    }
    for ix in 0..lines.len().saturating_sub(LABELLED) {
        set_labels(lines, ix);
    }
}

/// Parts the names on a line, and the labels below from the figures of the first name.
fn set_names(lines: &mut [Line], head: usize) {
    let rows = rows_below(lines, head);
    let edges = edges(&lines[rows.clone()]);
    let labels = labels_end(&lines[rows.clone()], &edges);
    let begins = begins(&lines[head].marks, &edges, labels);
    let Some(first) = begins.first().map(|at| lines[head].marks[at - 1].at.x1) else { return };
    // The figures below the first name stand in its column, however near their labels come.
    for line in &mut lines[rows] {
        let own = |mark: &Mark| mark.form.is_figure() && (mark.at.x1 - first).abs() <= SAME;
        let at = line.marks.iter().position(own);
        if let Some(at) = at.filter(|at| *at > 0) {
            line.marks[at].stop = true;
        }
    }
    for at in begins {
        lines[head].marks[at].stop = true;
    }
}

/// Parts labels from the figures of the first name where names stand over nothing but figures, each ending with its own.
fn set_labels(lines: &mut [Line], head: usize) {
    let names = &lines[head].marks;
    if names.len() < 2 || names.iter().any(|mark| mark.form.is_data()) {
        return;
    }
    let rows = rows_below(lines, head);
    if rows.len() < LABELLED {
        return;
    }
    let own = &lines[rows.clone()];
    let edges = edges(own);
    let at = |x: Pt| edges.iter().any(|edge| (x - *edge).abs() <= SAME);
    let touching = |line: &Line| touch(&line.marks[0], &line.marks[1]);
    let label = |line: &Line| {
        let [label, figure, ..] = &line.marks[..] else { return false };
        label.form == Form::Text && figure.form.is_figure() && (figure.at.x1 - names[0].at.x1).abs() <= SAME
    };
    // One word before all of them, such as that of a unit, is no label: "FY 2017".
    let same = own.windows(2).all(|pair| {
        let [a, b] = [&pair[0].marks[0], &pair[1].marks[0]];
        (a.at.width() - b.at.width()).abs() <= SAME
    });
    let digits = |mark: &Mark| mark.groups.is_some_and(|groups| groups.are_digits(mark.letters));
    let whole = own.iter().all(|line| line.marks.get(1).is_some_and(digits));
    if own.iter().all(label)
        && !(same && whole)
        && own.iter().any(touching)
        && names.iter().all(|name| at(name.at.x1))
        && is_typed(&lines[head..rows.end])
    {
        for line in &mut lines[rows] {
            line.marks[1].stop = true;
        }
    }
}

/// So many rows show that words before figures are labels.
const LABELLED: usize = 2;

/// The lines of figures right below a line.
fn rows_below(lines: &[Line], head: usize) -> std::ops::Range<usize> {
    let figures = |line: &Line| line.marks.iter().filter(|mark| mark.form.is_figure()).count();
    let follows = |ix: &usize| {
        let (line, above) = (&lines[*ix], &lines[*ix - 1]);
        let near = line.base - above.base <= line.size.max(above.size).scale(STEP, 1000);
        near && line.marks.len() > 1 && figures(line) > 0
    };
    // The names of the labels' columns may stand on a line of their own.
    let near = |ix: usize| lines[ix].base - lines[ix - 1].base <= lines[ix].size.scale(STEP, 1000);
    let named = head + 2 < lines.len() && figures(&lines[head + 1]) == 0 && near(head + 1);
    let from = head + 1 + usize::from(named);
    let last = (from..lines.len().min(from + ROWS)).take_while(follows).last();
    from..last.map_or(from, |last| last + 1)
}

/// Where columns of these rows end: at the same place in nearly all of them.
fn edges(rows: &[Line]) -> Vec<Pt> {
    // A word within a text is followed by the next one.
    let is_end = |marks: &[Mark], ix: usize| {
        let next = marks.get(ix + 1);
        next.is_none_or(|next| {
            // Stars stand behind a figure, and behind "<2e-16".
            !touch(&marks[ix], next)
                || next.form == Form::Dash
                || marks[ix].form.is_figure() && next.form.is_figure()
        })
    };
    let own = |row: &Line| -> Vec<Pt> {
        (0..row.marks.len()).filter(|ix| is_end(&row.marks, *ix)).map(|ix| row.marks[ix].at.x1).collect()
    };
    let mut ends: Vec<Pt> = rows.iter().flat_map(own).collect();
    ends.sort_unstable();
    let mut out = Vec::new();
    let mut from = 0;
    while from < ends.len() {
        let to = from + ends[from..].iter().take_while(|end| **end - ends[from] <= SAME).count();
        if to - from >= FEWEST && (to - from) * 4 >= rows.len() * 3 {
            out.push(ends[from]);
        }
        from = to;
    }
    out
}

/// Where the names of the rows end: before the first column of figures.
fn labels_end(rows: &[Line], edges: &[Pt]) -> Option<Pt> {
    let first = *edges.first()?;
    let before = |row: &Line| {
        let own = row.marks.iter().position(|mark| (mark.at.x1 - first).abs() <= SAME)?;
        own.checked_sub(1).map(|last| row.marks[last].at.x1)
    };
    rows.iter().filter_map(before).max()
}

/// The marks of a line of names that begin a column; none where it is no such line.
fn begins(names: &[Mark], edges: &[Pt], labels: Option<Pt>) -> Vec<usize> {
    let at = |x: Pt| edges.iter().any(|edge| (x - *edge).abs() <= SAME);
    let ends: Vec<bool> = names.iter().map(|mark| at(mark.at.x1)).collect();
    let matched = ends.iter().filter(|end| **end).count();
    let over = |mark: &Mark| edges.iter().any(|edge| mark.at.x0 + SAME < *edge && *edge < mark.at.x1 - SAME);
    // A row ends where the rows below it do.
    let figures = names.iter().zip(&ends).filter(|(mark, end)| **end && mark.form.is_data()).count();
    let columns = edges.len() >= 2 && matched >= 2 && matched * 3 >= edges.len() * 2 && figures * 2 < matched;
    // As many words again may stand before the last one of a name; the last column has one.
    let whole = matched * 2 >= names.len() && ends.last() == Some(&true);
    if !columns || !whole || names.iter().any(over) {
        return Vec::new();
    }
    // A name of the labels stands before that of the first column, which is one word then.
    let labelled = labels.is_some_and(|end| names[0].at.x0 < end);
    let first = ends.iter().position(|end| *end);
    let begins = |at: &usize| {
        let pair = &names[at - 1..=*at];
        touch(&pair[0], &pair[1]) && (ends[at - 1] || labelled && first == Some(*at))
    };
    (1..names.len()).filter(begins).collect()
}
