//! Old print: leaders of dashes, thin rules between columns of figures alone, figures on one side of a row.

use super::check;

#[test]
fn a_row_of_dashes_behind_a_label_leads_and_one_dash_is_nil() {
    check(
        &[
            "                             1893        1892",
            "Fees  - - - - - - - - -    41,200      39,875",
            "Interest - - - - - - -     12,500           -",
            "Rents, &c. - - - - - -      1,500         100",
            "Third do. - - - - - -       2,500         107",
        ],
        &[&[
            "|1893|1892",
            "Fees|41,200|39,875",
            "Interest|12,500|-",
            "Rents, &c.|1,500|100",
            "Third do.|2,500|107",
        ]],
    );
}

#[test]
fn dashes_as_far_apart_as_columns_stand_for_figures() {
    check(
        &[
            "              1890    1891    1892    1893    1894",
            "Fees             -       -       -       -       -",
            "Interest         3       -       4       -       -",
            "Rents           11      12       9       8       1",
        ],
        &[&["|1890|1891|1892|1893|1894", "Fees|-|-|-|-|-", "Interest|3|-|4|-|-", "Rents|11|12|9|8|1"]],
    );
}

#[test]
fn rows_with_figures_on_one_side_of_a_blank_column_are_those_of_one_table() {
    check(
        &[
            "Date     Details             Paid out    Paid in     Balance",
            "1 Jan    Opening balance                             1971.95",
            "2 Jan    Standing order                     8.02     1979.97",
            "7 Jan    Salary                           555.12     2535.09",
            "9 Jan    Standing order         15.16                2519.93",
            "9 Jan    Interest               19.18                2500.75",
            "11 Jan   Cheques paid in       642.77                1857.98",
            "         Cash withdrawn         88.66                1769.32",
            "15 Jan   Salary                             8.02     1777.34",
        ],
        &[&[
            "Date|Details|Paid out|Paid in|Balance",
            "1 Jan|Opening balance|||1971.95",
            "2 Jan|Standing order||8.02|1979.97",
            "7 Jan|Salary||555.12|2535.09",
            "9 Jan|Standing order|15.16||2519.93",
            "9 Jan|Interest|19.18||2500.75",
            "11 Jan|Cheques paid in|642.77||1857.98",
            "|Cash withdrawn|88.66||1769.32",
            "15 Jan|Salary||8.02|1777.34",
        ]],
    );
}

#[test]
fn rules_between_figures_alone_leave_their_labels_in_the_table() {
    check(
        &[
            "Votes               |      1893|      1892|  Decrease",
            "Wages               |    41,200|    39,875|         -",
            "Stores              |    12,500|    12,700|       200",
            "Medicines           |     1,500|       100|         -",
            "New works           |     2,500|       107|         -",
            "                    ----------------------------------",
            "                    |    57,700|    52,782|       200",
            "                    ----------------------------------",
        ],
        &[&[
            "Votes|1893|1892|Decrease",
            "Wages|41,200|39,875|-",
            "Stores|12,500|12,700|200",
            "Medicines|1,500|100|-",
            "New works|2,500|107|-",
            "|57,700|52,782|200",
        ]],
    );
}

#[test]
fn a_year_over_two_columns_leaves_the_numbers_of_notes_out() {
    check(
        &[
            "                                     2020",
            "                      Notes        £         £",
            "Fixed assets",
            "  Land                    2    4,917",
            "  Plant                   3    8,767    13,684",
            "Current assets",
            "  Stocks                       6,955",
            "  Debtors                 4    7,739    14,694",
            "Net assets                              28,378",
        ],
        &[&[
            "|Notes|2020|<",
            "^|^|£|£",
            "Fixed assets|||",
            "Land|2|4,917|",
            "Plant|3|8,767|13,684",
            "Current assets|||",
            "Stocks||6,955|",
            "Debtors|4|7,739|14,694",
            "Net assets|||28,378",
        ]],
    );
}

