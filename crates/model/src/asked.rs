//! What a person, or a file that keeps what a person found right, asks of the reading of one page.

use crate::geometry::{Pt, Rect};
use serde::{Deserialize, Serialize};

/// What tables are found by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Method {
    /// All that there is.
    #[default]
    Auto,
    /// Rules alone.
    Lattice,
    /// White space alone.
    Stream,
}

impl Method {
    /// Its name in options and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Lattice => "lattice",
            Self::Stream => "stream",
        }
    }

    /// The method of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Auto, Self::Lattice, Self::Stream].into_iter().find(|method| method.name() == name)
    }
}

/// An area in which a table stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Where, in page space.
    pub bbox: Rect,
    /// x of the edges between its columns as their reader sees them (see [`crate::geometry::Quarter::turn`]), left to
    /// right; empty: they are looked for.
    pub columns: Vec<Pt>,
    /// y at which its head ends, as its reader sees it.
    pub head_end: Option<Pt>,
    /// What it is read by.
    pub method: Method,
    /// How far edges may move to where they cross no word. With it they were learned elsewhere: where they do not fit, nothing
    /// is read in the area, and it is left to the finder.
    pub give: Option<Pt>,
}

/// What is asked of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What tables are found by where no area says otherwise.
    pub method: Method,
    /// Areas of tables. A word in two of them is of the first.
    pub areas: Vec<Area>,
    /// Whether tables stand in the areas alone.
    pub only_areas: bool,
    /// Edges of columns for tables found anywhere that they cross, when no area is given.
    pub columns: Vec<Pt>,
}
