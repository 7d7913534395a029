//! A template on another document: which areas to ask for on which pages.

use crate::anchors::{Moved, Text, places, texts};
use crate::file::{Entry, Role, Template};
use model::Diagnostic;
use model::asked::{Area, Method};
use model::geometry::{Pt, Quarter, Rect};
use model::layout::{Item, PageLayout, Piece};
use std::collections::BTreeMap;

/// Edges of columns move against each other from issue to issue by no more than this: another font, another longest label.
const GIVE: Pt = Pt(12_000);
/// A table's sides as well, where it goes on on the next page.
const SAME_END: Pt = Pt(8_000);
/// Lines of a body stand apart by up to this much (per cent) of the widest gap known.
const APART: i32 = 160;
/// And by this part (per cent) of their size, if they were found in a table, or in none: then it may be prose.
const LEADING: i32 = 90;
const SOLID: i32 = 35;
/// The part of the page (per cent) below which a table may have been cut by its end, and above which its rest begins.
const FOOT: i32 = 72;
const TOP: i32 = 28;
/// Pages that one table goes on over.
const MOST_PAGES: u32 = 2_000;

/// What a template says of a document.
#[derive(Debug, Default)]
pub struct Fit {
    /// Areas to be read, by page.
    pub areas: BTreeMap<u32, Vec<Area>>,
    /// What does not fit.
    pub diagnostics: Vec<Diagnostic>,
}

/// A table found again.
struct Placed {
    /// Its place in the template.
    table: usize,
    /// Index of the page.
    page: usize,
    moved: Moved,
}

/// Holds a template against a document read without it.
pub fn fit(template: &Template, pages: &[PageLayout]) -> Fit {
    let mut out = Fit::default();
    let mut by_way: BTreeMap<Quarter, Vec<Vec<Text>>> = BTreeMap::new();
    for entry in &template.tables {
        by_way
            .entry(entry.direction())
            .or_insert_with_key(|way| pages.iter().map(|p| texts(p, *way)).collect());
    }
    let placed = placed(template, &by_way, &mut out);
    for (nth, own) in placed.iter().enumerate() {
        let entry = &template.tables[own.table];
        let page = &pages[own.page];
        if entry.method() == Method::Lattice {
            compare(entry, own.moved, page, &mut out);
            continue;
        }
        let lines = &by_way[&entry.direction()];
        let stops = stops(template, &placed, nth);
        let (area, bottom) = area(entry, own.moved, page, &lines[own.page], &stops);
        out.areas.entry(page.number).or_default().push(area);
        go_on(entry, own, bottom, pages, lines, &placed, &mut out);
    }
    out
}

/// Each table of the template at the likeliest place that no other has, in their order.
fn placed(template: &Template, by_way: &BTreeMap<Quarter, Vec<Vec<Text>>>, out: &mut Fit) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for (table, entry) in template.tables.iter().enumerate() {
        let lines = &by_way[&entry.direction()];
        let top = |moved: &Moved| entry.place().y0 + moved.dy;
        let after = placed
            .last()
            .map_or((0, Pt::MIN), |last| (last.page, template.tables[last.table].place().y0 + last.moved.dy));
        let free = |page: usize, moved: &Moved| {
            placed.iter().all(|other| {
                let theirs = template.tables[other.table].place().y0 + other.moved.dy;
                other.page != page || (theirs - top(moved)).abs() > Pt::points(10)
            })
        };
        let all = lines
            .iter()
            .enumerate()
            .flat_map(|(page, lines)| places(entry, lines).into_iter().map(move |moved| (page, moved)));
        // Of places alike, the first after the table before; a caption before a head that other tables have as well.
        let best = all.filter(|(page, moved)| free(*page, moved)).min_by_key(|(page, moved)| {
            let before = (*page, top(moved)) < after;
            (!moved.captioned, std::cmp::Reverse(moved.share / 20), before, *page, top(moved))
        });
        match best {
            Some((page, moved)) => placed.push(Placed { table, page, moved }),
            None => out.diagnostics.push(
                Diagnostic::new(
                    "layout-unmatched",
                    format!("{} of the layout was not found: fewer than half of its texts stand anywhere as they stood", entry.name),
                )
                .hint("its tables were left to the finder; look whether the document has it, and save its layout anew"),
            ),
        }
    }
    placed
}

