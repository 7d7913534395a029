//! A job in a child process, under a memory limit and a deadline.
//!
//! What a PDF may ask of a reader (an inflate bomb, forms nested in forms) can't be bounded from inside a library, so
//! the job runs in a child that any executable may offer: the parent writes a [`Request`] and the input to its
//! standard input, the child ([`serve`]) answers with frames on its standard output. A child that dies or is late
//! brings an error, never half the tables.

use crate::artifact::Artifact;
use crate::job::{Job, Outcome, run};
use crate::options::Options;
use crate::summary::Summary;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// How to start the child and what it may use.
#[derive(Clone, Debug)]
pub struct Worker {
    /// The program; it must call [`serve`] when started with `args`.
    pub executable: PathBuf,
    /// Its arguments.
    pub args: Vec<String>,
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
/// The longest word from the child's standard error that is repeated to the user, in bytes.
const STDERR_KEPT: u64 = 16 * 1024;
/// The longest frame a child may send: a guard against a child gone mad, not a limit on results.
const MAX_FRAME: u64 = 4 << 30;

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

const PAGES: u8 = b'p';
const FILE: u8 = b'f';
const DONE: u8 = b'd';
const FAILED: u8 = b'e';

enum Event {
    Pages(u32),
    File(Artifact),
    Done(Summary),
    Failed(String),
    /// The stream ended, or broke.
    End,
}

impl Worker {
    /// Runs one job on one input.
    pub fn run(
        &self,
        bytes: Vec<u8>,
        name: &str,
        options: &Options,
        job: &Job,
    ) -> Result<Outcome, WorkerError> {
        let request = Request {
            name: name.to_owned(),
            options: options.clone(),
            job: job.clone(),
            memory: self.memory,
            length: bytes.len() as u64,
        };
        let header = serde_json::to_vec(&request).map_err(io::Error::from)?;
        let mut child = Command::new(&self.executable)
            .args(&self.args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let result = self.attend(&mut child, header, bytes);
        // Late or broken children are ended; for the others this is a plain wait.
        let _ = child.kill();
        let _ = child.wait();
        result
    }

    fn attend(&self, child: &mut Child, header: Vec<u8>, bytes: Vec<u8>) -> Result<Outcome, WorkerError> {
        let start = Instant::now();
        let missing = || io::Error::other("a pipe is missing");
        let mut stdin = child.stdin.take().ok_or_else(missing)?;
        let mut stdout = io::BufReader::new(child.stdout.take().ok_or_else(missing)?);
        let stderr = child.stderr.take().ok_or_else(missing)?;
        let writing = std::thread::spawn(move || {
            // A child that has already failed closes the pipe: its own word tells more than this error.
            let _ = stdin.write_all(&(header.len() as u64).to_le_bytes());
            let _ = stdin.write_all(&header);
            let _ = stdin.write_all(&bytes);
        });
        let listening = std::thread::spawn(move || {
            let mut text = Vec::new();
            let mut stderr = stderr;
            let _ = stderr.by_ref().take(STDERR_KEPT).read_to_end(&mut text);
            let _ = io::copy(&mut stderr, &mut io::sink());
            String::from_utf8_lossy(&text).into_owned()
        });
        let (sender, events) = mpsc::channel();
        let reading = std::thread::spawn(move || {
            loop {
                let event = read_event(&mut stdout).unwrap_or(Event::End);
                let last = matches!(event, Event::End);
                if sender.send(event).is_err() || last {
                    break;
                }
            }
        });
        let mut limit = self.deadline.unwrap_or(BASE_DEADLINE);
        let mut artifacts = Vec::new();
        let result = loop {
            let Ok(event) = events.recv_timeout(limit.saturating_sub(start.elapsed())) else {
                let _ = child.kill();
                break Err(WorkerError::Late(limit.as_secs_f64()));
            };
            match event {
                Event::Pages(pages) if self.deadline.is_none() => {
                    limit = BASE_DEADLINE + PAGE_DEADLINE * pages;
                }
                Event::Pages(_) => {}
                Event::File(artifact) => artifacts.push(artifact),
                Event::Done(summary) => {
                    break Ok(Outcome { artifacts: std::mem::take(&mut artifacts), summary });
                }
                Event::Failed(message) => break Err(WorkerError::Job(message)),
                Event::End => break Err(WorkerError::Died(String::new())),
            }
        };
        let died = matches!(result, Err(WorkerError::Died(_)));
        let status = if died { Some(child.wait()?) } else { None };
        let _ = child.kill();
        let _ = writing.join();
        let _ = reading.join();
        let said = listening.join().unwrap_or_default();
        match status {
            Some(status) => Err(self.cause(status, &said)),
            None => result,
        }
    }

    /// Tells running out of memory from other deaths: Rust's allocator says so before it aborts.
    fn cause(&self, status: ExitStatus, said: &str) -> WorkerError {
        if said.contains("memory allocation of") || said.contains("capacity overflow") {
            return WorkerError::Memory(self.memory >> 20);
        }
        let last = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("no word");
        WorkerError::Died(format!("{status}; {last}"))
    }
}

fn read_event(from: &mut impl Read) -> io::Result<Event> {
    let mut kind = [0];
    from.read_exact(&mut kind)?;
    let name = String::from_utf8(read_block(from)?).map_err(io::Error::other)?;
    let body = read_block(from)?;
    Ok(match kind[0] {
        PAGES => Event::Pages(name.parse().map_err(io::Error::other)?),
        FILE => Event::File(Artifact { name, bytes: body }),
        DONE => Event::Done(serde_json::from_slice(&body)?),
        FAILED => Event::Failed(name),
        _ => return Err(io::Error::other("unknown frame")),
    })
}

fn read_block(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > MAX_FRAME {
        return Err(io::Error::other("frame too long"));
    }
    let mut block = Vec::new();
    if from.take(length).read_to_end(&mut block)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(block)
}

fn write_frame(to: &mut impl Write, kind: u8, name: &str, body: &[u8]) -> io::Result<()> {
    to.write_all(&[kind])?;
    for block in [name.as_bytes(), body] {
        to.write_all(&(block.len() as u64).to_le_bytes())?;
        to.write_all(block)?;
    }
    to.flush()
}

/// The child's side: reads one request from `input`, limits this process's own memory, does the job, answers on
/// `output`. Call it from the start of `main`, before other threads run.
pub fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    let request: Request = serde_json::from_slice(&read_block(input)?)?;
    let room = rlimit::Resource::AS;
    let (_, hard) = room.get()?;
    room.set(request.memory.min(hard), hard)?;
    let mut bytes = Vec::new();
    input.take(request.length).read_to_end(&mut bytes)?;
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
