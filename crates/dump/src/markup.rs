//! What stands in one cell or line, to ink: inline tags, `**bold**` and entities are undone, white space at the ends
//! is cut, and the byte range is that of what is left.

use model::Ink;

/// Tags that change the look and not the text. Others stay as printed: "<5" is text.
const INLINE: [&str; 13] =
    ["b", "strong", "i", "em", "u", "s", "sup", "sub", "span", "font", "small", "mark", "br"];

/// The longest tag looked for, in bytes: attributes of a span fit; a stray "<" costs no more than this to rule out.
const MAX_TAG: usize = 256;

/// The longest entity, in bytes with `&` and `;`.
const MAX_ENTITY: usize = 12;

/// The entities that converters write; a full HTML reader stands in `html`.
const ENTITIES: [(&str, char); 22] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("yen", '¥'),
    ("euro", '€'),
    ("pound", '£'),
    ("times", '×'),
    ("minus", '−'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("middot", '·'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
];

/// The lines of ink in `source`, which begins at byte `at`; blank ones are left out. `escapes`: a backslash before
/// punctuation is Markdown's.
pub(crate) fn inks(source: &str, at: u32, escapes: bool) -> Vec<Ink> {
    let mut run = Run::default();
    let mut out = Vec::new();
    let (mut tags, mut sups, mut stars, mut no_close) = (0_u32, 0_u32, false, false);
    let mut ix = 0;
    while let Some(c) = source[ix..].chars().next() {
        let rest = &source[ix..];
        let mut end = ix + c.len_utf8();
        let mut read = c;
        match c {
            '<' => {
                if let Some(tag) = tag(rest) {
                    match (tag.name, tag.closes) {
                        ("br", _) => out.extend(run.take(at)),
                        ("b" | "strong", true) => tags = tags.saturating_sub(1),
                        ("b" | "strong", false) => tags += 1,
                        ("sup", true) => sups = sups.saturating_sub(1),
                        ("sup", false) => sups += 1,
                        _ => {}
                    }
                    ix += tag.len;
                    continue;
                }
            }
            '*' if rest.starts_with("**") => {
                let after = &rest[2..];
                let closes = stars && !run.text.ends_with(char::is_whitespace);
                let opens =
                    !stars && !no_close && after.starts_with(|c: char| !c.is_whitespace() && c != '*');
                let opens = opens && {
                    no_close = !has_close(after);
                    !no_close
                };
                if closes || opens {
                    stars = opens;
                    ix += 2;
                    continue;
                }
            }
            '&' => {
                if let Some((decoded, len)) = entity(rest) {
                    (read, end) = (decoded, ix + len);
                }
            }
            '\\' if escapes => {
                if let Some(next) = rest[1..].chars().next().filter(char::is_ascii_punctuation) {
                    (read, end) = (next, ix + 2);
                }
            }
            _ => {}
        }
        run.push(read, ix, end, tags > 0 || stars, sups > 0);
        ix = end;
    }
    out.extend(run.take(at));
    out
}

/// Whether a later `**` can close: one with no white space before it.
fn has_close(text: &str) -> bool {
    text.match_indices("**").any(|(ix, _)| ix > 0 && !text[..ix].ends_with(char::is_whitespace))
}

/// A line under way.
#[derive(Default)]
struct Run {
    text: String,
    /// Where its first and last ink stands.
    range: Option<(usize, usize)>,
    bold: usize,
    all: usize,
    raised: Raised,
}

impl Run {
    fn push(&mut self, c: char, from: usize, to: usize, bold: bool, raised: bool) {
        if !c.is_whitespace() {
            self.range = Some((self.range.map_or(from, |range| range.0), to));
            self.all += 1;
            self.bold += usize::from(bold);
        } else if self.range.is_none() {
            return;
        }
        self.raised.before(&mut self.text, c, raised);
        self.text.push(c);
    }

    fn take(&mut self, at: u32) -> Option<Ink> {
        let done = std::mem::take(self);
        let (from, to) = done.range?;
        let raised = done.raised.end(&done.text);
        let mut ink = Ink::of_dump(done.text.trim_end(), (at + from as u32, at + to as u32));
        ink.raised = raised;
        ink.bold = done.bold * 2 > done.all;
        Some(ink)
    }
}

/// Where a text under way is raised: marks of notes, and exponents.
#[derive(Debug, Default)]
pub(crate) struct Raised {
    begun: Option<u32>,
    done: Vec<(u32, u32)>,
}

impl Raised {
    /// Call it before each character is added to the text. A raised digit stands apart from the figure before it, whose digit
    /// it would be.
    pub(crate) fn before(&mut self, text: &mut String, next: char, raised: bool) {
        if raised && self.begun.is_none() {
            if next.is_numeric() && text.ends_with(char::is_numeric) {
                text.push(' ');
            }
            self.begun = Some(text.len() as u32);
        } else if !raised {
            self.close(text);
        }
    }

    fn close(&mut self, text: &str) {
        self.done.extend(self.begun.take().map(|from| (from, text.trim_end().len() as u32)));
    }

    /// Their byte ranges in the text that was.
    pub(crate) fn end(mut self, text: &str) -> Vec<(u32, u32)> {
        self.close(text);
        self.done.retain(|(from, to)| from < to);
        self.done
    }
}

struct Tag {
    name: &'static str,
    closes: bool,
    len: usize,
}

fn tag(text: &str) -> Option<Tag> {
    let window = &text.as_bytes()[..text.len().min(MAX_TAG)];
    let len = window.iter().position(|byte| *byte == b'>')? + 1;
    let inside = text.get(1..len - 1)?;
    let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let fits = inside[end..].is_empty() || inside[end..].starts_with([' ', '/', '\t']);
    let name = INLINE.into_iter().find(|name| name.eq_ignore_ascii_case(&inside[..end]))?;
    fits.then_some(Tag { name, closes, len })
}

fn entity(text: &str) -> Option<(char, usize)> {
    let window = &text.as_bytes()[..text.len().min(MAX_ENTITY)];
    let len = window.iter().position(|byte| *byte == b';')? + 1;
    let name = text.get(1..len - 1)?;
    let decoded = match name.strip_prefix('#') {
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16)).ok()?;
            char::from_u32(code).filter(|c| *c != '\0')?
        }
    };
    Some((decoded, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[(&str, bool, (u32, u32))]) {
        let found = inks(source, 100, true);
        let found: Vec<_> =
            found.iter().map(|ink| (ink.text.as_str(), ink.bold, ink.bytes.expect("of a dump"))).collect();
        assert_eq!(found, expected, "{source:?}");
    }

    #[test]
    fn raised_digits_are_no_digits_of_the_figure_before() {
        let found = inks("1,234<sup>1</sup>", 0, true);
        assert_eq!((found[0].text.as_str(), found[0].raised.as_slice()), ("1,234 1", [(6, 7)].as_slice()));
        let found = inks("12<sup>(a)</sup> km<sup>2</sup> x", 0, true);
        assert_eq!(
            (found[0].text.as_str(), found[0].raised.as_slice()),
            ("12(a) km2 x", [(2, 5), (8, 9)].as_slice())
        );
    }

    #[test]
    fn markup_is_undone_and_text_is_kept() {
        check("  <b>合 计</b> ", &[("合 计", true, (105, 112))]);
        check("**a b** cd", &[("a b cd", false, (102, 110))]);
        check("**ab**", &[("ab", true, (102, 104))]);
        check("a&nbsp;&lt;5 &copy; &#x4e07;", &[("a\u{a0}<5 &copy; 万", false, (100, 128))]);
        check("a<br/>b", &[("a", false, (100, 101)), ("b", false, (106, 107))]);
        check("<5 & >3", &[("<5 & >3", false, (100, 107))]);
        check("**note", &[("**note", false, (100, 106))]);
        check("****1234", &[("****1234", false, (100, 108))]);
        check("2 ** 3 ** 4", &[("2 ** 3 ** 4", false, (100, 111))]);
        check(r"1\.5\|", &[("1.5|", false, (100, 106))]);
        check(" \t\u{3000}", &[]);
    }
}
