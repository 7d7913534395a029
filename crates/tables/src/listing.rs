//! What stands in rows and columns and is no table: scales of charts, lists, an index, contents, code, lists set in
//! columns, fractions, columns of prose.

use crate::bands::{Line, Mark, PHRASE};
use crate::columns::Plan;
use crate::forms::Form;
use crate::read::Reading;
use crate::rivers::units;
use model::geometry::{Pt, Rect};
use model::layout::Rule;

/// Steps of a scale.
const STEPS: usize = 4;

/// A list: marks of entries in the one column, the entries in the other.
pub(crate) fn is_list(lines: &[Vec<Plan>], columns: usize) -> bool {
    let first = || lines.iter().filter_map(|cells| cells.first().filter(|c| c.col == 0));
    // A dash is a mark of a list where nothing else stands in its column.
    let mark = |m: &Mark| m.form == Form::Listed || m.form == Form::Dash && m.letters == 1;
    let listed = first().filter(|c| c.marks.iter().all(mark)).count();
    columns == 2 && listed * 2 > first().count()
}

/// An index: places, several to an entry, with commas between. In a table a cell has one figure, which may be broken behind
/// a comma.
pub(crate) fn is_index(lines: &[Vec<Plan>]) -> bool {
    /// Fewer may be a list in a cell.
    const PLACES: usize = 4;
    // A figure that goes on in the next line of its column.
    let broken = |ix: usize, cell: &Plan| {
        let below = || lines[ix + 1..].iter().flatten().find(|next| next.col == cell.col);
        let [mark] = cell.marks[..] else { return false };
        let next = || below().and_then(|next| next.marks[0].groups);
        mark.goes_on && mark.groups.is_some_and(|own| next().is_some_and(|next| own.goes_on_in(next)))
    };
    let cells = || {
        let all = lines.iter().enumerate().flat_map(|(ix, cells)| cells.iter().map(move |cell| (ix, cell)));
        all.filter(|(ix, cell)| !broken(*ix, cell)).map(|(_, cell)| cell)
    };
    let figures = || cells().flat_map(|cell| &cell.marks).filter(|m| m.form.is_figure());
    // The day of a date goes on in its year, a number with decimals in another.
    let places = |cell: &Plan| {
        let next = |ix: usize| cell.marks.get(ix + 1);
        let goes_on = |(ix, m): &(usize, &Mark)| {
            m.form.is_figure() && m.goes_on && !next(*ix).is_some_and(|next| next.behind)
        };
        cell.marks.iter().enumerate().filter(goes_on).count()
    };
    let go_on: usize = cells().map(places).sum();
    go_on >= PLACES && go_on * 4 >= figures().count()
}

/// A listing of code: numbers of lines that count up before lines set in a font whose letters are all as wide.
pub(crate) fn is_code(lines: &[Vec<Plan>], figures: &[bool]) -> bool {
    /// Fewer lines may be so by chance.
    const LINES: usize = 3;
    const MANY: usize = 20;
    /// Two blank lines.
    const STEP: i64 = 3;
    let numbers: Vec<i64> = lines
        .iter()
        .flatten()
        .filter(|c| c.col == 0 && c.marks.len() == 1)
        .filter_map(|c| c.marks[0].value)
        .collect();
    // In a long listing blank lines are counted, too.
    let step = if numbers.len() >= MANY { STEP } else { 1 };
    let next = numbers.windows(2).filter(|pair| (1..=step).contains(&(pair[1] - pair[0]))).count();
    if numbers.len() < LINES
        || numbers.len() * 2 < lines.len()
        || next * 10 < (numbers.len() - 1) * 8
        || figures.iter().skip(1).any(|f| *f)
    {
        return false;
    }
    let words = lines.iter().flatten().filter(|c| c.col > 0).flat_map(|c| &c.marks).filter(|m| m.letters > 2);
    let mut widths: Vec<Pt> = words.map(|m| m.at.width() / m.letters as i32).collect();
    widths.sort_unstable();
    let Some(middle) = widths.get(widths.len() / 2) else { return false };
    let alike = widths.iter().filter(|w| (**w - *middle).abs() * 40 <= *middle).count();
    alike * 10 >= widths.len() * 9
}

/// Code or the structure of data as a program prints it, quoted: a sign that says so stands by itself before nearly every
/// line. Behind one that stands with labels are rows.
pub(crate) fn is_quoted(lines: &[Vec<Plan>]) -> bool {
    let sign = |c: &Plan| matches!(&c.marks[..], [mark] if mark.form == Form::Quoted);
    let quoted = lines.iter().filter(|cells| cells.first().is_some_and(sign));
    quoted.count() * 10 >= lines.len() * 9
}

