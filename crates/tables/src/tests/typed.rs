//! Tables as programs print them: letters of one width, columns as wide as their names, one space between.

use super::{check, count};

#[test]
fn names_that_a_space_parts_end_where_their_figures_do() {
    check(
        &[
            "            Estimate Std. Error t value p-value",
            "(Intercept)   8.1742     2.7414    2.98  0.0029",
            "age          -0.1793     0.0791   -2.27  0.0234",
            "years         0.5541     0.1345    4.12  0.0001",
        ],
        &[&[
            "|Estimate|Std. Error|t value|p-value",
            "(Intercept)|8.1742|2.7414|2.98|0.0029",
            "age|-0.1793|0.0791|-2.27|0.0234",
            "years|0.5541|0.1345|4.12|0.0001",
        ]],
    );
}

#[test]
fn a_command_above_the_names_is_none_of_them() {
    check(
        &[
            "> print(v.table)",
            "     num A B C D",
            "0000   0 0 0 0 0",
            "0001   3 0 0 0 1",
            "0010   2 0 0 1 0",
            "0011   3 0 0 1 1",
        ],
        &[&["|num|A|B|C|D", "0000|0|0|0|0|0", "0001|3|0|0|0|1", "0010|2|0|0|1|0", "0011|3|0|0|1|1"]],
    );
}

#[test]
fn numbered_lines_of_code_are_none_though_blank_ones_are_counted() {
    let code = [
        "51   enum justify {",
        "53     complete = first,",
        "55     start = inline,",
        "57     ending = inline",
        "58   };",
        "60   enum attribute {",
        "61     slant, weight,",
        "63     width",
        "64   };",
    ];
    assert_eq!(count(&code), 0);
}

#[test]
fn names_in_the_midst_of_rows_are_a_row() {
    check(
        &[
            "             kidney  liver  spleen",
            "ENSG01757         2      1      30",
            "ENSG07634        49     27      43",
            "ENSG08976        73     34      77",
            "              brain   skin",
            "ENSG01757         1      1",
            "ENSG07634        42     25",
            "ENSG08976        70     42",
        ],
        &[&[
            "|kidney|liver|spleen",
            "ENSG01757|2|1|30",
            "ENSG07634|49|27|43",
            "ENSG08976|73|34|77",
            "|brain|skin|",
            "ENSG01757|1|1|",
            "ENSG07634|42|25|",
            "ENSG08976|70|42|",
        ]],
    );
}

#[test]
fn a_running_head_is_no_row() {
    check(
        &[
            "Journal of Things                       15",
            "",
            "",
            "Fees        1,204     881     33,102",
            "Fines         377     402      9,871",
            "Rents       5,120     811     71,204",
            "Tolls          92      88      1,002",
        ],
        &[&["Fees|1,204|881|33,102", "Fines|377|402|9,871", "Rents|5,120|811|71,204", "Tolls|92|88|1,002"]],
    );
}

#[test]
fn remarks_behind_figures_are_cells() {
    check(
        &[
            "name        size        comments",
            "",
            "STATE       8           state of the channel as a whole",
            "SELECT      14          data that was selected",
            "NOTE        4           data that was not selected by it",
            "FLAGS       30          flags of the channel, all of them",
            "OPCODE      2           code of the last order",
        ],
        &[&[
            "name|size|comments",
            "STATE|8|state of the channel as a whole",
            "SELECT|14|data that was selected",
            "NOTE|4|data that was not selected by it",
            "FLAGS|30|flags of the channel, all of them",
            "OPCODE|2|code of the last order",
        ]],
    );
}

#[test]
fn names_of_quantiles_stand_beside_words_above_a_rule() {
    check(
        &[
            "-----------------------------------------------",
            "Method      Mean      SE    2.5%    50%   97.5%",
            "-----------------------------------------------",
            "open       13.58   0.022    9.83  13.38   18.52",
            "plain      13.62   0.022    9.91  13.37   18.57",
            "buggy      13.93   0.023   10.13  13.72   19.01",
            "-----------------------------------------------",
        ],
        &[&[
            "Method|Mean|SE|2.5%|50%|97.5%",
            "open|13.58|0.022|9.83|13.38|18.52",
            "plain|13.62|0.022|9.91|13.37|18.57",
            "buggy|13.93|0.023|10.13|13.72|19.01",
        ]],
    );
}

#[test]
fn names_a_line_above_figures_stand_over_one_column_each() {
    check(
        &[
            " order     customer         city      balance ",
            "",
            "  1002   Beacon Mills     Humboldt     903.12 ",
            "  1013   Fairway Press    Lander      5303.30 ",
            "  1018   Delta Foods      Delmar       365.48 ",
            "  1021   Cobb and Son     Carthage    5021.01 ",
        ],
        &[&[
            "order|customer|city|balance",
            "1002|Beacon Mills|Humboldt|903.12",
            "1013|Fairway Press|Lander|5303.30",
            "1018|Delta Foods|Delmar|365.48",
            "1021|Cobb and Son|Carthage|5021.01",
        ]],
    );
}

