//! Forms: boxes to tick, labels that no rule parts, lines below the last rule.

use super::check;

#[test]
fn rows_without_rules_under_their_labels_go_on_where_rules_beside_begin() {
    check(
        &[
            "--------------------------------------------",
            "Paid           Name        | Number         ",
            "               -----------------------------",
            "use            Firm        | Telephone      ",
            "               -----------------------------",
            "only           Address     | Fax            ",
            "               -----------------------------",
            "               Town        | Mail           ",
            "--------------------------------------------",
        ],
        &[&["Paid/use/only|Name|Number", "^|Firm|Telephone", "^|Address|Fax", "^|Town|Mail"]],
    );
}

#[test]
fn labels_that_stand_apart_are_rows_however_few() {
    check(
        &[
            "                        |    |              ",
            "Tentative tax           | 6  | 120          ",
            "                         -------------------",
            "                        |    |              ",
            "Payments                | 7  | 100          ",
            "                         -------------------",
            "                        |    |              ",
            "Balance due             | 8  | 20           ",
            "--------------------------------------------",
        ],
        &[&["Tentative tax|6|120", "Payments|7|100", "Balance due|8|20"]],
    );
}

#[test]
fn rules_go_on_where_leaders_lead_to_their_boxes() {
    let form = |first: &'static str, third: &'static str| {
        [
            "--------------------------------------------",
            first,
            "                        --------------------",
            "|Dividends not listed  | 9  | 71,433       |",
            "                        --------------------",
            third,
            "                        --------------------",
            "|Gains from land       | 11 | 8,688        |",
            "--------------------------------------------",
        ]
    };
    let led =
        form("|Wages ............... | 8  | 31,290       |", "|Interest ............ | 10 | 9,257        |");
    let rows =
        ["Wages|8|31,290", "Dividends not listed|9|71,433", "Interest|10|9,257", "Gains from land|11|8,688"];
    check(&led, &[&rows]);
    // Without leaders it is one text for all rows.
    let bare =
        form("|Wages and salaries    | 8  | 31,290       |", "|Interest of all kinds | 10 | 9,257        |");
    let one = "Wages and salaries/Dividends not listed/Interest of all kinds/Gains from land|8|31,290";
    check(&bare, &[&[one, "^|9|71,433", "^|10|9,257", "^|11|8,688"]]);
}

#[test]
fn a_line_below_the_last_rule_is_taken_whole_or_not_at_all() {
    let head = "-------------------------------------------";
    let rows = [
        "| Name of the item   | Remark              |",
        head,
        "| Chairs             | bought in the year  |",
    ];
    let table = |below: &'static str| [&[head], &rows[..], &[below]].concat();
    let whole = ["Name of the item|Remark", "Chairs|bought in the year/of the report"];
    check(&table("                       of the report"), &[&whole]);
    let bare = ["Name of the item|Remark", "Chairs|bought in the year"];
    check(&table("They were bought in the year of the report"), &[&bare]);
}
