//! Typed tables whose columns only places show that no line writes on.

use super::check_typed as check;

#[test]
fn a_number_of_the_row_stands_a_space_before_the_longest_name() {
    check(
        &[
            "        stratum    value",
            "1    Burgenland 19.53984",
            "2     Carinthia 13.08627",
            "3 Lower Austria 13.84362",
            "4      Salzburg 13.78734",
            "5        Styria 14.37464",
            "6         Tyrol 15.30819",
            "7 Upper Austria 10.88977",
            "8        Vienna 17.23468",
        ],
        &[&[
            "|stratum|value",
            "1|Burgenland|19.53984",
            "2|Carinthia|13.08627",
            "3|Lower Austria|13.84362",
            "4|Salzburg|13.78734",
            "5|Styria|14.37464",
            "6|Tyrol|15.30819",
            "7|Upper Austria|10.88977",
            "8|Vienna|17.23468",
        ]],
    );
}

#[test]
fn names_begin_where_their_words_and_figures_do() {
    check(
        &[
            "          width height colour  pointsize",
            "bmp       480   480    white   12",
            "cairo_pdf 7     7      white   12",
            "jpeg      480   480    black   12",
            "xfig      8.27  11.7   white   12",
        ],
        &[&[
            "|width|height|colour|pointsize",
            "bmp|480|480|white|12",
            "cairo_pdf|7|7|white|12",
            "jpeg|480|480|black|12",
            "xfig|8.27|11.7|white|12",
        ]],
    );
}

#[test]
fn units_behind_figures_are_no_column() {
    check(
        &[
            "           weight    length",
            "Barley      12 kg      1204",
            "Rye          9 kg     11380",
            "Oats       104 kg      2071",
            "Wheat       17 kg     40600",
        ],
        &[&[
            "|weight|length",
            "Barley|12 kg|1204",
            "Rye|9 kg|11380",
            "Oats|104 kg|2071",
            "Wheat|17 kg|40600",
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
