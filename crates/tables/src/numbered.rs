//! Numbers that name columns: to all that follows their figures are what years are, heads above figures. And numbers of lines, in
//! a column before the labels.

use crate::bands::{Line, Mark};
use crate::forms::Form;
use model::geometry::Pt;

/// So many lines below a line in bold have to be plain.
const PLAIN: usize = 3;

/// Gives the figures of such lines the form of years.
pub(crate) fn set_names(lines: &mut [Line]) {
    let named = |ix: &usize| counts_up(&lines[*ix]) || counts_columns(lines, *ix) || stands_out(lines, *ix);
    let named: Vec<usize> = (0..lines.len()).filter(named).collect();
    for ix in named {
        let figures = lines[ix].marks.iter_mut().filter(|mark| mark.form == Form::Number);
        figures.for_each(|mark| mark.form = Form::Year);
    }
}

/// Says that the labels behind the numbers of lines begin a column: bare numbers at one right edge that count up, however
/// far the labels are set in. (Numbers at one left edge are those of a list.)
pub(crate) fn set_numbered(lines: &mut [Line]) {
    let number = |line: &Line| match &line.marks[..] {
        [first, next, ..] if is_count(first) && next.form == Form::Text => Some((first.at.x1, first.value?)),
        _ => None,
    };
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (ix, line) in lines.iter().enumerate() {
        let Some((edge, value)) = number(line) else { continue };
        let follows = |run: &&mut Vec<usize>| {
            let last = run.last().and_then(|last| number(&lines[*last]));
            last.is_some_and(|(at, before)| {
                (at - edge).abs() <= SAME_EDGE && (before + 1..=before + SKIPPED).contains(&value)
            })
        };
        match runs.iter_mut().rev().find(follows) {
            Some(run) => run.push(ix),
            None => runs.push(vec![ix]),
        }
    }
    // Of one digit alone, left edges are as even as right ones, and a list may be meant: its texts begin at one place.
    let spread = |run: &[usize], nth: usize| {
        let lefts = || run.iter().map(|ix| lines[*ix].marks[nth].at.x0);
        lefts().max().zip(lefts().min()).map_or(Pt::ZERO, |(last, first)| last - first)
    };
    let uneven = |run: &[usize], nth: usize| spread(run, nth) > SAME_EDGE;
    // Numbers that all have two digits, as on a later page, are no list's where the texts behind them are set in.
    let set_in = |run: &[usize]| {
        let first = &lines[run[0]].marks;
        first[0].letters > 1 && spread(run, 1) > first[1].size / 2
    };
    let at_right = |run: &Vec<usize>| uneven(run, 0) && uneven(run, 1) || set_in(run);
    // Lines of a program are numbered, too, and have no figures.
    let rows = |run: &Vec<usize>| {
        let figures = |ix: &&usize| lines[**ix].marks[1..].iter().any(|mark| mark.form.is_data());
        run.iter().filter(figures).count() * 2 > run.len()
    };
    runs.retain(|run| run.len() >= COUNTED && at_right(run) && rows(run));
    for ix in runs.into_iter().flatten() {
        lines[ix].marks[1].stop = true;
    }
}

/// The label of a numbered line may stand above and below it: up to so many numbers on, the next one follows.
const SKIPPED: i64 = 3;
/// So many numbers count lines.
const COUNTED: usize = 5;
/// Right edges this near are one.
const SAME_EDGE: Pt = Pt(600);

/// Up to three digits and nothing else.
fn is_count(mark: &Mark) -> bool {
    mark.form.is_figure() && digits(mark).is_some_and(|digits| digits <= 3)
}

/// The digits of a bare number.
fn digits(mark: &Mark) -> Option<usize> {
    let digits = mark.value?.to_string().len();
    (digits == mark.letters as usize).then_some(digits)
}

/// `(1) (2) (3)`: a line that numbers columns in brackets. Losses would not count up from one.
fn counts_up(line: &Line) -> bool {
    let figures = line.marks.iter().filter(|mark| mark.form == Form::Number);
    let mut wanted = 0;
    let counted = figures.clone().all(|mark| {
        wanted += 1;
        let digits = if wanted < 10 { 1 } else { 2 };
        mark.value == Some(wanted) && mark.letters == digits + 2
    });
    counted && wanted >= 2 && line.marks.iter().all(|mark| !mark.form.is_data() || mark.form == Form::Number)
}

