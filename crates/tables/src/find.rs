//! Tables that no grid of rules names, among the words of one direction: zones of bars first, then blocks of white space;
//! the best explanation of each part of the page wins.

use crate::bands::{Line, Mark, PHRASE, lines, marks};
use crate::beside;
use crate::blocks;
use crate::bracketed::set_bracketed;
use crate::code::code;
use crate::columns::Plan;
use crate::cuts::with_cut_rows;
use crate::dates::set_dates;
use crate::drawn::{Drawn, drawn};
use crate::edge;
use crate::figures::{is_label, mostly_labels};
use crate::flush::set_flush;
use crate::labelled::with_labels;
use crate::letters::set_letters;
use crate::listing::are_sentences;
use crate::numbered::{set_names, set_numbered};
use crate::pitched::set_pitched;
use crate::prose::{Paragraph, apart, paragraphs, regions};
use crate::ranges::{set_dots, set_intervals, set_ranges};
use crate::read::{Reading, is_data, read};
use crate::standing::Standing;
use crate::stops::set_stops;
use crate::uprights::{reached, set_walls};
use crate::zone::Zone;
use crate::zones::{SAME_END, dressed, zones};
use model::geometry::{Pt, Quarter, Rect};
use model::layout::{PieceEvidence, Rule, Word};
use model::page::Page;
use std::borrow::Cow;

/// Fewer words than this have no table.
const FEWEST: usize = 6;

/// A block takes the place of zones when it has so many of their words (per cent): less is a title, a unit, a note.
const MORE: usize = 125;

/// A table found.
pub(crate) struct Found {
    pub(crate) reading: Reading,
    pub(crate) evidence: PieceEvidence,
    pub(crate) direction: Quarter,
}

impl Found {
    /// Its outline, as its reader sees it.
    pub(crate) fn area(&self) -> Rect {
        let (xs, ys) = (&self.reading.xs, &self.reading.ys);
        Rect::new(xs[0], ys[0], xs[xs.len() - 1], ys[ys.len() - 1])
    }
}

/// The tables among these words; without `rules`, by white space alone. Marks in the cells name words by their index. `taken` are the areas of grids, `figures` those
/// of pictures: nothing in them is a table's, and what is made of labels beside them is none.
pub(crate) fn find(
    page: &Page,
    words: &[Word],
    rules: Option<&[Rule]>,
    (direction, standing): (Quarter, &Standing),
    taken: &[Rect],
    figures: &[Rect],
) -> (Vec<Found>, Vec<Found>) {
    let all = standing.among(direction, marks(page, words, direction));
    if all.len() < FEWEST {
        return Default::default();
    }
    let mut set = lines(&all);
    let code = code(page, words, &set, direction);
    set_names(&mut set);
    set_stops(&mut set);
    set_flush(&mut set);
    set_pitched(&mut set);
    set_numbered(&mut set);
    set_bracketed(&mut set);
    set_ranges(&mut set);
    set_dots(&mut set);
    set_intervals(&mut set);
    set_dates(&mut set);
    set_letters(&mut set);
    let closed: Vec<Rect> = taken.iter().chain(figures).copied().collect();
    let drawn = rules.map(|rules| drawn(page, rules, direction, &closed)).unwrap_or_default();
    set_walls(&mut set, &drawn);
    let all: Vec<Mark> = set.iter().flat_map(|line| line.marks.clone()).collect();
    // The page as far as it has text.
    let sheet = Rect::bounding(all.iter().map(|mark| mark.at)).unwrap_or_default();
    let figures: Vec<Rect> = figures.iter().map(|figure| direction.turn(figure)).collect();
    let mut free = vec![true; words.len()];
    let mut out: Vec<Found> = Vec::new();
    // Text in a narrow column says nothing of the rows beside it; columns of the page are told by all that they are made of.
    let asides = apart(&set);
    let aside = |mark: &Mark| asides.iter().any(|text| text.area.contains(mark.at.center()));
    let all: Vec<Mark> = all.into_iter().filter(|mark| !aside(mark)).collect();
    let parts = beside::parts(all, &drawn);
    let areas: Vec<Rect> =
        parts.iter().map(|part| Rect::bounding(part.iter().map(|m| m.at)).unwrap_or_default()).collect();
    for (part, own) in parts.into_iter().zip(&areas) {
        let beside: Vec<Rect> = areas.iter().filter(|area| stands_beside(own, area)).copied().collect();
        let drawn =
            if beside.is_empty() { Cow::Borrowed(&drawn) } else { Cow::Owned(drawn.without_bands(&beside)) };
        out.extend(find_in(part, (&drawn, &sheet, &figures, &code), direction, &mut free));
    }
    let all: Vec<Mark> = set.into_iter().flat_map(|line| line.marks).collect();
    let open = at_ends(all, &free, (&drawn, &sheet, &code)).into_iter().map(|reading| Found {
        reading,
        evidence: PieceEvidence::Borderless,
        direction,
    });
    (out, open.collect())
}

