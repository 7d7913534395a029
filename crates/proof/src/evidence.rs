//! How much the figures say for a relation: independent instances that hold, weighed by how unlikely each is by chance.
//!
//! An equation between figures of *b* bits holds by chance about once in 2^b. A relation is proposed for one reason and
//! tried on many lines; the bits of the lines on which it holds add up, lines that fail count against it, and so does
//! the number of relations that were tried before it. 0 = 0 counts for nothing, and a sum with a single part for
//! little: that figure may stand twice for another reason.

/// One side-by-side of a total and its parts, in units of the sheet's scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts of one equation that do not hang on each other")]
pub(crate) struct Equation {
    /// The total.
    pub(crate) total: i128,
    /// The weighted sum of the parts.
    pub(crate) sum: i128,
    /// Parts that are not zero.
    pub(crate) parts: u32,
    /// It holds by one of them alone: the others are nothing together, or no more than rounding.
    pub(crate) single: bool,
    /// How far apart both may be by the printed precision: half a unit of the last place for every figure that is not 0.
    pub(crate) tolerance: i128,
    /// One unit of the coarsest last place.
    pub(crate) ulp: i128,
    /// The total's place holds no figure.
    pub(crate) blank_total: bool,
    /// The largest figure in it.
    pub(crate) largest: i128,
    /// The parts but the largest, without their signs.
    pub(crate) rest: i128,
    /// All figures but the two largest, without their signs: these may be near each other for a reason of their own.
    pub(crate) least: i128,
    /// The total is nothing and so is the sum of its parts, as a difference of equals: two figures are the same.
    pub(crate) same: bool,
    /// Some figure could not be read.
    pub(crate) unread: bool,
    /// It fails by what one slip leaves (see [`slip`]).
    pub(crate) slip: bool,
    /// It fails by a slip that is no chance, in the digits of a figure (see [`digit_slip`]) or in a sign: the bits of the
    /// ways in which it may have come about.
    pub(crate) slipped: Option<i32>,
    /// Where it holds by round figures, or fails by a slip: the largest power of ten that divides all its figures.
    pub(crate) grain: i128,
    /// It fails, and the one part of it that is blank would close it with a figure of the sign of all others.
    pub(crate) blank_part: Option<usize>,
    /// A sign that it does not apply stands where the total of something belongs.
    pub(crate) denied: bool,
}

/// How an equation comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing on both sides.
    Void,
    /// Exactly.
    Exact,
    /// Within the precision of the print.
    Near,
    /// Not.
    Off,
    /// A figure is missing to tell.
    Open,
}

impl Equation {
    pub(crate) fn outcome(&self) -> Outcome {
        if self.unread {
            return Outcome::Open;
        }
        if self.parts == 0 && self.total == 0 {
            return Outcome::Void;
        }
        let off = (self.total - self.sum).abs();
        if off <= self.tolerance && self.blank_total && !self.same {
            Outcome::Void
        } else if off == 0 {
            Outcome::Exact
        } else if off <= self.tolerance {
            Outcome::Near
        } else {
            Outcome::Off
        }
    }

    /// Whether it fails for want of the figure that belongs where its only blank is.
    pub(crate) fn lacks_a_part(&self) -> bool {
        self.blank_part.is_some() && self.slipped.is_none() && self.outcome() == Outcome::Off
    }

    /// The bits of the total: how unlikely it is that another figure of its size is the same.
    pub(crate) fn bits(&self) -> i32 {
        self.all_bits().min(MOST_BITS)
    }

    /// Whether the total is made up of several parts, and not by one alone beside others that cancel out.
    pub(crate) fn is_sum(&self) -> bool {
        let hidden = self.total != self.sum && self.total.abs() <= self.tolerance;
        self.parts >= 2 && !self.same && !self.single && !hidden
    }

    /// Whether it holds by parts that are all the same figure: two of 801,250 beside twice as much.
    fn is_multiple(&self) -> bool {
        let parts = i128::from(self.parts);
        self.parts > 1 && self.largest.checked_mul(parts - 1) == Some(self.rest)
    }

    fn all_bits(&self) -> i32 {
        self.bits_of(self.largest.max(self.total.abs()))
    }

    fn bits_of(&self, figure: i128) -> i32 {
        (figure / self.ulp.max(self.grain).max(1)).checked_ilog2().map_or(0, |bits| bits as i32 + 1)
    }

