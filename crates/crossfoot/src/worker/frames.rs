//! What goes over the pipes: blocks with their length before them; a frame is a kind, a name and a body.

use crate::artifact::Artifact;
use crate::summary::Summary;
use std::io::{self, Read, Write};

pub(super) const PAGES: u8 = b'p';
pub(super) const FILE: u8 = b'f';
pub(super) const DONE: u8 = b'd';
pub(super) const FAILED: u8 = b'e';

/// The longest frame a child may send: a guard against a child gone mad, not a limit on results.
const MAX_FRAME: u64 = 4 << 30;

/// What a child says.
pub(super) enum Event {
    Pages(u32),
    File(Artifact),
    Done(Summary),
    Failed(String),
    /// The stream ended, or broke.
    End,
}

pub(super) fn read_event(from: &mut impl Read) -> io::Result<Event> {
    let mut kind = [0];
    from.read_exact(&mut kind)?;
    let mut block = || read_block(from)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into());
    let (name, body): (io::Result<Vec<u8>>, io::Result<Vec<u8>>) = (block(), block());
    let (name, body) = (String::from_utf8(name?).map_err(io::Error::other)?, body?);
    Ok(match kind[0] {
        PAGES => Event::Pages(name.parse().map_err(io::Error::other)?),
        FILE => Event::File(Artifact { name, bytes: body }),
        DONE => Event::Done(serde_json::from_slice(&body)?),
        FAILED => Event::Failed(name),
        _ => return Err(io::Error::other("unknown frame")),
    })
}

/// A block; `None` when the stream ends before it.
pub(super) fn read_block(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = Vec::with_capacity(8);
    from.take(8).read_to_end(&mut length)?;
    if length.is_empty() {
        return Ok(None);
    }
    let length: [u8; 8] = length.try_into().map_err(|_| io::Error::from(io::ErrorKind::UnexpectedEof))?;
    let length = u64::from_le_bytes(length);
    if length > MAX_FRAME {
        return Err(io::Error::other("frame too long"));
    }
    read_bytes(from, length).map(Some)
}

/// So much room is made before the bytes are there: growing towards it would copy them again and again.
const ROOM: u64 = 64 << 20;

/// So many bytes, or an error.
pub(super) fn read_bytes(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    out.try_reserve_exact(length.min(ROOM) as usize)?;
    if from.take(length).read_to_end(&mut out)? as u64 == length {
        Ok(out)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

pub(super) fn write_frame(to: &mut impl Write, kind: u8, name: &str, body: &[u8]) -> io::Result<()> {
    to.write_all(&[kind])?;
    for block in [name.as_bytes(), body] {
        to.write_all(&(block.len() as u64).to_le_bytes())?;
        to.write_all(block)?;
    }
    to.flush()
}
