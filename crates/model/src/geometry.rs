//! Lengths, points and boxes of a page.
//!
//! Page space: origin at the top left of the upright, cropped page; x to the right, y **down**; unit [`Pt`],
//! 1/1000 point. Integers, so that sort keys are total and results are equal on every machine.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// A length or coordinate in 1/1000 point (1 point = 1/72 inch). Legal range: [`Pt::MIN`]..=[`Pt::MAX`].
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pt(pub i32);

impl Pt {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The farthest coordinate kept: a million points (350 m). Sums and products of two stay inside `i64`,
    /// sums of two inside `i32`.
    pub const MAX: Self = Self(1_000_000_000);
    /// See [`Pt::MAX`].
    pub const MIN: Self = Self(-1_000_000_000);

    /// Rounds points to the nearest 1/1000 and clamps to the legal range; NaN becomes 0. The one border at which
    /// floats enter the model.
    #[inline]
    pub fn from_points(points: f64) -> Self {
        if points.is_nan() {
            return Self::ZERO;
        }
        let thousandths = (points * 1000.0).clamp(f64::from(Self::MIN.0), f64::from(Self::MAX.0));
        // `f64::round` is a call where the processor is not known to have the instruction; both ways halves go from zero.
        let whole = thousandths as i32;
        let rest = thousandths - f64::from(whole);
        Self(whole + i32::from(rest >= 0.5) - i32::from(rest <= -0.5))
    }

    /// Whole points.
    #[inline]
    pub const fn points(points: i32) -> Self {
        Self(points * 1000)
    }

    /// For drawing and measuring outside the results.
    #[inline]
    pub fn to_points(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// The distance from zero.
    #[must_use]
    #[inline]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// `self * num / den`, exact in between, rounded towards zero. `den` must not be 0.
    #[must_use]
    #[inline]
    pub const fn scale(self, num: i32, den: i32) -> Self {
        Self((self.0 as i64 * num as i64 / den as i64) as i32)
    }
}

impl fmt::Debug for Pt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Points with up to three decimals and no trailing zeros: `12.5`.
impl fmt::Display for Pt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, all) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        let (whole, part) = (all / 1000, all % 1000);
        if part == 0 {
            write!(f, "{sign}{whole}")
        } else {
            let digits = format!("{part:03}");
            write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
        }
    }
}

impl Add for Pt {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}
impl AddAssign for Pt {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
impl Sub for Pt {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}
impl Neg for Pt {
    type Output = Self;
    #[inline]
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}
impl Mul<i32> for Pt {
    type Output = Self;
    #[inline]
    fn mul(self, by: i32) -> Self {
        Self(self.0.saturating_mul(by))
    }
}
impl Div<i32> for Pt {
    type Output = Self;
    #[inline]
    fn div(self, by: i32) -> Self {
        Self(self.0 / by)
    }
}

/// A place on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Point {
    /// From the left edge.
    pub x: Pt,
    /// From the top edge, downwards.
    pub y: Pt,
}

/// An upright box: `x0 <= x1`, `y0 <= y1`. May have no width or no height.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Rect {
    /// Left.
    pub x0: Pt,
    /// Top.
    pub y0: Pt,
    /// Right.
    pub x1: Pt,
    /// Bottom.
    pub y1: Pt,
}

impl Rect {
    /// The box between two opposite corners, in any order.
    #[inline]
    pub fn new(xa: Pt, ya: Pt, xb: Pt, yb: Pt) -> Self {
        Self { x0: xa.min(xb), y0: ya.min(yb), x1: xa.max(xb), y1: ya.max(yb) }
    }

    /// Right minus left.
    #[inline]
    pub fn width(&self) -> Pt {
        self.x1 - self.x0
    }

    /// Bottom minus top.
    #[inline]
    pub fn height(&self) -> Pt {
        self.y1 - self.y0
    }

    /// The middle, rounded towards zero.
    #[inline]
    pub fn center(&self) -> Point {
        Point { x: self.x0 + self.width() / 2, y: self.y0 + self.height() / 2 }
    }

