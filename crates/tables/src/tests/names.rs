//! Names of columns: apart from their figures, of numbers, over groups.

use super::check;

#[test]
fn a_short_name_beside_its_figures_is_theirs() {
    check(
        &[
            "Name           Votes   %       Change",
            "Tanaka        22,614    38.8      1.4",
            "Delacroix     17,714    30.4      2.2",
            "Petersen       9,016    15.5     12.1",
            "Nakashima      4,341     7.5      6.3",
        ],
        &[&[
            "Name|Votes|%|Change",
            "Tanaka|22,614|38.8|1.4",
            "Delacroix|17,714|30.4|2.2",
            "Petersen|9,016|15.5|12.1",
            "Nakashima|4,341|7.5|6.3",
        ]],
    );
}

#[test]
fn numbers_left_of_the_name_of_the_texts_are_a_column() {
    check(
        &[
            "   Club         Won  Points",
            "1  Kelby         17      56",
            "2  Ince          13      44",
            "3  Castle        15      54",
            "4  Barrow         3      13",
        ],
        &[&["|Club|Won|Points", "1|Kelby|17|56", "2|Ince|13|44", "3|Castle|15|54", "4|Barrow|3|13"]],
    );
}

#[test]
fn numbers_in_brackets_that_count_up_name_columns() {
    check(
        &[
            "--------------------------------------",
            "                  OLS            IV   ",
            "              ------------     -------",
            "               (1)     (2)      (3)   ",
            "--------------------------------------",
            "Age          0.120   0.310    0.044   ",
            "Schooling    1.204   1.116    1.090   ",
            "--------------------------------------",
        ],
        &[&["|OLS|<|IV", "^|(1)|(2)|(3)", "Age|0.120|0.310|0.044", "Schooling|1.204|1.116|1.090"]],
    );
}
