//! Which layers a picture shows.

use std::fmt;
use std::str::FromStr;

/// What a picture of a page shows; each stage has the page's ink below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The ink alone: glyphs, strokes, fills, images.
    Page,
    /// The boxes of the lines of text, by where they went: cell, outside, stray.
    Words,
    /// The pieces of tables as geometry found them: edges and cells.
    Grid,
    /// The tables after repair: cells, mends, doubts, strays.
    #[default]
    Repaired,
}

impl Stage {
    /// All stages, in the order in which they are made.
    pub const ALL: [Self; 4] = [Self::Page, Self::Words, Self::Grid, Self::Repaired];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Words => "words",
            Self::Grid => "grid",
            Self::Repaired => "repaired",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name given is no stage's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no stage is called `{0}`; there are page, words, grid and repaired")]
pub struct NoStage(String);

impl FromStr for Stage {
    type Err = NoStage;
    fn from_str(name: &str) -> Result<Self, NoStage> {
        Self::ALL.into_iter().find(|stage| stage.name() == name).ok_or_else(|| NoStage(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_is_found_by_its_name() {
        for stage in Stage::ALL {
            assert_eq!(stage.name().parse(), Ok(stage));
        }
        assert!("cells".parse::<Stage>().is_err_and(|error| error.to_string().contains("`cells`")));
    }
}
