use super::*;
use model::geometry::Pt;
use model::page::{Axis, Color};

const PAGE: Area = Area::new(0.0, 0.0, 600.0, 800.0);

fn shapes(path: &str, mode: &DrawMode, visible: Area) -> Shapes {
    let mut out = Shapes::default();
    let path = BezPath::from_svg(path).expect("a path");
    draw_path(&path, Affine::IDENTITY, mode, Look { color: Color::BLACK, visible }, &mut out);
    out
}

/// What a path draws on a page: rules as axis, at, from, to, width; then the areas.
fn check(path: &str, mode: &DrawMode, rules: &[(char, f64, f64, f64, f64)], areas: &[[f64; 4]]) {
    let found = shapes(path, mode, PAGE);
    let name = |axis| if axis == Axis::Horizontal { 'h' } else { 'v' };
    let pt = Pt::to_points;
    let strokes: Vec<_> = found
        .bars
        .strokes
        .iter()
        .map(|s| (name(s.axis), pt(s.at), pt(s.from), pt(s.to), pt(s.width)))
        .collect();
    assert_eq!(strokes, rules, "{path}");
    let fills: Vec<_> =
        found.bars.fills.iter().map(|f| [f.bbox.x0, f.bbox.y0, f.bbox.x1, f.bbox.y1].map(pt)).collect();
    assert_eq!(fills, areas, "{path}");
}

fn pen(width: f32) -> DrawMode {
    DrawMode::Stroke(StrokeProps { line_width: width, ..StrokeProps::default() })
}

const FILL: DrawMode = DrawMode::Fill(FillRule::NonZero);

#[test]
fn thin_fills_are_rules_and_thick_ones_areas() {
    check("M10,20 H110 V20.5 H10 Z", &FILL, &[('h', 20.25, 10.0, 110.0, 0.5)], &[]);
    check("M10,20 H110 V40 H10 Z", &FILL, &[], &[[10.0, 20.0, 110.0, 40.0]]);
}

#[test]
fn many_rectangles_in_one_path_stay_apart() {
    check(
        "M0,0 H100 V10 H0 Z M0,20 H100 V30 H0 Z M0,40 H100 V40.5 H0 Z",
        &FILL,
        &[('h', 40.25, 0.0, 100.0, 0.5)],
        &[[0.0, 0.0, 100.0, 10.0], [0.0, 20.0, 100.0, 30.0]],
    );
}

#[test]
fn a_frame_painted_as_an_area_with_a_hole_is_four_rules() {
    let sides = [
        ('h', 0.5, 0.0, 100.0, 1.0),
        ('v', 0.5, 1.0, 49.0, 1.0),
        ('v', 99.5, 1.0, 49.0, 1.0),
        ('h', 49.5, 0.0, 100.0, 1.0),
    ];
    let frame = "M0,0 H100 V50 H0 Z M1,1 V49 H99 V1 Z";
    check(frame, &FILL, &sides, &[]);
    check(frame, &DrawMode::Fill(FillRule::EvenOdd), &sides, &[]);
}

#[test]
fn the_sides_of_a_stroked_box_are_rules() {
    let sides = [
        ('h', 20.0, 10.0, 110.0, 0.5),
        ('v', 110.0, 20.0, 60.0, 0.5),
        ('h', 60.0, 10.0, 110.0, 0.5),
        ('v', 10.0, 20.0, 60.0, 0.5),
    ];
    check("M10,20 H110 V60 H10 Z", &pen(0.5), &sides, &[]);
    let mut out = Shapes::default();
    let look = Look { color: Color::BLACK, visible: PAGE };
    draw_rect(&Area::new(10.0, 20.0, 110.0, 60.0), Affine::IDENTITY, &pen(0.5), look, &mut out);
    assert_eq!(out.bars.strokes, shapes("M10,20 H110 V60 H10 Z", &pen(0.5), PAGE).bars.strokes);
}

#[test]
fn the_sides_of_a_thick_stroked_box_are_rules() {
    let found = shapes("M10,20 H110 V60 H10 Z", &pen(4.5), PAGE);
    assert_eq!((found.bars.strokes.len(), found.bars.fills.len()), (4, 0));
}

#[test]
fn a_hollow_box_as_thin_as_a_rule_is_one() {
    let mut out = Shapes::default();
    let look = Look { color: Color::BLACK, visible: PAGE };
    draw_rect(&Area::new(10.0, 20.0, 110.0, 20.5), Affine::IDENTITY, &pen(0.5), look, &mut out);
    assert_eq!((out.bars.strokes.len(), out.bars.strokes[0].width), (1, Pt(1_000)));
}

#[test]
fn the_straight_sides_of_a_rounded_box_are_rules() {
    let found = shapes(
        "M15,20 H105 C108,20 110,22 110,25 V55 C110,58 108,60 105,60 H15 C12,60 10,58 10,55 V25 C10,22 12,20 15,20 Z",
        &pen(0.5),
        PAGE,
    );
    assert_eq!(found.bars.strokes.len(), 4);
}

