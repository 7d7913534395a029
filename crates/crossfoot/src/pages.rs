//! Sets of pages, as typed: `1,3,5-7,12-`.

use serde::{Deserialize, Serialize};

/// A set of pages: sorted ranges, numbers from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageSet(Vec<(u32, u32)>);

/// Why a list of pages cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageSetError {
    /// A part is neither `N` nor `N-M`.
    #[error("`{0}` is neither a page number nor a range like 5-7")]
    Part(String),
    /// Pages count from 1.
    #[error("pages count from 1")]
    Zero,
    /// A range that runs backwards.
    #[error("the range {0}-{1} runs backwards")]
    Backwards(u32, u32),
}

impl PageSet {
    /// The pages of this set that a document of `count` pages has, in order.
    pub fn within(&self, count: u32) -> Vec<u32> {
        self.0.iter().flat_map(|&(from, to)| from..=to.min(count)).filter(|page| *page <= count).collect()
    }

    /// Whether a page is in the set.
    pub fn contains(&self, page: u32) -> bool {
        self.0.iter().any(|&(from, to)| (from..=to).contains(&page))
    }

    /// What of this set a document of `count` pages does not have; an open end (`5-`) that begins within it lacks nothing.
    pub fn beyond(&self, count: u32) -> Option<Self> {
        let first = count.saturating_add(1);
        let beyond = |&(from, to): &(u32, u32)| match to {
            u32::MAX if from <= count => None,
            _ => (to > count).then_some((from.max(first), to)),
        };
        let rest: Vec<(u32, u32)> = self.0.iter().filter_map(beyond).collect();
        (!rest.is_empty()).then_some(Self(rest))
    }
}

impl std::str::FromStr for PageSet {
    type Err = PageSetError;

    /// `1,3,5-7`; parts may overlap and stand in any order; `5-` runs to the end.
    fn from_str(list: &str) -> Result<Self, PageSetError> {
        let mut ranges = Vec::new();
        for part in list.split(',').map(str::trim) {
            let bad = || PageSetError::Part(part.to_owned());
            let number = |text: &str| text.trim().parse::<u32>().map_err(|_| bad());
            let (from, to) = match part.split_once('-') {
                Some((from, "")) => (number(from)?, u32::MAX),
                Some((from, to)) => (number(from)?, number(to)?),
                None => (number(part)?, number(part)?),
            };
            if from == 0 {
                return Err(PageSetError::Zero);
            }
            if to < from {
                return Err(PageSetError::Backwards(from, to));
            }
            ranges.push((from, to));
        }
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::new();
        for (from, to) in ranges {
            match merged.last_mut() {
                Some(last) if from <= last.1.saturating_add(1) => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        Ok(Self(merged))
    }
}

impl std::fmt::Display for PageSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (ix, &(from, to)) in self.0.iter().enumerate() {
            let comma = if ix == 0 { "" } else { "," };
            match to {
                u32::MAX => write!(f, "{comma}{from}-")?,
                _ if to == from => write!(f, "{comma}{from}")?,
                _ => write!(f, "{comma}{from}-{to}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_lists_are_sorted_merged_and_cut_to_the_document() {
        let set: PageSet = "5-7,1, 3,6-8,12-".parse().expect("a list");
        assert_eq!(set.to_string(), "1,3,5-8,12-");
        assert_eq!(set.within(13), [1, 3, 5, 6, 7, 8, 12, 13]);
        assert_eq!(set.within(4), [1, 3]);
    }

    #[test]
    fn pages_beyond_the_document_are_told_apart_from_an_open_end() {
        let beyond = |list: &str, count| {
            let set: PageSet = list.parse().expect("a list");
            set.beyond(count).map(|set| set.to_string())
        };
        assert_eq!(beyond("1-3,99", 2), Some("3,99".into()));
        assert_eq!(beyond("1,5-", 4), Some("5-".into()));
        assert_eq!(beyond("1,4-", 4), None);
        assert_eq!(beyond("1-4", 4), None);
    }

    #[test]
    fn page_lists_that_mean_nothing_say_why() {
        assert_eq!("0".parse::<PageSet>(), Err(PageSetError::Zero));
        assert_eq!("7-5".parse::<PageSet>(), Err(PageSetError::Backwards(7, 5)));
        assert_eq!("a".parse::<PageSet>(), Err(PageSetError::Part("a".into())));
    }
}
