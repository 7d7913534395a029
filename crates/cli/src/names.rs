//! The name of each input's folder for results.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The longest stem kept, in bytes: file systems allow names of 255, and a number and the ending of the folder in which
/// results are put together must still fit.
const LONGEST: usize = 200;

/// The stem of an input without one that could name a folder.
const UNNAMED: &str = "unnamed";

/// Where the results of one input go.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FolderName {
    /// One safe component of a path: not empty, no separator in it, no dot in front.
    pub(crate) name: String,
    /// Whether it is not simply the stem, so that the user must be told.
    pub(crate) differs: bool,
}

/// One folder name for each input: its stem, made safe; the second of the same stem gets `-2`, and so on.
pub(crate) fn folder_names(inputs: &[PathBuf]) -> Vec<FolderName> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::new();
    for input in inputs {
        let stem = stem(input);
        let safe = safe(&stem);
        // Folders must differ on file systems that ignore case, too.
        let name = (1..=inputs.len())
            .map(|nth| if nth == 1 { safe.clone() } else { format!("{safe}-{nth}") })
            .find(|name| taken.insert(name.to_lowercase()))
            .expect("fewer names are taken than there are inputs");
        names.push(FolderName { differs: name != stem, name });
    }
    names
}

fn stem(input: &Path) -> String {
    match input.file_stem() {
        Some(stem) if input.as_os_str() != "-" => stem.to_string_lossy().into_owned(),
        _ => "stdin".to_owned(),
    }
}

/// A stem as one component of a path on any system. Without dots in front it is not hidden, names no parent folder (the
/// stem of `...pdf` is `..`), and is none of the names that `write` uses beside the results.
fn safe(stem: &str) -> String {
    let plain = |c: char| if c.is_control() || matches!(c, '/' | '\\' | ':') { '_' } else { c };
    let mut name = String::new();
    for c in stem.trim_matches('.').chars().map(plain) {
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        name.push(c);
    }
    if name.trim().is_empty() { UNNAMED.to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(inputs: &[&str], expected: &[&str]) {
        let inputs: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
        let names: Vec<String> = folder_names(&inputs).into_iter().map(|folder| folder.name).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn stems_that_clash_get_a_suffix() {
        check(&["a/x.pdf", "b/X.txt", "x-2.pdf", "-"], &["x", "X-2", "x-2-2", "stdin"]);
    }

    #[test]
    fn stems_that_are_no_folder_names_get_safe_ones() {
        check(
            &["..pdf", "...pdf", ".a.partial.pdf", "b\\c.pdf"],
            &["unnamed", "unnamed-2", "a.partial", "b_c"],
        );
        check(&[".pdf", " .pdf", "a\u{1}.pdf"], &["pdf", "unnamed", "a_"]);
    }

    #[test]
    fn a_long_stem_is_cut_between_characters() {
        let long = "预".repeat(84) + ".pdf";
        let names = folder_names(&[long.into()]);
        assert_eq!((names[0].name.as_str(), names[0].differs), ("预".repeat(66).as_str(), true));
    }

    #[test]
    fn a_name_that_is_not_the_stem_is_told() {
        let differs: Vec<bool> = folder_names(&["a.pdf", "A.pdf", "-"].map(PathBuf::from))
            .iter()
            .map(|name| name.differs)
            .collect();
        assert_eq!(differs, [false, true, false]);
    }
}
