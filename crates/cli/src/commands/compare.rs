//! `compare`: an output against a golden file.

use crate::args::CompareArgs;
use crate::{DONE, FINDINGS};
use anyhow::{Context, Result, bail};
use crossfoot::Incomparable;
use serde_json::Value;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub(crate) fn compare(args: &CompareArgs) -> Result<u8> {
    let (golden, output) = (load(&args.golden)?, load(&args.output)?);
    let differences = match crossfoot::try_compare(&golden, &output) {
        Ok(differences) => differences,
        Err(Incomparable::Golden) => bail!("{}: not an object", args.golden.display()),
        Err(Incomparable::Output) => bail!("{}: not an object", args.output.display()),
        Err(Incomparable::Nothing) => {
            bail!("{}: nothing in it to compare with {}", args.golden.display(), args.output.display())
        }
    };
    let mut out = io::stdout().lock();
    for difference in &differences {
        writeln!(out, "{difference}")?;
    }
    out.flush()?;
    Ok(if differences.is_empty() { DONE } else { FINDINGS })
}

fn load(path: &Path) -> Result<Value> {
    let bytes = fs::read(path).with_context(|| format!("{}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("{}: not JSON", path.display()))
}
