//! `audit`: the report for people.

use super::{add_rules, code_of, options_of, read_input, worker_of, write_to};
use crate::args::{AuditArgs, AuditFormatArg};
use crate::inputs::{self, Found};
use crate::messages::say;
use crate::{DONE, FAILED};
use anyhow::{Result, bail};
use crossfoot::{AuditFormat, Job, Options};

pub(crate) fn audit(args: AuditArgs) -> Result<u8> {
    let Found { files, passed } = inputs::expand(&args.inputs, None)?;
    if files.iter().filter(|file| file.as_os_str() == "-").count() > 1 {
        bail!("standard input can be read once only");
    }
    if let Some(output) = &args.output
        && files.iter().any(|file| super::same_file(file, output))
    {
        bail!("{}: would overwrite an input: choose another name", output.display());
    }
    let worker = worker_of(&args.read)?;
    let input_format = args.source.input_format.into();
    let mut options = Options { pages: args.source.pages, input_format, ..options_of(&args.read)? };
    add_rules(&mut options, &args.rules)?;
    for (path, why) in &passed {
        say(format_args!("crossfoot: {}: passed over: {why}\n", path.display()));
    }
    if files.is_empty() {
        bail!("nothing to read in the folders named");
    }
    let format = match args.format {
        AuditFormatArg::Terminal => AuditFormat::Text,
        AuditFormatArg::Markdown => AuditFormat::Markdown,
        AuditFormatArg::Html => AuditFormat::Html,
    };
    let (mut code, mut failed, mut reports) = (DONE, false, Vec::new());
    for file in &files {
        let read = read_input(file)
            .and_then(|(bytes, name)| Ok(worker.run(bytes, &name, &options, &Job::Audit { format })?));
        match read {
            Ok(outcome) => {
                code = code.max(code_of(&outcome.summary, args.strict));
                let bytes = outcome.artifacts.into_iter().next().map(|report| report.bytes);
                reports.push(String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned());
            }
            Err(error) => {
                failed = true;
                say(format_args!("crossfoot: {}: {error:#}\n", file.display()));
            }
        }
    }
    let text = match format {
        AuditFormat::Html => crossfoot::html_page(&reports),
        AuditFormat::Text | AuditFormat::Markdown => reports.join("\n"),
    };
    if !reports.is_empty() {
        write_to(args.output.as_deref(), text.as_bytes())?;
    }
    Ok(if failed { FAILED } else { code })
}