/// Places on the same page at which other tables of the template begin above or below this one.
fn stops(template: &Template, placed: &[Placed], nth: usize) -> Vec<Pt> {
    let own = &placed[nth];
    let start = |other: &Placed| {
        let entry = &template.tables[other.table];
        let captions =
            entry.anchors.iter().filter(|a| a.role == Role::Caption).map(|a| Pt::from_points(a.at[1]));
        captions.chain([entry.place().y0]).min().unwrap_or_default() + other.moved.dy
    };
    let sides = |of: &Placed| {
        let place = template.tables[of.table].place();
        Rect { x0: place.x0 + of.moved.dx, x1: place.x1 + of.moved.dx, ..place }
    };
    let one_below = |(ix, other): &(usize, &Placed)| {
        *ix != nth && other.page == own.page && sides(other).overlap_x(&sides(own)) > Pt::ZERO
    };
    placed.iter().enumerate().filter(one_below).map(|(_, other)| start(other)).collect()
}

/// Where a table stands now: its top and sides by its texts, its foot by the lines that follow.
fn area(entry: &Entry, moved: Moved, page: &PageLayout, lines: &[Text], stops: &[Pt]) -> (Area, Pt) {
    let place = entry.place();
    let (left, right) = (place.x0 + moved.dx, place.x1 + moved.dx);
    let top = place.y0 + moved.dy;
    let head_end = entry.head_end.map(|y| Pt::from_points(y) + moved.dy);
    let columns: Vec<Pt> = entry.columns.iter().map(|x| Pt::from_points(*x) + moved.dx).collect();
    let stop = stops.iter().copied().filter(|y| *y > top).min().unwrap_or(Pt::MAX);
    let gap = Pt::from_points(entry.row_gap).scale(APART, 100);
    let mut bottom = head_end.unwrap_or(top);
    let crosses = |text: &Text| columns.iter().filter(|x| text.bbox.x0 < **x && **x < text.bbox.x1).count();
    // A table that was found there without the template ends no sooner, whatever white is between its rows.
    let under = head_end.unwrap_or(top) + Pt(500);
    let whole = page.pieces().find_map(|piece| {
        let bbox = entry.direction().turn(&piece.bbox.filter(|_| piece.direction == entry.direction())?);
        let there = bbox.y0 <= under && under < bbox.y1;
        (there && (bbox.x0 - left).abs() <= SAME_END && (bbox.x1 - right).abs() <= SAME_END).then_some(bbox)
    });
    let alone = |text: &Text| {
        let beside = |other: &&Text| {
            !std::ptr::eq(*other, text) && other.bbox.overlap_y(&text.bbox) * 2 > text.bbox.height()
        };
        !lines.iter().any(|other| beside(&other))
    };
    for text in lines.iter().filter(|text| {
        let middle = text.bbox.center();
        left - SAME_END <= middle.x && middle.x <= right + SAME_END && middle.y > top
    }) {
        let leading = text.size.scale(if text.in_table { LEADING } else { SOLID }, 100);
        let found = whole.is_some_and(|bbox| bbox.contains(text.bbox.center()));
        let far = !found && text.bbox.y0 - bottom > gap.max(leading);
        // Prose runs over the columns, or over the edge of one with nothing beside it; what runs over them in a table found is a
        // heading between rows.
        let many = crosses(text) > 1.min(columns.len().saturating_sub(1));
        let prose = !text.in_table && (many || crosses(text) > 0 && alone(text));
        if head_end.is_none_or(|end| text.bbox.center().y > end) && (far || prose || text.bbox.y0 >= stop) {
            break;
        }
        bottom = bottom.max(text.bbox.y1);
    }
    let sheet = entry.direction().turn(&Rect { x1: page.width, y1: page.height, ..Rect::default() });
    let bbox = Rect::new(
        left.max(sheet.x0),
        (top - Pt(500)).max(sheet.y0),
        right.min(sheet.x1).max(left),
        (bottom + Pt(500)).min(sheet.y1).max(top),
    );
    let bbox = entry.direction().unturn(&bbox);
    (Area { bbox, columns, head_end, method: entry.method(), give: Some(GIVE) }, bottom)
}

