//! What is asked of a page.

use super::*;
use model::asked::{Area, Method};

/// The area of some columns of letters and rows of text of [`drawn`].
fn area(from: (i32, i32), to: (i32, i32), columns: &[i32]) -> Area {
    let x = |letter: i32| Pt::points(20 + LETTER * letter);
    let y = |row: i32| Pt::points(20 + ROW * row);
    Area {
        bbox: Rect::new(x(from.0), y(from.1), x(to.0), y(to.1)),
        columns: columns.iter().map(|letter| x(*letter)).collect(),
        ..Area::default()
    }
}

fn read(page: &Page, asked: &Asked) -> (Vec<Vec<String>>, Vec<&'static str>, usize) {
    let layout = lay_out(page, asked);
    conserved(page, &layout);
    let codes = layout.diagnostics.iter().map(|d| d.code).collect();
    (pieces(&layout), codes, layout.lines().count())
}

const LIST: [&str; 5] = ["Prose above it all", "Ann      north   12", "Bea      south   7", "", "Last line"];

#[test]
fn an_area_is_a_table_and_what_lies_outside_is_not() {
    let page = drawn(&LIST);
    let asked = Asked { areas: vec![area((0, 1), (20, 3), &[])], only_areas: true, ..Asked::default() };
    let (tables, codes, lines) = read(&page, &asked);
    assert_eq!(tables, [["Ann|north|12", "Bea|south|7"]]);
    assert_eq!((codes, lines), (vec![], 2));
}

#[test]
fn edges_that_are_given_are_the_columns() {
    let page = drawn(&LIST);
    let asked = Asked { areas: vec![area((0, 1), (20, 3), &[8])], only_areas: true, ..Asked::default() };
    assert_eq!(read(&page, &asked).0, [["Ann|north 12", "Bea|south 7"]]);
}

#[test]
fn no_figure_is_cut_by_an_edge_and_the_edge_is_reported() {
    let page = drawn(&["Ann   1234.50", "Bea   2234.50"]);
    let asked = Asked { areas: vec![area((0, 0), (20, 3), &[5, 8])], only_areas: true, ..Asked::default() };
    let (tables, codes, _) = read(&page, &asked);
    assert_eq!(tables, [["Ann||1234.50", "Bea||2234.50"]]);
    assert_eq!(codes, ["column-crossed"]);
}

#[test]
fn an_area_without_a_table_is_reported_and_its_text_kept() {
    let page = drawn(&LIST);
    let lone = Asked { areas: vec![area((0, 0), (20, 1), &[])], only_areas: true, ..Asked::default() };
    let (tables, codes, lines) = read(&page, &lone);
    assert_eq!((tables.len(), codes, lines), (0, vec!["area-unread"], 4));
    let mut grid = lone;
    grid.areas = vec![Area { method: Method::Lattice, ..area((0, 1), (20, 3), &[]) }];
    assert_eq!(read(&page, &grid).1, ["area-unread"]);
}

#[test]
fn rules_alone_and_white_space_alone_find_what_they_can() {
    let page = drawn(&[
        "------------------------",
        "Name     Place   Amount",
        "------------------------",
        "Ann      north   1,212",
        "Bea      south   2,207",
        "Cem      west    3,203",
        "------------------------",
    ]);
    let of = |method| read(&page, &Asked { method, ..Asked::default() }).0.len();
    assert_eq!((of(Method::Auto), of(Method::Lattice), of(Method::Stream)), (1, 0, 1));
}

#[test]
fn edges_without_an_area_are_of_the_tables_that_they_cross() {
    let page = drawn(&[
        "------------------------",
        "Name     Place   Amount",
        "------------------------",
        "Ann      north   1,212",
        "Bea      south   2,207",
        "------------------------",
    ]);
    let asked = Asked { columns: vec![Pt::points(20 + LETTER * 15)], ..Asked::default() };
    let wanted = ["Name Place|Amount", "Ann north|1,212", "Bea south|2,207"];
    assert_eq!(read(&page, &asked).0, [wanted]);
}
