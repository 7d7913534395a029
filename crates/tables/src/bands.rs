//! Words to lines as their reader sees them, and lines to phrases: words that only a space parts.

use crate::forms::{Form, Groups, begins_entry, form, is_part};
use crate::turned;
use crate::words::{MARK, RAISED, is_cjk};
use model::geometry::{Pt, Quarter, Rect};
use model::layout::Word;
use model::page::{GlyphId, Page};
use std::ops::Range;

/// Words of one line share their baseline to within this part of the em (per thousand).
pub(crate) const SAME_LINE: i32 = 280;
/// A gap wider than this part of the em parts two phrases: justified lines stretch their spaces up to here, and columns
/// are set farther apart. Doubled, narrow columns fuse; halved, justified prose falls to pieces.
pub(crate) const PHRASE: i32 = 900;
/// A mark of a list and its text stand nearer than this many ems.
const LISTED: i32 = 3;

/// A word, turned upright.
#[expect(clippy::struct_excessive_bools, reason = "each is one observation, none excludes another")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// Its index in the words given.
    pub(crate) ix: usize,
    /// Its box.
    pub(crate) at: Rect,
    /// Its baseline.
    pub(crate) base: Pt,
    /// Its size.
    pub(crate) size: Pt,
    /// Its form.
    pub(crate) form: Form,
    /// Whether it is bold.
    pub(crate) bold: bool,
    /// Whether it begins with a small letter.
    pub(crate) small: bool,
    /// Whether it is a word in brackets that begins with a small letter: `(under)`.
    pub(crate) enclosed: bool,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
    /// Whether it is capitals, or capitals and digits: a code.
    pub(crate) caps: bool,
    /// Its glyphs.
    pub(crate) letters: u32,
    /// Whether it begins with the number of an entry.
    pub(crate) entry: bool,
    /// How wide the first part is that a typesetter may not break.
    pub(crate) bound: Pt,
    /// Whether it is one group of three digits, with decimals or without, or shillings or pence: maybe the rest of a figure
    /// parted by spaces.
    pub(crate) triple: bool,
    /// Whether it is shillings or pence.
    pub(crate) part: bool,
    /// Whether a comma ends it: one of several.
    pub(crate) goes_on: bool,
    /// Whether a colon ends it: what it names follows.
    pub(crate) names: bool,
    /// Whether a hyphen behind a letter ends it: the word may go on on the next line.
    pub(crate) broken: bool,
    /// Whether a space at which no line may break stands before it, in one go with it.
    pub(crate) tied: bool,
    /// Whether a bracket opens before it, and whether one closes behind it.
    pub(crate) opens: bool,
    pub(crate) closes: bool,
    /// Whether it is the sign of a product.
    pub(crate) times: bool,
    /// Whether it is two to four dots: they stand for a figure where others have one, as in tables of the United Nations.
    pub(crate) dots: bool,
    /// Whether a space stands before it, in one go with it and with what is before that.
    pub(crate) spaced: bool,
    /// Whether it goes on with the text of the figure before it: [`crate::bracketed`].
    pub(crate) behind: bool,
    /// Its groups of digits.
    pub(crate) groups: Option<Groups>,
    /// Its digits as one number, signs and separators apart: steps of a scale are told by it.
    pub(crate) value: Option<i64>,
    /// The goes in which its first and its last glyph were painted.
    pub(crate) runs: (u32, u32),
    /// Whether it begins a column right behind the mark before: [`crate::stops`].
    pub(crate) stop: bool,
}

/// Marks on one baseline, left to right.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its marks.
    pub(crate) marks: Vec<Mark>,
    /// Its baseline.
    pub(crate) base: Pt,
    /// Top of its boxes.
    pub(crate) top: Pt,
    /// Bottom of its boxes.
    pub(crate) bottom: Pt,
    /// Its largest size.
    pub(crate) size: Pt,
}

impl Line {
    fn of(mut marks: Vec<Mark>) -> Self {
        marks.sort_by_key(|m| (m.at.x0, m.at.x1, m.ix));
        let main = marks.iter().max_by_key(|m| (m.size, m.letters, m.ix)).expect("a line has marks");
        let (base, size) = (main.base, main.size);
        let top = marks.iter().map(|m| m.at.y0).min().unwrap_or_default();
        let bottom = marks.iter().map(|m| m.at.y1).max().unwrap_or_default();
        Self { marks, base, top, bottom, size }
    }

    /// Left edge of its ink.
    pub(crate) fn left(&self) -> Pt {
        self.marks[0].at.x0
    }

