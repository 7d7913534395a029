//! `crossfoot`: arguments, files, threads, exit codes. What it does is in the library of that name.
//!
//! Exit codes: 0 done; 1 done, with findings (a check that fails, a figure that the sums contradict, a difference in
//! `compare`; with `--strict` a figure in doubt or an open check, too); 2 a usage error, or a file that could not be read or written, which
//! wins over 1. A reader that closes the pipe early is no error.

mod args;
mod commands;
mod config;
mod inputs;
mod messages;
mod names;
mod write;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Done.
const DONE: u8 = 0;
/// Done, with findings.
const FINDINGS: u8 = 1;
/// Something could not be read or written.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("CROSSFOOT_LOG").unwrap_or_default();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A closed standard error would else be reported there, with a panic.
    log.log_internal_errors(false).init();
    let code = match cli.command {
        Command::Extract(args) => commands::extract(args),
        Command::Audit(args) => commands::audit(args),
        Command::Rules(args) => commands::rules(args.command),
        Command::Undo(args) => commands::undo(&args),
        Command::Draw(args) => commands::draw(&args),
        Command::Compare(args) => commands::compare(&args),
        Command::Layout(command) => commands::layout(command),
        Command::Schema => commands::schema(),
        Command::Worker => commands::worker(),
    };
    match code {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::from(DONE),
        Err(error) => {
            messages::say(format_args!("crossfoot: {error:#}\n"));
            ExitCode::from(FAILED)
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &std::io::Error| cause.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(broken))
}