    /// The bits this equation brings in, or takes away.
    pub(crate) fn gain(&self) -> i32 {
        match self.outcome() {
            Outcome::Void | Outcome::Open => 0,
            Outcome::Exact if self.is_sum() => self.bits().min(self.bits_of(self.least) + NEAR),
            Outcome::Exact => self.bits() / 3,
            // What is within rounding is not seen to be a part, nor to be the difference of others.
            Outcome::Near if self.single || self.total.abs() <= self.tolerance => 0,
            Outcome::Near => {
                let width = (2 * self.tolerance / self.ulp.max(1)).checked_ilog2().unwrap_or(0) as i32;
                let sum = self.parts >= 2;
                let bits = if sum { self.bits().min(self.bits_of(self.least) + NEAR) } else { self.bits() };
                (bits - width - 1).max(0) / if sum { 1 } else { 3 }
            }
            // A blank where the total belongs says nothing, nor where the only part belongs that is lacking.
            Outcome::Off if self.blank_total || self.lacks_a_part() => 0,
            // So little off is no chance either: as many ways to slip as there are, so many bits less.
            Outcome::Off if let Some(ways) = self.slipped => {
                // A figure that is nearly another one is near it for its own reason: what is added to it must tell.
                let told = self.all_bits().min(self.bits_of(self.rest) + NEAR);
                (told - ways - RARE).clamp(-LOSS, MOST_BITS)
            }
            // A figure left out or counted twice, or its sign: another slip, if a larger one.
            Outcome::Off if self.slip => -LOSS / 2,
            Outcome::Off => -LOSS,
        }
    }
}

/// More would let one long figure outweigh everything else.
pub(crate) const MOST_BITS: i32 = 18;
/// Figures of fewer bits that are the same within rounding say nothing, where nothing but they proposes a relation.
const SMALL: i32 = 5;
/// What an equation that fails takes away: doubled, a single wrong figure hides the relation; halved, chance passes.
const LOSS: i32 = 10;
/// The bits of the ways in which the digits of one figure can slip: some six places, nine digits, and a handful of others.
pub(crate) const SLIPS: i32 = 8;
/// Bits that the largest figures may bring beyond those of the others.
const NEAR: i32 = 6;
/// Bits that it costs to believe in a slip at all.
const RARE: i32 = 2;
/// Bits that a relation needs after all that speaks against it. A chance of one in 2^14 for each relation reported.
pub(crate) const ENOUGH: i32 = 14;

/// All equations of one relation, over the lines it was tried on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// The bits of all.
    pub(crate) bits: i32,
    /// Equations that hold with at least two parts.
    pub(crate) sums: u32,
    /// Equations that hold with one.
    pub(crate) copies: u32,
    /// Equations that fail.
    pub(crate) fails: u32,
    /// Those of them that fail by a slip in digits, which is no chance.
    pub(crate) slips: u32,
    /// Equations whose total a sign says not to apply, where its parts are something.
    pub(crate) denied: u32,
    /// The bits of those that hold by parts that are all the same figure.
    alike: i32,
    /// The bits of those that hold within rounding, by figures so small that nearly any would.
    small: i32,
    /// The total of the equation that held last: the same again is no new evidence.
    last: Option<i128>,
}

impl Tally {
    pub(crate) fn add(&mut self, equation: &Equation) {
        // One slip is rare; two in one relation are something else.
        let slipped = equation.outcome() == Outcome::Off && equation.slipped.is_some();
        let gain = if slipped && self.slips > 0 { -LOSS } else { equation.gain() };
        let again = self.last == Some(equation.total) && gain > 0;
        match equation.outcome() {
            Outcome::Open if equation.denied => {
                self.denied += 1;
                return;
            }
            Outcome::Void | Outcome::Open => return,
            Outcome::Exact | Outcome::Near if equation.is_sum() => self.sums += 1,
            Outcome::Exact | Outcome::Near => self.copies += 1,
            Outcome::Off if equation.blank_total => {}
            Outcome::Off if equation.lacks_a_part() => {}
            Outcome::Off => {
                self.fails += 1;
                self.slips += u32::from(slipped && gain >= 0);
            }
        }
        let gain = if again { 1 } else { gain };
        self.bits = self.bits.saturating_add(gain);
        self.alike = self.alike.saturating_add(if equation.is_multiple() { gain.max(0) } else { 0 });
        if equation.outcome() == Outcome::Near && equation.all_bits() < SMALL {
            self.small = self.small.saturating_add(gain);
        }
        if equation.outcome() != Outcome::Off {
            self.last = Some(equation.total);
        }
    }

    pub(crate) fn holds(&self) -> u32 {
        self.sums + self.copies
    }

    /// Whether what speaks for the relation is more than `times` what fails without being a slip.
    pub(crate) fn outweighs(&self, times: u32) -> bool {
        self.holds() + self.slips > (self.fails - self.slips) * times
    }

    /// Two of the equations that fail do so by one figure that moved from one to the other: a slip, of so many bits.
    pub(crate) fn moved(&mut self, bits: i32) {
        self.bits = self.bits.saturating_add(2 * LOSS + bits.min(MOST_BITS));
        self.slips += 2;
        self.fails = self.fails.max(self.slips);
    }

