//! A child process, its pipes and the threads that keep them from filling up.

use super::frames::{Event, read_event};
use super::{BASE_DEADLINE, PAGE_DEADLINE, Worker};
use crate::job::Outcome;
use std::io::{self, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The longest word from the child's standard error that is repeated to the user, in bytes.
const STDERR_KEPT: u64 = 16 * 1024;

/// A child that closed its pipe has this long to end.
const GRACE: Duration = Duration::from_secs(2);
/// And is looked after this often.
const STEP: Duration = Duration::from_millis(2);

/// How a job ended.
pub(super) enum Ended {
    Done(Outcome),
    /// The child says why.
    Failed(String),
    /// After this long.
    Late(Duration),
    Died,
}

/// A child, killed when dropped.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    /// Taken by the thread that writes.
    stdin: Option<ChildStdin>,
    events: mpsc::Receiver<Event>,
    said: Option<JoinHandle<String>>,
    jobs: usize,
}

impl Running {
    pub(super) fn start(worker: &Worker) -> io::Result<Self> {
        let mut child = Command::new(&worker.executable)
            .args(&worker.args)
            .envs(worker.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let missing = || io::Error::other("a pipe is missing");
        let stdin = child.stdin.take();
        let mut stdout = io::BufReader::new(child.stdout.take().ok_or_else(missing)?);
        let mut stderr = child.stderr.take().ok_or_else(missing)?;
        let said = std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = stderr.by_ref().take(STDERR_KEPT).read_to_end(&mut text);
            let _ = io::copy(&mut stderr, &mut io::sink());
            String::from_utf8_lossy(&text).into_owned()
        });
        let (sender, events) = mpsc::channel();
        std::thread::spawn(move || {
            loop {
                let event = read_event(&mut stdout).unwrap_or(Event::End);
                let last = matches!(event, Event::End);
                if sender.send(event).is_err() || last {
                    break;
                }
            }
        });
        Ok(Self { child, stdin, events, said: Some(said), jobs: 0 })
    }

    /// Jobs begun so far.
    pub(super) const fn jobs(&self) -> usize {
        self.jobs
    }

    /// Has the child do a job. Only after [`Ended::Done`] may it be given another.
    pub(super) fn job(
        &mut self,
        header: &Arc<[u8]>,
        bytes: &Arc<[u8]>,
        deadline: Option<Duration>,
    ) -> io::Result<Ended> {
        self.jobs += 1;
        let start = Instant::now();
        let (header, bytes) = (header.clone(), bytes.clone());
        let mut stdin = self.stdin.take().ok_or_else(|| io::Error::other("a pipe is missing"))?;
        let writing = std::thread::spawn(move || {
            // A child that has already failed closes the pipe: its own word tells more than this error.
            let _ = stdin.write_all(&(header.len() as u64).to_le_bytes());
            let _ = stdin.write_all(&header);
            let _ = stdin.write_all(&bytes);
            stdin
        });
        let mut limit = deadline.unwrap_or(BASE_DEADLINE);
        let mut artifacts = Vec::new();
        let ended = loop {
            let Ok(event) = self.events.recv_timeout(limit.saturating_sub(start.elapsed())) else {
                break Ended::Late(limit);
            };
            match event {
                Event::Pages(pages) if deadline.is_none() => limit = BASE_DEADLINE + PAGE_DEADLINE * pages,
                Event::Pages(_) => {}
                Event::File(artifact) => artifacts.push(artifact),
                Event::Done(summary) => break Ended::Done(Outcome { artifacts, summary }),
                Event::Failed(message) => break Ended::Failed(message),
                Event::End => break Ended::Died,
            }
        };
        match ended {
            Ended::Done(_) => {}
            Ended::Died => self.settle(),
            // The thread that writes would wait for a child that reads no more.
            Ended::Failed(_) | Ended::Late(_) => drop(self.child.kill()),
        }
        self.stdin = writing.join().ok();
        Ok(ended)
    }

    /// Lets a child that closed its pipe end by itself, so that its status tells why; ends it if it does not.
    fn settle(&mut self) {
        let closed = Instant::now();
        while closed.elapsed() < GRACE {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(STEP);
        }
        let _ = self.child.kill();
    }

    /// How a dead child ended, and what it said before.
    pub(super) fn last_words(mut self) -> io::Result<(ExitStatus, String)> {
        let status = self.child.wait()?;
        let said = self.said.take().and_then(|said| said.join().ok()).unwrap_or_default();
        Ok((status, said))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Late or broken children are ended; for one that is done this is a plain wait.
        self.stdin = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
