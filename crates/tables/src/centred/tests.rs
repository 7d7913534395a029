//! Cells that span rows, drawn by their texts alone.

use super::*;
use crate::bands::tests::set;

/// The cells of a body set in columns at 0, 100, 150 and 200, by their rows; text at (y, (x, words)).
fn check(lines: &[(i32, &[(i32, &str)])], wanted: Option<&[&[(usize, usize)]]>) {
    let body = set(lines);
    let edges = [-5, 95, 145, 195, 260].map(Pt::points).to_vec();
    let core = |from: i32, width: i32| Some((Pt::points(from), Pt::points(from + width)));
    let cores = vec![core(0, 80), core(100, 30), core(150, 30), core(200, 30)];
    let columns = Columns { edges, cores, drawn: false, breaks: Vec::new(), uprights: Vec::new() };
    let plan = |line: &Line| -> Vec<Plan> {
        let own = |mark: &Mark| Plan { marks: vec![*mark], ..Plan::blank(0, columns.at(mark.at.x0)) };
        line.marks.iter().map(own).collect()
    };
    let plans: Vec<Vec<Plan>> = body.iter().map(plan).collect();
    let bottom = body.last().map(|line| line.bottom + Pt::points(5)).unwrap_or_default();
    let reach = Reach { top: Pt::points(-6), bottom, cut: false, named: true };
    let found = centred(&columns, reach, &plans, &body).map(|parted| {
        let rows = parted.ys.len() + 1;
        let cells = |col: usize| {
            let begins = (0..rows).filter(|row| *row == 0 || parted.crossed[row - 1][col]);
            let begins: Vec<usize> = begins.chain([rows]).collect();
            begins.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>()
        };
        (0..columns.len()).map(cells).collect::<Vec<_>>()
    });
    let wanted = wanted.map(|all| all.iter().map(|own| own.to_vec()).collect::<Vec<_>>());
    assert_eq!(found, wanted);
}

const ONE_EACH: &[(usize, usize)] = &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)];

#[test]
fn a_text_about_the_middle_of_several_rows_spans_them() {
    // Rows at 0, 20 … 80; the first text is the middle of three, the second of two.
    let lines: &[(i32, &[(i32, &str)])] = &[
        (-4, &[(0, "a-goal-of-some")]),
        (0, &[(100, "a1"), (150, "b1"), (200, "91")]),
        (8, &[(0, "lines-of-which")]),
        (20, &[(0, "lines-that-are"), (100, "a2"), (150, "b2"), (200, "92")]),
        (32, &[(0, "full-each-time")]),
        (40, &[(100, "a3"), (150, "b3"), (200, "93")]),
        (44, &[(0, "and-one-more")]),
        (58, &[(0, "another-longer")]),
        (60, &[(100, "a4"), (150, "b4"), (200, "94")]),
        (70, &[(0, "goal-of-lines-")]),
        (80, &[(100, "a5"), (150, "b5"), (200, "95")]),
        (82, &[(0, "that-are-full-")]),
    ];
    check(lines, Some(&[&[(0, 3), (3, 5)], ONE_EACH, ONE_EACH, ONE_EACH]));
}

#[test]
fn a_text_at_the_top_of_several_rows_spans_them_where_it_reaches_beside_them() {
    let lines: &[(i32, &[(i32, &str)])] = &[
        (0, &[(0, "a-goal-of-some"), (100, "a1"), (150, "b1"), (200, "91")]),
        (12, &[(0, "lines-that-are"), (150, "c1")]),
        (24, &[(0, "full-each-time")]),
        (30, &[(100, "a2"), (150, "b2"), (200, "92")]),
        (36, &[(0, "and-are-as-wid")]),
        (48, &[(0, "e-as-the-room-"), (100, "a3"), (150, "b3"), (200, "93")]),
        (70, &[(0, "another"), (100, "a4"), (150, "b4"), (200, "94")]),
        (90, &[(100, "a5"), (150, "b5"), (200, "95")]),
    ];
    check(lines, Some(&[&[(0, 3), (3, 5)], ONE_EACH, ONE_EACH, ONE_EACH]));
}

#[test]
fn labels_that_wrap_each_beside_its_own_row_span_none() {
    let lines: &[(i32, &[(i32, &str)])] = &[
        (0, &[(0, "a-label-of-two")]),
        (6, &[(100, "a1"), (150, "b1"), (200, "91")]),
        (12, &[(0, "lines")]),
        (30, &[(0, "a-label-of-two")]),
        (36, &[(100, "a2"), (150, "b2"), (200, "92")]),
        (42, &[(0, "lines")]),
    ];
    check(lines, None);
}

#[test]
fn rows_as_near_as_the_lines_of_a_text_say_nothing() {
    let lines: &[(i32, &[(i32, &str)])] = &[
        (0, &[(0, "label-one-here"), (100, "a1"), (150, "b1"), (200, "91")]),
        (12, &[(0, "label-two-here"), (100, "a2"), (150, "b2"), (200, "92")]),
        (24, &[(0, "label-three-is"), (100, "a3"), (150, "b3"), (200, "93")]),
    ];
    check(lines, None);
}