    /// Right edge of its ink.
    pub(crate) fn right(&self) -> Pt {
        self.marks.iter().map(|m| m.at.x1).max().unwrap_or_default()
    }

    /// Middle of its height.
    pub(crate) fn middle(&self) -> Pt {
        self.top + (self.bottom - self.top) / 2
    }

    /// Whether it is one figure and no words.
    pub(crate) fn is_number(&self) -> bool {
        self.phrases().len() == 1 && self.marks.iter().all(|mark| mark.form.is_figure())
    }

    /// Where its ink ends before x and begins again behind it, by the middles of its words.
    pub(crate) fn about(&self, x: Pt) -> (Option<Pt>, Option<Pt>) {
        let before = self.marks.iter().filter(|m| m.at.center().x < x).map(|m| m.at.x1).max();
        let after = self.marks.iter().filter(|m| m.at.center().x >= x).map(|m| m.at.x0).min();
        (before, after)
    }

    /// Runs of marks that no gap wider than `gap` (per thousand of the em) parts.
    pub(crate) fn runs(&self, gap: i32) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        let mut end = Pt::MIN;
        for (ix, mark) in self.marks.iter().enumerate() {
            let size = mark.size.max(self.marks[ix.saturating_sub(1)].size);
            match out.last_mut() {
                Some(run) if !mark.stop && mark.at.x0 - end <= size.scale(gap, 1000) => run.end = ix + 1,
                _ => out.push(ix..ix + 1),
            }
            end = end.max(mark.at.x1);
        }
        out
    }

    /// Its phrases; a mark of a list is one phrase with the text it begins.
    pub(crate) fn phrases(&self) -> Vec<Range<usize>> {
        let mut runs = self.runs(PHRASE);
        if runs.len() > 1 && runs[0].len() == 1 && self.marks[0].form == Form::Listed {
            let gap = self.marks[runs[1].start].at.x0 - self.marks[0].at.x1;
            if gap <= self.size * LISTED && self.marks[runs[1].start].form == Form::Text {
                runs[1].start = 0;
                runs.remove(0);
            }
        }
        runs
    }

    /// Whether it begins with a word in brackets and goes on in small letters: `(under) expenditures`.
    pub(crate) fn begins_enclosed(&self) -> bool {
        self.marks[0].enclosed && self.marks.get(1).is_some_and(|next| next.small)
    }

    /// The box of some of its marks.
    pub(crate) fn span(&self, run: &Range<usize>) -> Rect {
        Rect::bounding(self.marks[run.clone()].iter().map(|m| m.at)).unwrap_or_default()
    }
}

/// Words as marks, turned so that they run to the right.
pub(crate) fn marks(page: &Page, words: &[Word], direction: Quarter) -> Vec<Mark> {
    let own = || words.iter().enumerate().filter(|(_, word)| word.direction == direction);
    let mut out = Vec::with_capacity(own().count());
    out.extend(own().map(|(ix, word)| {
        let at = turned(word);
        let origin = page.glyphs[word.glyphs[0].0 as usize].origin;
        let base = direction.turn(&Rect { x0: origin.x, x1: origin.x, y0: origin.y, y1: origin.y }).y0;
        let first = word.text.chars().next();
        Mark {
            ix,
            at,
            base,
            size: word.size.max(Pt(1)),
            form: form(&word.text),
            bold: word.bold,
            small: first.is_some_and(char::is_lowercase),
            enclosed: is_enclosed(&word.text),
            capital: first.is_some_and(char::is_uppercase),
            caps: is_caps(&word.text),
            letters: word.glyphs.len() as u32,
            entry: begins_entry(&word.text),
            bound: bound(page, word),
            triple: is_triple(&word.text) || is_part(&word.text),
            part: is_part(&word.text),
            goes_on: word.text.ends_with([',', '，', '、', ';']),
            names: announces(&word.text),
            broken: is_broken(&word.text),
            tied: is_tied(page, word),
            opens: word.text.starts_with(['(', '[', '（']),
            closes: word.text.trim_end_matches(['%', ',', ';', '*']).ends_with([')', ']', '）']),
            times: word.text == "×",
            dots: is_dots(&word.text),
            spaced: is_spaced(page, word),
            behind: false,
            groups: Groups::of(&word.text),
            value: value(&word.text),
            runs: (painted(page, word.glyphs.first()), painted(page, word.glyphs.last())),
            stop: false,
        }
    }));
    out
}

/// `(a)` and `(iii)` number what follows.
fn is_enclosed(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let roman = |c: char| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c');
    inner.is_some_and(|word| {
        word.chars().count() > 1 && word.chars().all(char::is_lowercase) && !word.chars().all(roman)
    })
}

