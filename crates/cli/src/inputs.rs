//! Which inputs are meant, and the folder name of each.

use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Endings that are looked at inside folders; a file named on the command line is always read.
const ENDINGS: [&str; 8] = ["pdf", "txt", "md", "markdown", "tsv", "csv", "html", "htm"];

/// How deep folders are followed: deeper is a loop of links.
const MAX_DEPTH: usize = 64;

/// The files meant, folders replaced by what is in them, sorted by name; and the files passed over.
pub(crate) fn expand(inputs: &[PathBuf]) -> Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut files, mut passed) = (Vec::new(), Vec::new());
    for input in inputs {
        if input.is_dir() {
            walk(input, 0, &mut files, &mut passed)?;
        } else {
            files.push(input.clone());
        }
    }
    Ok((files, passed))
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>, passed: &mut Vec<PathBuf>) -> Result<()> {
    let listing = std::fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    let mut entries = listing
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<_>>>()
        .with_context(|| format!("{}", folder.display()))?;
    entries.sort();
    for path in entries {
        if path.is_dir() && depth < MAX_DEPTH {
            walk(&path, depth + 1, files, passed)?;
        } else if path.extension().and_then(OsStr::to_str).is_some_and(is_read) {
            files.push(path);
        } else {
            passed.push(path);
        }
    }
    Ok(())
}

fn is_read(ending: &str) -> bool {
    ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}

/// One folder name for each input: its stem; the second of the same stem gets `-2`, and so on.
pub(crate) fn folder_names(inputs: &[PathBuf]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let stem = |path: &PathBuf| match path.file_stem() {
        Some(stem) if path.as_os_str() != "-" => stem.to_string_lossy().into_owned(),
        _ => "stdin".to_owned(),
    };
    let mut names = Vec::new();
    for input in inputs {
        let stem = stem(input);
        // Folders must differ on file systems that ignore case, too.
        let name = (1..)
            .map(|nth: u32| if nth == 1 { stem.clone() } else { format!("{stem}-{nth}") })
            .find(|name| taken.insert(name.to_lowercase()))
            .expect("numbers do not end");
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_that_clash_get_a_suffix() {
        let inputs = ["a/x.pdf", "b/X.txt", "x-2.pdf", "-"].map(PathBuf::from);
        assert_eq!(folder_names(&inputs), ["x", "X-2", "x-2-2", "stdin"]);
    }
}
