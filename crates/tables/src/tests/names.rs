//! Names of columns: apart from their figures, of numbers, over groups.

use super::{check, drawn, pieces};
use crate::lay_out;
use model::asked::Asked;
use model::page::{Font, FontId};

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

#[test]
fn bold_numbers_over_plain_ones_name_columns() {
    let mut page = drawn(&[
        "   Table 2. Trains on weekdays   ",
        "",
        "Station     405      509      205",
        "Oakham    05:58    09:05    09:52",
        "Melton    06:05    09:12    09:59",
        "Garston   06:12    09:19    10:06",
        "Ilkley    06:26    09:33    10:20",
    ]);
    page.fonts = vec![Font::default(), Font { bold: true, ..Font::default() }];
    let head = page.glyphs.iter_mut().filter(|glyph| glyph.run == 2 && glyph.text.first_char() < Some('A'));
    head.for_each(|glyph| glyph.font = FontId(1));
    let layout = lay_out(&page, &Asked::default());
    let wanted = [
        "Station|405|509|205",
        "Oakham|05:58|09:05|09:52",
        "Melton|06:05|09:12|09:59",
        "Garston|06:12|09:19|10:06",
        "Ilkley|06:26|09:33|10:20",
    ];
    assert_eq!(pieces(&layout), [wanted]);
}