/// Whether every column of figures but for lone ones counts up or down by equal steps, and there is one.
pub(crate) fn is_scale(lines: &[Vec<Plan>], figures: &[bool]) -> bool {
    let mut found = false;
    for (col, _) in figures.iter().enumerate().filter(|(_, figure)| **figure) {
        // Blanks may part the thousands of a figure.
        let value = |cell: &Plan| {
            let more = |known: Option<i64>, m: &Mark| known?.checked_mul(1_000)?.checked_add(m.value?);
            cell.marks[1..].iter().fold(cell.marks[0].value, more)
        };
        let cells = lines.iter().flatten().filter(|cell| cell.col == col);
        let values: Vec<i64> = cells.filter_map(value).collect();
        if values.len() < STEPS {
            continue;
        }
        let step = values[1] - values[0];
        if step == 0 || values.windows(2).any(|pair| pair[1] - pair[0] != step) {
            return false;
        }
        found = true;
    }
    found
}

/// Lines above the first entry: titles without a page.
const CONTENTS_HEAD: usize = 2;

/// A few lines of contents, too few or too plain for [`crate::contents`]: the one column of figures is the last, whole
/// numbers that never fall. The last is not the sum of those above: amounts and their total rise, too.
pub(crate) fn is_contents(lines: &[Vec<Plan>], figures: &[bool], over: &[Line]) -> bool {
    let last = figures.len() - 1;
    if over.len() > CONTENTS_HEAD || !figures[last] || figures.iter().skip(1).filter(|f| **f).count() != 1 {
        return false;
    }
    let cells = lines.iter().flatten().filter(|cell| cell.col == last);
    let pages: Vec<Option<i64>> = cells
        .map(|cell| cell.marks[cell.marks.len() - 1])
        .map(|m| m.value.filter(|_| m.letters <= 4))
        .collect();
    let Some(pages) = pages.into_iter().collect::<Option<Vec<i64>>>() else { return false };
    let Some((total, parts)) = pages.split_last().filter(|(_, parts)| parts.len() > 1) else { return false };
    pages.is_sorted() && *total != parts.iter().sum::<i64>()
}

/// Whether the columns are one list set in columns: an index, addresses. In a table columns differ in what they hold; here all
/// hold words, and figures among them as often as the others.
pub(crate) fn is_set_in_columns(lines: &[Vec<Plan>], columns: usize) -> bool {
    let mut shares = Vec::with_capacity(columns);
    for col in 0..columns {
        let own = || lines.iter().flatten().filter(|cell| cell.col == col);
        let words = own().filter(|cell| cell.marks.iter().any(|m| m.form == Form::Text)).count();
        let counted = own().filter(|cell| cell.marks.iter().any(|m| m.value.is_some())).count();
        let all = own().count().max(1);
        if words * 10 < all * 9 {
            return false;
        }
        shares.push(counted * 100 / all);
    }
    let (least, most) = (shares.iter().min().unwrap_or(&0), shares.iter().max().unwrap_or(&0));
    *least >= COUNTED && most - least <= ALIKE
}

/// Whether a head looks otherwise than what stands below it.
pub(crate) fn stands_out(head: &[Line], body: &[Line]) -> bool {
    let look = |line: &Line| (line.size, line.marks.iter().filter(|m| m.bold).count() * 2 > line.marks.len());
    let like = |line: &Line| body.iter().any(|other| look(other) == look(line));
    !head.iter().all(like)
}

/// So many cells (per cent) of each column of a list set in columns have digits; without any, words alone say nothing.
const COUNTED: usize = 20;
/// The columns' shares differ by no more than this.
const ALIKE: usize = 25;

/// Fractions, as a calculation has them: under a rule as wide as a figure stands that figure's divisor, with no label before it.
/// The rule above a total looks alike, but has more than one figure above it.
pub(crate) fn are_fractions(lines: &[Line], rules: &[Rule]) -> bool {
    let first = |line: &Line| {
        let figures =
            line.marks.iter().all(|m| matches!(m.form, Form::Number | Form::Opening | Form::Closing));
        figures.then(|| line.span(&units(line, PHRASE)[0]))
    };
    let fits = |rule: &Rule, span: &Rect| {
        let over = rule.from < span.center().x && span.center().x < rule.to;
        over && rule.to - rule.from <= span.width() * FRACTION
    };
    let under = |pair: &&[Line]| {
        let Some(below) = first(&pair[1]) else { return false };
        let over = units(&pair[0], PHRASE).into_iter().any(|unit| {
            let span = pair[0].span(&unit);
            let figure = pair[0].marks[unit].iter().all(|m| m.form.is_figure());
            figure && span.overlap_x(&below) * 2 > span.width().min(below.width())
        });
        let between = |rule: &&Rule| pair[0].middle() < rule.at && rule.at < pair[1].middle();
        over && rules.iter().filter(between).any(|rule| fits(rule, &below))
    };
    let count = lines.windows(2).filter(under).count();
    // The last divisor may have been left out: a lone figure below what looked like the last row.
    let open = lines.last().is_some_and(|line| {
        let below = |rule: &&Rule| rule.at > line.middle();
        first(line).is_none()
            && units(line, PHRASE).into_iter().skip(1).any(|unit| {
                let span = line.span(&unit);
                rules.iter().filter(below).any(|rule| fits(rule, &span))
            })
    });
    count > 0 && (count + usize::from(open)) * 2 >= lines.len()
}