fn is_dots(text: &str) -> bool {
    matches!(text, ".." | "..." | "....")
}

fn is_broken(text: &str) -> bool {
    let stem = text.strip_suffix(['-', '\u{ad}', '\u{2010}']);
    stem.is_some_and(|stem| stem.ends_with(char::is_alphabetic))
}

fn is_caps(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && text.bytes().any(|b| b.is_ascii_uppercase())
}

/// Whether a no-break space, the narrow one or one as wide as a digit (Unicode 17, 6.2) stands right before a word.
fn is_tied(page: &Page, word: &Word) -> bool {
    let first = word.glyphs[0].0 as usize;
    let before = first.checked_sub(1).map(|ix| &page.glyphs[ix]);
    before.is_some_and(|blank| {
        let space = matches!(blank.text.first_char(), Some('\u{a0}' | '\u{202f}' | '\u{2007}'));
        space && blank.run == page.glyphs[first].run
    })
}

/// Whether one space stands right before a word, painted in one go with it and with a letter or digit before.
fn is_spaced(page: &Page, word: &Word) -> bool {
    let first = word.glyphs[0].0 as usize;
    let Some([before, blank]) = first.checked_sub(2).map(|ix| [&page.glyphs[ix], &page.glyphs[ix + 1]])
    else {
        return false;
    };
    let run = page.glyphs[first].run;
    blank.text.first_char() == Some(' ') && !before.text.is_blank() && blank.run == run && before.run == run
}

fn painted(page: &Page, glyph: Option<&GlyphId>) -> u32 {
    glyph.map_or(0, |id| page.glyphs[id.0 as usize].run)
}

/// The width of a word's first part that is not broken: letters and digits up to the first full-width one, or one full-width
/// letter, with what may not begin the next line (W3C, Requirements for Chinese Text Layout, §3.1.1).
fn bound(page: &Page, word: &Word) -> Pt {
    if word.text.is_ascii() {
        return turned(word).width();
    }
    let closes = |c: char| {
        c.is_ascii_punctuation() && !matches!(c, '(' | '[' | '{' | '<')
            || "、，。；：！？）》」』】〉〕”’％".contains(c)
    };
    let opens = |c: char| matches!(c, '(' | '[' | '（' | '《' | '「' | '『' | '【' | '〈' | '〔' | '“' | '‘');
    let chars: Vec<char> = word.text.chars().collect();
    let mut end = chars.iter().take_while(|c| opens(**c)).count();
    end += match chars[end..].iter().position(|c| is_cjk(*c)) {
        Some(0) => 1,
        Some(latin) => latin,
        None => return turned(word).width(),
    };
    end += chars.get(end..).unwrap_or_default().iter().take_while(|c| closes(**c)).count();
    let glyphs = word.glyphs.iter().take(end).map(|id| page.glyphs[id.0 as usize].bbox);
    Rect::bounding(glyphs).map_or_else(|| turned(word).width(), |bbox| word.direction.turn(&bbox).width())
}

/// Whether a colon ends a word; the mark of a note may stand behind it: `of which:1)`.
fn announces(text: &str) -> bool {
    let mark = |c: char| c.is_ascii_digit() || matches!(c, ')' | '*' | '¹' | '²' | '³');
    let word = text.trim_end_matches(mark);
    word.ends_with([':', '：']) && word.chars().any(char::is_alphabetic) && text.len() - word.len() <= NOTE
}

/// The mark of a note is no longer, in bytes.
const NOTE: usize = 3;

fn value(text: &str) -> Option<i64> {
    let minus = text.trim_start_matches(['(', '[']).starts_with(['-', '−', '–']);
    let digits = text.bytes().filter(u8::is_ascii_digit).take(15);
    let value = digits.fold(None, |value, digit| Some(value.unwrap_or(0) * 10 + i64::from(digit - b'0')))?;
    Some(if minus { -value } else { value })
}

fn is_triple(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 3
        && bytes[..3].iter().all(u8::is_ascii_digit)
        && (bytes.len() == 3 || !bytes[3].is_ascii_digit())
}

/// Marks to lines, top to bottom. Raised and lowered ones join the line they touch.
pub(crate) fn lines(marks: &[Mark]) -> Vec<Line> {
    let mut order: Vec<&Mark> = marks.iter().collect();
    order.sort_unstable_by_key(|m| (m.base, m.at.x0, m.ix));
    let mut out: Vec<Line> = Vec::new();
    let mut rest = order.as_slice();
    while let [first, others @ ..] = rest {
        let (base, mut size) = (first.base, first.size);
        let along = others.iter().take_while(|mark| {
            let level = mark.base - base <= mark.size.min(size).scale(SAME_LINE, 1000);
            size = size.max(mark.size);
            level
        });
        let count = 1 + along.count();
        let (own, below) = rest.split_at(count);
        out.push(Line::of(own.iter().copied().copied().collect()));
        rest = below;
    }
    attach_small(&mut out);
    out
}

