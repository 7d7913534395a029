//! Blocks of lines that are named alike.

use super::*;

const ASSETS: &str = "item | land | total\nCost | |\nOpening | 52687.40 | 53128.64\nAdditions | 1942.70 | 1994.92\nClosing | 54630.10 | 55123.56\nDepreciation | |\nOpening | 5520.65 | 5848.15\nAdditions | 1074.51 | 1103.49\nClosing | 6595.16 | 6951.64";

#[test]
fn a_line_left_out_of_one_block_is_missed_as_the_other_has_it() {
    check(
        &ASSETS.replace("Opening | 5520.65 | 5848.15\n", ""),
        1,
        &["4,1 = 2,1 + 3,1: holds", "4,2 = 2,2 + 3,2: holds", "7,1 = 6,1: open", "7,2 = 6,2: open"],
    );
}

#[test]
fn columns_of_one_year_add_up_as_those_of_the_other() {
    let text = "name | 2020 | 2020 | 2020 | 2019 | 2019 | 2019\n | current | fixed | total assets | current | fixed | total assets\nA | 7829.95 | | 8305.63 | 6706.31 | 464.84 | 7171.15";
    check(text, 2, &["2,3 = 2,1: open", "2,6 = 2,4 + 2,5: holds"]);
}
