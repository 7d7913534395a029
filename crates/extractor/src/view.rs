//! What of the page can be seen at a moment of its drawing: clips, and how thick paint is.

use hayro_interpret::{BlendMode, Paint};
use kurbo::Rect as Area;
use model::page::Color;

/// Paint that lets less than this through is not seen, of 1.
const LEAST_OPACITY: f64 = 0.01;
/// Paint thicker than this hides what lies under it, of 1.
const OPAQUE: f64 = 0.99;
/// The colour that stands for patterns, which have no one colour.
const PATTERN: Color = Color(0x0080_8080);

/// Clips and transparency groups that are open.
pub(crate) struct View {
    page: Area,
    clips: Vec<Clip>,
    groups: Vec<Group>,
}

#[derive(Clone, Copy)]
struct Clip {
    /// The page inside all clips so far.
    area: Area,
    /// Whether they all are rectangles, so that the area is all seen.
    plain: bool,
}

/// A transparency group with those around it.
#[derive(Clone, Copy)]
struct Group {
    opacity: f64,
    /// Neither masked nor blended.
    plain: bool,
}

/// Paint as it is seen.
#[derive(Clone, Copy)]
pub(crate) struct Ink {
    pub(crate) color: Color,
    /// Whether an area painted with it has exactly this colour.
    pub(crate) sure: bool,
}

impl View {
    pub(crate) fn new(page: Area) -> Self {
        Self { page, clips: Vec::new(), groups: Vec::new() }
    }

    /// The page without clips.
    pub(crate) fn page(&self) -> Area {
        self.page
    }

    /// The page inside all clips.
    pub(crate) fn visible(&self) -> Area {
        self.clip().area
    }

    /// Whether all of [`View::visible`] is seen.
    pub(crate) fn is_plain(&self) -> bool {
        self.clip().plain
    }

    fn clip(&self) -> Clip {
        self.clips.last().copied().unwrap_or(Clip { area: self.page, plain: true })
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group { opacity: 1.0, plain: true })
    }

    /// Clips by a shape with these bounds; `plain` if they are the shape.
    pub(crate) fn push_clip(&mut self, bounds: Area, plain: bool) {
        let now = self.clip();
        // An empty intersection must stay empty: kurbo would make it a box without size at a corner.
        let nowhere = Area::new(-1.0, -1.0, -1.0, -1.0);
        let area = if now.area.overlaps(bounds) { now.area.intersect(bounds) } else { nowhere };
        self.clips.push(Clip { area, plain: now.plain && plain });
    }

    pub(crate) fn pop_clip(&mut self) {
        self.clips.pop();
    }

    pub(crate) fn push_group(&mut self, opacity: f32, masked: bool, blend: BlendMode) {
        let outer = self.group();
        self.groups.push(Group {
            opacity: outer.opacity * f64::from(opacity),
            plain: outer.plain && !masked && blend == BlendMode::Normal,
        });
    }

    pub(crate) fn pop_group(&mut self) {
        self.groups.pop();
    }

    /// The paint as it is seen; `None` if it is not.
    pub(crate) fn ink(&self, paint: &Paint<'_>, masked: bool, blend: BlendMode) -> Option<Ink> {
        let plain = !masked && blend == BlendMode::Normal;
        match paint {
            Paint::Color(color) => {
                let [r, g, b, a] = color.to_rgba().to_rgba8();
                self.mixed([r, g, b], f64::from(a) / 255.0, plain)
            }
            Paint::Pattern(_) => self.mixed(PATTERN.rgb(), 1.0, false),
        }
    }

    /// A colour painted without transparency of its own.
    pub(crate) fn flat(&self, color: Color) -> Option<Ink> {
        self.mixed(color.rgb(), 1.0, true)
    }

    fn mixed(&self, rgb: [u8; 3], alpha: f64, plain: bool) -> Option<Ink> {
        let group = self.group();
        let alpha = (alpha * group.opacity).min(1.0);
        if alpha < LEAST_OPACITY {
            return None;
        }
        // Over white: what lies under thin paint is seen through it.
        let over = rgb.map(|v| (255.0 - (255.0 - f64::from(v)) * alpha).round() as u8);
        let color = Color(u32::from_be_bytes([0, over[0], over[1], over[2]]));
        Some(Ink { color, sure: plain && group.plain && alpha >= OPAQUE })
    }
}