/// Lines of small or raised marks alone, each beside a mark of a neighbouring line, join that line.
fn attach_small(lines: &mut Vec<Line>) {
    let mut ix = 0;
    while ix < lines.len() {
        let line = &lines[ix];
        let near =
            [ix.checked_sub(1), Some(ix + 1)].into_iter().flatten().filter(|n| *n < lines.len()).find(|n| {
                let other = &lines[*n];
                (line.size < other.size.scale(MARK, 1000) || is_raised(line, other))
                    && line.marks.iter().all(|mark| other.marks.iter().any(|m| touches(m, mark)))
            });
        match near {
            Some(other) => {
                let small = lines[ix].marks.clone();
                let mut all = lines[other].marks.clone();
                all.extend(small);
                lines[other] = Line::of(all);
                lines.remove(ix);
            }
            None => ix += 1,
        }
    }
}

/// Whether a line is single glyphs, no letters or digits, raised above another line by less than its height: stars and daggers
/// may be as large as the words they stand at.
fn is_raised(line: &Line, other: &Line) -> bool {
    let raised = other.base - line.base;
    let symbol = |m: &Mark| m.letters == 1 && m.form == Form::Dash;
    line.marks.iter().all(symbol)
        && raised > other.size.scale(RAISED, 1000)
        && raised <= other.size.scale(HALF, 1000)
}

/// Marks of notes are raised by no more than this part of the em (per thousand).
const HALF: i32 = 550;

/// Whether a small mark stands right beside a larger one, within its height.
fn touches(large: &Mark, small: &Mark) -> bool {
    let gap = (small.at.x0 - large.at.x1).max(large.at.x0 - small.at.x1);
    gap <= large.size.scale(350, 1000) && large.at.overlap_y(&small.at) * 2 > small.at.height()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Lines of words at (x, text), fourteen points from line to line, five points to a letter.
    pub(crate) fn drawn(rows: &[&[(i32, &str)]]) -> Vec<Line> {
        let placed: Vec<(i32, &[(i32, &str)])> =
            rows.iter().enumerate().map(|(row, words)| (row as i32 * 14, *words)).collect();
        set(&placed)
    }

    /// Which marks of such lines are of a kind, once something is said of them.
    pub(crate) fn marked(
        rows: &[&[(i32, &str)]],
        say: fn(&mut [Line]),
        is: fn(&Mark) -> bool,
    ) -> Vec<Vec<usize>> {
        let mut lines = drawn(rows);
        say(&mut lines);
        let of = |line: &Line| (0..line.marks.len()).filter(|ix| is(&line.marks[*ix])).collect();
        lines.iter().map(of).collect()
    }

    /// Lines of words at (y, (x, text)), ten points high, five points to a letter.
    pub(crate) fn set(rows: &[(i32, &[(i32, &str)])]) -> Vec<Line> {
        let mut marks = Vec::new();
        for (y, words) in rows {
            for (x, text) in *words {
                let (x0, y0) = (Pt::points(*x), Pt::points(*y));
                let at = Rect {
                    x0,
                    y0,
                    x1: x0 + Pt::points(5 * text.chars().count() as i32),
                    y1: y0 + Pt::points(10),
                };
                let (base, size) = (y0 + Pt::points(8), Pt::points(10));
                let small = text.starts_with(char::is_lowercase);
                let letters = text.chars().count() as u32;
                marks.push(Mark {
                    ix: marks.len(),
                    at,
                    base,
                    size,
                    form: form(text),
                    bold: false,
                    small,
                    enclosed: is_enclosed(text),
                    capital: text.starts_with(char::is_uppercase),
                    caps: is_caps(text),
                    letters,
                    entry: begins_entry(text),
                    bound: at.width(),
                    triple: false,
                    part: is_part(text),
                    goes_on: text.ends_with(','),
                    names: text.ends_with(':'),
                    broken: is_broken(text),
                    tied: false,
                    opens: text.starts_with('('),
                    closes: text.ends_with(')'),
                    times: *text == "×",
                    dots: is_dots(text),
                    spaced: false,
                    behind: false,
                    groups: Groups::of(text),
                    value: value(text),
                    runs: (0, 0),
                    stop: false,
                });
            }
        }
        lines(&marks)
    }
}