    /// The smallest box that holds both.
    #[must_use]
    #[inline]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// What both share; `None` when they do not even touch.
    #[inline]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let (x0, y0) = (self.x0.max(other.x0), self.y0.max(other.y0));
        let (x1, y1) = (self.x1.min(other.x1), self.y1.min(other.y1));
        (x0 <= x1 && y0 <= y1).then_some(Self { x0, y0, x1, y1 })
    }

    /// Whether the point lies inside or on the edge.
    #[inline]
    pub fn contains(&self, point: Point) -> bool {
        self.x0 <= point.x && point.x <= self.x1 && self.y0 <= point.y && point.y <= self.y1
    }

    /// Whether all of `other` lies inside or on the edge.
    #[inline]
    pub fn contains_rect(&self, other: &Self) -> bool {
        self.x0 <= other.x0 && other.x1 <= self.x1 && self.y0 <= other.y0 && other.y1 <= self.y1
    }

    /// The box grown by `by` on each side (shrunk when negative, never past its middle).
    #[must_use]
    #[inline]
    pub fn grow(&self, by: Pt) -> Self {
        let dx = by.max(-(self.width() / 2));
        let dy = by.max(-(self.height() / 2));
        Self { x0: self.x0 - dx, y0: self.y0 - dy, x1: self.x1 + dx, y1: self.y1 + dy }
    }

    /// The length of the overlap of the two boxes' x ranges; negative: the gap between them.
    #[inline]
    pub fn overlap_x(&self, other: &Self) -> Pt {
        self.x1.min(other.x1) - self.x0.max(other.x0)
    }

    /// The length of the overlap of the two boxes' y ranges; negative: the gap between them.
    #[inline]
    pub fn overlap_y(&self, other: &Self) -> Pt {
        self.y1.min(other.y1) - self.y0.max(other.y0)
    }

    /// The union of many boxes; `None` of none.
    pub fn bounding(boxes: impl IntoIterator<Item = Self>) -> Option<Self> {
        boxes.into_iter().reduce(|a, b| a.union(&b))
    }
}

impl fmt::Debug for Rect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} {} {} {}]", self.x0, self.y0, self.x1, self.y1)
    }
}

/// A turn clockwise by a multiple of 90 degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Quarter {
    /// Upright: text runs to the right.
    #[default]
    D0,
    /// 90° clockwise: text runs down.
    D90,
    /// Upside down: text runs to the left.
    D180,
    /// 270° clockwise: text runs up.
    D270,
}

impl Quarter {
    /// From any multiple of 90; others are rounded down to one.
    pub fn from_degrees(degrees: i32) -> Self {
        match degrees.rem_euclid(360) / 90 {
            0 => Self::D0,
            1 => Self::D90,
            2 => Self::D180,
            _ => Self::D270,
        }
    }

    /// A box of page space as a reader of text that runs this way sees it: x along the text, y across it, downwards.
    #[must_use]
    #[inline]
    pub fn turn(self, b: &Rect) -> Rect {
        match self {
            Self::D0 => *b,
            Self::D90 => Rect { x0: b.y0, x1: b.y1, y0: -b.x1, y1: -b.x0 },
            Self::D180 => Rect { x0: -b.x1, x1: -b.x0, y0: -b.y1, y1: -b.y0 },
            Self::D270 => Rect { x0: -b.y1, x1: -b.y0, y0: b.x0, y1: b.x1 },
        }
    }

    /// The way back: [`Quarter::turn`] undone.
    #[must_use]
    #[inline]
    pub fn unturn(self, b: &Rect) -> Rect {
        match self {
            Self::D0 => *b,
            Self::D90 => Self::D270.turn(b),
            Self::D180 => Self::D180.turn(b),
            Self::D270 => Self::D90.turn(b),
        }
    }

    /// Whether text that runs the one way is set sideways to text that runs the other.
    pub const fn is_across(self, other: Self) -> bool {
        (self as usize + other as usize) % 2 == 1
    }

    /// Degrees clockwise, 0 to 270.
    pub const fn degrees(self) -> i32 {
        match self {
            Self::D0 => 0,
            Self::D90 => 90,
            Self::D180 => 180,
            Self::D270 => 270,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pt_prints_as_points_without_trailing_zeros() {
        let said = |n| Pt(n).to_string();
        assert_eq!((said(12_500), said(-250), said(72_000)), ("12.5".into(), "-0.25".into(), "72".into()));
    }

    #[test]
    fn pt_from_points_is_clamped_and_never_nan() {
        assert_eq!(Pt::from_points(f64::NAN), Pt::ZERO);
        assert_eq!(Pt::from_points(1e300), Pt::MAX);
        assert_eq!(Pt::from_points(f64::NEG_INFINITY), Pt::MIN);
    }

    #[test]
    fn turning_back_undoes_turning() {
        let b = Rect::new(Pt(1), Pt(2), Pt(30), Pt(50));
        for quarter in [Quarter::D0, Quarter::D90, Quarter::D180, Quarter::D270] {
            assert_eq!(quarter.unturn(&quarter.turn(&b)), b, "{quarter:?}");
        }
    }

    #[test]
    fn shrinking_never_turns_a_box_inside_out() {
        let thin = Rect::new(Pt(0), Pt(0), Pt(100), Pt(1));
        let inner = thin.grow(Pt(-40));
        assert!(inner.x0 <= inner.x1 && inner.y0 <= inner.y1);
    }
}
