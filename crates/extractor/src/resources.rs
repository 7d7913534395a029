//! The font dictionaries a page can name, in its own resources and in those of the forms it draws.

use hayro_syntax::object::{Array, Dict, ObjectIdentifier, Stream};
use hayro_syntax::page::Resources;
use std::collections::HashSet;

/// Forms nest in forms; fonts of forms nested deeper stay unknown (the interpreter itself stops at 50).
const DEEPEST: usize = 12;
/// The most forms looked into per page: a page that draws more finds the fonts of the later ones unknown.
const MOST_FORMS: usize = 4_000;

/// The font dictionaries of one set of resources, in the order of their names.
pub(crate) fn dicts_of_fonts<'a>(resources: &Resources<'a>) -> impl Iterator<Item = Dict<'a>> + use<'a> {
    let fonts = resources.fonts.clone();
    let mut names: Vec<_> = fonts.keys().collect();
    names.sort_by(|a, b| a.as_ref().cmp(b.as_ref()));
    names.into_iter().filter_map(move |name| fonts.get::<Dict<'a>>(name.as_ref()))
}

/// The font dictionaries below `resources`: of graphics states, and of all forms.
pub(crate) fn nested_fonts<'a>(resources: &Resources<'a>) -> Vec<Dict<'a>> {
    let mut out = of_states(resources);
    descend(resources, 0, &mut HashSet::new(), &mut out);
    out
}

/// A graphics state may set the font as well (ISO 32000-2, table 57).
fn of_states<'a>(resources: &Resources<'a>) -> Vec<Dict<'a>> {
    let font = |(name, _)| {
        let state = resources.ext_g_states.get::<Dict<'a>>(AsRef::<[u8]>::as_ref(&name))?;
        state.get::<Array<'a>>("Font")?.iter::<Dict<'a>>().next()
    };
    resources.ext_g_states.entries().filter_map(font).collect()
}

fn descend<'a>(
    resources: &Resources<'a>,
    depth: usize,
    seen: &mut HashSet<ObjectIdentifier>,
    out: &mut Vec<Dict<'a>>,
) {
    let mut names: Vec<_> = resources.x_objects.keys().collect();
    names.sort_by(|a, b| a.as_ref().cmp(b.as_ref()));
    for name in names {
        if depth > DEEPEST || seen.len() > MOST_FORMS {
            return;
        }
        let known = resources.x_objects.get_ref(name.as_ref()).map(ObjectIdentifier::from);
        if known.is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        let Some(form) = resources.x_objects.get::<Stream<'a>>(name.as_ref()) else { continue };
        if let Some(own) = form.dict().get::<Dict<'a>>("Resources").map(Resources::new) {
            out.extend(dicts_of_fonts(&own));
            out.extend(of_states(&own));
            descend(&own, depth + 1, seen, out);
        }
    }
}
