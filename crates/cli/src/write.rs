//! Results on disk: a folder appears whole or not at all.

use anyhow::{Context, Result};
use crossfoot::Artifact;
use std::fs;
use std::path::Path;

/// Writes the artifacts into `parent/name`. They are written beside it first and moved in one step, so that a stopped
/// run leaves no half folder that looks like a whole one; an older folder of that name is replaced.
pub(crate) fn folder(parent: &Path, name: &str, artifacts: &[Artifact]) -> Result<()> {
    let (partial, target) = (parent.join(format!(".{name}.partial")), parent.join(name));
    let say = |path: &Path| format!("cannot write {}", path.display());
    if partial.exists() {
        fs::remove_dir_all(&partial).with_context(|| say(&partial))?;
    }
    fs::create_dir_all(&partial).with_context(|| say(&partial))?;
    for artifact in artifacts {
        let path = partial.join(&artifact.name);
        fs::write(&path, &artifact.bytes).with_context(|| say(&path))?;
    }
    if target.exists() {
        fs::remove_dir_all(&target).with_context(|| say(&target))?;
    }
    fs::rename(&partial, &target).with_context(|| say(&target))
}