#[test]
fn a_remark_of_four_lines_is_a_cell_of_its_row() {
    check(
        &[
            "Service      Base     Budget   Reason for change",
            "Libraries    24,812   35,611   Transfer of two posts from the centre",
            "~",
            "Children     11,286    2,908   Inflation on contracts; additional demand for the",
            "                               placements of older people and of young adults with",
            "                               learning disabilities; it is offset in part by the",
            "                               income that comes from the fund for care",
            "~",
            "Highways     45,968   57,692   Reduction in fee income due to the climate",
            "~",
            "Waste         1,905   34,089   No change",
        ],
        &[&[
            "Service|Base|Budget|Reason for change",
            "Libraries|24,812|35,611|Transfer of two posts from the centre",
            "Children|11,286|2,908|Inflation on contracts; additional demand for the/placements of older people and of \
             young adults with/learning disabilities; it is offset in part by the/income that comes from the \
             fund for care",
            "Highways|45,968|57,692|Reduction in fee income due to the climate",
            "Waste|1,905|34,089|No change",
        ]],
    );
}

#[test]
fn an_interval_is_one_cell_whatever_stands_between_its_ends() {
    for (open, between, close) in [("(", ", ", ")"), ("[", "; ", "]"), ("", " - ", ""), ("(", " – ", ")")] {
        let interval = |from: &str, to: &str| format!("{open}{from}{between}{to}{close}");
        let rows = [
            ("Age", "1.79", "1.59", "2.19"),
            ("Sex", "0.66", "0.46", "1.06"),
            ("Smoker", "2.50", "2.30", "2.90"),
        ];
        let line = |(name, ratio, from, to): &(&str, &str, &str, &str)| {
            format!("{name:<12}{ratio}        {:<18}0.33", interval(from, to))
        };
        let mut lines = vec!["Variable    Ratio       95% CI            P".to_owned()];
        lines.extend(rows.iter().map(line));
        let wanted = |(name, ratio, from, to): &(&str, &str, &str, &str)| {
            format!("{name}|{ratio}|{}|0.33", interval(from, to))
        };
        let mut cells = vec!["Variable|Ratio|95% CI|P".to_owned()];
        cells.extend(rows.iter().map(wanted));
        check(
            &lines.iter().map(String::as_str).collect::<Vec<_>>(),
            &[&cells.iter().map(String::as_str).collect::<Vec<_>>()],
        );
    }
}

#[test]
fn commands_between_tables_part_these() {
    check(
        &[
            "> m <- table(size, kind)",
            "> m",
            "       a    b    c",
            "big   14   20    3",
            "mid    7   31    9",
            "> m / sum(m)",
            "         a      b      c",
            "big   0.17   0.24   0.04",
            "mid   0.08   0.37   0.11",
        ],
        &[&["|a|b|c", "big|14|20|3", "mid|7|31|9"], &["|a|b|c", "big|0.17|0.24|0.04", "mid|0.08|0.37|0.11"]],
    );
}

#[test]
fn code_is_no_table_and_entries_that_look_a_little_like_it_are() {
    let declared = [
        "int     rows;      /* lines of the grid */",
        "int     columns;   /* its columns */",
        "double  height;    /* of a line, in points */",
        "double  width;     /* of a column */",
    ];
    let assigned = ["size   = 12;", "pitch  = 14;", "left   = 36;", "right  = 559;"];
    let listed = ["[1]  0.152  0.051  0.224", "[4]  0.006  0.040  0.549", "[7]  0.052  0.246  0.004"];
    for code in [&declared[..], &assigned, &listed] {
        assert_eq!(count(code), 0, "{code:?}");
    }
    let ages = ["< 18     412    398", "18-65   2140   2207", "> 65     655    801"];
    let paid =
        ["2019-03-01  $ 37.50   $ 37.50", "2019-04-01  $ 12.00   $ 49.50", "2019-05-01  $ 40.25   $ 89.75"];
    let paths = ["//a/b.c    14    20", "//a/d.c     7    31", "//e.c       9     2"];
    let noted =
        ["Net sales     412       398", "Cost          214 [1]   207", "Other          65       112 [2]"];
    let works = [
        "[1] Wages      12,398     4,207",
        "[2] Rent        1,398       207",
        "[3] Other         398       107",
    ];
    let parcels = ["< 1kg     4.12     3.98", "> 1kg     2.14     2.07", "> 5kg     6.50     1.12"];
    let accounts = ["$ Checking    412   398.10", "$ Savings     214   207.40", "$ Bonds        65   112.90"];
    let entries =
        ["01/02   Rent; March;    12.50", "01/03   Transfer;      400.00", "01/04   Salary;       1400.00"];
    let late = ["Bolts    39.80   // late", "Nuts     20.70   // late", "Pins     71.70   paid"];
    let groups = [
        "sex = male      0.4121   0.57132",
        "sex = female    0.3091   0.42868",
        "age = old       0.2142   0.29680",
    ];
    for rows in [ages, paid, paths, noted, works, parcels, accounts, entries, late, groups] {
        assert_eq!(count(&rows), 1, "{rows:?}");
    }
}

