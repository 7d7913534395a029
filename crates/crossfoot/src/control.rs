//! What a user may say of hard pages: areas and edges of columns, as Tabula's and Camelot's users type them.

use crate::pages::PageSet;
use model::Diagnostic;
use model::asked::{Area, Asked, Method};
use model::geometry::{Pt, Rect};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An area as typed: `[PAGES:][%]TOP,LEFT,BOTTOM,RIGHT` (see [`AreaSpec::from_str`]), or with its corners counted from the
/// page's lower edge (see [`CornersSpec`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaSpec {
    pages: Option<PageSet>,
    unit: Unit,
    /// Whether y counts from the lower edge of the page.
    upwards: bool,
    /// Top, left, bottom, right in 1/1000 of the unit.
    sides: [i32; 4],
}

/// Corners as typed for Camelot: `[PAGES:]X1,Y1,X2,Y2`, left top and right bottom, y from the lower edge of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CornersSpec(pub AreaSpec);

/// Edges between columns as typed: `[PAGES:][%]X1,X2,…`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnsSpec {
    pages: Option<PageSet>,
    unit: Unit,
    /// In 1/1000 of the unit, rising.
    edges: Vec<i32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Unit {
    Points,
    /// Per cent of the page.
    Percent,
}

/// Why an area or edges cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ControlError {
    /// The wrong number of numbers, or something that is none.
    #[error("expected {0}")]
    Form(&'static str),
    /// The list of pages before the colon.
    #[error("before the colon: {0}")]
    Pages(#[from] crate::pages::PageSetError),
    /// Sides in the wrong order.
    #[error("{0}")]
    Order(&'static str),
    /// More than the whole page.
    #[error("per cents run from 0 to 100")]
    Percent,
}

const AREA_FORM: &str = "TOP,LEFT,BOTTOM,RIGHT in points from the page's top left corner, or %TOP,LEFT,BOTTOM,RIGHT in per cent of the page, each with PAGES: before it if it holds for these pages alone, such as 3:80,40,500,560";
const CORNERS_FORM: &str = "X1,Y1,X2,Y2 in points, left top and right bottom corner, y from the page's lower edge, with PAGES: before it if it holds for these pages alone, such as 3:40,760,560,340";
const COLUMNS_FORM: &str = "x of the edges between columns in points from the page's left edge, or in per cent after %, with PAGES: before them if they hold for these pages alone, such as 120,240.5,360";

/// The farthest number typed, in 1/1000: what a page may measure.
const FARTHEST: f64 = 1e9;

/// Pages, unit and numbers of a text.
fn parse(text: &str, form: &'static str) -> Result<(Option<PageSet>, Unit, Vec<i32>), ControlError> {
    let (pages, rest) = match text.rsplit_once(':') {
        Some((pages, rest)) => (Some(pages.parse::<PageSet>()?), rest),
        None => (None, text),
    };
    let (unit, rest) = match rest.trim().strip_prefix('%') {
        Some(rest) => (Unit::Percent, rest),
        None => (Unit::Points, rest),
    };
    let number = |part: &str| {
        let value: f64 = part.trim().parse().map_err(|_| ControlError::Form(form))?;
        let thousandths = (value * 1000.0).round();
        // NaN fails this as well.
        if (0.0..=FARTHEST).contains(&thousandths) {
            Ok(thousandths as i32)
        } else {
            Err(ControlError::Form(form))
        }
    };
    let numbers: Vec<i32> = rest.split(',').map(number).collect::<Result<_, _>>()?;
    if unit == Unit::Percent && numbers.iter().any(|n| *n > 100_000) {
        return Err(ControlError::Percent);
    }
    Ok((pages, unit, numbers))
}

impl FromStr for AreaSpec {
    type Err = ControlError;

    fn from_str(text: &str) -> Result<Self, ControlError> {
        let (pages, unit, numbers) = parse(text, AREA_FORM)?;
        let sides: [i32; 4] = numbers.try_into().map_err(|_| ControlError::Form(AREA_FORM))?;
        if sides[0] >= sides[2] || sides[1] >= sides[3] {
            return Err(ControlError::Order(
                "the sides are TOP,LEFT,BOTTOM,RIGHT: top must be less than bottom, left less than right",
            ));
        }
        Ok(Self { pages, unit, upwards: false, sides })
    }
}

impl FromStr for CornersSpec {
    type Err = ControlError;

    fn from_str(text: &str) -> Result<Self, ControlError> {
        let (pages, unit, numbers) = parse(text, CORNERS_FORM)?;
        let [x1, y1, x2, y2]: [i32; 4] = numbers.try_into().map_err(|_| ControlError::Form(CORNERS_FORM))?;
        if unit == Unit::Percent {
            return Err(ControlError::Form(CORNERS_FORM));
        }
        if x1 >= x2 || y1 <= y2 {
            return Err(ControlError::Order(
                "the corners are X1,Y1 left top and X2,Y2 right bottom, y from the page's lower edge: x1 must be less than x2, y1 more than y2",
            ));
        }
        Ok(Self(AreaSpec { pages, unit, upwards: true, sides: [y1, x1, y2, x2] }))
    }
}

impl FromStr for ColumnsSpec {
    type Err = ControlError;

    fn from_str(text: &str) -> Result<Self, ControlError> {
        let (pages, unit, mut edges) = parse(text, COLUMNS_FORM)?;
        edges.sort_unstable();
        edges.dedup();
        Ok(Self { pages, unit, edges })
    }
}

/// Remarks on areas and columns asked for on pages of which none was read, as far as a person named pages.
pub(crate) fn nowhere(areas: &[AreaSpec], columns: &[ColumnsSpec], read: &[u32]) -> Vec<Diagnostic> {
    let absent =
        |pages: Option<&PageSet>| pages.is_some_and(|pages| !read.iter().any(|page| pages.contains(*page)));
    let areas = areas.iter().filter(|spec| absent(spec.pages.as_ref())).map(|spec| format!("area {spec}"));
    let columns =
        columns.iter().filter(|spec| absent(spec.pages.as_ref())).map(|spec| format!("columns {spec}"));
    let remark = |asked: String| {
        Diagnostic::new("area-unread", format!("{asked}: no such page was read"))
            .hint("pages count from 1; compare with --pages and the number of pages")
    };
    areas.chain(columns).map(remark).collect()
}

fn holds(pages: Option<&PageSet>, number: u32) -> bool {
    pages.is_none_or(|pages| pages.contains(number))
}

/// 1/1000 of a unit along a side of the page, in page space.
fn length(value: i32, unit: Unit, side: Pt) -> Pt {
    match unit {
        Unit::Points => Pt(value),
        Unit::Percent => side.scale(value, 100_000),
    }
}

impl AreaSpec {
    /// The area on a page of that size.
    fn on(&self, width: Pt, height: Pt) -> Rect {
        let [top, left, bottom, right] = self.sides;
        let y = |value: i32| {
            let at = length(value, self.unit, height);
            if self.upwards { height - at } else { at }
        };
        Rect::new(length(left, self.unit, width), y(top), length(right, self.unit, width), y(bottom))
    }
}

/// What is asked of a page of that number and size.
pub(crate) fn asked(
    method: Method,
    areas: &[AreaSpec],
    columns: &[ColumnsSpec],
    number: u32,
    (width, height): (Pt, Pt),
) -> Asked {
    let edges: Vec<Vec<Pt>> = columns
        .iter()
        .filter(|spec| holds(spec.pages.as_ref(), number))
        .map(|spec| spec.edges.iter().map(|x| length(*x, spec.unit, width)).collect())
        .collect();
    let mut all: Vec<Pt> = edges.iter().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    let boxes: Vec<Rect> = areas
        .iter()
        .filter(|spec| holds(spec.pages.as_ref(), number))
        .map(|spec| spec.on(width, height))
        .collect();
    // As many lists as areas are one for each; else every area takes the edges that lie in it.
    let each = edges.len() == boxes.len();
    let area = |(ix, bbox): (usize, &Rect)| {
        let own = if each { &edges[ix] } else { &all };
        let columns = own.iter().copied().filter(|x| bbox.x0 < *x && *x < bbox.x1).collect();
        Area { bbox: *bbox, columns, method, ..Area::default() }
    };
    let areas: Vec<Area> = boxes.iter().enumerate().map(area).collect();
    let only_areas = !areas.is_empty();
    Asked { method, only_areas, columns: if only_areas { Vec::new() } else { all }, areas }
}

fn write(f: &mut fmt::Formatter<'_>, pages: Option<&PageSet>, unit: Unit, numbers: &[i32]) -> fmt::Result {
    if let Some(pages) = pages {
        write!(f, "{pages}:")?;
    }
    if unit == Unit::Percent {
        f.write_str("%")?;
    }
    for (ix, number) in numbers.iter().enumerate() {
        write!(f, "{}{}", if ix == 0 { "" } else { "," }, Pt(*number))?;
    }
    Ok(())
}

/// As it would be typed.
impl fmt::Display for AreaSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [top, left, bottom, right] = self.sides;
        let sides = if self.upwards { [left, top, right, bottom] } else { self.sides };
        write(f, self.pages.as_ref(), self.unit, &sides)?;
        f.write_str(if self.upwards { " from below" } else { "" })
    }
}