/// Whether an area lies at the height of another, beside it.
fn stands_beside(own: &Rect, other: &Rect) -> bool {
    own.overlap_y(other) > Pt::ZERO && own.overlap_x(other) <= Pt::ZERO
}

/// The tables of one part.
fn find_in(
    all: Vec<Mark>,
    about: (&Drawn, &Rect, &[Rect], &[Paragraph]),
    direction: Quarter,
    free: &mut [bool],
) -> Vec<Found> {
    let (drawn, sheet, figures, code) = about;
    let mut out: Vec<Found> = Vec::new();
    let set = lines(&all);
    let mut barred: Vec<Reading> = zones(&all, drawn, sheet)
        .iter()
        .filter(|zone| !is_listing(zone, code) && !is_head_alone(zone, &set))
        .filter_map(|zone| whole(zone, &set, sheet))
        .filter(|r| is_table(r, figures, code))
        .collect();
    // A block that explains all that some zones do, and more, takes their place: bars about a total are not around it.
    let white = white(all.clone(), (&set, sheet), drawn, (figures, code));
    for (reading, evidence) in &white {
        let own = marked(reading, free.len());
        let inside = |zone: &Reading| zone.cells.iter().flat_map(|c| &c.marks).all(|m| own[m.ix]);
        let within: i64 = barred.iter().filter(|zone| inside(zone)).map(|zone| zone.score).sum();
        let count = |reading: &Reading| reading.cells.iter().map(|cell| cell.marks.len()).sum::<usize>();
        let held: usize = barred.iter().filter(|zone| inside(zone)).map(count).sum();
        // Bars around more than the block, and that explain more, are no part of it.
        let shares = |zone: &Reading| zone.cells.iter().flat_map(|c| &c.marks).any(|m| own[m.ix]);
        let around = barred.iter().any(|zone| !inside(zone) && shares(zone) && zone.score >= reading.score);
        // Bars about figures alone leave the labels of their rows out.
        let bare = barred.iter().filter(|zone| inside(zone)).all(is_bare);
        let better = reading.score > within || bare && reading.score * BARE > within;
        let more = better && count(reading) * 100 >= held * MORE;
        let taller =
            || barred.iter().filter(|zone| inside(zone)).all(|zone| has_more_names(reading, zone, drawn));
        if within > 0 && !around && (more || reading.score >= within && taller()) {
            barred.retain(|zone| !inside(zone));
            take(reading.clone(), *evidence, direction, free, &mut out);
        }
    }
    barred.retain(|zone| !is_between(zone, &white, &set, free.len()));
    let torn = |zone: &Reading| is_torn(zone, &barred) || is_beside_labels(zone, &barred, free.len());
    let torn: Vec<bool> = barred.iter().map(torn).collect();
    let mut torn = torn.into_iter();
    barred.retain(|_| !torn.next().unwrap_or(false));
    barred.sort_by_key(|r| (-r.score, r.ys[0], r.xs[0]));
    let mut held = vec![false; free.len()];
    for mark in barred.iter().flat_map(|zone| &zone.cells).flat_map(|cell| &cell.marks) {
        held[mark.ix] = true;
    }
    for reading in barred {
        // With the labels that its bars leave out it explains more.
        let wide = with_labels(&reading, &set, drawn).and_then(|zone| whole(&zone, &set, sheet));
        let apart = |wide: &Reading| {
            let own = marked(&reading, free.len());
            wide.cells
                .iter()
                .flat_map(|cell| &cell.marks)
                .all(|mark| own[mark.ix] || !held[mark.ix] && free[mark.ix])
        };
        let wide =
            wide.filter(|wide| wide.score > reading.score && is_table(wide, figures, code) && apart(wide));
        take(wide.unwrap_or(reading), PieceEvidence::Mixed, direction, free, &mut out);
    }
    let white = if out.is_empty() {
        white
    } else {
        self::white(all.into_iter().filter(|m| free[m.ix]).collect(), (&set, sheet), drawn, (figures, code))
    };
    for (reading, evidence) in white {
        take(reading, evidence, direction, free, &mut out);
    }
    out
}