#[test]
fn a_very_thick_stroke_is_an_area_and_a_short_thick_one_a_rule_across() {
    check("M10,50 H110", &pen(4.0), &[('h', 50.0, 10.0, 110.0, 4.0)], &[]);
    check("M10,50 H110", &pen(20.0), &[], &[[10.0, 40.0, 110.0, 60.0]]);
    check("M50,50 H50.5", &pen(100.0), &[('v', 50.25, 0.0, 100.0, 0.5)], &[]);
}

#[test]
fn dashes_count_only_when_there_are_gaps() {
    let dashed = |array: &[f32]| {
        let props = StrokeProps { dash_array: array.iter().copied().collect(), ..StrokeProps::default() };
        shapes("M10,50 H110", &DrawMode::Stroke(props), PAGE).bars.strokes[0].dashed
    };
    assert_eq!(
        [dashed(&[]), dashed(&[3.0, 0.01]), dashed(&[3.0]), dashed(&[0.01, 2.0])],
        [false, false, true, true]
    );
}

#[test]
fn a_rule_outside_the_clip_is_not_seen_and_one_half_inside_is_cut() {
    let clip = Area::new(0.0, 0.0, 60.0, 10.0);
    assert!(shapes("M10,20 H110", &pen(0.5), clip).bars.strokes.is_empty());
    let cut = shapes("M10,5 H110", &pen(0.5), clip).bars.strokes;
    assert_eq!((cut[0].from, cut[0].to), (Pt(10_000), Pt(60_000)));
}

#[test]
fn slanted_lines_and_curves_are_no_rules() {
    check("M10,20 L110,60", &pen(0.5), &[], &[]);
    check("M10,20 C50,20 80,60 110,60", &pen(0.5), &[], &[]);
}

#[test]
fn tiny_bars_are_pieces() {
    let found = shapes("M10,20 H10.5 V20.5 H10 Z", &FILL, PAGE);
    assert_eq!((found.bars.pieces.len(), found.bars.strokes.len(), found.bars.pieces[0].2), (1, 0, false));
}

#[test]
fn what_runs_slanted_or_curved_is_a_drawing() {
    let drawings = |path: &str, mode: &DrawMode| {
        shapes(path, mode, PAGE)
            .bars
            .drawings
            .iter()
            .map(|d| (d.bbox.width().0, d.straight))
            .collect::<Vec<_>>()
    };
    assert_eq!(drawings("M10,20 L110,60", &pen(0.5)), [(100_000, true)]);
    assert_eq!(drawings("M10,20 L60,60 L110,20", &pen(0.5)), [(100_000, false)]);
    assert_eq!(drawings("M10,20 C40,20 80,60 110,60", &pen(0.5)), [(100_000, false)]);
    assert_eq!(drawings("M10,20 L110,60 L60,90 Z", &FILL), [(100_000, false)]);
    // Boxes, steps, and boxes with round corners are none.
    assert_eq!(drawings("M10,20 H110 V60 H10 Z M10,80 H50 V90 H90", &pen(0.5)), []);
    assert_eq!(
        drawings("M14,20 H106 Q110,20 110,24 V56 Q110,60 106,60 H14 Q10,60 10,56 V24 Q10,20 14,20 Z", &FILL),
        []
    );
    let clip = Area::new(0.0, 0.0, 60.0, 100.0);
    let cut = shapes("M10,20 L110,60", &pen(0.5), clip).bars.drawings;
    assert_eq!((cut[0].bbox.x1, cut.len()), (Pt(60_000), 1));
}

/// A box with round corners, as a producer draws it that knows no others.
fn rounded(radius: f64) -> String {
    let (right, bottom) = (110.0, 40.0);
    let corner = |x: f64, y: f64| format!("Q{x},{y} ");
    format!(
        "M{},20 L{},20 {}{right},{} L{right},{} {}{},{bottom} L{},{bottom} {}10,{} L10,{} {}{},20 Z",
        10.0 + radius,
        right - radius,
        corner(right, 20.0),
        20.0 + radius,
        bottom - radius,
        corner(right, bottom),
        right - radius,
        10.0 + radius,
        corner(10.0, bottom),
        bottom - radius,
        20.0 + radius,
        corner(10.0, 20.0),
        10.0 + radius,
    )
}

#[test]
fn round_corners_without_radius_are_corners() {
    let plain = |radius: f64| {
        let path = rounded(radius);
        let filled = shapes(&path, &FILL, PAGE).bars.fills[0].rectangle;
        (filled, is_plain_rectangle(&BezPath::from_svg(&path).expect("a path")))
    };
    assert_eq!([0.0, 6.0].map(plain), [(true, true), (false, false)]);
}
