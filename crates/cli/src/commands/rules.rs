//! `rules`: the packs, their texts, and what they find.

use super::{add_rules, code_of, options_of, read_input, worker_of, write_result, write_to};
use crate::DONE;
use crate::args::{RuleArgs, RulesCommand};
use anyhow::{Context, Result, bail};
use crossfoot::{Job, Options, Pack};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

pub(crate) fn rules(command: RulesCommand) -> Result<u8> {
    match command {
        RulesCommand::List { rules } => list(&options(&rules)?),
        RulesCommand::Show { name, rules } => {
            let text = text_of(&name, &options(&rules)?)?;
            write_to(None, text.as_bytes())?;
            Ok(DONE)
        }
        RulesCommand::Test { pack, input, rules, read } => {
            let worker = worker_of(&read)?;
            let mut options = options_of(&read)?;
            add_rules(&mut options, &rules)?;
            let pack = if Path::new(&pack).extension().is_some_and(|end| end == "toml") {
                let text = fs::read_to_string(&pack).with_context(|| pack.clone())?;
                Pack::read(&text).with_context(|| pack.clone())?;
                text
            } else {
                text_of(&pack, &options)?
            };
            let about = || format!("{}", input.display());
            // The pack alone: that others find something says nothing of it.
            options.packs = vec![pack.clone()];
            let (bytes, name) = read_input(&input).with_context(about)?;
            let outcome = worker.run(bytes, &name, &options, &Job::TestRules { pack }).with_context(about)?;
            write_result(None, &outcome)?;
            Ok(code_of(&outcome.summary, false))
        }
    }
}

fn options(args: &RuleArgs) -> Result<Options> {
    let mut options = Options::default();
    add_rules(&mut options, args)?;
    Ok(options)
}

fn list(options: &Options) -> Result<u8> {
    let mut out = String::new();
    for pack in options.packs()? {
        let rules = pack.rules.len();
        writeln!(out, "{}\t{rules} rules\t{}", pack.name, pack.title)?;
    }
    write_to(None, out.as_bytes())?;
    Ok(DONE)
}

/// The text of a pack by its name: the user's own, else the one that comes with the program.
fn text_of(name: &str, options: &Options) -> Result<String> {
    for text in options.packs.iter().rev() {
        if Pack::read(text)?.name == name {
            return Ok(text.clone());
        }
    }
    if let Some(text) = crossfoot::built_in_text(name) {
        return Ok(text.to_owned());
    }
    let names: Vec<String> = options.packs()?.into_iter().map(|pack| pack.name).collect();
    bail!("no rule pack is called `{name}`; known are {}", names.join(", "))
}
