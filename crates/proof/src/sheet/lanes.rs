//! Which columns of a table hold figures, what their heads say, and which rows they belong to.

use super::{Lane, Panel, Sheet, Slot};
use crate::words::{Hint, Words, squash};

impl Sheet<'_> {
    /// What the labels of a row say in some columns: the strongest hint of the cells.
    fn row_hint(&self, row: u32, labels: &[u32], words: &Words) -> Hint {
        let cells = labels.iter().map(|col| self.table.table.at(row, *col));
        let own = cells.filter(|cell| cell.row() == row && !cell.is_blank());
        own.map(|cell| words.hint(cell.text())).max().unwrap_or(Hint::None)
    }

    /// Whether more than half of the cells of a column, and several, are the same word for a total.
    fn says_all(&self, col: u32, words: &Words) -> bool {
        const SEVERAL: usize = 4;
        let cells = self.body().map(|row| self.table.table.at(row, col)).filter(|cell| !cell.is_blank());
        let mut texts: Vec<&str> = cells.map(|cell| cell.text().trim()).collect();
        texts.sort_unstable();
        let most = texts.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).unwrap_or_default();
        most.len() >= SEVERAL
            && most.len() * 2 > texts.len()
            && most.first().is_some_and(|text| words.hint(text).is_total())
    }

    /// The columns of figures, and the panels they make with the words left of them.
    pub(super) fn find_panels(&self, words: &Words) -> (Vec<Lane>, Vec<Panel>) {
        let (mut lanes, mut panels) = (Vec::new(), Vec::new());
        let figures: Vec<bool> = (0..self.n_cols()).map(|col| self.holds_figures(col, words)).collect();
        let mut labels = 0;
        let mut col = 0;
        while col < self.n_cols() {
            if !figures[col as usize] {
                col += 1;
                continue;
            }
            let first = lanes.len();
            let from = col;
            let mut end = from;
            // Blank columns part nothing, nor ranges beside what lies in them.
            while col < self.n_cols() && (figures[col as usize] || self.is_blank(col) || self.is_ranges(col))
            {
                if figures[col as usize] {
                    let lane = self.lane(col, words);
                    col += lane.cols.len() as u32;
                    end = col;
                    lanes.push(lane);
                } else {
                    col += 1;
                }
            }
            // A column that calls most rows a total names none of them: "all" models, "all" ages.
            let naming: Vec<u32> = (labels..from).filter(|col| !self.says_all(*col, words)).collect();
            let hints = (0..self.n_rows()).map(|row| self.row_hint(row, &naming, words)).collect();
            panels.push(Panel { labels: labels..from, lanes: first..lanes.len(), hints });
            labels = end;
            col = end;
        }
        (lanes, panels)
    }

    /// The lane that begins at a column: one column, or the columns of a mixed radix.
    fn lane(&self, col: u32, words: &Words) -> Lane {
        let heads = self.heads(col);
        let leaf = |col: u32| {
            let heads = self.heads(col);
            heads.last().map(|head| squash(head).trim_end_matches('.').to_owned()).unwrap_or_default()
        };
        let fits = |heads: &[String]| {
            (col as usize + heads.len() <= self.n_cols() as usize)
                && heads.iter().zip(col..).all(|(head, col)| leaf(col) == *head)
        };
        let radix = words.radix.iter().find(|radix| fits(&radix.heads));
        let cols = match radix {
            Some(radix) => (col..).zip(radix.weights.iter().map(|weight| i128::from(*weight))).collect(),
            None => vec![(col, 1)],
        };
        // A row of shares below amounts makes no column of shares.
        let is_figure = |row: &u32| matches!(self.slot(*row, col), Slot::Value(_));
        let is_own_share = |row: &u32| is_figure(row) && self.is_share(*row, col);
        let (figures, shares) =
            (self.body().filter(is_figure).count(), self.body().filter(is_own_share).count());
        let not_added = heads.iter().any(|head| words.not_added(head)) || shares > 0 && 2 * shares >= figures;
        let said: Vec<Hint> = heads.iter().map(|head| words.hint(head)).collect();
        let leaf = said.last().copied().unwrap_or(Hint::None);
        // "合计 | 预算数, 决算数": the total's own columns.
        let above = said.iter().rev().skip(1).copied().find(|hint| hint.is_total());
        let hint = if leaf.is_total() { leaf } else { above.unwrap_or(Hint::None) };
        Lane { cols, heads, not_added, hint, of_which: said.contains(&Hint::OfWhich) }
    }

    /// The header texts over a column, top to bottom, each cell once, blanks left out.
    pub(crate) fn heads(&self, col: u32) -> Vec<String> {
        let mut seen = None;
        let mut out = Vec::new();
        for row in 0..self.body().start {
            let ix = self.table.table.index_at(row, col);
            let text = self.table.table.cells()[ix].text().trim();
            if seen.replace(ix) != Some(ix) && !text.is_empty() {
                out.push(text.to_owned());
            }
        }
        out
    }

    /// Whether no row of the body says anything in a column.
    fn is_blank(&self, col: u32) -> bool {
        self.body().all(|row| matches!(self.slot(row, col), Slot::Blank | Slot::Dash | Slot::Covered))
    }

    /// Whether a column says from what to what: nothing but two figures in each cell ("(102.7–103.6)").
    fn is_ranges(&self, col: u32) -> bool {
        let texts = self.body().filter(|row| self.table.table.at(*row, col).row() == *row);
        let mut texts =
            texts.map(|row| self.text(row, col).trim()).filter(|text| !text.is_empty()).peekable();
        texts.peek().is_some() && texts.all(is_range)
    }

    /// Whether a column holds figures: more than it holds words, and they do not merely count or name its rows.
    fn holds_figures(&self, col: u32, known: &Words) -> bool {
        let (mut figures, mut words, mut values) = (0, 0, Vec::new());
        let mut bare = true;
        for row in self.body() {
            match self.slot(row, col) {
                Slot::Value(value) => {
                    figures += 1;
                    values.push(value);
                    bare &= self.text(row, col).trim().bytes().all(|b| b.is_ascii_digit());
                }
                Slot::Unread => figures += 1,
                Slot::Words if !self.reading(row, col).header => words += 1,
                _ => {}
            }
        }
        let refers = bare && self.heads(col).last().is_some_and(|head| known.refers(head));
        figures > 0 && figures >= words && !refers && !(bare && self.names_rows(col, &values))
    }

    /// Whether bare integers count the rows ("1, 2, 3"), are years, or number what stands right of them.
    fn names_rows(&self, col: u32, values: &[i128]) -> bool {
        /// Fewer would count by chance.
        const LEAST: usize = 3;
        /// A number of a class, chapter or line.
        const HIGHEST: i128 = 9999;
        let one = 10i128.pow(self.scale);
        let steps = |step: i128| values.windows(2).all(|pair| pair[1] - pair[0] == step * one);
        // In the first column one may be left out.
        let runs = |up: i128| values.windows(2).all(|pair| (pair[1] - pair[0]) * up > 0);
        let years = values.iter().all(|value| (1800 * one..=2200 * one).contains(value))
            && (steps(1) || steps(-1) || col == 0 && (runs(1) || runs(-1)));
        if values.len() >= LEAST && (years || steps(1)) {
            return true;
        }
        // Small integers left of all words number the lines that the words right of them name: 款, 項, 目.
        let worded = |col: u32| {
            let count = |of: fn(&Slot) -> bool| self.body().filter(|row| of(&self.slot(*row, col))).count();
            count(|slot| *slot == Slot::Words) > count(|slot| matches!(slot, Slot::Value(_)))
        };
        let numbered = |col: u32| {
            self.body().all(|row| {
                let text = self.text(row, col).trim();
                text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
            })
        };
        let next = (col + 1..self.n_cols()).find(|right| !numbered(*right));
        !(0..col).any(worded)
            && next.is_some_and(worded)
            && values.iter().all(|value| (0..=HIGHEST * one).contains(value))
    }
}

/// Whether a text is two figures with a dash, "to" or a comma between them, in brackets or not.
fn is_range(text: &str) -> bool {
    let inner = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let bracketed = inner.len() + 2 == text.len();
    let figure = |text: &str| {
        let digits = text.trim().trim_start_matches(['-', '−', '–', '<', '>']).trim_end_matches('%');
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    let halves = |mark: &str| inner.split_once(mark).is_some_and(|(one, other)| figure(one) && figure(other));
    bracketed && (["–", "-", " to ", ", ", "; "].iter().any(|mark| halves(mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_in_brackets_are_told_from_figures_and_dates() {
        for text in ["(102.7–103.6)", "(1,098.9–1,444.5)", "[0.4, 1.2]", "(3 to 7)"] {
            assert!(is_range(text), "{text}");
        }
        for text in ["102", "(102.7)", "2012–13", "(a–b)", ""] {
            assert!(!is_range(text), "{text}");
        }
    }
}
