//! Plain JSON made into values while it is read: what `parseJson` of `codec/json.ts` accepts, as far as
//! a quick look can be certain.
use crate::number::{read_number, Number};
use crate::plain_text::{end_of_ascii, end_of_string, unescaped};
use crate::text::Full;

/// As `codec/json.ts`.
pub const DEPTH: usize = 64;
/// Elements of an array that are collected before they are added to it.
const ELEMENTS: usize = 256;

/// How values are made. Objects have mostly the keys of others: those are found along a tree, from the
/// root on.
pub trait Maker {
    type Value;
    /// A key, after all the keys on the way to it.
    type Key: Copy;
    type Error;

    fn root(&self) -> Self::Key;
    /// The key that is likely next, and its name.
    fn expected(&self, before: Self::Key) -> Option<(Self::Key, &[u8])>;
    /// The key of that name, of ASCII, that comes after another one. `None` where there shall be none.
    fn find(&mut self, before: Self::Key, name: &[u8]) -> Result<Option<Self::Key>, Self::Error>;
    /// An object of the keys up to this one; takes as many values from the end of the list.
    fn object(
        &mut self,
        last: Self::Key,
        values: &mut Vec<Self::Value>,
    ) -> Result<Self::Value, Self::Error>;
    /// The same for an object that other members will be added to.
    fn beginning(
        &mut self,
        last: Self::Key,
        values: &mut Vec<Self::Value>,
    ) -> Result<Self::Value, Self::Error>;
    /// Sets a member; one of the same name is replaced.
    fn member(
        &mut self,
        object: &Self::Value,
        name: Self::Value,
        value: Self::Value,
    ) -> Result<(), Self::Error>;
    /// An array of the values from an index on, which are taken out of the list.
    fn array(
        &mut self,
        values: &mut Vec<Self::Value>,
        first: usize,
    ) -> Result<Self::Value, Self::Error>;
    /// Adds those values to an array.
    fn add(
        &mut self,
        array: &Self::Value,
        values: &mut Vec<Self::Value>,
        first: usize,
    ) -> Result<(), Self::Error>;
    fn ascii(&mut self, text: &[u8]) -> Result<Self::Value, Self::Error>;
    fn utf8(&mut self, text: &[u8]) -> Result<Self::Value, Self::Error>;
    fn int(value: i32) -> Self::Value;
    fn double(value: f64) -> Self::Value;
    fn boolean(value: bool) -> Self::Value;
    fn null() -> Self::Value;
    /// There is no memory for the list of values, or for a text.
    fn full(&mut self) -> Self::Error;
}

/// The value of a text. The list is where values wait; what is in it afterwards is of no use.
pub fn read_json<M: Maker>(
    bytes: &[u8],
    maker: &mut M,
    values: &mut Vec<M::Value>,
) -> Result<M::Value, End<M::Error>> {
    Reader { bytes, at: 0, values, maker }.document()
}

/// Why the reader has given up.
pub enum End<E> {
    /// This is no JSON in UTF-8, or somebody must look who knows more: it is nested deeply, holds a
    /// number that might not be exact, or an escape of a lone surrogate.
    Doubtful,
    /// A value could not be made.
    Failed(E),
}

impl<E> From<E> for End<E> {
    fn from(error: E) -> End<E> {
        End::Failed(error)
    }
}

type Read<T, E> = Result<T, End<E>>;

#[inline(always)]
fn sure<E>(condition: bool) -> Read<(), E> {
    if condition {
        Ok(())
    } else {
        Err(End::Doubtful)
    }
}

struct Reader<'a, M: Maker> {
    bytes: &'a [u8],
    at: usize,
    /// Of all arrays and objects that are not closed yet. No more than a few hundred for each, so
    /// that this list stays small.
    values: &'a mut Vec<M::Value>,
    maker: &'a mut M,
}

