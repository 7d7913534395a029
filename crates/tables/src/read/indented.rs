//! Texts that are set in have so much less room.

use crate::columns::{Columns, Plan};
use crate::rows::Strip;
use model::geometry::Pt;

/// Says how far labels in a column that is flush left are set in: so much less room had the rest.
pub(super) fn indented(strips: &mut [(Strip, Vec<Plan>)], columns: &Columns) {
    for col in 0..columns.len() {
        let Some((left, _)) = columns.cores[col] else { continue };
        let begins = |(strip, cells): &(Strip, Vec<Plan>)| {
            let plan = cells.iter().find(|plan| plan.col == col && plan.width == 1)?;
            (strip.label.is_some_and(|label| label.0 == col)).then(|| plan.marks[0].at.x0)
        };
        let places: Vec<Option<Pt>> = strips.iter().map(begins).collect();
        set_in(strips.iter_mut().map(|(strip, _)| strip), &places, left);
    }
}

/// The same for one column of strips, whose texts begin at these places.
pub(crate) fn set_in<'a>(strips: impl Iterator<Item = &'a mut Strip>, places: &[Option<Pt>], left: Pt) {
    let mut sorted: Vec<Pt> = places.iter().flatten().copied().collect();
    sorted.sort_unstable();
    let near = |a: Option<&Pt>, b: Pt| a.is_some_and(|a| (b - *a).abs() <= SAME_LEFT);
    let shared = (0..sorted.len()).filter(|ix| {
        near(ix.checked_sub(1).map(|at| &sorted[at]), sorted[*ix]) || near(sorted.get(ix + 1), sorted[*ix])
    });
    if shared.count() * 4 < sorted.len() * 3 {
        return;
    }
    for (strip, at) in strips.zip(places) {
        if let Some(at) = at {
            strip.inset = (*at - left).max(Pt::ZERO);
        }
    }
}

/// Texts begin at one place to within this.
const SAME_LEFT: Pt = Pt(500);
