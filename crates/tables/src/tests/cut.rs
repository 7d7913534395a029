//! Rules drawn cell by cell under some columns only, and tables of them that the page's end cuts.

use super::{LETTER, conserved, drawn, pieces};
use crate::{continued, lay_out, lay_out_behind};
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

/// What the pieces of a page say once they are known to be of one table.
fn gone_on(rows: &[&str]) -> Vec<Vec<String>> {
    let page = drawn(rows);
    let mut layout = [lay_out(&page, &Asked::default())];
    continued(&mut layout);
    conserved(&page, &layout[0]);
    pieces(&layout[0])
}

#[test]
fn the_last_row_may_stand_alone_in_the_next_column_of_text() {
    let found = gone_on(&[
        "The board met six times in the year and it     Elm                22      103",
        "considered all risks that the lower volume    -------------------------------",
        "of traffic had brought to its income, then     The accounts have been made up under the",
        "it adopted a scheme of repairs to be begun     convention of historical cost as always,",
        "                                               and what was applied is set out in them",
        "Town              Men     Women                where members may read it together with",
        "-------------------------------",
        "Ash               871      200                 the notes to the accounts that follow on",
        "Birch             101      431                 the next page and form a part of them as",
        "Cedar             642       22                 the law has it and the board has thought",
    ]);
    let upper = ["Town|Men|Women", "Ash|871|200", "Birch|101|431", "Cedar|642|22"];
    assert_eq!(found, [&upper[..], &["Elm|22|103"]]);
}

#[test]
fn a_head_between_bars_may_stand_alone_below_a_column_of_text() {
    let found = gone_on(&[
        "The board met six times in the year and it     Ash               871      200",
        "considered all risks that the lower volume     Birch             101      431",
        "of traffic had brought to its income, then     Cedar             642       22",
        "it adopted a scheme of repairs to be begun     Elm               103      903",
        "as soon as the weather and the funds allow     Fir               310      311",
        "",
        "                                               The accounts have been made up under the",
        "                                               convention of historical cost as always,",
        "                                               and what was applied is set out in them",
        "-------------------------------",
        "                    Births",
        "               ----------------",
        "                 Live    Still",
        "-------------------------------",
    ]);
    let lower = ["Ash|871|200", "Birch|101|431", "Cedar|642|22", "Elm|103|903", "Fir|310|311"];
    assert_eq!(found, [&["|Births|<", "^|Live|Still"][..], &lower]);
}

#[test]
fn the_rule_above_a_carried_sum_ends_no_table() {
    check(
        &[
            "Particulars          Pounds       s.",
            "------------------------------------",
            "Sale of timber           41       10",
            "Fines                    86        6",
            "Hire of the hall        589        4",
            "                 -------------------",
            "Carried forward         716       20",
        ],
        &[17, 30],
        &[&[
            "Particulars|Pounds|s.",
            "Sale of timber|41|10",
            "Fines|86|6",
            "Hire of the hall|589|4",
            "Carried forward|716|20",
        ]],
    );
}

#[test]
fn below_the_rule_of_a_head_the_rest_of_a_row_is_no_name() {
    let page = drawn(&[
        "Ref   Recipient     Purpose of it      Awarded",
        "----------------------------------------------",
        "                    approaches",
        "G-1   Silver Band   Tree planting          120",
        "G-2   Food Bank     Winter meals            75",
        "G-3   Rowing Club   A lift                 310",
        "----------------------------------------------",
    ]);
    let layout = lay_out(&page, &Asked::default());
    assert_eq!(pieces(&layout)[0][0], "Ref|Recipient|Purpose of it|Awarded");
    conserved(&page, &layout);
}

#[test]
fn a_note_right_below_rows_without_a_rule_is_no_rest_of_the_last_label() {
    check(
        &[
            "----------------------------",
            "Kind      |  Jobs  | Output",
            "----------------------------",
            "Alder     |   612  |  1,204",
            "Briar     |   341  |    987",
            "Cedar     |   117  |    233",
            "(1) Revised.",
        ],
        &[],
        &[&["Kind|Jobs|Output", "Alder|612|1,204", "Briar|341|987", "Cedar|117|233"]],
    );
}

/// What the pieces of two pages that follow each other say.
fn over_pages(upper: &[&str], lower: &[&str]) -> Vec<Vec<String>> {
    let pages = [drawn(upper), Page { number: 2, ..drawn(lower) }];
    let first = lay_out(&pages[0], &Asked::default());
    let second = lay_out_behind(&pages[1], &Asked::default(), Some(&first));
    let mut layouts = [first, second];
    continued(&mut layouts);
    for (page, layout) in pages.iter().zip(&layouts) {
        conserved(page, layout);
    }
    layouts.iter().flat_map(pieces).collect()
}

#[test]
fn columns_that_stand_too_close_are_those_of_the_page_before() {
    let upper = [
        "Fund              Purpose              Men     Women",
        "Ash and Birch     Books                871       200",
        "Cedar and Elm     Tools                101       431",
        "Oak and Alder     Seeds                642        22",
    ];
    let lower = [
        "Northern division Tools for all boats  903       903",
        "Southern division Seeds for both wards 111       121",
        "Mountain division Books                 51        61",
    ];
    let found = over_pages(&upper, &lower);
    assert_eq!(found[1][0], "Northern division|Tools for all boats|903|903");
    assert_eq!(found[1][2], "Mountain division|Books|51|61");
    // Where words stand across the columns, they are others.
    let across = [
        "Northeastern-district Tools for boats   903       903",
        "Northwestern-district Seeds for wards   111       121",
        "Southwestern-district Books              51        61",
    ];
    let found = over_pages(&upper, &across);
    assert!(
        found[1].iter().all(|row| row.contains("western-district ") || row.contains("eastern-district "))
    );
}

#[test]
fn one_row_below_the_head_printed_again_goes_on_from_the_page_before() {
    let head = ["                      Persons employed", "Town              Men     Women    Youths"];
    let rows = [
        "Ash               871       200        12",
        "Birch             101       431        31",
        "Cedar             642        22        27",
    ];
    let upper = [&head[..], &rows].concat();
    let lower =
        [&["The annual report", "", ""], &head[..], &["Elm               103       903        55"]].concat();
    let found = over_pages(&upper, &lower);
    let names = ["Town|Persons employed|<|<", "^|Men|Women|Youths"];
    let first = ["Ash|871|200|12", "Birch|101|431|31", "Cedar|642|22|27"];
    assert_eq!(found, [[&names[..], &first].concat(), [&names[..], &["Elm|103|903|55"]].concat()]);
    // Other names begin another table, of one row too few.
    let other = [
        "Farm            Sheep      Cows     Goats",
        "-----------------------------------------",
        "Elm               103       903        55",
    ];
    assert_eq!(over_pages(&upper, &other).len(), 1);
}
