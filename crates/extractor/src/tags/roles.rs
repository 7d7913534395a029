//! What an element is, and its attributes: role maps (ISO 32000-2, 14.7.3), namespaces (14.7.4), attribute objects and
//! classes (14.7.6).

use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

/// A role mapped to a role, and so on, ends after so many steps.
const LONGEST_CHAIN: usize = 16;
/// Attribute objects and classes of one element that are looked at.
const MOST_ATTRIBUTES: usize = 32;
/// Header cells that one cell names.
const MOST_HEADERS: usize = 64;
/// Names of the standard structure namespaces (14.8.6).
const STANDARD: [&[u8]; 2] = [b"http://iso.org/pdf/ssn", b"http://iso.org/pdf2/ssn"];

/// What an element is, as far as tables go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Table,
    Head,
    Body,
    Foot,
    Row,
    HeadCell,
    Cell,
    /// Anything else: what stands in it is of the element around it.
    Other,
}

/// Attributes of a cell.
#[derive(Default)]
pub(super) struct Attributes {
    /// Rows it spans.
    pub(super) rows: Option<u32>,
    /// Columns it spans.
    pub(super) columns: Option<u32>,
    /// Whether it heads rows alone (Scope).
    pub(super) of_row: bool,
    /// Its own name.
    pub(super) id: Option<Box<[u8]>>,
    /// The names of the cells that head it.
    pub(super) headers: Vec<Box<[u8]>>,
}

/// What the tree's root says of all elements.
pub(super) struct Roles<'a> {
    map: Option<Dict<'a>>,
    classes: Option<Dict<'a>>,
}

impl<'a> Roles<'a> {
    pub(super) fn of(root: &Dict<'a>) -> Self {
        Self { map: root.get("RoleMap"), classes: root.get("ClassMap") }
    }

    pub(super) fn of_element(&self, element: &Dict<'a>) -> Role {
        let Some(mut name) = element.get::<Name<'a>>("S") else { return Role::Other };
        let mut space = element.get::<Dict<'a>>("NS");
        for _ in 0..LONGEST_CHAIN {
            if let Some(foreign) = space.take().filter(|space| !is_standard(space)) {
                let next =
                    foreign.get::<Dict<'a>>("RoleMapNS").and_then(|map| map.get::<Object<'a>>(name.as_ref()));
                let (mapped, within) = match next {
                    Some(Object::Name(mapped)) => (mapped, None),
                    Some(Object::Array(pair)) => {
                        let mut pair = pair.flex_iter();
                        match pair.next::<Name<'a>>() {
                            Some(mapped) => (mapped, pair.next::<Dict<'a>>()),
                            None => return Role::Other,
                        }
                    }
                    _ => return Role::Other,
                };
                (name, space) = (mapped, within);
                continue;
            }
            let role = standard(name.as_ref());
            if role != Role::Other {
                return role;
            }
            match self.map.as_ref().and_then(|map| map.get::<Name<'a>>(name.as_ref())) {
                Some(mapped) => name = mapped,
                None => return Role::Other,
            }
        }
        Role::Other
    }

    /// The attributes of a cell: its own win over those of its classes.
    pub(super) fn attributes(&self, element: &Dict<'a>) -> Attributes {
        let mut out = Attributes {
            id: element.get::<PdfString<'a>>("ID").map(|id| id.as_bytes().into()),
            ..Attributes::default()
        };
        if let Some(own) = element.get::<Object<'a>>("A") {
            each(own, &mut |dict| read(dict, &mut out));
        }
        if let (Some(classes), Some(named)) = (&self.classes, element.get::<Object<'a>>("C")) {
            let names: Vec<Name<'a>> = match named {
                Object::Name(name) => vec![name],
                Object::Array(names) => {
                    names.iter::<Object<'a>>().take(MOST_ATTRIBUTES).filter_map(Object::into_name).collect()
                }
                _ => Vec::new(),
            };
            for class in names.iter().filter_map(|name| classes.get::<Object<'a>>(name.as_ref())) {
                each(class, &mut |dict| read(dict, &mut out));
            }
        }
        out
    }
}

fn is_standard(space: &Dict<'_>) -> bool {
    space.get::<PdfString<'_>>("NS").is_some_and(|name| STANDARD.contains(&name.as_bytes()))
}

fn standard(name: &[u8]) -> Role {
    match name {
        b"Table" => Role::Table,
        b"THead" => Role::Head,
        b"TBody" => Role::Body,
        b"TFoot" => Role::Foot,
        b"TR" => Role::Row,
        b"TH" => Role::HeadCell,
        b"TD" => Role::Cell,
        _ => Role::Other,
    }
}

/// Attribute objects: one, or several with revision numbers between them; streams hold them as well.
fn each<'a>(object: Object<'a>, found: &mut dyn FnMut(&Dict<'a>)) {
    match object {
        Object::Dict(dict) => found(&dict),
        Object::Stream(stream) => found(stream.dict()),
        Object::Array(all) => {
            for one in all.iter::<Object<'a>>().take(MOST_ATTRIBUTES) {
                match one {
                    Object::Dict(dict) => found(&dict),
                    Object::Stream(stream) => found(stream.dict()),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// The table attributes (14.8.5.7) of one attribute object; those known already stand.
fn read(dict: &Dict<'_>, out: &mut Attributes) {
    if dict.get::<Name<'_>>("O").is_none_or(|owner| owner.as_ref() != b"Table") {
        return;
    }
    out.rows = out.rows.or_else(|| dict.get::<u32>("RowSpan"));
    out.columns = out.columns.or_else(|| dict.get::<u32>("ColSpan"));
    out.of_row |= dict.get::<Name<'_>>("Scope").is_some_and(|scope| scope.as_ref() == b"Row");
    if out.headers.is_empty()
        && let Some(headers) = dict.get::<Array<'_>>("Headers")
    {
        let names = headers.iter::<PdfString<'_>>().take(MOST_HEADERS);
        out.headers = names.map(|name| name.as_bytes().into()).collect();
    }
}
