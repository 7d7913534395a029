//! JSON text that reads well in a diff: an object of a long list (cells, rows, repairs, outside lines) stands on its
//! own line, everything inside it on that line.

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

/// Lists are broken into lines down to this depth: root, `tables`, a table, `cells`.
pub(crate) const DOCUMENT_DEPTH: usize = 4;
/// The same where a table is the root.
pub(crate) const TABLE_DEPTH: usize = 2;

/// The value as JSON, ending in a line feed; lists of objects at `depth` or less get a line per object.
pub(crate) fn to_lines(value: &impl Serialize, depth: usize) -> String {
    let mut out = Frugal(Vec::with_capacity(1 << 16));
    let mut serializer = Serializer::with_formatter(&mut out, Lines { deepest: depth, ..Lines::default() });
    value.serialize(&mut serializer).expect("writing to memory, and every key is a string");
    out.0.push(b'\n');
    String::from_utf8(out.0).expect("JSON is UTF-8")
}

/// Bytes that grow by a quarter where they are many: the text of a long report is the largest thing in memory, and twice of it
/// may not fit.
struct Frugal(Vec<u8>);

/// Fewer bytes grow to twice as many.
const MANY: usize = 32 << 20;

impl Write for Frugal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Self(out) = self;
        if out.capacity() - out.len() < bytes.len() {
            let more = if out.len() < MANY { out.len() } else { out.len() / 4 };
            out.reserve_exact(bytes.len().max(more));
        }
        out.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Default)]
struct Lines {
    /// Lists deeper than this stay on their line.
    deepest: usize,
    /// Open lists and objects.
    depth: usize,
    /// The open list at this depth waits for an element; if it is an object, it gets a line.
    waiting: Option<usize>,
    /// Whether the list that was open at this depth was broken into lines.
    broken: [bool; DOCUMENT_DEPTH + 1],
}

/// A new line, indented by the lists that are open.
fn begin_line<W: ?Sized + Write>(out: &mut W, depth: usize) -> io::Result<()> {
    out.write_all(b"\n")?;
    out.write_all(&b"    "[..(depth / 2).min(4)])
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.waiting = None;
        if let Some(broken) = self.broken.get_mut(self.depth) {
            *broken = false;
        }
        out.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.waiting = (self.depth <= self.deepest).then_some(self.depth);
        if first { Ok(()) } else { out.write_all(b",") }
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.depth <= self.deepest && self.broken.get(self.depth) == Some(&true) {
            begin_line(out, self.depth - 1)?;
        }
        self.waiting = None;
        self.depth -= 1;
        out.write_all(b"]")
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.waiting.take() == Some(self.depth) {
            begin_line(out, self.depth)?;
            self.broken[self.depth] = true;
        }
        self.depth += 1;
        out.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if self.depth == 1 { out.write_all(b"\n") } else { Ok(()) }
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        out.write_all(if self.depth == 0 { b"\n}" } else { b"}" })
    }
}
