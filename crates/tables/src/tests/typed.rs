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
fn names_over_words_and_figures_part_these_in_all_rows() {
    check(
        &[
            "     outlook temperature humidity windy played",
            "1      sunny          85       85 false     no",
            "2      sunny          80       90  true     no",
            "3   overcast          83       86 false    yes",
            "4      rainy          70       96 false    yes",
            "5      rainy          68       80 false    yes",
        ],
        &[&[
            "|outlook|temperature|humidity|windy|played",
            "1|sunny|85|85|false|no",
            "2|sunny|80|90|true|no",
            "3|overcast|83|86|false|yes",
            "4|rainy|70|96|false|yes",
            "5|rainy|68|80|false|yes",
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
