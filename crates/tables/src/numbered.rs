//! Lines of numbers that name columns: to all that follows their figures are what years are, heads above figures.

use crate::bands::{Line, Mark};
use crate::forms::Form;

/// So many lines below a line in bold have to be plain.
const PLAIN: usize = 3;

/// Gives the figures of such lines the form of years.
pub(crate) fn set_names(lines: &mut [Line]) {
    let named: Vec<usize> =
        (0..lines.len()).filter(|ix| counts_up(&lines[*ix]) || stands_out(lines, *ix)).collect();
    for ix in named {
        let figures = lines[ix].marks.iter_mut().filter(|mark| mark.form == Form::Number);
        figures.for_each(|mark| mark.form = Form::Year);
    }
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

/// Whether a line of bare numbers is bold, above lines with as many figures that are not: names of trains, of wards, of
/// lines of a form.
fn stands_out(lines: &[Line], at: usize) -> bool {
    let figures = |line: &Line| line.marks.iter().filter(|mark| mark.form.is_figure()).count();
    let bare = |mark: &Mark| match mark.form {
        Form::Number => mark.bold && (1..=4).contains(&mark.letters) && mark.value.is_some(),
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
