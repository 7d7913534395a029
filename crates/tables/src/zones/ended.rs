//! Where the rows of a zone end between its bars: above prose, notes, the head or the caption of another table.

use super::{CAPTION, FOOT, is_wide};
use crate::bands::{Line, PHRASE};
use crate::read::is_data;
use model::geometry::Pt;

/// Where the last rows below a bar end and prose begins: names of columns follow it before the next figures, or it stands
/// farther below a band of shading than rows are from each other; or several lines of it stand right below the band, or below
/// the rule that closes rows (`closed`) and above the names of other columns.
pub(super) fn above_prose(lines: &[Line], width: Pt, (drawn, closed): (bool, bool)) -> Option<Pt> {
    let next = lines.iter().position(|line| is_wide(line, width))?;
    let is_row = |line: &Line| is_data(line, PHRASE);
    let rows = lines[next..].iter().position(is_row).map_or(lines.len(), |row| next + row);
    let headed = rows < lines.len() && lines[next..rows].iter().any(|line| line.phrases().len() > 1);
    if next == 0 {
        let prose = lines[..rows].iter().take_while(|line| line.phrases().len() == 1).count();
        let wide = lines[..rows].iter().filter(|line| is_wide(line, width)).count();
        let ends = if drawn { closed && headed && prose > 1 } else { wide > 1 && rows < lines.len() };
        return ends.then(|| lines[0].top - Pt(1));
    }
    let white = |ix: usize| lines[ix].top - lines[ix - 1].bottom;
    let widest = (1..next).map(white).max().unwrap_or_default();
    let (above, below) = (&lines[next - 1], &lines[next]);
    let far = !drawn && white(next) > widest.max(below.size.scale(FOOT, 1000));
    let ends = (far || headed) && lines[..next].iter().any(is_row);
    ends.then(|| above.bottom + (below.top - above.bottom) / 2)
}

/// Where rows end below which notes stand, prose, the next table's caption, and between the next bars (`next`) that one's head.
pub(super) fn above_head(lines: &[Line], next: &[Line]) -> Option<Pt> {
    let last = lines.iter().rposition(|line| is_data(line, PHRASE))?;
    let below = &lines[last + 1..];
    let lone = below.len() > LONE_HEADINGS && below.iter().all(|line| line.runs(CAPTION).len() == 1);
    // Headings stand in the column of the labels, all of them.
    let figures = lines[last].phrases().get(1).map(|run| lines[last].span(run).x0)?;
    let lone = lone && below.iter().any(|line| line.left() < figures && line.right() > figures);
    let head =
        !next.iter().any(|line| is_data(line, PHRASE)) && next.iter().any(|line| line.phrases().len() > 1);
    (lone && head).then(|| lines[last].bottom + (below[0].top - lines[last].bottom) / 2)
}

/// No more headings stand above a head that is said again within a table.
const LONE_HEADINGS: usize = 2;

/// Where what stands between two bands of shading is the last row of a table and then the next one's caption: lines without
/// figures below more white than lines of a row have between them.
pub(super) fn foot(lines: &[Line]) -> Option<Pt> {
    let last = lines.iter().rposition(|line| is_data(line, PHRASE))?;
    let next = (last + 1..lines.len())
        .find(|ix| lines[*ix].top - lines[*ix - 1].bottom > lines[*ix].size.scale(FOOT, 1000))?;
    let (above, below) = (&lines[next - 1], &lines[next]);
    Some(above.bottom + (below.top - above.bottom) / 2)
}

/// The same below a drawn bar that has none below its rows: more white than between any two rows above, and a line below
/// it that runs over several columns.
pub(super) fn end_of_rows(lines: &[Line]) -> Option<Pt> {
    let last = lines.iter().rposition(|line| is_data(line, PHRASE))?;
    let white = |ix: usize| lines[ix].top - lines[ix - 1].bottom;
    let widest = (1..=last).map(white).max()?;
    let wide = |ix: &usize| white(*ix) > lines[*ix].size.scale(FOOT, 1000).max(widest.scale(MORE, 1000));
    let next = (last + 1..lines.len()).find(wide)?;
    let over = |line: &Line| {
        let runs = lines[last].phrases();
        let crossed = runs.iter().filter(|run| {
            let span = lines[last].span(run);
            line.left() < span.x1 && span.x0 < line.right()
        });
        line.phrases().len() == 1 && crossed.count() > 1
    };
    // A title on the middle of the rows above it, which are a table's as wide as its own.
    let ends = lines[..=last].iter().map(Line::left).min().zip(lines[..=last].iter().map(Line::right).max());
    let titled = |line: &Line| {
        let x = line.left() + (line.right() - line.left()) / 2;
        let larger = line.size >= lines[last].size.scale(LARGER, 1000);
        let centred = ends.is_some_and(|(from, to)| (x - (from + (to - from) / 2)).abs() <= line.size);
        line.phrases().len() == 1 && larger && centred
    };
    let (above, below) = (&lines[next - 1], &lines[next]);
    (titled(below) || lines[next..].iter().any(over)).then(|| above.bottom + (below.top - above.bottom) / 2)
}

/// Titles are larger than rows by this part (per thousand).
const LARGER: i32 = 1_080;
/// More white than this part (per thousand) of the widest between rows is none between rows.
const MORE: i32 = 1_300;
