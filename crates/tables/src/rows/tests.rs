use super::*;

/// Lines as (y, columns filled, figures?, indent), a small first letter shown by `~`.
fn check(lines: &[(i32, &str, i32)], parted: &[i32], wanted: &[usize]) {
    let strip = |(y, fills, indent): &(i32, &str, i32)| Strip {
        base: Pt::points(*y),
        middle: Pt::points(*y - 4),
        size: Pt::points(10),
        filled: fills.chars().filter(|c| *c != '~').map(|c| c != '.').collect(),
        figures: fills.contains('9'),
        stub: (!fills.trim_start_matches('~').starts_with('.')).then(|| Pt::points(*indent)),
        small: fills.starts_with('~'),
        enclosed: false,
        smalls: Vec::new(),
        capital: false,
        label: (!fills.trim_start_matches('~').starts_with('.')).then(|| (0, Pt::points(*indent))),
        bold: false,
        names: false,
        over: false,
        summed: false,
        figure: Vec::new(),
        groups: Vec::new(),
        entry: Vec::new(),
        inset: Pt::ZERO,
        wide: Vec::new(),
    };
    let strips: Vec<Strip> = lines.iter().map(strip).collect();
    let parted: Vec<Pt> = parted.iter().map(|y| Pt::points(*y)).collect();
    assert_eq!(rows(&strips, &parted, &[], false), wanted);
}

#[test]
fn each_line_of_figures_is_a_row() {
    check(&[(0, "x9", 0), (14, "x9", 0), (28, "x.", 0), (42, "x9", 5)], &[], &[0, 1, 2, 3]);
}

#[test]
fn lines_closer_than_rows_are_one_row() {
    check(&[(0, "x9", 0), (12, "x.", 0), (30, "x9", 0), (48, "x9", 0)], &[], &[0, 0, 1, 2]);
    // Figures beside the middle of a label of two lines.
    check(&[(0, "x.", 0), (6, ".9", 0), (12, "x.", 0), (30, "x9", 0), (50, "x9", 0)], &[], &[0, 0, 0, 1, 2]);
}

#[test]
fn rows_whose_texts_stand_about_their_figures_end_at_the_widest_step() {
    let lines = [
        (0, "xx9", 0),
        (9, ".x.", 0),
        (15, "x.9", 0),
        (21, ".x.", 0),
        (30, "xx9", 0),
        (45, "xx9", 0),
        (54, ".x.", 0),
        (60, "x.9", 0),
        (66, ".x.", 0),
    ];
    check(&lines, &[], &[0, 1, 1, 1, 2, 3, 4, 4, 4]);
    let far = [(0, "xx9", 0), (15, ".x.", 0), (21, "x.9", 0), (27, ".x.", 0), (42, "xx9", 0), (57, "xx9", 0)];
    check(&far, &[], &[0, 1, 1, 1, 2, 3]);
}

#[test]
fn a_heading_close_above_its_first_row_is_a_row() {
    let groups =
        [(0, "x.", 0), (11, "x9", 14), (24, "x9", 14), (47, "x.", 0), (58, "x9", 14), (71, "x9", 14)];
    check(&groups, &[], &[0, 1, 2, 3, 4, 5]);
    // Labels whose second lines hang in.
    let labels = [(0, "x.", 0), (11, "x9", 14), (24, "x9", 0), (47, "x.", 0), (58, "x9", 14), (71, "x9", 0)];
    check(&labels, &[], &[0, 0, 1, 2, 2, 3]);
}

#[test]
fn a_small_letter_goes_on_with_the_row_before() {
    check(&[(0, "x9", 0), (14, "~x.", 8), (28, "x9", 0), (42, "x9", 0)], &[], &[0, 0, 1, 2]);
}

#[test]
fn a_sum_that_begins_small_says_nothing_of_rows_set_otherwise() {
    // A label that wraps before its column's end, as it is narrower than that.
    let strip = |y: i32, indent: i32, figures: bool, small: bool, bold: bool| Strip {
        base: Pt::points(y),
        middle: Pt::points(y - 4),
        size: Pt::points(10),
        filled: vec![true, figures],
        figure: vec![false, figures],
        figures,
        stub: Some(Pt::points(indent)),
        small,
        bold,
        inset: Pt::ZERO,
        wide: vec![
            Some((Pt::points(60), Pt::points(20))),
            figures.then_some((Pt::points(20), Pt::points(20))),
        ],
        groups: vec![None; 2],
        entry: vec![false; 2],
        smalls: vec![small, false],
        ..Strip::default()
    };
    let lines = |bold: bool, indent: i32| {
        let sum = strip(42, indent, true, true, bold);
        [
            strip(0, 8, true, false, false),
            strip(14, 8, false, true, false),
            strip(28, 8, true, false, false),
            sum,
        ]
    };
    let rooms = [Pt::points(200), Pt::points(40)];
    assert_eq!(rows(&lines(true, 8), &[], &rooms, false), [0, 0, 1, 2]);
    assert_eq!(rows(&lines(false, 0), &[], &rooms, false), [0, 0, 1, 2]);
    assert_eq!(rows(&lines(false, 8), &[], &rooms, false), [0, 1, 2, 3]);
}

