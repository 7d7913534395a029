//! Placed images, and those that are no pictures: a row of pixels drawn out to a rule, a pixel blown up to an area.

use crate::bars::THIN;
use hayro_interpret::{Image, ImageData, Paint};
use kurbo::Rect as Area;
use model::page::Color;

/// The most samples of an image that is looked into for its colour: larger ones are pictures.
const MOST_SAMPLES: u64 = 65_536;
/// An image of no more samples than this, all of one colour, is an area of that colour.
const FLAT_SAMPLES: u64 = 64;
/// An image as thin as a rule is one when it is this many times longer than thick.
const LONGER: f64 = 3.0;
/// The most images per page that are looked into; a page of more is a picture cut to strips.
pub(crate) const MOST_LOOKED_INTO: usize = 500;
/// The colour of a rule whose samples can't be read.
const UNREAD: Color = Color(0x0040_4040);

/// What an image is to a reader.
pub(crate) enum Seen {
    /// Nothing: all its samples are see-through.
    Nothing,
    /// A rule or an area of one colour.
    Bar(Color),
    /// A picture.
    Picture,
}

/// Tells what an image is; `area` is its place on the page.
pub(crate) fn seen(image: &Image<'_, '_>, area: Area) -> Seen {
    let samples = u64::from(image.width()) * u64::from(image.height());
    let (thick, long) = (area.width().min(area.height()), area.width().max(area.height()));
    let thin = thick <= THIN && long >= thick * LONGER;
    if !thin && samples > FLAT_SAMPLES {
        return Seen::Picture;
    }
    if samples > MOST_SAMPLES {
        return Seen::Bar(UNREAD);
    }
    match colors(image) {
        Some(Colors { seen: 0, .. }) => Seen::Nothing,
        Some(found) if thin || found.flat => Seen::Bar(found.mean),
        None if thin => Seen::Bar(UNREAD),
        _ => Seen::Picture,
    }
}

/// Whether nothing can be seen through a picture.
pub(crate) fn is_opaque(image: &Image<'_, '_>) -> bool {
    match image {
        Image::Raster(raster) => {
            let stream = raster.stream();
            ["SMask", "SMaskInData", "Mask"].iter().all(|key| !stream.dict().contains_key(key))
        }
        Image::Stencil(_) => false,
    }
}

struct Colors {
    mean: Color,
    /// Samples that are not see-through.
    seen: u64,
    /// Whether all samples are seen and of one colour.
    flat: bool,
}

fn colors(image: &Image<'_, '_>) -> Option<Colors> {
    let mut out = None;
    match image {
        Image::Raster(raster) => raster.with_rgba(
            |data, alpha| {
                let pixels: Vec<[u8; 3]> = match &data {
                    ImageData::Rgb(rgb) => rgb.data.as_chunks::<3>().0.to_vec(),
                    ImageData::Luma(luma) => luma.data.iter().map(|v| [*v; 3]).collect(),
                };
                let clear = |ix: usize| {
                    alpha.as_ref().is_some_and(|alpha| {
                        alpha.data.len() == pixels.len() && alpha.data.get(ix).is_some_and(|a| *a == 0)
                    })
                };
                out = summed(pixels.iter().enumerate().map(|(ix, pixel)| (!clear(ix)).then_some(*pixel)));
            },
            None,
        ),
        Image::Stencil(stencil) => stencil.with_stencil(
            |luma, paint| {
                let color = match paint {
                    Paint::Color(color) => {
                        let [r, g, b, _] = color.to_rgba().to_rgba8();
                        [r, g, b]
                    }
                    Paint::Pattern(_) => UNREAD.rgb(),
                };
                out = summed(luma.data.iter().map(|v| (*v > 0).then_some(color)));
            },
            None,
        ),
    }
    out
}

/// `None` of no samples.
fn summed(pixels: impl Iterator<Item = Option<[u8; 3]>>) -> Option<Colors> {
    let (mut all, mut seen, mut sums) = (0_u64, 0_u64, [0_u64; 3]);
    let mut first = None;
    let mut flat = true;
    for pixel in pixels {
        all += 1;
        let Some(pixel) = pixel else { continue };
        seen += 1;
        flat &= *first.get_or_insert(pixel) == pixel;
        for (sum, value) in sums.iter_mut().zip(pixel) {
            *sum += u64::from(value);
        }
    }
    if all == 0 {
        return None;
    }
    let mean = |sum: u64| sum.checked_div(seen).unwrap_or(0) as u8;
    let [r, g, b] = sums.map(mean);
    Some(Colors { mean: Color(u32::from_be_bytes([0, r, g, b])), seen, flat: flat && seen == all })
}