impl<M: Maker> Reader<'_, M> {
    fn document(&mut self) -> Read<M::Value, M::Error> {
        self.value(0)?;
        self.skip_space();
        sure(self.at == self.bytes.len())?;
        self.values.pop().ok_or(End::Doubtful)
    }

    #[inline(always)]
    fn peek(&self) -> u8 {
        // Zero is in no JSON outside of strings, and not in strings either.
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    #[inline(always)]
    fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    #[inline(always)]
    fn expect(&mut self, byte: u8) -> Read<(), M::Error> {
        self.skip_space();
        sure(self.peek() == byte)?;
        self.at += 1;
        Ok(())
    }

    /// Whether a comma follows, rather than the end.
    #[inline(always)]
    fn goes_on(&mut self, close: u8) -> Read<bool, M::Error> {
        self.skip_space();
        let next = self.peek();
        sure(next == b',' || next == close)?;
        self.at += 1;
        Ok(next == b',')
    }

    /// Adds the value to the list.
    fn value(&mut self, depth: usize) -> Read<(), M::Error> {
        self.skip_space();
        let value = match self.peek() {
            b'"' => self.string()?,
            b'{' => return self.object(depth + 1),
            b'[' => return self.array(depth + 1),
            b't' => self.word(b"true", M::boolean(true))?,
            b'f' => self.word(b"false", M::boolean(false))?,
            b'n' => self.word(b"null", M::null())?,
            _ => match read_number(self.bytes, &mut self.at).ok_or(End::Doubtful)? {
                Number::Int(int) => M::int(int),
                Number::Double(double) => M::double(double),
            },
        };
        self.push(value)
    }

    #[inline(always)]
    fn push(&mut self, value: M::Value) -> Read<(), M::Error> {
        if self.values.try_reserve(1).is_err() {
            return Err(End::Failed(self.maker.full()));
        }
        self.values.push(value);
        Ok(())
    }

    /// Passes over the opening bracket; whether something follows.
    #[inline(always)]
    fn open(&mut self, depth: usize, close: u8) -> Read<bool, M::Error> {
        sure(depth <= DEPTH)?;
        self.at += 1;
        self.skip_space();
        let empty = self.peek() == close;
        self.at += usize::from(empty);
        Ok(!empty)
    }

    #[inline(never)]
    fn array(&mut self, depth: usize) -> Read<(), M::Error> {
        let first = self.values.len();
        let mut array = None;
        let mut more = self.open(depth, b']')?;
        while more {
            self.value(depth)?;
            if self.values.len() - first == ELEMENTS {
                array = Some(self.elements(array, first)?);
            }
            more = self.goes_on(b']')?;
        }
        let array = self.elements(array, first)?;
        self.push(array)
    }

    /// An array of what has been collected, or the given one with this added.
    fn elements(&mut self, array: Option<M::Value>, first: usize) -> Result<M::Value, M::Error> {
        let Some(array) = array else { return self.maker.array(self.values, first) };
        self.maker.add(&array, self.values, first)?;
        Ok(array)
    }

    #[inline(never)]
    fn object(&mut self, depth: usize) -> Read<(), M::Error> {
        let mut last = self.maker.root();
        let mut more = self.open(depth, b'}')?;
        while more {
            self.skip_space();
            sure(self.peek() == b'"')?;
            match self.known_key(last)? {
                Some(key) => last = key,
                None => return self.unusual_object(last, depth),
            }
            self.expect(b':')?;
            self.value(depth)?;
            more = self.goes_on(b'}')?;
        }
        let object = self.maker.object(last, self.values)?;
        self.push(object)
    }

    /// Reads on in an object, from the key after the last known one.
    #[inline(never)]
    fn unusual_object(&mut self, last: M::Key, depth: usize) -> Read<(), M::Error> {
        let object = self.maker.beginning(last, self.values)?;
        let mut more = true;
        while more {
            self.skip_space();
            sure(self.peek() == b'"')?;
            let key = self.string()?;
            self.expect(b':')?;
            self.value(depth)?;
            if let Some(value) = self.values.pop() {
                self.maker.member(&object, key, value)?;
            }
            more = self.goes_on(b'}')?;
        }
        self.push(object)
    }

    /// Reads a key if it is one of those that objects like this one have had. Else it is yet to read.
    #[inline(always)]
    fn known_key(&mut self, last: M::Key) -> Read<Option<M::Key>, M::Error> {
        let start = self.at + 1;
        if let Some((key, name)) = self.maker.expected(last) {
            let end = start + name.len();
            if self.bytes.get(end) == Some(&b'"') && same(&self.bytes[start..end], name) {
                self.at = end + 1;
                return Ok(Some(key));
            }
        }
        self.other_key(last)
    }

    #[inline(never)]
    fn other_key(&mut self, last: M::Key) -> Read<Option<M::Key>, M::Error> {
        let start = self.at + 1;
        let end = end_of_ascii(self.bytes, start);
        if self.bytes.get(end) != Some(&b'"') {
            return Ok(None);
        }
        let known = self.maker.find(last, &self.bytes[start..end])?;
        if known.is_some() {
            self.at = end + 1;
        }
        Ok(known)
    }

    #[inline(always)]
    fn string(&mut self) -> Read<M::Value, M::Error> {
        let start = self.at + 1;
        let end = end_of_ascii(self.bytes, start);
        if self.bytes.get(end) != Some(&b'"') {
            return self.unusual_string(start, end);
        }
        self.at = end + 1;
        Ok(self.maker.ascii(&self.bytes[start..end])?)
    }

    /// With escapes, or not of ASCII only. Up to `seen` it is.
    #[inline(never)]
    fn unusual_string(&mut self, start: usize, seen: usize) -> Read<M::Value, M::Error> {
        let (end, escapes) = end_of_string(self.bytes, seen).ok_or(End::Doubtful)?;
        let text = &self.bytes[start..end];
        sure(core::str::from_utf8(text).is_ok())?;
        self.at = end + 1;
        if !escapes {
            return Ok(self.maker.utf8(text)?);
        }
        match unescaped(text) {
            Ok(Some(text)) => Ok(self.maker.utf8(&text)?),
            Ok(None) => Err(End::Doubtful),
            Err(Full) => Err(End::Failed(self.maker.full())),
        }
    }

    fn word(&mut self, word: &[u8], value: M::Value) -> Read<M::Value, M::Error> {
        sure(self.bytes[self.at..].starts_with(word))?;
        self.at += word.len();
        Ok(value)
    }
}

/// Whether texts of one length are equal. Keys are short, and a call would take longer.
#[inline(always)]
fn same(left: &[u8], right: &[u8]) -> bool {
    let (left_words, left_rest) = left.as_chunks::<8>();
    let (right_words, right_rest) = right.as_chunks::<8>();
    let equal = |(left, right): (&[u8; 8], &[u8; 8])| {
        u64::from_le_bytes(*left) == u64::from_le_bytes(*right)
    };
    left_words.iter().zip(right_words).all(equal) && left_rest.iter().eq(right_rest)
}