#[test]
fn a_row_has_its_figures_once() {
    // The label of the first row wraps; the small letter below it begins the next.
    check(&[(0, "x9", 8), (14, "~x.", 8), (28, "~x9", 0), (42, "x9", 0)], &[], &[0, 0, 1, 2]);
}

#[test]
fn strips_that_hold_whole_rows_are_no_rows() {
    let strip = |y: i32, label: i32, figure: i32| Strip {
        base: Pt::points(y),
        middle: Pt::points(y - 4),
        size: Pt::points(10),
        filled: vec![label > 0, figure > 0],
        figure: vec![false, figure > 0],
        entry: vec![false; 2],
        figures: figure > 0,
        stub: (label > 0).then_some(Pt::ZERO),
        wide: [label, figure].map(|w| (w > 0).then(|| (Pt::points(w), Pt::points(w)))).to_vec(),
        ..Strip::default()
    };
    let lines = [
        strip(0, 30, 0),
        strip(20, 95, 0),
        strip(30, 30, 20),
        strip(50, 40, 30),
        strip(71, 20, 40),
        strip(92, 20, 40),
    ];
    let parted = [Pt::points(60), Pt::points(80)];
    let rooms = [Pt::points(100), Pt::points(40)];
    assert_eq!(rows(&lines, &parted, &rooms, false)[3..], [3, 4, 5].map(|row: usize| row - 1)[..]);
}

#[test]
fn a_heading_as_far_below_a_label_as_rows_are_padded_is_no_rest() {
    let strip = |y: i32, label: i32, figure: bool, bold: bool| Strip {
        base: Pt::points(y),
        size: Pt::points(10),
        filled: vec![true, figure],
        figure: vec![false, figure],
        figures: figure,
        stub: Some(Pt::ZERO),
        capital: true,
        bold,
        inset: Pt::ZERO,
        wide: vec![Some((Pt::points(label), Pt::points(40))), figure.then_some((Pt::ZERO, Pt::ZERO))],
        ..Strip::default()
    };
    let rest = |pitch: i32| {
        let strips = [
            strip(0, 30, false, true),
            strip(pitch, 95, true, false),
            strip(pitch * 2, 90, false, false),
            strip(pitch * 3, 50, true, false),
        ];
        let rooms = [Pt::points(100), Pt::points(40)];
        is_rest(&strips, &rooms, &keys(&strips), &[false; 4], 2)
    };
    assert_eq!([14, 16].map(rest), [true, false]);
}

#[test]
fn rules_between_all_rows_part_them() {
    check(&[(0, "x9", 0), (14, "x.", 0), (28, "x9", 0), (42, "x.", 0)], &[20], &[0, 0, 1, 1]);
}

/// The same with the label and its width of each line.
fn check_labels(lines: &[(i32, &str, i32, i32, bool)], wanted: &[usize]) {
    let strip = |(y, fills, indent, width, bold): &(i32, &str, i32, i32, bool)| Strip {
        base: Pt::points(*y),
        middle: Pt::points(*y - 4),
        size: Pt::points(10),
        filled: fills.chars().filter(|c| *c != '~').map(|c| c != '.').collect(),
        figures: fills.contains('9'),
        small: fills.starts_with('~'),
        enclosed: false,
        capital: !fills.starts_with('~'),
        label: Some((
            fills.find('x').unwrap_or(0) - usize::from(fills.starts_with('~')),
            Pt::points(*indent),
        )),
        bold: *bold,
        inset: Pt::ZERO,
        wide: vec![Some((Pt::points(*width), Pt::points(20))); 3],
        figure: vec![false; 3],
        entry: vec![false; 3],
        groups: vec![None; 3],
        ..Strip::default()
    };
    let strips: Vec<Strip> = lines.iter().map(strip).collect();
    assert_eq!(rows(&strips, &[], &[], false), wanted);
}

#[test]
fn the_lines_of_one_label_are_of_one_weight() {
    let lines = |bold: bool| {
        [
            (0, ".x9", 40, 80, bold),
            (12, ".x.", 40, 80, false),
            (24, ".x9", 40, 80, false),
            (36, ".x9", 40, 80, false),
        ]
    };
    check_labels(&lines(true), &[0, 1, 2, 3]);
    check_labels(&lines(false), &[0, 0, 1, 2]);
}

#[test]
fn no_text_turns_bold_where_it_goes_on() {
    let lines = |bold: bool| {
        [
            (0, "xx9", 40, 80, false),
            (12, ".x.", 40, 80, bold),
            (24, "xx9", 40, 80, false),
            (36, "xx9", 40, 80, false),
        ]
    };
    check_labels(&lines(true), &[0, 1, 2, 3]);
    check_labels(&lines(false), &[0, 0, 1, 2]);
}

