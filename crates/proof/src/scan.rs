//! Totals found by running along the lines: a total takes the lines since the last total of its level.
//!
//! Lines not yet taken up by a total lie on a stack. Each line in turn is held against the sums of the topmost one, two,
//! three … of them; when one fits, by words and figures together, these are taken off and the total is laid on. Run
//! forwards this finds totals behind their parts, run backwards totals before them.

mod figures;

use crate::evidence::{ENOUGH, Tally, digit_slip, tried};
use crate::moved::moved;
use crate::relation::{Axis, Part, Relation, tally};
use crate::rows::prior;
use crate::sheet::Sheet;
use crate::words::Hint;
use figures::Figures;

/// A line that takes part.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its number: a row, or a lane.
    pub(crate) number: usize,
    /// Bits that words and place bring for its being a sum.
    pub(crate) prior: i32,
    /// It is part of a sum already: it is not laid on the stack.
    pub(crate) taken: bool,
    /// A heading without figures stands right before it.
    pub(crate) headed: bool,
    /// It has no name, where others have one.
    pub(crate) nameless: bool,
}

/// What a relation is called among whose parts a row stands twice.
pub(crate) const DOUBLED: &str = "doubled";

/// Which way to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Totals behind their parts.
    Forward,
    /// Totals before their parts.
    Backward,
}

/// Bits for taking everything up to the last total, rather than just some lines that happen to fit.
const WHOLE: i32 = 4;
/// Bits for a line without a name, where others have one.
const NAMELESS: i32 = 3;
/// Sums that fit by their primary figure and are tried on all lines, for one total.
const MOST_TRIED: u32 = 24;
/// How many times as often as it fails a line must be the same as another for its whole.
const COPIES: u32 = 8;
/// So many figures that are the same in two rows are so for a reason.
const COPIED: u32 = 3;
/// Longer stacks are not searched past this, but for all of them and all since the last total: sums over as many other lines
/// are found by structure alone. The cost of a line is bounded by it.
const DEEPEST: usize = 1024;

/// A line that no total has taken up yet.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts of one line that do not hang on each other")]
struct Waiting {
    line: usize,
    /// It is a total itself.
    total: bool,
    /// Words name it the sum of all.
    named: bool,
    /// Words name it a sum, of whatever.
    called: bool,
    /// It is the same as the line that lies under it, word for word and figure for figure.
    copy: bool,
}

/// The lines that no total has taken up yet, with the sums of their figures in each line across, from the first on.
struct Stack {
    lines: Vec<Waiting>,
    /// Where totals lie.
    totals: Vec<usize>,
    /// Where lines lie that stand right behind a heading.
    headed: Vec<usize>,
    /// How many lines are copies, or named the sum of all.
    odd: usize,
    /// For each line across, one more than there are lines.
    sums: Vec<Vec<i128>>,
    /// The same for the places without a figure.
    gaps: Vec<Vec<u32>>,
}

