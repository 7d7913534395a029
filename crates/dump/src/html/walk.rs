//! The tree in document order, to lines and pieces.

use super::grid::Grid;
use super::tree::{Node, NodeIx, What};
use crate::Found;
use crate::markup::Raised;
use model::Ink;

/// Elements that are not text of the page.
const UNSEEN: [&str; 3] = ["script", "style", "head"];

/// Elements that begin and end a line of their own.
const BLOCKS: [&str; 31] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "ul",
];

/// Elements whose text is bold.
const BOLD: [&str; 9] = ["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"];

enum Step {
    Enter(NodeIx),
    Leave(NodeIx),
}

pub(crate) fn walk(nodes: &[Node], found: &mut Found) {
    let layout = layout_tables(nodes);
    let mut walk =
        Walk { nodes, layout, found, run: Run::default(), bold: 0, raised: 0, table: None, nested: 0 };
    let mut steps = vec![Step::Enter(0)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave(ix) => walk.leave(ix),
            Step::Enter(ix) if walk.enter(ix) => {
                steps.push(Step::Leave(ix));
                steps.extend(nodes[ix].children.iter().rev().map(|child| Step::Enter(*child)));
            }
            Step::Enter(_) => {}
        }
    }
    walk.end_line();
}

struct Walk<'a> {
    nodes: &'a [Node],
    /// For each node, whether it is a table that only lays out others.
    layout: Vec<bool>,
    found: &'a mut Found,
    run: Run,
    /// Open elements with bold text.
    bold: usize,
    /// Open elements with raised text.
    raised: usize,
    table: Option<Open>,
    /// Open tables inside the open table's cells: their text goes into the cell.
    nested: usize,
}

/// The outermost table under way.
#[derive(Default)]
struct Open {
    grid: Grid,
    /// The lines of the cell under way.
    cell: Vec<Ink>,
    in_head: bool,
    /// Text between cells and captions: lines before the table.
    loose: bool,
}

impl Walk<'_> {
    /// Whether the children are to be walked.
    fn enter(&mut self, ix: NodeIx) -> bool {
        let node = &self.nodes[ix];
        if let What::Text { text, bytes } = &node.what {
            self.run.push(text, *bytes, self.bold > 0, self.raised > 0);
            return true;
        }
        let name = node.name();
        if name == "head" {
            self.title(ix);
        }
        if UNSEEN.contains(&name) {
            return false;
        }
        self.bold += usize::from(BOLD.contains(&name));
        self.raised += usize::from(name == "sup");
        match name {
            "br" => self.end_line(),
            "table" if self.layout[ix] => self.end_line(),
            "table" => {
                self.end_line();
                if self.table.is_some() {
                    self.nested += 1;
                } else {
                    self.table = Some(Open { loose: true, ..Open::default() });
                }
            }
            "thead" | "tr" | "td" | "th" => self.enter_part(name),
            _ if BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
        true
    }

    fn enter_part(&mut self, name: &str) {
        if self.nested > 0 || self.table.is_none() {
            // Rows of an inner table are lines of the cell, its cells are parted by a space.
            if name == "tr" || self.table.is_none() {
                self.end_line();
            } else {
                self.run.space();
            }
            return;
        }
        self.end_line();
        if let Some(open) = &mut self.table {
            match name {
                "thead" => open.in_head = true,
                "tr" => open.grid.begin_row(),
                _ => open.loose = false,
            }
        }
    }

    fn leave(&mut self, ix: NodeIx) {
        let node = &self.nodes[ix];
        let name = node.name();
        self.bold -= usize::from(BOLD.contains(&name));
        self.raised -= usize::from(name == "sup");
        match name {
            "table" if self.layout[ix] => self.end_line(),
            "table" => {
                self.end_line();
                if self.nested > 0 {
                    self.nested -= 1;
                } else if let Some(open) = self.table.take() {
                    let (rows, cols, cells, head) = open.grid.finish();
                    self.found.piece(rows, cols, cells, head);
                }
            }
            "thead" | "tr" | "td" | "th" if self.nested == 0 && self.table.is_some() => {
                self.end_line();
                self.leave_part(node);
            }
            "tr" => self.end_line(),
            _ if BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    fn leave_part(&mut self, node: &Node) {
        let Some(open) = &mut self.table else { return };
        match (node.name(), &node.what) {
            ("thead", _) => open.in_head = false,
            ("tr", _) => open.grid.end_row(),
            (name, What::Element { rowspan, colspan, .. }) => {
                let head = open.in_head || name == "th";
                open.grid.cell((*rowspan, *colspan), head, std::mem::take(&mut open.cell));
                open.loose = true;
            }
            _ => {}
        }
    }

    /// The line so far goes into the cell under way, or stands outside.
    fn end_line(&mut self) {
        let Some(ink) = self.run.take() else { return };
        match &mut self.table {
            Some(open) if !open.loose => open.cell.push(ink),
            _ => self.found.line(ink),
        }
    }

    fn title(&mut self, head: NodeIx) {
        let children = |ix: NodeIx| self.nodes[ix].children.iter().copied();
        let Some(title) = children(head).find(|ix| self.nodes[*ix].name() == "title") else { return };
        let mut run = Run::default();
        for child in children(title) {
            if let What::Text { text, bytes } = &self.nodes[child].what {
                run.push(text, *bytes, false, false);
            }
        }
        self.found.title = run.take().map(|ink| ink.text);
    }
}

/// A line under way: white space collapsed.
#[derive(Default)]
struct Run {
    text: String,
    bytes: Option<(u32, u32)>,
    space: bool,
    bold: usize,
    all: usize,
    raised: Raised,
}

impl Run {
    fn push(&mut self, text: &str, bytes: (u32, u32), bold: bool, raised: bool) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = true;
                continue;
            }
            if std::mem::take(&mut self.space) && !self.text.is_empty() {
                self.raised.before(&mut self.text, ' ', raised);
                self.text.push(' ');
            }
            self.raised.before(&mut self.text, c, raised);
            self.text.push(c);
            self.all += 1;
            self.bold += usize::from(bold);
            let known = self.bytes.unwrap_or(bytes);
            self.bytes = Some((known.0.min(bytes.0), known.1.max(bytes.1)));
        }
    }

    fn space(&mut self) {
        self.space = true;
    }

    fn take(&mut self) -> Option<Ink> {
        let done = std::mem::take(self);
        let raised = done.raised.end(&done.text);
        let mut ink = Ink::of_dump(done.text, done.bytes?);
        ink.raised = raised;
        ink.bold = done.bold * 2 > done.all;
        Some(ink)
    }
}

/// Tables that only lay out others: they hold a table, and no row of theirs has two cells.
fn layout_tables(nodes: &[Node]) -> Vec<bool> {
    let mut holds = vec![false; nodes.len()];
    let mut wide = vec![false; nodes.len()];
    // The tables open around each node, walked without recursion; only the innermost matters.
    let mut steps: Vec<(NodeIx, Option<NodeIx>)> = vec![(0, None)];
    while let Some((ix, table)) = steps.pop() {
        let is_table = nodes[ix].name() == "table";
        if let Some(outer) = table {
            holds[outer] |= is_table;
            let cells =
                nodes[ix].children.iter().filter(|child| matches!(nodes[**child].name(), "td" | "th"));
            wide[outer] |= nodes[ix].name() == "tr" && cells.count() > 1;
        }
        let inner = if is_table { Some(ix) } else { table };
        steps.extend(nodes[ix].children.iter().map(|child| (*child, inner)));
    }
    holds.iter().zip(&wide).map(|(holds, wide)| *holds && !wide).collect()
}
