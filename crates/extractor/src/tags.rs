//! The author's structure tags of tables (ISO 32000-2, 14.7 and 14.8): which marked content stands in which cell.
//!
//! The structure tree is walked once for a document. Of it only tables are kept: their rows and cells, laid out on a grid
//! by their spans (14.8.5.7) as HTML lays out its tables, each cell with the marked content of each page that it holds. What
//! is true of it the tree can't say: `tables` holds it against the ink.
//!
//! A tree may be hostile: it is walked to a bounded depth, no element twice, up to a bounded number of elements. A tree beyond
//! these bounds is not read at all: half a table is worse than none.

mod grid;
mod parents;
mod roles;

use grid::{Laid, RawCell, RawRow, laid_out};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier};
use model::page::TaggedTable;
use roles::{Role, Roles};
use rustc_hash::{FxHashMap, FxHashSet};

/// Elements nested deeper than this are no author's.
const DEEPEST: usize = 120;
/// More elements and marks than this are not read: a tagged book of a thousand pages has some 200,000.
const MOST: usize = 2_000_000;

/// A document's tagged tables.
#[derive(Default)]
pub(crate) struct Tags {
    /// With their places among all tables of the tree.
    tables: Vec<(u32, Laid)>,
    /// For each page (number from 1), the tables with content on it.
    by_page: FxHashMap<u32, Vec<usize>>,
    /// Whether there is more in the tree than is read.
    pub(crate) beyond: bool,
}

/// A table as the tree tells it.
#[derive(Default)]
struct Raw {
    rows: Vec<RawRow>,
    /// Rows of a foot that the tree tells before the body.
    foot: Vec<RawRow>,
    /// Whether a table stands in one of its cells.
    nested: bool,
}

impl Tags {
    pub(crate) fn of(pdf: &Pdf) -> Self {
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        let Some(root) = catalog.and_then(|catalog| catalog.get::<Dict<'_>>("StructTreeRoot")) else {
            return Self::default();
        };
        let pages = pdf.pages().iter().enumerate();
        let pages = pages.filter_map(|(ix, page)| Some((page.raw().obj_id()?, ix as u32 + 1))).collect();
        let mut walk = Walk {
            pdf,
            pages,
            roles: Roles::of(&root),
            seen: FxHashSet::default(),
            left: MOST,
            broken: false,
            tables: Vec::new(),
            open: Vec::new(),
            parents: parents::Parents::of(pdf, &root),
        };
        walk.kids(&root, None, 0);
        if walk.broken {
            return Self { beyond: true, ..Self::default() };
        }
        let mut tags = Self::default();
        for (id, mut table) in walk.tables.into_iter().enumerate() {
            table.rows.append(&mut table.foot);
            let Some(laid) = laid_out(table.rows, table.nested) else { continue };
            for page in laid.pages() {
                tags.by_page.entry(page).or_default().push(tags.tables.len());
            }
            tags.tables.push((id as u32, laid));
        }
        tags
    }

    /// The tables with content on a page.
    pub(crate) fn on(&self, page: u32) -> Vec<TaggedTable> {
        let tables = self.by_page.get(&page).into_iter().flatten();
        tables.filter_map(|ix| self.tables[*ix].1.on(page, self.tables[*ix].0)).collect()
    }
}

struct Walk<'a> {
    pdf: &'a Pdf,
    pages: FxHashMap<ObjectIdentifier, u32>,
    roles: Roles<'a>,
    /// Elements that were walked: each has one parent.
    seen: FxHashSet<ObjectIdentifier>,
    /// How much more is read.
    left: usize,
    broken: bool,
    tables: Vec<Raw>,
    /// The tables that are open, the innermost last.
    open: Vec<Open>,
    parents: parents::Parents<'a>,
}

/// Where in a table the walk is.
struct Open {
    table: usize,
    section: Section,
    cell: bool,
    row: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Body,
    Foot,
}