impl Stack {
    fn new(across: usize) -> Self {
        Self {
            lines: Vec::new(),
            totals: Vec::new(),
            headed: Vec::new(),
            odd: 0,
            sums: vec![vec![0]; across],
            gaps: vec![vec![0]; across],
        }
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn push(&mut self, waiting: Waiting, figures: &Figures) {
        for (across, (sums, gaps)) in self.sums.iter_mut().zip(&mut self.gaps).enumerate() {
            let (sum, gap) = (sums[sums.len() - 1], gaps[gaps.len() - 1]);
            sums.push(sum + figures.at(waiting.line, across));
            gaps.push(gap + u32::from(!figures.is_figure(waiting.line, across)));
        }
        if waiting.total {
            self.totals.push(self.lines.len());
        }
        self.odd += usize::from(waiting.copy || waiting.named);
        self.lines.push(waiting);
    }

    fn truncate(&mut self, len: usize) {
        self.odd -= self.lines[len..].iter().filter(|waiting| waiting.copy || waiting.named).count();
        self.lines.truncate(len);
        self.sums.iter_mut().for_each(|sums| sums.truncate(len + 1));
        self.gaps.iter_mut().for_each(|gaps| gaps.truncate(len + 1));
        for places in [&mut self.totals, &mut self.headed] {
            while places.last().is_some_and(|at| *at >= len) {
                places.pop();
            }
        }
    }

    /// The sum of the topmost lines.
    fn sum(&self, take: usize, across: usize) -> i128 {
        let sums = &self.sums[across];
        sums[self.len()] - sums[self.len() - take]
    }

    /// Whether each of the topmost lines has a figure.
    fn is_full(&self, take: usize, across: usize) -> bool {
        let gaps = &self.gaps[across];
        gaps[self.len()] == gaps[self.len() - take]
    }

    /// How many lines lie on the last total.
    fn since_total(&self) -> usize {
        self.totals.last().map_or(self.len(), |at| self.len() - 1 - at)
    }

    /// How many lines lie behind the last heading.
    fn since_heading(&self) -> usize {
        self.headed.last().map_or(0, |at| self.len() - at)
    }

    /// The topmost lines, ascending.
    fn parts(&self, take: usize) -> Vec<Part> {
        let mut parts: Vec<Part> =
            self.lines[self.len() - take..].iter().map(|waiting| (waiting.line, 1)).collect();
        parts.sort_unstable();
        parts
    }
}

/// The relations found running one way. `across` are the lines on which each is tried.
pub(crate) fn scan(
    sheet: &Sheet<'_>,
    axis: Axis,
    lines: &[Line],
    across: &[usize],
    way: Way,
) -> Vec<Relation> {
    let mut found: Vec<Relation> = Vec::new();
    let figures = Figures::of(sheet, axis, lines, across);
    let mut stack = Stack::new(across.len());
    let mut order: Vec<&Line> = lines.iter().collect();
    if way == Way::Backward {
        order.reverse();
    }
    for line in order {
        let best = best(sheet, axis, line, &stack, across, way, &figures);
        let total = best.is_some();
        if let Some((take, relation)) = best {
            stack.truncate(stack.len() - take);
            found.push(relation);
        }
        if !line.taken {
            let copy = axis == Axis::Rows
                && stack.lines.last().is_some_and(|last| sheet.is_copy(last.line as u32, line.number as u32));
            let named = line.prior >= prior(Hint::Total);
            let called = line.prior > 0;
            // A heading parts the lines behind it from those before it, whichever way these are run through.
            if line.headed && way == Way::Forward {
                stack.headed.push(stack.len());
            }
            stack.push(Waiting { line: line.number, total, named, called, copy }, &figures);
        }
    }
    found
}

/// A sum that a line may be.
struct Candidate {
    score: i32,
    take: usize,
    tally: Tally,
    /// Its parts hold one line twice, and it is their sum without that.
    doubled: bool,
}

fn best(
    sheet: &Sheet<'_>,
    axis: Axis,
    line: &Line,
    stack: &Stack,
    across: &[usize],
    way: Way,
    figures: &Figures,
) -> Option<(usize, Relation)> {
    let primaries = primaries(across, |across| figures.at(line.number, across));
    if primaries.iter().all(|(_, own)| *own == 0) && line.prior == 0 {
        return None;
    }
    let coarsest = 10i128.pow(sheet.scale);
    let deepest = stack.len().min(DEEPEST);
    let mut sums = vec![0; primaries.len()];
    let mut best: Option<Candidate> = None;
    let mut tried_here = 0;
    // A copy among the lines taken.
    let mut copy: Option<usize> = None;
    // How many of the lines taken are called sums, and no line is known to make them up.
    let mut called = 0;
    // To the last total, and to the end.
    let near_whole = stack.since_total();
    let headed = stack.since_heading();
    let nameless = if line.nameless { NAMELESS } else { 0 };
    // What says the same as a line beside it may be that line again.
    let row = line.number as u32;
    let beside =
        || [row.checked_sub(1), Some(row + 1)].into_iter().flatten().filter(|row| *row < sheet.n_rows());
    let alone = axis == Axis::Rows && !beside().any(|other| sheet.is_copy(other, row));
    // Beyond what is searched there are these two wholes, unless the sum of all may be among their lines.
    let surely = way == Way::Forward || line.prior >= prior(Hint::Total);
    let beyond = [near_whole, stack.len()].into_iter().filter(|take| surely && *take > deepest);
    // Figures of one sign have come to so much that more of them are no sum: wholes alone are tried for their names.
    let mut past = false;
    let far = |own: i128| 16 * own.abs() + coarsest * DEEPEST as i128;
    for take in (1..=deepest).chain(beyond) {
        if past && take != near_whole && take != stack.len() {
            continue;
        }
        let next = stack.lines[stack.len() - take];
        if line.prior < prior(Hint::Total) && way == Way::Backward && next.named {
            // What is named the sum of all is no part of what stands above it and is not.
            break;
        }
        copy = copy.or(next.copy.then_some(next.line));
        called += usize::from(next.called && !next.total);
        let (mut close, mut once) = (false, false);
        for ((across, own), sum) in primaries.iter().zip(&mut sums) {
            *sum = stack.sum(take, *across);
            close |= near(*own, *sum, take, coarsest) || take <= MOST_SLIPPED && slipped(*own, *sum);
            once |= copy.is_some_and(|copy| near(*own, *sum - figures.at(copy, *across), take, coarsest));
        }
        let more = |((across, own), sum): (&(usize, i128), &i128)| {
            !figures.columns[*across].signed && *sum > far(*own)
        };
        past = past || stack.odd == 0 && primaries.iter().zip(&sums).all(more);
        let whole = take == stack.len() || take == near_whole || take == headed;
        let away = axis == Axis::Rows && whole && take > 1 && there_and_back(&primaries, &sums);
        let fits = close && tried_here < MOST_TRIED || whole && line.prior > 0 || away;
        if take == 1 && line.prior == 0 || !(fits || once && tried_here < MOST_TRIED) {
            continue;
        }
        if alone && copy.is_none() && !away && figures.is_hopeless(line, stack, take, whole) {
            tried_here += 1;
            continue;
        }
        let all = stack.parts(take);
        // What says the same as the line beside it, name and all, is that line again, and no sum.
        if !alone && axis == Axis::Rows && only_copy(sheet, line.number, stack, take, figures) {
            continue;
        }
        let without =
            |copy: usize| -> Vec<Part> { all.iter().filter(|(part, _)| *part != copy).copied().collect() };
        let once = copy.filter(|_| once && tried_here < MOST_TRIED).map(without);
        let tries: [Option<(Vec<Part>, bool)>; 2] =
            [fits.then(|| (all.clone(), false)), once.map(|parts| (parts, true))];
        for (parts, doubled) in tries.into_iter().flatten() {
            tried_here += 1;
            let mut tally = tally(sheet, axis, line.number, &parts, across.iter().copied());
            if line.prior == 0 {
                tally = tally.strictly();
                tally = if axis == Axis::Rows { tally.without_multiples() } else { tally };
            }
            if let Some(moved) = away.then(|| moved(sheet, line.number, &parts, across)).flatten() {
                tally.moved(moved.bits);
            }
            let score = tally.bits + line.prior + nameless + if whole { WHOLE } else { -tried(take) };
            // One line standing for another holds wherever it says something, or is nothing.
            let says = |across: &usize| figures.at(next.line, *across) != 0;
            let copies = take > 1 || {
                let silent =
                    (0..across.len()).filter(|across| !says(across) && figures.at(line.number, *across) != 0);
                tally.fails.saturating_sub(silent.count() as u32) * COPIES <= tally.holds()
            };
            let for_it = tally.holds() + tally.slips + 2 * u32::from(line.prior > 0);
            // Two columns that say the same are a sum where they do so nearly everywhere.
            let copied = tally.sums + tally.slips == 0 && tally.fails * COPIES > tally.holds();
            let adds = axis == Axis::Rows || line.prior > 0 || !copied;
            // One equation does not make a nameless line the sum of others and of a line that is called one, and stands last.
            let turned = axis == Axis::Rows && way == Way::Backward && line.prior == 0 && tally.holds() <= 1;
            let turned = turned && (1..take).contains(&called);
            // Beside nothing but zeros a line is a copy: of one with as many figures, a heading over its only part.
            let sums = axis == Axis::Lanes
                || line.prior > 0
                || tally.sums + tally.slips > 0
                || tally.copies >= COPIED;
            let enough =
                score >= ENOUGH && copies && adds && sums && for_it > tally.fails - tally.slips && !turned;
            if enough && best.as_ref().is_none_or(|known| score > known.score) {
                best = Some(Candidate { score, take, tally, doubled });
            }
        }
    }
    let Candidate { mut take, tally, mut doubled, .. } = best?;
    // Lines of nothing behind the last one taken belong with it, up to a total.
    while take < deepest {
        let next = stack.lines[stack.len() - take - 1];
        if next.total || (0..across.len()).any(|across| figures.at(next.line, across) != 0) {
            break;
        }
        take += 1;
    }
    // The last one taken is a copy of what was left.
    if take < deepest && stack.lines[stack.len() - take].copy {
        (take, doubled) = (take + 1, true);
    }
    let why = match line.prior {
        _ if doubled => DOUBLED,
        0 => "figures",
        // A blank is missed only where nothing but a total can be meant.
        bits if tally.holds() + tally.fails == 0 && (bits < prior(Hint::Total) || take != near_whole) => {
            return None;
        }
        _ if tally.holds() + tally.slips == 0 && tally.fails > 0 => "whole",
        _ => "total-word",
    };
    Some((take, Relation { total: line.number, parts: stack.parts(take), why, tally }))
}

/// Whether two of the lines by which sums are looked for are off by the same amount, there and back.
fn there_and_back(primaries: &[(usize, i128)], sums: &[i128]) -> bool {
    let offs = || primaries.iter().zip(sums).map(|((_, own), sum)| own - sum);
    offs().any(|off| off != 0 && offs().any(|other| other == -off))
}

/// Whether a row is made up, wherever it is, by a copy of it alone.
fn only_copy(sheet: &Sheet<'_>, row: usize, stack: &Stack, take: usize, figures: &Figures) -> bool {
    let parts = || stack.lines[stack.len() - take..].iter().map(|waiting| waiting.line);
    let beside = |part: &usize| part.abs_diff(row) == 1 && sheet.is_copy(*part as u32, row as u32);
    let Some(copy) = parts().find(beside) else { return false };
    let rest = |across: usize| stack.sum(take, across) - figures.at(copy, across);
    let nothing = |across: usize| parts().all(|part| part == copy || figures.at(part, across) == 0);
    sheet.pays(take) && (0..figures.across).all(|across| rest(across) != 0 || nothing(across))
}

/// The lines across (as places among them) by which sums are looked for: those with the largest figures. More than one, for
/// one may be wrong.
fn primaries(across: &[usize], figure: impl Fn(usize) -> i128) -> Vec<(usize, i128)> {
    const MOST: usize = 3;
    let mut out: Vec<(usize, i128)> = (0..across.len()).map(|across| (across, figure(across))).collect();
    out.sort_by_key(|(across, own)| (std::cmp::Reverse(own.abs()), *across));
    // The same figure again finds the same sums.
    out.dedup_by_key(|(_, own)| *own);
    out.truncate(MOST);
    out
}

/// Sums of so many lines at the most are looked for past a slip.
const MOST_SLIPPED: usize = 64;
/// Smaller figures are a slip away from any other.
const LEAST_SLIPPED: i128 = 1 << 14;

/// Whether a sum is off by a slip in the digits of a long figure.
fn slipped(own: i128, sum: i128) -> bool {
    let (large, small) = (own.abs().max(sum.abs()), own.abs().min(sum.abs()));
    small > LEAST_SLIPPED
        && (own == -sum
            || large / 10 <= small && own.signum() == sum.signum() && digit_slip(own - sum, &[], 1))
}

/// Whether a sum is what it should be, as far as rounding of so many parts in the coarsest place goes.
fn near(own: i128, sum: i128, parts: usize, coarsest: i128) -> bool {
    own == sum || (own - sum).abs() <= coarsest.min(own.abs() >> 6) * (parts as i128 + 1) / 2
}
