//! Rules drawn cell by cell under some columns only, and tables of them that the page's end cuts.

use super::{LETTER, conserved, drawn, pieces};
use crate::lay_out;
use model::asked::Asked;
use model::geometry::Pt;
use model::page::{Page, Stroke};

/// The page with its rules in pieces that meet at these letters.
fn in_pieces(rows: &[&str], joints: &[i32]) -> Page {
    let mut page = drawn(rows);
    for joint in joints {
        let x = Pt::points(20 + LETTER * joint);
        for ix in 0..page.strokes.len() {
            let stroke = page.strokes[ix];
            if stroke.from < x && x < stroke.to {
                page.strokes[ix].to = x;
                page.strokes.push(Stroke { from: x, ..stroke });
            }
        }
    }
    page
}

fn check(rows: &[&str], joints: &[i32], wanted: &[&[&str]]) {
    let page = in_pieces(rows, joints);
    let layout = lay_out(&page, &Asked::default());
    assert_eq!(pieces(&layout), wanted);
    conserved(&page, &layout);
}

#[test]
fn below_the_last_row_a_cell_that_spans_rows_goes_on_to_the_end_of_the_page() {
    check(
        &[
            "-----------------------------",
            "Kind      Office       Number",
            "-----------------------------",
            "Alder     Name of          12",
            "----------          ---------",
            "Briar     the whole        15",
            "----------          ---------",
            "Cedar     office           11",
            "----------          ---------",
            "          building",
        ],
        &[10, 20],
        &[&["Kind|Office|Number", "Alder|Name of/the whole/office/building|12", "Briar|^|15", "Cedar|^|11"]],
    );
}

#[test]
fn above_a_rule_that_stops_at_a_cell_rows_go_on_from_the_page_before() {
    check(
        &[
            "          Alder            12",
            "          -------------------",
            "          Briar            15",
            "-----------------------------",
            "Second    Cedar            11",
            "          -------------------",
            "office    Dogwood           9",
            "-----------------------------",
        ],
        &[10, 20],
        &[&["|Alder|12", "^|Briar|15", "Second/office|Cedar|11", "^|Dogwood|9"]],
    );
}

#[test]
fn edges_drawn_between_texts_a_space_apart_part_them() {
    check(
        &[
            "------------------",
            "Name  is        No",
            "------------------",
            "Alder a         12",
            "------------------",
            "Briar a         15",
            "------------------",
        ],
        &[6, 10],
        &[&["Name|is|No", "Alder|a|12", "Briar|a|15"]],
    );
}

#[test]
fn where_rules_of_rows_stop_columns_part_however_near_their_texts_are() {
    check(
        &[
            "-----------------------------",
            "Place  Kind            Number",
            "-----------------------------",
            "North Alder                12",
            "      -----------------------",
            "South Briar                15",
            "      -----------------------",
            "parts Cedar                11",
            "-----------------------------",
        ],
        &[],
        &[&["Place|Kind|Number", "North/South/parts|Alder|12", "^|Briar|15", "^|Cedar|11"]],
    );
}

#[test]
fn texts_in_the_middle_of_several_rows_are_as_many_cells() {
    check(
        &[
            "-----------------------------------",
            "Office    Head      Kind     Number",
            "-----------------------------------",
            "                    Alder        12",
            "                    ---------------",
            "North     Smith     Briar        15",
            "                    ---------------",
            "                    Cedar        11",
            "                    ---------------",
            "South     Jones     Dogwood      15",
            "                    ---------------",
            "                    Elder         9",
            "                    ---------------",
            "                    Fir           7",
            "                    ---------------",
            "East      Brown     Gorse         5",
            "                    ---------------",
            "                    Hazel         3",
            "-----------------------------------",
        ],
        &[10, 20, 29],
        &[&[
            "Office|Head|Kind|Number",
            "North|Smith|Alder|12",
            "^|^|Briar|15",
            "^|^|Cedar|11",
            "South|Jones|Dogwood|15",
            "East|Brown|Elder|9",
            "^|^|Fir|7",
            "^|^|Gorse|5",
            "^|^|Hazel|3",
        ]],
    );
}

#[test]
fn the_rest_of_a_label_begins_a_page() {
    check(
        &[
            "area",
            "-----------------------------",
            "Northern          12       15",
            "area",
            "-----------------------------",
            "Southern          11       14",
            "area",
            "-----------------------------",
        ],
        &[],
        &[&["area||", "Northern/area|12|15", "Southern/area|11|14"]],
    );
}