/// Whether a zone has names of columns alone, below which rows stand that no bar closes: white space finds them, and the names.
fn is_head_alone(zone: &Zone, all: &[Line]) -> bool {
    let Some(names) = zone.lines.last() else { return false };
    let inside =
        |line: &&Line| line.middle() > zone.bottom && zone.left <= line.left() && line.right() <= zone.right;
    let next = all.iter().find(inside).filter(|next| next.top - zone.bottom <= next.size * 2);
    let row = |next: &Line| is_data(next, PHRASE) && next.phrases().len() > 1;
    names.phrases().len() > 1 && !zone.lines.iter().any(|line| is_data(line, PHRASE)) && next.is_some_and(row)
}

/// Whether a zone is a panel of shading with code in it, and what a program printed below.
fn is_listing(zone: &Zone, code: &[Paragraph]) -> bool {
    let coded = |line: &Line| {
        let area = line.span(&(0..line.marks.len()));
        code.iter().any(|own| own.area.contains_rect(&area))
    };
    !zone.bars.iter().any(|bar| bar.drawn) && zone.lines.iter().any(coded)
}

/// Whether a reading has all that a zone has, and names of groups above its first bar: each on a rule that leaves the labels free.
fn has_more_names(reading: &Reading, zone: &Reading, drawn: &Drawn) -> bool {
    let ends = |reading: &Reading| (reading.ys[0], reading.ys[reading.ys.len() - 1]);
    let ((top, bottom), (from, to)) = (ends(reading), ends(zone));
    let first = |plan: &&Plan| plan.row == 0 && plan.height == 1 && !plan.marks.is_empty();
    let on_rule = |plan: &Plan| {
        let at = plan.bounds().unwrap_or_default();
        let size = plan.marks[0].size;
        let near = |rule: &&Rule| at.center().y < rule.at && rule.at <= at.y1 + size;
        let level = drawn.rules.iter().filter(near);
        let (left, right) = (level.clone().map(|rule| rule.from).min(), level.map(|rule| rule.to).max());
        let free = left.is_some_and(|left| reading.xs[1] - SAME_END * 2 <= left && left <= at.x0 + size);
        plan.width > 1 && free && right.is_some_and(|right| at.x1 <= right + size)
    };
    let mut names = reading.cells.iter().filter(first).peekable();
    reading.xs.len() == zone.xs.len()
        && zone.head_rows > 0
        && reading.head_rows == zone.head_rows + 1
        && reading.ys.len() == zone.ys.len() + 1
        && top < from
        && (bottom - to).abs() <= SAME_END
        && names.peek().is_some()
        && names.all(on_rule)
}

/// A block with the labels of rows of figures explains more than these in bars, if it is worth more than one part in so many.
const BARE: i64 = 2;

/// Whether nothing but figures stands below the head of a zone.
fn is_bare(zone: &Reading) -> bool {
    let body = zone.cells.iter().filter(|cell| cell.row >= zone.head_rows);
    body.flat_map(|cell| &cell.marks).all(|mark| mark.form.is_amount())
}

/// Whether a zone is a part of a wider one as far as that reaches, and what stands above or below it: its bars are those of
/// groups in that one's head.
fn is_torn(zone: &Reading, all: &[Reading]) -> bool {
    let ends = |reading: &Reading| (reading.xs[0], reading.xs[reading.xs.len() - 1]);
    let reach = |reading: &Reading| (reading.ys[0], reading.ys[reading.ys.len() - 1]);
    let (own, (top, bottom)) = (ends(zone), reach(zone));
    all.iter().any(|wide| {
        let (other, (from, to)) = (ends(wide), reach(wide));
        let around = other.0 <= own.0 + SAME_END && own.1 <= other.1 + SAME_END;
        let wider = (other.1 - other.0) - (own.1 - own.0) > SAME_END * 2;
        let sticks_out = top < from - SAME_END || bottom > to + SAME_END;
        let begins = from <= top && top < to || from < bottom && bottom <= to;
        around && wider && sticks_out && begins
    })
}

/// More zones are a drawing's, and not held against each other word by word.
const MOST_ZONES: usize = 200;