impl<'a> Walk<'a> {
    /// The kids of an element; `page` is the one that it or the nearest element around it names.
    fn kids(&mut self, element: &Dict<'a>, page: Option<u32>, depth: usize) {
        match element.get_raw::<Object<'a>>("K") {
            None => {}
            Some(MaybeRef::NotRef(Object::Array(kids))) => self.all(element, &kids, page, depth),
            Some(MaybeRef::Ref(reference)) => match self.pdf.xref().get::<Object<'a>>(reference.into()) {
                Some(Object::Array(kids)) => self.all(element, &kids, page, depth),
                Some(kid) => self.kid(element, kid, Some(reference.into()), page, depth),
                None => {}
            },
            Some(MaybeRef::NotRef(kid)) => self.kid(element, kid, None, page, depth),
        }
    }

    fn all(&mut self, element: &Dict<'a>, kids: &Array<'a>, page: Option<u32>, depth: usize) {
        for kid in kids.raw_iter() {
            if self.broken {
                return;
            }
            match kid {
                MaybeRef::Ref(reference) => {
                    if let Some(kid) = self.pdf.xref().get::<Object<'a>>(reference.into()) {
                        self.kid(element, kid, Some(reference.into()), page, depth);
                    }
                }
                MaybeRef::NotRef(kid) => self.kid(element, kid, None, page, depth),
            }
        }
    }

    fn kid(
        &mut self,
        parent: &Dict<'a>,
        kid: Object<'a>,
        id: Option<ObjectIdentifier>,
        page: Option<u32>,
        depth: usize,
    ) {
        match self.left.checked_sub(1) {
            Some(left) if depth <= DEEPEST => self.left = left,
            _ => {
                self.broken = true;
                return;
            }
        }
        match kid {
            Object::Number(number) => {
                let mark = number.as_i64();
                if let Ok(mark) = u32::try_from(mark) {
                    let page = page.or_else(|| self.parents.page(parent.obj_id()?, mark));
                    self.mark(page, mark);
                }
            }
            Object::Dict(dict) => {
                let kind = dict.get::<hayro_syntax::object::Name<'a>>("Type");
                match kind.as_ref().map(AsRef::as_ref) {
                    Some(b"OBJR") => {}
                    Some(b"MCR") => {
                        // Content of a form has numbers of its own.
                        if let Some(mark) = dict.get::<u32>("MCID").filter(|_| !dict.contains_key("Stm")) {
                            let page = self.page_of(&dict).or(page);
                            self.mark(page, mark);
                        }
                    }
                    _ => {
                        if id.is_none_or(|id| self.seen.insert(id)) {
                            let page = self.page_of(&dict).or(page);
                            self.element(&dict, page, depth + 1);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn page_of(&self, dict: &Dict<'a>) -> Option<u32> {
        self.pages.get(&dict.get_ref("Pg")?.into()).copied()
    }

    /// Marked content of the innermost open cell.
    fn mark(&mut self, page: Option<u32>, mark: u32) {
        let (Some(page), Some(open)) = (page, self.open.last().filter(|open| open.cell)) else { return };
        let table = &mut self.tables[open.table];
        let rows = if open.section == Section::Foot { &mut table.foot } else { &mut table.rows };
        if let Some(cell) = rows.last_mut().and_then(|row| row.cells.last_mut()) {
            cell.marks.push((page, mark));
        }
    }

    fn element(&mut self, element: &Dict<'a>, page: Option<u32>, depth: usize) {
        let role = self.roles.of_element(element);
        match (role, self.open.last_mut()) {
            (Role::Table, _) => {
                if let Some(outer) = self.open.last() {
                    let outer = outer.table;
                    self.tables[outer].nested = true;
                }
                self.tables.push(Raw::default());
                let table = self.tables.len() - 1;
                self.open.push(Open { table, section: Section::Body, cell: false, row: false });
                self.kids(element, page, depth);
                self.open.pop();
            }
            (Role::Head | Role::Body | Role::Foot, Some(open)) if !open.row => {
                let before = open.section;
                open.section = match role {
                    Role::Head => Section::Head,
                    Role::Foot => Section::Foot,
                    _ => Section::Body,
                };
                self.kids(element, page, depth);
                if let Some(open) = self.open.last_mut() {
                    open.section = before;
                }
            }
            (Role::Row, Some(open)) if !open.row => {
                open.row = true;
                let row = RawRow { head: open.section == Section::Head, cells: Vec::new() };
                let table = &mut self.tables[open.table];
                let rows = if open.section == Section::Foot { &mut table.foot } else { &mut table.rows };
                rows.push(row);
                self.kids(element, page, depth);
                if let Some(open) = self.open.last_mut() {
                    open.row = false;
                }
            }
            (Role::HeadCell | Role::Cell, Some(open)) if open.row && !open.cell => {
                open.cell = true;
                let attributes = self.roles.attributes(element);
                let cell = RawCell {
                    head: role == Role::HeadCell,
                    of_row: attributes.of_row,
                    spans: [attributes.rows, attributes.columns],
                    id: attributes.id,
                    headers: attributes.headers,
                    marks: Vec::new(),
                };
                let table = &mut self.tables[open.table];
                let rows = if open.section == Section::Foot { &mut table.foot } else { &mut table.rows };
                if let Some(row) = rows.last_mut() {
                    row.cells.push(cell);
                }
                self.kids(element, page, depth);
                if let Some(open) = self.open.last_mut() {
                    open.cell = false;
                }
            }
            _ => self.kids(element, page, depth),
        }
    }
}