/// Whether some lines are a formula: several short rules in them, each with a text right over it and one right under it.
pub(crate) fn is_formula(lines: &[Line], rules: &[Rule]) -> bool {
    // The line of a fraction stands at half the height of what it is a part of; one above a sum, between two rows.
    let level = |mark: &Mark, rule: &Rule| {
        (mark.at.center().y - rule.at).abs() <= mark.size / 4
            && (rule.to <= mark.at.x0 || mark.at.x1 <= rule.from)
    };
    let fraction = |rule: &&Rule| {
        let near = |mark: &Mark, way: Pt| {
            let middle = mark.at.center();
            (rule.from..=rule.to).contains(&middle.x) && Pt::ZERO < way && way <= mark.size
        };
        let marks = || lines.iter().flat_map(|line| &line.marks);
        marks().any(|m| near(m, rule.at - m.at.center().y) && rule.to - rule.from <= m.size * SHORT)
            && marks().any(|m| near(m, m.at.center().y - rule.at))
            && marks().any(|m| level(m, rule))
    };
    let count = rules.iter().filter(fraction).count();
    lines.len() <= FORMULA && count > 1 && count * 2 >= rules.len()
}

/// A formula has no more lines of text, ...
const FORMULA: usize = 6;
/// ... and its rules are no wider than so many times the size.
const SHORT: i32 = 3;

/// The line of a fraction is no longer than so many times what stands under it.
const FRACTION: i32 = 3;

/// Whether all columns go on with a sentence from row to row: columns of text whose lines happen to stand level.
pub(crate) fn are_sentences(reading: &Reading) -> bool {
    let rows = reading.ys.len() - 1 - reading.head_rows;
    rows >= SENTENCES
        && (0..reading.xs.len() - 1).all(|col| {
            let body = reading.cells.iter().filter(|cell| cell.col == col && cell.row >= reading.head_rows);
            let cells: Vec<&Vec<Mark>> =
                body.map(|cell| &cell.marks).filter(|marks| !marks.is_empty()).collect();
            let words: usize = cells.iter().map(|marks| marks.len()).sum();
            let small = cells.iter().filter(|marks| marks[0].small).count();
            // Sentences have commas, inside their lines as well.
            let commas = cells.iter().filter(|marks| marks.iter().any(|mark| mark.goes_on)).count();
            cells.len() * 4 >= rows * 3
                && words * 2 >= cells.len() * WORDS
                && small * 2 >= cells.len()
                && commas * COMMAS >= cells.len()
        })
}