#[test]
fn a_label_set_out_above_rows_set_in_heads_them() {
    let lines = |width: i32| {
        [
            (0, "x9.", 0, 80, false),
            (12, "x9.", 20, 80, false),
            (24, "x9.", 20, 80, false),
            (36, "~x..", 0, width, false),
            (48, "~x9.", 10, 40, false),
            (60, "x9.", 10, 40, false),
        ]
    };
    check_labels(&lines(40), &[0, 1, 2, 3, 4, 5]);
    check_labels(&lines(80), &[0, 1, 2, 2, 3, 4]);
}

#[test]
fn a_heading_behind_blank_codes_had_room_beside_the_label_above() {
    // Lines of (code?, figures?, width of the label, width of its first word), in columns whose width is not known.
    let check = |lines: &[(bool, bool, i32, i32)], wanted: &[usize]| {
        let strip = |(ix, (code, figures, wide, first)): (usize, &(bool, bool, i32, i32))| Strip {
            base: Pt::points(14 * ix as i32),
            middle: Pt::points(14 * ix as i32 - 4),
            size: Pt::points(10),
            filled: vec![*code, true, *figures],
            figures: *figures,
            stub: code.then_some(Pt::ZERO),
            capital: true,
            wide: vec![None, Some((Pt::points(*wide), Pt::points(*first))), None],
            ..Strip::default()
        };
        let strips: Vec<Strip> = lines.iter().enumerate().map(strip).collect();
        assert_eq!(rows(&strips, &[], &[], false), wanted);
    };
    let above = [(true, true, 120, 60), (true, true, 40, 40)];
    check(&[above[0], above[1], (false, true, 45, 45), (false, false, 58, 28)], &[0, 1, 2, 3]);
    // One that no room was left for is the rest of it.
    check(&[above[0], above[1], (false, true, 110, 45), (false, false, 58, 28)], &[0, 1, 2, 2]);
}

/// Lines of two columns: a label, and a figure in digits.
fn figures(lines: &[(&str, &str)]) -> Vec<Strip> {
    let strip = |(nth, (label, figure)): (usize, &(&str, &str))| Strip {
        base: Pt::points(nth as i32 * 12),
        size: Pt::points(10),
        filled: vec![!label.is_empty(), !figure.is_empty()],
        figure: vec![false, !figure.is_empty()],
        figures: !figure.is_empty(),
        groups: vec![None, Groups::of(figure)],
        stub: (!label.is_empty()).then_some(Pt::ZERO),
        label: (!label.is_empty()).then_some((0, Pt::ZERO)),
        entry: vec![false; 2],
        smalls: vec![false; 2],
        wide: vec![None; 2],
        ..Strip::default()
    };
    lines.iter().enumerate().map(strip).collect()
}

#[test]
fn last_digits_below_a_figure_are_its_own() {
    let rows = [("Ash", "5,356.81"), ("Birch", "4,941.17"), ("Cedar", "2,461.13")];
    let of = |more: &[(&str, &str)]| super::rows(&figures(&[&rows[..], more].concat()), &[], &[], false);
    assert_eq!(of(&[("All", "12,759.1"), ("", "1")]), [0, 1, 2, 3, 3]);
    assert_eq!(of(&[("All", "12,7"), ("", "59.11")]), [0, 1, 2, 3, 3]);
    assert_eq!(of(&[("All", "12,759.11"), ("", "1")]), [0, 1, 2, 3, 4], "the figure is whole");
    assert_eq!(of(&[("All", "12,759.1"), ("", "11")]), [0, 1, 2, 3, 4], "it would have too many decimals");
    let commas = [("Wasser", "6,5"), ("Strom", "8,2"), ("Gas", "17,3"), ("", "32,0")];
    assert_eq!(super::rows(&figures(&commas), &[], &[], false), [0, 1, 2, 3], "a sum without a label");
}

#[test]
fn a_comment_ends_beside_the_figures_of_its_row() {
    let strip = |y: i32, label: bool, comment: i32, small: bool| Strip {
        base: Pt::points(y),
        size: Pt::points(10),
        filled: vec![label, label, true],
        figure: vec![false, true, false],
        figures: label,
        stub: label.then_some(Pt::ZERO),
        label: Some(if label { (0, Pt::ZERO) } else { (2, Pt::points(200)) }),
        capital: true,
        entry: vec![false; 3],
        smalls: vec![false, false, small],
        groups: vec![None; 3],
        wide: vec![
            label.then_some((Pt::points(50), Pt::points(20))),
            label.then_some((Pt::points(20), Pt::points(20))),
            Some((Pt::points(comment), Pt::points(40))),
        ],
        ..Strip::default()
    };
    let rooms = [Pt::points(80), Pt::points(30), Pt::points(200)];
    let of = |small: bool| {
        let known = [strip(0, true, 90, false), strip(12, true, 90, false)];
        let lines = [&known[..], &[strip(24, false, 190, false), strip(36, true, 50, small)]].concat();
        rows(&lines, &[], &rooms, false)
    };
    assert_eq!(of(true), [0, 1, 2, 2]);
    assert_eq!(of(false), [0, 1, 2, 3], "a comment of its own");
}