/// The rest of a table on the pages that follow: under its head printed again, or at their top between the same sides.
fn go_on(
    entry: &Entry,
    own: &Placed,
    bottom: Pt,
    pages: &[PageLayout],
    lines: &[Vec<Text>],
    placed: &[Placed],
    out: &mut Fit,
) {
    let mut bottom = bottom;
    let direction = entry.direction();
    for ix in own.page + 1..pages.len().min(own.page + MOST_PAGES as usize) {
        let (before, page) = (&pages[ix - 1], &pages[ix]);
        let sheet =
            |page: &PageLayout| direction.turn(&Rect { x1: page.width, y1: page.height, ..Rect::default() });
        let (over, own_sheet) = (sheet(before), sheet(page));
        let reaches = bottom - over.y0 >= over.height().scale(FOOT, 100);
        if page.number != before.number + 1 || !reaches || placed.iter().any(|other| other.page == ix) {
            return;
        }
        let begins = own_sheet.y0 + own_sheet.height().scale(TOP, 100);
        let heads = Entry {
            anchors: entry.anchors.iter().filter(|anchor| anchor.role == Role::Head).cloned().collect(),
            ..entry.clone()
        };
        let again =
            places(&heads, &lines[ix]).into_iter().find(|moved| entry.place().y0 + moved.dy <= begins);
        let (area, end) = if let Some(moved) = again {
            area(entry, moved, page, &lines[ix], &[])
        } else {
            let Some(piece) = first_piece(page).filter(|piece| piece.direction == direction) else { return };
            let Some(bbox) = piece.bbox.map(|bbox| direction.turn(&bbox)) else { return };
            let place = entry.place();
            let near = |a: Pt, b: Pt| (a - b - own.moved.dx).abs() <= SAME_END;
            if !near(bbox.x0, place.x0) || !near(bbox.x1, place.x1) || bbox.y0 > begins {
                return;
            }
            let columns = entry.columns.iter().map(|x| Pt::from_points(*x) + own.moved.dx).collect();
            let bbox_there = direction.unturn(&bbox);
            (
                Area { bbox: bbox_there, columns, head_end: None, method: entry.method(), give: Some(GIVE) },
                bbox.y1,
            )
        };
        out.areas.entry(page.number).or_default().push(area);
        bottom = end;
    }
}

fn first_piece(page: &PageLayout) -> Option<&Piece> {
    page.items.iter().find_map(|item| if let Item::Piece(piece) = item { Some(piece) } else { None })
}

/// A table that rules draw is read by them: the template only says whether they draw what it knows.
fn compare(entry: &Entry, moved: Moved, page: &PageLayout, out: &mut Fit) {
    let place = entry.place();
    let top = Rect::new(
        place.x0 + moved.dx,
        place.y0 + moved.dy,
        place.x1 + moved.dx,
        place.y0 + moved.dy + Pt::points(12),
    );
    let there = |piece: &&Piece| {
        let bbox = piece.bbox.filter(|_| piece.direction == entry.direction());
        bbox.is_some_and(|bbox| entry.direction().turn(&bbox).grow(SAME_END).contains(top.center()))
    };
    let remark = |message: String| {
        Diagnostic::new("layout-differs", message)
            .on(page.number)
            .at(entry.direction().unturn(&top))
            .hint("it was read as found; save its layout anew if that is right")
    };
    let Some(piece) = page.pieces().find(there) else {
        let message =
            format!("{} of the layout has a grid of rules: none stands where its texts stand", entry.name);
        out.diagnostics.push(remark(message));
        return;
    };
    let edges = &piece.col_edges[1..piece.col_edges.len() - 1];
    let alike = edges.len() == entry.columns.len()
        && edges
            .iter()
            .zip(&entry.columns)
            .all(|(x, known)| (*x - Pt::from_points(*known) - moved.dx).abs() <= GIVE * 2);
    if !alike {
        let message = format!(
            "{} of the layout has {} columns: the rules draw {}, or stand elsewhere",
            entry.name,
            entry.columns.len() + 1,
            edges.len() + 1
        );
        out.diagnostics.push(remark(message));
    }
}