    /// The same with what is denied counted as failing, and what is small and rounded for nothing: for relations that nothing but
    /// figures proposes.
    pub(crate) fn strictly(&self) -> Self {
        Self {
            bits: self
                .bits
                .saturating_sub(LOSS.saturating_mul(self.denied as i32))
                .saturating_sub(self.small),
            fails: self.fails + self.denied,
            ..*self
        }
    }

    /// The same with a multiple of one figure as nothing: among rows that nothing but figures makes parts it may stand there for
    /// another reason.
    pub(crate) fn without_multiples(&self) -> Self {
        Self { bits: self.bits.saturating_sub(self.alike), ..*self }
    }

    pub(crate) fn join(&mut self, other: &Self) {
        self.bits = self.bits.saturating_add(other.bits);
        self.sums += other.sums;
        self.copies += other.copies;
        self.fails += other.fails;
        self.slips += other.slips;
        self.denied += other.denied;
        self.alike = self.alike.saturating_add(other.alike);
        self.small = self.small.saturating_add(other.small);
    }
}

/// The bits that trying `n` relations costs.
pub(crate) fn tried(n: usize) -> i32 {
    n.checked_ilog2().unwrap_or(0) as i32
}

/// Whether a difference is what a slip in one of the figures leaves: one in its digits, its sign lost, or the figure left
/// out or counted twice. `figures` are all figures of the equation, in units of the scale, `ulp` its last place.
pub(crate) fn slip(off: i128, figures: &[i128], ulp: i128) -> bool {
    digit_slip(off, figures, ulp) || is_figure(off, figures)
}

/// Whether a difference is what a figure leaves that was left out or counted twice, or whose sign was lost.
pub(crate) fn is_figure(off: i128, figures: &[i128]) -> bool {
    let off = off.abs();
    figures.iter().any(|figure| *figure != 0 && (figure.abs() == off || 2 * figure.abs() == off))
}

/// Places that a lost point moves a figure by, at the most.
pub(crate) const FARTHEST_POINT: u32 = 8;

/// Whether a difference is what a slip in the digits of one figure leaves: one read or set wrong, two neighbours exchanged,
/// the point moved.
pub(crate) fn digit_slip(off: i128, figures: &[i128], ulp: i128) -> bool {
    let ulp = ulp.max(1);
    if off % ulp != 0 {
        return false;
    }
    let off = (off / ulp).abs();
    let mut rest = off;
    while rest != 0 && rest % 10 == 0 {
        rest /= 10;
    }
    // A digit more or less, or two neighbours exchanged (a multiple of 9 of the place).
    rest < 10
        || rest % 9 == 0 && rest / 9 < 10
        // A figure less a power of ten of it is so many nines of it.
        || off % 9 == 0 && figures.iter().map(|figure| (figure / ulp).abs()).any(|figure| {
            let moved =
                |by: i128| figure * (by - 1) == off || figure % by == 0 && figure - figure / by == off;
            figure != 0 && (1..=FARTHEST_POINT).any(|places| moved(10i128.pow(places)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equation(total: i128, parts: &[i128]) -> Equation {
        Equation {
            total,
            sum: parts.iter().sum(),
            parts: parts.iter().filter(|part| **part != 0).count() as u32,
            least: parts.iter().min().copied().unwrap_or(0),
            tolerance: (parts.len() as i128 + 1) / 2,
            ulp: 1,
            ..Equation::default()
        }
    }

    #[test]
    fn nothing_equals_nothing_for_free() {
        assert_eq!(equation(0, &[0, 0]).outcome(), Outcome::Void);
        assert_eq!(equation(0, &[0, 0]).gain(), 0);
        assert!(equation(61_195, &[50_653, 10_542]).gain() > equation(61_195, &[61_195]).gain());
        assert!(equation(61_196, &[50_653, 10_542]).gain() < equation(61_195, &[50_653, 10_542]).gain());
        assert!(equation(90_000, &[50_653, 10_542]).gain() < 0);
    }

    #[test]
    fn the_same_total_again_is_hardly_evidence() {
        let mut tally = Tally::default();
        tally.add(&equation(3000, &[1000, 2000]));
        let once = tally.bits;
        tally.add(&equation(3000, &[1000, 2000]));
        assert_eq!(tally.bits, once + 1);
    }

    #[test]
    fn slips_are_told_from_other_differences() {
        let check = |off: i128, figures: &[i128], expected: bool| {
            assert_eq!(slip(off, figures, 1), expected, "{off} {figures:?}");
        };
        check(500, &[12_345], true);
        check(27, &[12_345], true);
        check(12_345, &[12_345], true);
        check(24_690, &[12_345], true);
        check(12_345 * 9, &[12_345], true);
        check(1234, &[55_555], false);
        check(11_111, &[12_345], false);
    }
}
