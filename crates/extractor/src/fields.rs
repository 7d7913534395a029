//! Form fields (ISO 32000-2, 12.7): what was filled in is drawn by appearances of its own, beside the page's content. To who
//! looks at the page it is ink like all else.

use hayro_syntax::object::{Array, Dict, Name, Object, Rect as Box4, Stream};
use hayro_syntax::page::{Page as Drawn, Resources};
use kurbo::{Affine, Rect as Area, Shape as _};
use std::borrow::Cow;

/// Of a page with more annotations the rest is passed over.
const MOST: usize = 20_000;
/// A value may stand with a field above; nobody nests them deeper.
const DEEPEST: usize = 16;
/// Flags of annotations that nobody sees (table 167): hidden, and not viewed.
const UNSEEN: u32 = 1 << 1 | 1 << 5;

/// The flag of a push button (table 229).
const PUSHED: i64 = 1 << 16;

/// So many bytes of what fields draw are read of a page; the rest is no form.
const MOST_BYTES: usize = 8 << 20;

/// What a field shows.
pub(crate) struct Field<'a> {
    pub(crate) content: Cow<'a, [u8]>,
    /// Those of the page where it has none.
    pub(crate) resources: Option<Resources<'a>>,
    /// From the appearance's space to the page's.
    pub(crate) placing: Affine,
    /// What is seen of it, in the appearance's space.
    pub(crate) clip: Area,
    /// Whether it holds a text or a choice.
    pub(crate) filled: bool,
}

/// The fields of a page that are seen, and how many are filled in but say nothing of how they look.
pub(crate) fn fields<'a>(page: &Drawn<'a>) -> (Vec<Field<'a>>, usize) {
    let Some(annotations) = page.raw().get::<Array<'a>>("Annots") else { return (Vec::new(), 0) };
    let (mut out, mut bare, mut room) = (Vec::new(), 0, MOST_BYTES);
    for annotation in annotations.iter::<Dict<'a>>().take(MOST) {
        let is_widget = annotation.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_ref() == b"Widget");
        if !is_widget || annotation.get::<u32>("F").unwrap_or(0) & UNSEEN != 0 || is_push_button(&annotation)
        {
            continue;
        }
        let filled = is_filled(&annotation);
        let shown = appearance(&annotation).and_then(|stream| field(&annotation, &stream, filled));
        match shown.filter(|field| field.content.len() <= room) {
            Some(field) => {
                room -= field.content.len();
                out.push(field);
            }
            None => bare += usize::from(filled),
        }
    }
    (out, bare)
}

/// The normal appearance: of several, the one of the state that the field is in.
fn appearance<'a>(widget: &Dict<'a>) -> Option<Stream<'a>> {
    match widget.get::<Dict<'a>>("AP")?.get::<Object<'a>>("N")? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => states.get::<Stream<'a>>(widget.get::<Name<'_>>("AS")?.as_ref()),
        _ => None,
    }
}

/// The box of an appearance, turned by its matrix, is laid on the field's rectangle (12.5.5, algorithm of appearance
/// streams).
fn field<'a>(widget: &Dict<'a>, stream: &Stream<'a>, filled: bool) -> Option<Field<'a>> {
    let dict = stream.dict();
    let matrix = dict.get::<[f64; 6]>("Matrix").map_or(Affine::IDENTITY, Affine::new);
    let [x0, y0, x1, y1] = dict.get::<[f64; 4]>("BBox")?;
    let clip = Area::new(x0, y0, x1, y1).abs();
    let turned = (matrix * clip.to_path(0.1)).bounding_box();
    let rect = widget.get::<Box4>("Rect")?;
    let (sx, sy) = ((rect.x1 - rect.x0) / turned.width(), (rect.y1 - rect.y0) / turned.height());
    let laid = Affine::new([sx, 0.0, 0.0, sy, rect.x0 - sx * turned.x0, rect.y0 - sy * turned.y0]);
    if !laid.as_coeffs().iter().all(|number| number.is_finite()) {
        return None;
    }
    Some(Field {
        content: stream.decoded_data().ok()?,
        resources: dict.get::<Dict<'a>>("Resources").map(Resources::new),
        placing: laid * matrix,
        clip,
        filled,
    })
}

/// Whether a text or a choice was filled in.
fn is_filled(widget: &Dict<'_>) -> bool {
    match inherited(widget, "V") {
        Some(Object::String(text)) => !text.is_empty(),
        Some(Object::Array(choices)) => choices.raw_iter().next().is_some(),
        Some(Object::Stream(_)) => true,
        _ => false,
    }
}

/// Whether it is there to be pressed: what is written on it says what it does.
fn is_push_button(widget: &Dict<'_>) -> bool {
    let flags = || Some(inherited(widget, "Ff")?.into_number()?.as_i64());
    inherited(widget, "FT").and_then(Object::into_name).is_some_and(|kind| kind.as_ref() == b"Btn")
        && flags().is_some_and(|flags| flags & PUSHED != 0)
}

/// An entry of a field, or of those above it.
fn inherited<'a>(widget: &Dict<'a>, key: &str) -> Option<Object<'a>> {
    let mut field = widget.clone();
    for _ in 0..DEEPEST {
        if let Some(value) = field.get::<Object<'a>>(key) {
            return Some(value);
        }
        field = field.get::<Dict<'a>>("Parent")?;
    }
    None
}