#[test]
fn signs_of_quotation_before_printed_lines_are_in_no_column() {
    check(
        &[
            "##           Before  After",
            "## Ambiguous  0.112   0.15",
            "## Missing    0.057   0.00",
            "## Other      0.020   0.01",
        ],
        &[&["|Before|After", "Ambiguous|0.112|0.15", "Missing|0.057|0.00", "Other|0.020|0.01"]],
    );
}

#[test]
fn the_last_name_may_be_wider_than_its_figures_on_both_sides() {
    check(
        &[
            "              Estimate    Std. Error",
            "ar.1           3.00578     0.51652",
            "ar.log         1.38314     0.22642",
            "end.1          1.77568     0.06031",
        ],
        &[&[
            "|Estimate|Std. Error",
            "ar.1|3.00578|0.51652",
            "ar.log|1.38314|0.22642",
            "end.1|1.77568|0.06031",
        ]],
    );
}

#[test]
fn names_below_figures_are_no_rest_of_their_row() {
    check(
        &[
            "          id     sex     age",
            "Alder     11       1    43.4",
            "Birch     12       0    48.2",
            "         bmi     who",
            "Alder   23.5     her",
            "Birch   21.9     him",
        ],
        &[&[
            "|id|sex|age",
            "Alder|11|1|43.4",
            "Birch|12|0|48.2",
            "|bmi|who|",
            "Alder|23.5|her|",
            "Birch|21.9|him|",
        ]],
    );
}

#[test]
fn remarks_that_fill_their_lines_by_chance_are_in_the_column() {
    check(
        &[
            "name        size         comments",
            "STA         16           status",
            "BUF         16           data buffer",
            "RPTR        11           pointer to the start of the record",
            "WPTR        11           pointer to the record",
            "BCTR        15           formatted characters",
            "STIME       24           seek",
        ],
        &[&[
            "name|size|comments",
            "STA|16|status",
            "BUF|16|data buffer",
            "RPTR|11|pointer to the start of the record",
            "WPTR|11|pointer to the record",
            "BCTR|15|formatted characters",
            "STIME|24|seek",
        ]],
    );
}

#[test]
fn labels_a_space_before_their_figures_are_labels() {
    check(
        &[
            "          A         C         G",
            "A 0.3585271 0.1434109 0.4980620",
            "C 0.3840304 0.1558935 0.4600761",
            "G 0.3053097 0.1991150 0.4955753",
        ],
        &[&[
            "|A|C|G",
            "A|0.3585271|0.1434109|0.4980620",
            "C|0.3840304|0.1558935|0.4600761",
            "G|0.3053097|0.1991150|0.4955753",
        ]],
    );
}

#[test]
fn a_label_that_wraps_behind_a_semicolon_ends_no_table() {
    check(
        &[
            "MILLERS            412     12,398.00",
            "CLERKS, GENERAL;",
            "  BOOKKEEPERS       65      1,112.00",
            "DRIVERS             41      2,039.00",
        ],
        &[&["MILLERS|412|12,398.00", "CLERKS, GENERAL;||", "BOOKKEEPERS|65|1,112.00", "DRIVERS|41|2,039.00"]],
    );
}

#[test]
fn number_signs_in_cells_and_heads_stay() {
    check(
        &[
            "Region    # of stores    # of staff",
            "North             412             #",
            "South               #             #",
            "Total               #          7170",
        ],
        &[&["Region|# of stores|# of staff", "North|412|#", "South|#|#", "Total|#|7170"]],
    );
}

#[test]
fn a_running_line_above_names_is_no_name() {
    let rows = [
        "Statement of accounts              Page 1 of 3",
        "              2015      2016      2017",
        "Sales        214.2     489.8     333.0",
        "Costs        543.5     563.1      59.0",
        "Profit        11.9     753.7     233.4",
    ];
    check(
        &rows,
        &[&[
            "|2015|2016|2017",
            "Sales|214.2|489.8|333.0",
            "Costs|543.5|563.1|59.0",
            "Profit|11.9|753.7|233.4",
        ]],
    );
}

#[test]
fn one_word_before_all_figures_of_a_column_is_a_part_of_them() {
    check(
        &[
            "   year   sales   costs",
            "FY 2017   412.1   398.0",
            "FY 2018   214.2   207.0",
            "FY 2019    65.3   112.0",
        ],
        &[&["year|sales|costs", "FY 2017|412.1|398.0", "FY 2018|214.2|207.0", "FY 2019|65.3|112.0"]],
    );
}