#[test]
fn above_the_rule_under_a_group_the_blank_corner_is_the_labels() {
    check(
        &[
            "------------------------------------------------",
            "                |     1861      |     1860",
            "                --------------------------------",
            "Votes           |      £|     s.|      £|     s.",
            "------------------------------------------------",
            "Wages           |    347|     16|    263|      8",
            "Stores          | 65,076|     19|  7,623|      7",
            "Police          |    373|      4|  2,819|     14",
            "------------------------------------------------",
        ],
        &[&[
            "Votes|1861|<|1860|<",
            "^|£|s.|£|s.",
            "Wages|347|16|263|8",
            "Stores|65,076|19|7,623|7",
            "Police|373|4|2,819|14",
        ]],
    );
}

#[test]
fn a_text_of_the_second_side_that_ends_beside_its_figures_begins_above_them() {
    check(
        &[
            "--------------------------------------------------------------",
            "Receipts           |      £|Payments                   |     £",
            "--------------------------------------------------------------",
            "Rent of the meadow |      3|Printing and stationery    |   772",
            "Subscriptions      |    540|Masons' wages              |   189",
            "Pew rents          |    950|Balance in hand            |    55",
            "                   |       |Postage and carriage of    |",
            "Sale of timber     |      5|the parcels                |     9",
            "Legacies           |     87|Salaries                   |   639",
            "--------------------------------------------------------------",
        ],
        &[&[
            "Receipts|£|Payments|£",
            "Rent of the meadow|3|Printing and stationery|772",
            "Subscriptions|540|Masons' wages|189",
            "Pew rents|950|Balance in hand|55",
            "Sale of timber|5|Postage and carriage of/the parcels|9",
            "Legacies|87|Salaries|639",
        ]],
    );
}

#[test]
fn the_first_text_of_the_second_side_may_begin_above_its_figures() {
    check(
        &[
            "Dr.                       £    Cr.                       £",
            "                               Postage and carriage of",
            "To Fines                815    the parcels               9",
            "To Pew rents              1    Law charges              71",
            "To Donations             25    Coals and candles        80",
            "To Interest              38    Masons' wages           809",
        ],
        &[&[
            "Dr.|£|Cr.|£",
            "To Fines|815|Postage and carriage of/the parcels|9",
            "To Pew rents|1|Law charges|71",
            "To Donations|25|Coals and candles|80",
            "To Interest|38|Masons' wages|809",
        ]],
    );
}

#[test]
fn dashes_above_and_below_figures_are_nil() {
    check(
        &[
            "--------------------",
            "|Age  |0|1|2|3|4|5|",
            "--------------------",
            "|Men  |2|-|-|-|-|1|",
            "--------------------",
            "|Boys |-|-|-|-|3|1|",
            "--------------------",
            "|Girls|1|2|-|4|-|-|",
            "--------------------",
        ],
        &[&["Age|0|1|2|3|4|5", "Men|2|-|-|-|-|1", "Boys|-|-|-|-|3|1", "Girls|1|2|-|4|-|-"]],
    );
}

#[test]
fn a_blank_line_parts_the_heading_of_a_report_from_the_names_of_its_columns() {
    check(
        &[
            "RUN DATE 03/14/90         CITY",
            "REPORT GL-204             FUND",
            "",
            "                OPENING                          CLOSING",
            "ACCT  ITEM      BALANCE     DEBITS    CREDITS    BALANCE",
            "~",
            "--------------------------------------------------------",
            "521   GAS         317.14    841.69    404.80      817.88",
            "322   OIL         354.63    290.89     63.79      663.30",
            "178   SALT        537.29    929.57     17.79      348.37",
        ],
        &[&[
            "ACCT|ITEM|OPENING/BALANCE|DEBITS|CREDITS|CLOSING/BALANCE",
            "521|GAS|317.14|841.69|404.80|817.88",
            "322|OIL|354.63|290.89|63.79|663.30",
            "178|SALT|537.29|929.57|17.79|348.37",
        ]],
    );
}