/// Whether a zone is made of bars over figures alone, as those above a head and about sums are, and wider ones have nearly all
/// of its words, and the labels of its rows.
fn is_beside_labels(zone: &Reading, all: &[Reading], words: usize) -> bool {
    let ends = |reading: &Reading| (reading.xs[0], reading.xs[reading.xs.len() - 1]);
    let body = |reading: &Reading| {
        let body = reading.cells.iter().filter(|cell| cell.row >= reading.head_rows);
        body.flat_map(|cell| cell.marks.clone()).collect::<Vec<Mark>>()
    };
    if all.len() > MOST_ZONES {
        return false;
    }
    let own = body(zone);
    let figures = own.iter().filter(|mark| mark.form.is_amount()).count();
    if own.is_empty() || figures * 4 < own.len() * 3 {
        return false;
    }
    let (left, right) = ends(zone);
    let labelled = |wide: &&Reading| {
        let (from, to) = ends(wide);
        let wider = from < left - SAME_END && to >= right - SAME_END;
        wider && body(wide).iter().any(|mark| mark.at.x1 <= left + SAME_END)
    };
    let mut held = vec![false; words];
    for wide in all.iter().filter(labelled) {
        held.iter_mut().zip(marked(wide, words)).for_each(|(held, own)| *held |= own);
    }
    own.iter().filter(|mark| held[mark.ix]).count() * 4 >= own.len() * 3
}

/// Whether the bars of a zone are those about sums of several tables, one below the other: these have nearly all its words, and
/// between two of them a text goes on over a side of the zone; or they have more besides, and explain far more. `page` are the
/// lines of the page.
fn is_between(zone: &Reading, white: &[(Reading, PieceEvidence)], page: &[Line], words: usize) -> bool {
    let own = marked(zone, words);
    let marks = |reading: &Reading| -> Vec<usize> {
        reading.cells.iter().flat_map(|cell| &cell.marks).map(|mark| mark.ix).collect()
    };
    let (mut count, mut shared, mut all, mut score) = (0, 0, 0, 0);
    let (mut tops, mut ends): (Vec<Pt>, Vec<Pt>) = Default::default();
    let mut labelled = zone.head_rows == 0;
    for (reading, _) in white {
        let marks = marks(reading);
        let common = marks.iter().filter(|ix| own[**ix]).count();
        if common > 0 {
            tops.extend(reading.ys.first());
            ends.extend(reading.ys.last());
            (count, shared, all, score) =
                (count + 1, shared + common, all + marks.len(), score + reading.score);
            let left = |mark: &Mark| mark.at.x1 <= zone.xs[0] + SAME_END;
            labelled &= reading.cells.iter().flat_map(|cell| &cell.marks).any(left);
        }
    }
    let words = marks(zone).len();
    let parted = |line: &Line| {
        let above = ends.iter().any(|end| *end <= line.middle());
        above && tops.iter().any(|top| line.middle() <= *top) && goes_over(line, &zone.xs)
    };
    if count < 2 || shared * 4 < words * 3 {
        return false;
    }
    // Without names and labels, which all of these have, it is the worse explanation as it is.
    let least = if labelled { zone.score } else { zone.score * 2 };
    page.iter().any(parted) || all * 100 >= words * MORE && score > least
}

/// Whether a text of a line goes on over the first or the last of some edges.
fn goes_over(line: &Line, xs: &[Pt]) -> bool {
    let over = |x: Pt| {
        line.phrases().iter().any(|run| {
            let at = line.span(run);
            at.x0 + SAME_END < x && x + SAME_END < at.x1
        })
    };
    over(xs[0]) || over(xs[xs.len() - 1])
}

/// What may be the beginning or the rest of a table at the ends of the page or of its columns of text.
/// What is in tables already still shows these columns.
fn at_ends(
    all: Vec<Mark>,
    free: &[bool],
    (drawn, sheet, code): (&Drawn, &Rect, &[Paragraph]),
) -> Vec<Reading> {
    let prose = paragraphs(&lines(&all));
    let mut out = Vec::new();
    for mut region in regions(all, &prose) {
        region.retain(|mark| free[mark.ix]);
        let lines = lines(&region);
        let flags = flags(&lines, &prose, code);
        let zones = [edge::foot(&lines, &flags, sheet, drawn), edge::top(&lines, &flags, sheet)];
        for (zone, at_foot) in zones.into_iter().zip([true, false]) {
            let zone = zone.map(|lines| dressed(edge::widened(blocks::zone(lines), drawn), drawn));
            out.extend(zone.and_then(|zone| edge::read(&zone, drawn, at_foot)));
        }
    }
    out
}

