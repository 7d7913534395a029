//! The parent tree (14.7.5.4): from a page's marked content to the elements that hold it. Asked only where an element does
//! not say on which page its content stands.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier};
use rustc_hash::FxHashMap;

const DEEPEST: usize = 16;
const MOST: usize = 2_000_000;

/// For an element, the pages whose content it holds; made when first asked.
pub(super) struct Parents<'a> {
    tree: Option<Dict<'a>>,
    /// Pages by their key in the tree.
    keys: FxHashMap<u32, u32>,
    known: Option<FxHashMap<(ObjectIdentifier, u32), u32>>,
}

impl<'a> Parents<'a> {
    pub(super) fn of(pdf: &'a Pdf, root: &Dict<'a>) -> Self {
        let key = |(ix, page): (usize, &hayro_syntax::page::Page<'a>)| {
            Some((page.raw().get::<u32>("StructParents")?, ix as u32 + 1))
        };
        let keys = pdf.pages().iter().enumerate().filter_map(key).collect();
        Self { tree: root.get("ParentTree"), keys, known: None }
    }

    /// The page on which content of this number stands in this element.
    pub(super) fn page(&mut self, element: ObjectIdentifier, mark: u32) -> Option<u32> {
        let (tree, keys) = (&self.tree, &self.keys);
        let known = self.known.get_or_insert_with(|| {
            let mut known = FxHashMap::default();
            let mut left = MOST;
            if let Some(tree) = tree {
                descend(tree, keys, 0, &mut left, &mut known);
            }
            known
        });
        known.get(&(element, mark)).copied()
    }
}

fn descend(
    node: &Dict<'_>,
    keys: &FxHashMap<u32, u32>,
    depth: usize,
    left: &mut usize,
    out: &mut FxHashMap<(ObjectIdentifier, u32), u32>,
) {
    if depth > DEEPEST {
        return;
    }
    if let Some(pairs) = node.get::<Array<'_>>("Nums") {
        let mut items = pairs.flex_iter();
        while let (Some(key), Some(value)) = (items.next::<u32>(), items.next::<Object<'_>>()) {
            let (Some(page), Object::Array(elements)) = (keys.get(&key), value) else { continue };
            for (mark, element) in elements.raw_iter().enumerate() {
                let Some(rest) = left.checked_sub(1) else { return };
                *left = rest;
                if let MaybeRef::Ref(element) = element {
                    out.insert((element.into(), mark as u32), *page);
                }
            }
        }
    }
    let kids = node.get::<Array<'_>>("Kids");
    for kid in kids.iter().flat_map(Array::iter::<Dict<'_>>) {
        let Some(rest) = left.checked_sub(1) else { return };
        *left = rest;
        descend(&kid, keys, depth + 1, left, out);
    }
}
