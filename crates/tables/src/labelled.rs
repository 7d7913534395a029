//! Zones whose bars stand over their figures alone, with the labels of the rows left of them: the zone as wide as both.

use crate::bands::{Line, Mark, PHRASE, lines};
use crate::blocks;
use crate::drawn::Drawn;
use crate::forms::Form;
use crate::read::{Reading, is_data};
use crate::zone::Zone;
use crate::zones::{SAME_END, dressed};

/// Fewer rows of figures may stand beside other lines by chance.
const FEWEST: usize = 4;
/// Rows go on below the last bar as near as this many times the widest step between rows (per thousand).
const NEXT: i32 = 1_300;
/// Names stand above the first bar no farther from each other than this part of the em (per thousand).
const LEADING: i32 = 2_400;
/// No more lines of names.
const NAMES: usize = 3;

/// The zone of a reading with the labels left of it, where most of its rows have one: `page` are the lines of the page.
pub(crate) fn with_labels(reading: &Reading, page: &[Line], drawn: &Drawn) -> Option<Zone> {
    let (from, to) = (reading.xs[0], reading.xs[reading.xs.len() - 1]);
    let left = |mark: &Mark| mark.at.x1 <= from + SAME_END;
    let inside = |mark: &Mark| from - SAME_END <= mark.at.x0 && mark.at.x1 <= to + SAME_END;
    // Nothing but figures, or texts with one, in the rows.
    let all = reading.cells.iter().filter(|cell| cell.row >= reading.head_rows).flat_map(|cell| &cell.marks);
    let body = lines(&all.copied().collect::<Vec<Mark>>());
    let figures = body.iter().filter(|line| is_row(line)).count();
    // Rows with labels of their own are a table beside another.
    let worded = body.iter().filter(|line| line.marks[0].form == Form::Text && line.marks[0].value.is_none());
    if figures < FEWEST || figures * 3 < body.len() * 2 || worded.count() * 4 > body.len() {
        return None;
    }
    // Years and codes are labels, too.
    if body.iter().filter(|line| line.marks[0].form == Form::Year).count() * 2 > body.len() {
        return None;
    }
    let (first, last) = (&body[0], &body[body.len() - 1]);
    let rows: Vec<&Line> =
        page.iter().filter(|line| first.top <= line.middle() && line.middle() <= last.bottom).collect();
    let labelled = rows.iter().filter(|line| line.marks.iter().any(inside) && line.marks.iter().any(left));
    let words = |line: &&Line| line.marks.iter().any(|mark| left(mark) && mark.form == Form::Text);
    let beside = labelled.filter(|line| words(line)).count();
    let alone = rows.iter().filter(|line| words(line) && !line.marks.iter().any(inside)).count();
    // Texts that stand beside it line by line at another pitch are none of its own.
    if beside * 10 < figures * 6 || alone > beside {
        return None;
    }
    let steps = body.windows(2).map(|pair| pair[1].base - pair[0].base);
    let pitch = steps.max().unwrap_or_default();
    let labels = rows.iter().flat_map(|line| &line.marks).filter(|mark| left(mark));
    let side = labels.map(|mark| mark.at.x0).min()?;
    let own = |line: &Line| -> Vec<Mark> {
        let between = |mark: &&Mark| side - SAME_END <= mark.at.x0 && mark.at.x1 <= to + SAME_END;
        line.marks.iter().filter(between).copied().collect()
    };
    let mut begin = page.partition_point(|line| line.middle() < reading.ys[0]);
    for _ in 0..NAMES {
        let Some(above) = begin.checked_sub(1).map(|ix| &page[ix]) else { break };
        let near =
            page.get(begin).is_some_and(|below| below.base - above.base <= above.size.scale(LEADING, 1000));
        if !near || is_data(above, PHRASE) || !above.marks.iter().all(&inside) {
            break;
        }
        begin -= 1;
    }
    let mut end = page.partition_point(|line| line.middle() <= last.bottom);
    let mut base = last.base;
    while let Some(line) = page.get(end) {
        let row = line.marks.iter().any(left) && line.marks.iter().any(inside);
        let within = line.marks.iter().all(|mark| left(mark) || inside(mark));
        if !row || !within || line.base - base > pitch.scale(NEXT, 1000) || line.left() < side - SAME_END {
            break;
        }
        (base, end) = (line.base, end + 1);
    }
    let marks: Vec<Mark> = page[begin..end].iter().flat_map(own).collect();
    Some(dressed(blocks::zone(&lines(&marks)), drawn))
}

/// Whether a line has figures: amounts, or texts with digits ("11.6 cents").
fn is_row(line: &Line) -> bool {
    line.marks.iter().any(|mark| mark.form == Form::Number)
}