/// Which lines are in a paragraph, or code.
fn flags(lines: &[Line], prose: &[Paragraph], code: &[Paragraph]) -> Vec<bool> {
    let in_prose = |line: &Line| {
        let area = line.span(&(0..line.marks.len()));
        prose.iter().chain(code).any(|p| {
            p.area.contains_rect(&area)
                || p.area.overlap_y(&area) * 2 > area.height() && p.area.overlap_x(&area) * 2 > area.width()
        })
    };
    lines.iter().map(in_prose).collect()
}

/// Whether a reading explains its ink better than no table does, and the ink is no picture's and no code.
fn is_table(reading: &Reading, figures: &[Rect], code: &[Paragraph]) -> bool {
    if reading.score <= 0 {
        return false;
    }
    let marks = || reading.cells.iter().flat_map(|cell| &cell.marks);
    let labels = marks().filter(|mark| is_label(figures, &mark.at, mark.size)).count();
    let coded = |mark: &&Mark| code.iter().any(|line| line.area.contains(mark.at.center()));
    !mostly_labels(labels, marks().count()) && marks().filter(coded).count() * 2 < marks().count()
}

/// Which words a reading explains.
fn marked(reading: &Reading, count: usize) -> Vec<bool> {
    let mut own = vec![false; count];
    for mark in reading.cells.iter().flat_map(|cell| &cell.marks) {
        own[mark.ix] = true;
    }
    own
}

/// A zone read, with the rows that the page's ends cut. `page` are all lines of its page, `sheet` is the area of them.
fn whole(zone: &Zone, page: &[Line], sheet: &Rect) -> Option<Reading> {
    let reading = read(zone)?;
    let own = between_sides(page, zone);
    let more = with_cut_rows(zone, &reading, &own, sheet).and_then(|zone| read(&zone));
    Some(more.filter(|more| more.xs.len() == reading.xs.len() && more.score > 0).unwrap_or(reading))
}

/// The lines of a page as far as they stand between the sides of a zone. A line that goes on over a side is whole.
fn between_sides(page: &[Line], zone: &Zone) -> Vec<Line> {
    let inside = |mark: &Mark| zone.left <= mark.at.center().x && mark.at.center().x <= zone.right;
    let goes_on = |pair: &[Mark]| {
        let white = pair[1].at.x0 - pair[0].at.x1;
        inside(&pair[0]) != inside(&pair[1]) && white <= pair[0].size.scale(PHRASE, 1000)
    };
    let own = |line: &Line| -> Vec<Mark> {
        let whole = line.marks.windows(2).any(goes_on);
        line.marks.iter().filter(|mark| whole || inside(mark)).copied().collect()
    };
    lines(&page.iter().flat_map(own).collect::<Vec<Mark>>())
}

/// The tables that white space names among these marks.
fn white(
    rest: Vec<Mark>,
    page: (&[Line], &Rect),
    drawn: &Drawn,
    (figures, code): (&[Rect], &[Paragraph]),
) -> Vec<(Reading, PieceEvidence)> {
    let mut out = Vec::new();
    let prose = paragraphs(&lines(&rest));
    for region in regions(rest, &prose) {
        let lines = lines(&region);
        let flags = flags(&lines, &prose, code);
        for block in blocks::blocks(&lines, &flags) {
            let block = reached(&lines, &flags, block, drawn);
            let zone = dressed(blocks::zone(&lines[block]), drawn);
            let Some(reading) = whole(&zone, page.0, page.1).filter(|r| is_table(r, figures, code)) else {
                continue;
            };
            let bare = zone.parts.is_empty() && zone.uprights.is_empty();
            if bare && zone.bars.is_empty() && are_sentences(&reading) {
                continue;
            }
            out.push((reading, if bare { PieceEvidence::Borderless } else { PieceEvidence::Mixed }));
        }
    }
    out
}

/// Keeps a reading if all its words are free still.
fn take(
    reading: Reading,
    evidence: PieceEvidence,
    direction: Quarter,
    free: &mut [bool],
    out: &mut Vec<Found>,
) {
    let words = || reading.cells.iter().flat_map(|cell| &cell.marks).map(|mark| mark.ix);
    if words().all(|ix| free[ix]) {
        for ix in words() {
            free[ix] = false;
        }
        out.push(Found { reading, evidence, direction });
    }
}
