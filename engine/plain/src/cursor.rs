//! A place in a text of JSON. What is asked of it is whether the text goes on as it must.
use crate::number::{read_number, Number};
use crate::plain_text::{end_of_ascii, end_of_string, unescaped};
use crate::text::Full;
use std::borrow::Cow;

/// As `codec/json.ts`.
pub const DEPTH: usize = 64;

/// This is no JSON in UTF-8, or somebody must look who knows more: it is nested deeply, holds a
/// number that might not be exact, or an escape of a lone surrogate.
#[derive(Debug)]
pub struct Doubt;

pub struct Cursor<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

impl<'a> Cursor<'a> {
    #[inline(always)]
    pub fn peek(&self) -> u8 {
        // Zero is in no JSON outside of strings, and not in strings either.
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    #[inline(always)]
    pub fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    #[inline(always)]
    pub fn expect(&mut self, byte: u8) -> Result<(), Doubt> {
        self.skip_space();
        sure(self.peek() == byte)?;
        self.at += 1;
        Ok(())
    }

    /// Whether a comma follows, rather than the end.
    #[inline(always)]
    pub fn goes_on(&mut self, close: u8) -> Result<bool, Doubt> {
        self.skip_space();
        let next = self.peek();
        sure(next == b',' || next == close)?;
        self.at += 1;
        Ok(next == b',')
    }

    /// Passes over the opening bracket; whether something follows.
    #[inline(always)]
    pub fn open(&mut self, depth: usize, close: u8) -> Result<bool, Doubt> {
        sure(depth <= DEPTH)?;
        self.at += 1;
        self.skip_space();
        let empty = self.peek() == close;
        self.at += usize::from(empty);
        Ok(!empty)
    }

    /// Nothing but space follows.
    #[inline(always)]
    pub fn end(&mut self) -> Result<(), Doubt> {
        self.skip_space();
        sure(self.at == self.bytes.len())
    }

    #[inline(always)]
    pub fn word(&mut self, word: &[u8]) -> Result<(), Doubt> {
        sure(self.bytes[self.at..].starts_with(word))?;
        self.at += word.len();
        Ok(())
    }

    #[inline(always)]
    pub fn number(&mut self) -> Result<Number, Doubt> {
        read_number(self.bytes, &mut self.at).ok_or(Doubt)
    }

    /// Passes over a string of ordinary ASCII and gives what is in it; over no other.
    #[inline(always)]
    pub fn ascii(&mut self) -> Result<&'a [u8], usize> {
        let start = self.at + 1;
        let end = end_of_ascii(self.bytes, start);
        if self.bytes.get(end) != Some(&b'"') {
            return Err(end);
        }
        self.at = end + 1;
        Ok(&self.bytes[start..end])
    }

    /// The same for a string with escapes, or not of ASCII only. Up to `seen` it is.
    #[inline(never)]
    pub fn unusual_string(&mut self, seen: usize) -> Result<Cow<'a, [u8]>, Unread> {
        let start = self.at + 1;
        let (end, escapes) = end_of_string(self.bytes, seen).ok_or(Doubt)?;
        let text = &self.bytes[start..end];
        sure(core::str::from_utf8(text).is_ok())?;
        self.at = end + 1;
        if !escapes {
            return Ok(Cow::Borrowed(text));
        }
        Ok(Cow::Owned(unescaped(text)?.ok_or(Doubt)?))
    }
}

/// Why a string could not be read.
pub enum Unread {
    Doubtful,
    Full,
}
impl From<Doubt> for Unread {
    fn from(_: Doubt) -> Unread {
        Unread::Doubtful
    }
}
impl From<Full> for Unread {
    fn from(_: Full) -> Unread {
        Unread::Full
    }
}

#[inline(always)]
pub fn sure(condition: bool) -> Result<(), Doubt> {
    if condition {
        Ok(())
    } else {
        Err(Doubt)
    }
}

/// Whether texts of one length are equal. Keys are short, and a call would take longer.
#[inline(always)]
pub fn same(left: &[u8], right: &[u8]) -> bool {
    let (left_words, left_rest) = left.as_chunks::<8>();
    let (right_words, right_rest) = right.as_chunks::<8>();
    let equal = |(left, right): (&[u8; 8], &[u8; 8])| {
        u64::from_le_bytes(*left) == u64::from_le_bytes(*right)
    };
    left_words.iter().zip(right_words).all(equal) && left_rest.iter().eq(right_rest)
}