/// `1 2 3` and nothing else.
pub(crate) fn counts(line: &Line) -> bool {
    let counted = |(mark, wanted): (&Mark, i64)| is_count(mark) && mark.value == Some(wanted);
    line.marks.len() >= LEAST_COLUMNS && line.marks.iter().zip(1..).all(counted)
}

/// `1`, `000`, `1,000`: of a unit.
pub(crate) fn is_round(mark: &Mark) -> bool {
    matches!(mark.value, Some(0 | 1 | 10 | 100 | 1_000 | 10_000 | 100_000 | 1_000_000))
}

/// `1 2 3` and nothing else, between names and rows of figures that are more than digits. Units may stand between, with "1 000"
/// among them.
fn counts_columns(lines: &[Line], at: usize) -> bool {
    if !counts(&lines[at]) || lines[at].marks.iter().any(|mark| mark.form != Form::Number) {
        return false;
    }
    let figures = |line: &Line| line.marks.iter().filter(|mark| mark.form == Form::Number).count();
    let words = |line: &Line| line.marks.iter().filter(|mark| mark.form == Form::Text).count();
    let round = |line: &Line| line.marks.iter().filter(|m| m.form == Form::Number).all(is_round);
    let unit = |line: &&Line| figures(line) > 0 && (figures(line) <= 2 || round(line));
    let mut above = lines[..at].iter().rev().take(1 + UNITS).skip_while(unit);
    // Names may end in years.
    let years = |line: &Line| line.marks.iter().all(|m| m.form.is_period());
    let named = above.next().is_some_and(|above| figures(above) == 0 && (words(above) > 0 || years(above)))
        && lines[at.saturating_sub(NAMES)..at].iter().any(|line| words(line) > 1);
    let mut below = lines[at + 1..].iter().filter(|line| figures(line) > 1).take(ROWS);
    let rows = below.any(|row| {
        let large = |ix: &usize| {
            let mark = &row.marks[*ix];
            let before = ix.checked_sub(1).map(|ix| &row.marks[ix]).filter(|m| m.form == Form::Number);
            let group = || before.is_some_and(|m| mark.at.x0 - m.at.x1 <= mark.size.scale(GROUPED, 1000));
            mark.form == Form::Number && (!is_count(mark) || mark.triple && group())
        };
        let large = (0..row.marks.len()).filter(large).count();
        // A code that looks like a year, and the label.
        let coded = row.marks[0].form == Form::Year && words(row) > 0;
        figures(row) + 1 + usize::from(coded) >= lines[at].marks.len() && large * 2 >= figures(row)
    });
    named && rows
}

/// Groups of one figure's digits stand no farther apart than this part of the em (per thousand).
const GROUPED: i32 = 500;
/// Rows below that may show it: some cells are blank, or have signs.
const ROWS: usize = 4;
/// Lines between the names and the numbers of columns.
const UNITS: usize = 2;
/// Names that wrap about each other's middles stand on no more lines above the numbers.
const NAMES: usize = 6;
/// Fewer columns are not numbered.
const LEAST_COLUMNS: usize = 3;

/// Whether a line of bare numbers is bold, above lines with as many figures that are not: names of trains, of wards, of
/// lines of a form.
fn stands_out(lines: &[Line], at: usize) -> bool {
    let figures = |line: &Line| line.marks.iter().filter(|mark| mark.form.is_figure()).count();
    let bare = |mark: &Mark| match mark.form {
        Form::Number => mark.bold && digits(mark).is_some_and(|digits| digits <= 4),
        form => !form.is_figure(),
    };
    let own = figures(&lines[at]);
    let plain = |line: &Line| {
        figures(line) * 2 >= own && line.marks.iter().all(|mark| !mark.bold || !mark.form.is_figure())
    };
    let Some(below) = lines.get(at + 1..at + 1 + PLAIN) else { return false };
    // Totals that stand first are as large as what they add up.
    let exceeded = |mark: &&Mark| {
        let under = below.iter().flat_map(|line| &line.marks);
        let over = |other: &Mark| other.at.x0 < mark.at.x1 && mark.at.x0 < other.at.x1;
        under.filter(|other| over(other)).any(|other| other.value > mark.value)
    };
    let names = lines[at].marks.iter().filter(|mark| mark.form == Form::Number);
    own >= 2
        && lines[at].marks.iter().all(bare)
        && below.iter().all(plain)
        && names.clone().filter(exceeded).count() * 2 > names.count()
}
