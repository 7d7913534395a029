//! A job in a child process, under a memory limit and a deadline.
//!
//! What a PDF may ask of a reader (an inflate bomb, forms nested in forms) can't be bounded from inside a library, so
//! the job runs in a child that any executable may offer: the parent writes a [`Request`] and the input to its
//! standard input, the child ([`serve`]) answers with frames on its standard output. A child that dies or is late
//! brings an error, never half the tables.
//!
//! A [`Station`] gives one child many jobs, one after the other: to start a process and to read its tables of words and
//! colours takes as long as to read a small document. What an input does to a child it can't do to the next one: a child
//! that failed in any way is not used again, and an input that kills a child which had done other jobs before is given to
//! a fresh one.

mod child;
mod frames;

use crate::job::{Job, Outcome, run};
use crate::options::Options;
use child::Running;
use frames::{DONE, FAILED, FILE, PAGES, read_block, read_bytes, write_frame};
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

/// How to start the child and what it may use.
#[derive(Clone, Debug)]
pub struct Worker {
    /// The program; it must call [`serve`] when started with `args`.
    pub executable: PathBuf,
    /// Its arguments.
    pub args: Vec<String>,
    /// Its environment, beside the parent's.
    pub environment: Vec<(String, String)>,
    /// Bytes of address space it may hold.
    pub memory: u64,
    /// How long the job may take; `None`: [`BASE_DEADLINE`] and [`PAGE_DEADLINE`] for each page.
    pub deadline: Option<Duration>,
}

/// Until the number of pages is known, and beside the time for pages: what a slow machine needs to open a large file.
pub const BASE_DEADLINE: Duration = Duration::from_secs(8);
/// For each page beyond that: about ten times what a dense page takes.
pub const PAGE_DEADLINE: Duration = Duration::from_millis(50);
/// The address space a child may hold when nothing else is said.
pub const DEFAULT_MEMORY: u64 = 1 << 30;
/// Jobs that one child does at the most: what libraries keep for good stays bounded.
const MOST_JOBS: usize = 100;

/// What a child is asked to do; the input's bytes follow it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Request {
    name: String,
    options: Options,
    job: Job,
    memory: u64,
    length: u64,
}

/// Why a job in a child brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The child says why; see [`crate::JobError`].
    #[error("{0}")]
    Job(String),
    /// It took longer than it may.
    #[error("gave up after {0:.1} s; --deadline allows more")]
    Late(f64),
    /// It asked for more memory than it may have.
    #[error("gave up at {0} MiB of memory; --memory allows more")]
    Memory(u64),
    /// It died.
    #[error("the reading process died: {0}")]
    Died(String),
    /// It could not be started or spoken to.
    #[error("cannot run the reading process: {0}")]
    Start(#[from] io::Error),
}

impl Worker {
    /// Runs one job on one input, in a child of its own.
    pub fn run(
        &self,
        bytes: Vec<u8>,
        name: &str,
        options: &Options,
        job: &Job,
    ) -> Result<Outcome, WorkerError> {
        Station::new(self).run(bytes, name, options, job)
    }

    /// Tells running out of memory from other deaths: Rust's allocator says so before it aborts, and reading says so itself.
    fn cause(&self, status: ExitStatus, said: &str) -> WorkerError {
        let words = ["memory allocation of", "capacity overflow", "out of memory"];
        if words.iter().any(|word| said.contains(word)) {
            return WorkerError::Memory(self.memory >> 20);
        }
        let last = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("no word");
        WorkerError::Died(format!("{status}; {last}"))
    }
}

/// A place at which jobs are done one after the other, by one child as long as it does well.
#[derive(Debug)]
pub struct Station<'a> {
    worker: &'a Worker,
    child: Option<Running>,
}

impl<'a> Station<'a> {
    /// A station without a child: the first job starts one.
    pub const fn new(worker: &'a Worker) -> Self {
        Self { worker, child: None }
    }

    /// Runs one job on one input.
    pub fn run(
        &mut self,
        bytes: Vec<u8>,
        name: &str,
        options: &Options,
        job: &Job,
    ) -> Result<Outcome, WorkerError> {
        let request = Request {
            name: name.to_owned(),
            options: options.clone(),
            job: job.clone(),
            memory: self.worker.memory,
            length: bytes.len() as u64,
        };
        let header: Arc<[u8]> = serde_json::to_vec(&request).map_err(io::Error::from)?.into();
        let bytes: Arc<[u8]> = bytes.into();
        if let Some(used) = self.child.take().filter(|child| child.jobs() < MOST_JOBS) {
            match self.attend(used, &header, &bytes) {
                // What other inputs left in the child may have had a part in it.
                Err(WorkerError::Died(_) | WorkerError::Memory(_)) => {}
                result => return result,
            }
        }
        self.attend(Running::start(self.worker)?, &header, &bytes)
    }

    /// Has a child do a job, and keeps the child if all went well.
    fn attend(
        &mut self,
        mut child: Running,
        header: &Arc<[u8]>,
        bytes: &Arc<[u8]>,
    ) -> Result<Outcome, WorkerError> {
        let outcome = child.job(header, bytes, self.worker.deadline)?;
        match outcome {
            child::Ended::Done(outcome) => {
                self.child = Some(child);
                Ok(outcome)
            }
            child::Ended::Failed(message) => Err(WorkerError::Job(message)),
            child::Ended::Late(limit) => Err(WorkerError::Late(limit.as_secs_f64())),
            child::Ended::Died => {
                let (status, said) = child.last_words()?;
                Err(self.worker.cause(status, &said))
            }
        }
    }
}

/// The child's side: reads requests from `input` until it ends; for each, limits this process's own memory, does the job,
/// answers on `output`. Call it from the start of `main`, before other threads run.
pub fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    while let Some(header) = read_block(input)? {
        answer(&serde_json::from_slice(&header)?, input, output)?;
    }
    Ok(())
}

fn answer(request: &Request, input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    let room = rlimit::Resource::AS;
    let (_, hard) = room.get()?;
    room.set(request.memory.min(hard), hard)?;
    let bytes = read_bytes(input, request.length)?;
    let mut pages = |count: u32| {
        // A parent that no longer listens will end this process.
        let _ = write_frame(output, PAGES, &count.to_string(), &[]);
    };
    let result = run(bytes, &request.name, &request.options, &request.job, &mut pages);
    match result {
        Ok(outcome) => {
            for artifact in &outcome.artifacts {
                write_frame(output, FILE, &artifact.name, &artifact.bytes)?;
            }
            write_frame(output, DONE, "", &serde_json::to_vec(&outcome.summary)?)
        }
        Err(error) => write_frame(output, FAILED, &error.to_string(), &[]),
    }
}