/// As they would be typed.
impl fmt::Display for ColumnsSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self.pages.as_ref(), self.unit, &self.edges)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(text: &str) -> Rect {
        text.parse::<AreaSpec>().expect("an area").on(Pt::points(600), Pt::points(800))
    }

    #[test]
    fn areas_are_typed_as_for_tabula_and_as_for_camelot() {
        let wanted = Rect::new(Pt::points(60), Pt::points(80), Pt::points(300), Pt::points(400));
        assert_eq!(area("80,60,400,300"), wanted);
        assert_eq!(area("2-3:%10,10,50,50"), wanted);
        let corners: CornersSpec = "60,720,300,400".parse().expect("corners");
        assert_eq!(corners.0.on(Pt::points(600), Pt::points(800)), wanted);
    }

    #[test]
    fn what_cannot_be_an_area_says_what_is_expected() {
        let said = |text: &str| text.parse::<AreaSpec>().expect_err("no area").to_string();
        for text in ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,2,3,NaN", "-1,0,5,5", "inf,0,1,2"] {
            assert!(said(text).contains("TOP,LEFT,BOTTOM,RIGHT"), "{text}: {}", said(text));
        }
        assert!(said("50,0,10,10").contains("top must be less"));
        assert!(said("%0,0,101,50").contains("0 to 100"));
        assert!(said("x:0,0,10,10").contains("before the colon"));
        let said = "60,400,300,720".parse::<CornersSpec>().expect_err("upside down").to_string();
        assert!(said.contains("y1 more than y2"), "{said}");
        assert!("".parse::<ColumnsSpec>().expect_err("none").to_string().contains("edges between columns"));
    }

    #[test]
    fn edges_go_to_their_area_one_list_each_or_by_place() {
        let specs =
            |list: &[&str]| list.iter().map(|t| t.parse().expect("an area")).collect::<Vec<AreaSpec>>();
        let edges =
            |list: &[&str]| list.iter().map(|t| t.parse().expect("edges")).collect::<Vec<ColumnsSpec>>();
        let of = |areas: &[&str], columns: &[&str], page| {
            let size = (Pt::points(600), Pt::points(800));
            let asked = asked(Method::Auto, &specs(areas), &edges(columns), page, size);
            let own = asked.areas.iter().map(|a| a.columns.iter().map(|x| x.0 / 1000).collect::<Vec<_>>());
            (own.collect::<Vec<_>>(), asked.columns.len(), asked.only_areas)
        };
        let (one, two) = ("0,0,100,300", "200,0,300,600");
        assert_eq!(of(&[one, two], &["100,200", "400"], 1), (vec![vec![100, 200], vec![400]], 0, true));
        assert_eq!(of(&[one, two], &["100,400"], 1), (vec![vec![100], vec![100, 400]], 0, true));
        assert_eq!(of(&["2:0,0,100,300"], &["100,400"], 1), (vec![], 2, false));
    }
}