/// So many lines of each column show sentences.
const SENTENCES: usize = 12;
/// Two lines of sentences are so many words on average.
const WORDS: usize = 5;
/// And one in so many has a comma.
const COMMAS: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bands::tests::drawn;
    use crate::bands::tests::set;
    use crate::tests::count;
    use model::page::{Axis, StrokeOrigin};

    #[test]
    fn an_index_set_in_columns_is_no_table() {
        let index = [
            "Abbots, 12, 45     Harbours, 3        Quays, 17, 81",
            "Bridges, 7         Inns, 20, 21       Rents, 4",
            "Canals, 88, 91     Jetties, 19        Stamps, 62",
            "Docks, 14          Kilns, 5, 77       Tolls, 9, 30",
            "Eels, 2, 3         Locks, 41          Wells, 11",
            "Ferries, 18        Mills, 6, 52       Yards, 73",
            "Gates, 4           Oaths, 33          Zones, 29",
        ];
        assert_eq!(count(&index), 0);
        // In a table, what the columns hold differs.
        let table = index.map(|row| row.replace(',', " ").replace(char::is_alphabetic, "5"));
        let table: Vec<String> = index
            .iter()
            .zip(&table)
            .map(|(a, b)| format!("{}{}", &a[..8].replace(',', " "), &b[19..]))
            .collect();
        assert_eq!(count(&table.iter().map(String::as_str).collect::<Vec<_>>()), 1);
    }

    #[test]
    fn places_with_commas_between_are_an_index() {
        let index = [
            "Canals          88, 91, 104",
            "Docks           14",
            "Eels            2, 3, 77",
            "Kilns           5, 9",
            "Mills           6, 52",
        ];
        assert_eq!(count(&index), 0);
        assert_eq!(count(&index.map(|row| row.split(',').next().unwrap_or_default())), 1);
    }

    #[test]
    fn dashes_before_their_entries_are_a_list() {
        let list =
            ["–   the office is open", "–   the office is shut", "–   nobody is in", "–   the fees are due"];
        assert_eq!(count(&list), 0);
    }

    #[test]
    fn numbered_lines_of_even_letters_are_code() {
        let code = [
            "41   fn total(rows: &[Row]) -> i64 {",
            "42       let mut sum = 0;",
            "43       for row in rows {",
            "44           sum += row.amount;",
            "45       }",
            "46       sum",
        ];
        assert_eq!(count(&code), 0);
        let grades = ["1   Alder     12.5", "2   Beech     40.1", "3   Cedar     77.0", "4   Damson    61.9"];
        assert_eq!(count(&grades), 1);
    }

    #[test]
    fn amounts_that_rise_to_their_total_are_no_contents() {
        let amounts = ["Rents        110", "Fees         230", "Fines        520", "Total        860"];
        assert_eq!(count(&amounts), 1);
        let pages = ["Rents         11", "Fees          23", "Fines         52", "Index         97"];
        assert_eq!(count(&pages), 0);
    }

    #[test]
    fn fractions_are_no_table_and_totals_are() {
        let fractions = [
            "Indirect rate (c)/(d)       870,038",
            "                           ---------",
            "                          1,839,050    47.31%",
            "Fringe benefit rate (b)/(a) 352,000    26.79%",
            "                           ---------",
            "                          1,314,000",
        ];
        assert_eq!(count(&fractions), 0);
        let totals = [
            "Rents                       870,038     12.00",
            "Fees                        839,050     47.31",
            "Fines                       352,000     26.79",
            "                           ---------",
            "                          2,061,088     86.10",
        ];
        assert_eq!(count(&totals), 1);
    }

    #[test]
    fn a_formula_is_no_table() {
        let lines = set(&[
            (0, &[(60, "1"), (120, "1"), (200, "1")]),
            (7, &[(10, "p"), (40, "="), (80, "e"), (140, "e"), (220, "e")]),
            (14, &[(60, "2"), (120, "2"), (200, "4")]),
        ]);
        let rule = |x: i32| Rule {
            axis: Axis::Horizontal,
            at: Pt::points(12),
            from: Pt::points(x - 2),
            to: Pt::points(x + 12),
            width: Pt(400),
            dashed: false,
            origin: StrokeOrigin::Line,
        };
        assert!(is_formula(&lines, &[rule(60), rule(120), rule(200)]));
        assert!(!is_formula(&lines, &[rule(400), rule(420)]));
    }

    /// Whether rows of two cells are sentences that go on from row to row.
    fn prose(rows: &[[&'static str; 2]]) -> bool {
        let plan = |(row, texts): (usize, &[&'static str; 2])| {
            texts
                .iter()
                .enumerate()
                .map(move |(col, text)| {
                    let words: Vec<(i32, &str)> =
                        text.split(' ').zip((0..).step_by(60)).map(|(w, x)| (x, w)).collect();
                    Plan { marks: drawn(&[&words]).remove(0).marks, ..Plan::blank(row, col) }
                })
                .collect::<Vec<Plan>>()
        };
        let cells = rows.iter().enumerate().flat_map(plan).collect();
        let edges = |count: usize| vec![Pt::ZERO; count + 1];
        are_sentences(&Reading {
            xs: edges(2),
            ys: edges(rows.len()),
            cells,
            head_rows: 0,
            head: None,
            score: 1,
        })
    }

    #[test]
    fn columns_of_sentences_are_no_table() {
        let six = [
            ["to various fields of", "relations of parts and"],
            ["work, and of interest", "object, and of whole"],
            ["Within the many sided", "inside and outside"],
            ["landscape of books", "practice, thus it is"],
            ["learning, there is", "aware of ways of"],
            ["agreement on what", "concepts and of plans"],
        ];
        let sentences = [six, six].concat();
        assert!(prose(&sentences));
        assert!(!prose(&sentences[..11]), "few");
        let terms = [["gross value added", "the sum of all output"]; 12];
        assert!(!prose(&terms), "a glossary");
        let named: Vec<[&str; 2]> = sentences.iter().map(|[_, text]| ["Roads", text]).collect();
        assert!(!prose(&named), "names of entries");
    }
}
