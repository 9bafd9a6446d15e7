//! Plain JSON made into JavaScript values while it is read: what `parseJson` of `codec/json.ts`
//! accepts, as far as a quick look can be certain.
use super::known_keys::{known_keys, owned_atom, Index, KnownKeys, ROOT};
use super::plain_text::{end_of_ascii, end_of_string, Unescaped};
use crate::engine::context;
use crate::quickjs::*;
use crate::single::Single;
use crate::value::{Outcome, Thrown, Value};

/// As `codec/json.ts`.
const DEPTH: usize = 64;
/// Digits of a decimal that a double always keeps.
const EXACT_DIGITS: usize = 15;
/// Elements of an array that are collected before they are added to it.
const ELEMENTS: usize = 256;

/// The value, or undefined where the bytes are no JSON in UTF-8, or TypeScript must look at them:
/// they are nested deeply, hold a number that might not be exact, or an escape of a lone surrogate.
pub fn read_json(bytes: &[u8]) -> Outcome<Value> {
    static VALUES: Single<Vec<Value>> = Single::new(Vec::new());
    let values = core::mem::take(VALUES.get());
    let mut reader = Reader { bytes, at: 0, values, keys: known_keys() };
    let read = reader.document();
    reader.values.clear();
    *VALUES.get() = reader.values;
    match read {
        Ok(value) => Ok(value),
        Err(End::Doubtful) => Ok(Value::UNDEFINED),
        Err(End::Thrown) => Err(Thrown),
    }
}

/// Why the reader has given up.
enum End {
    Doubtful,
    Thrown,
}

impl From<Thrown> for End {
    fn from(_: Thrown) -> End {
        End::Thrown
    }
}

type Read<T> = Result<T, End>;

fn sure(condition: bool) -> Read<()> {
    if condition {
        Ok(())
    } else {
        Err(End::Doubtful)
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Of all arrays and objects that are not closed yet. No more than a few hundred for each, so
    /// that this list, which is not JavaScript's, stays small.
    values: Vec<Value>,
    keys: &'static mut KnownKeys,
}

impl Reader<'_> {
    fn document(&mut self) -> Read<Value> {
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
    fn expect(&mut self, byte: u8) -> Read<()> {
        self.skip_space();
        sure(self.peek() == byte)?;
        self.at += 1;
        Ok(())
    }

    /// Whether a comma follows, rather than the end.
    #[inline(always)]
    fn goes_on(&mut self, close: u8) -> Read<bool> {
        self.skip_space();
        let next = self.peek();
        sure(next == b',' || next == close)?;
        self.at += 1;
        Ok(next == b',')
    }

    /// Adds the value to the list.
    fn value(&mut self, depth: usize) -> Read<()> {
        self.skip_space();
        let value = match self.peek() {
            b'"' => self.string()?,
            b'{' => return self.object(depth + 1),
            b'[' => return self.array(depth + 1),
            b't' => self.word(b"true", Value::boolean(true))?,
            b'f' => self.word(b"false", Value::boolean(false))?,
            b'n' => self.word(b"null", Value::NULL)?,
            _ => self.number()?,
        };
        self.values.push(value);
        Ok(())
    }

    /// Passes over the opening bracket; whether something follows.
    #[inline(always)]
    fn open(&mut self, depth: usize, close: u8) -> Read<bool> {
        sure(depth <= DEPTH)?;
        self.at += 1;
        self.skip_space();
        let empty = self.peek() == close;
        self.at += usize::from(empty);
        Ok(!empty)
    }

    #[inline(never)]
    fn array(&mut self, depth: usize) -> Read<()> {
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
        self.values.push(array);
        Ok(())
    }

    /// An array of what has been collected, or the given one with this added.
    fn elements(&mut self, array: Option<Value>, first: usize) -> Outcome<Value> {
        let Some(array) = array else { return Value::array_of_rest(&mut self.values, first) };
        let length = array.length()?;
        for (index, value) in self.values.drain(first..).enumerate() {
            array.set_at(length + index, value)?;
        }
        Ok(array)
    }

    #[inline(never)]
    fn object(&mut self, depth: usize) -> Read<()> {
        let mut last = ROOT;
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
        let object = self.keys.object(last, &mut self.values)?;
        self.values.push(object);
        Ok(())
    }

    /// Reads on in an object, from the key after the last known one.
    #[inline(never)]
    fn unusual_object(&mut self, last: Index, depth: usize) -> Read<()> {
        let object = self.keys.beginning(last, &mut self.values)?;
        let mut more = true;
        while more {
            self.skip_space();
            sure(self.peek() == b'"')?;
            let key = Name::of(&self.string()?)?;
            self.expect(b':')?;
            self.value(depth)?;
            if let Some(value) = self.values.pop() {
                object.set(key.0, value)?;
            }
            more = self.goes_on(b'}')?;
        }
        self.values.push(object);
        Ok(())
    }

    /// Reads a key if it is one of those that objects like this one have had. Else it is yet to read.
    #[inline(always)]
    fn known_key(&mut self, last: Index) -> Read<Option<Index>> {
        let start = self.at + 1;
        if let Some((key, name)) = self.keys.expected(last) {
            let end = start + name.len();
            if self.bytes.get(end) == Some(&b'"') && same(&self.bytes[start..end], name) {
                self.at = end + 1;
                return Ok(Some(key));
            }
        }
        self.other_key(last)
    }

    #[inline(never)]
    fn other_key(&mut self, last: Index) -> Read<Option<Index>> {
        let start = self.at + 1;
        let end = end_of_ascii(self.bytes, start);
        if self.bytes.get(end) != Some(&b'"') {
            return Ok(None);
        }
        let known = self.keys.find(last, &self.bytes[start..end])?;
        if known.is_some() {
            self.at = end + 1;
        }
        Ok(known)
    }

    #[inline(always)]
    fn string(&mut self) -> Read<Value> {
        let start = self.at + 1;
        let end = end_of_ascii(self.bytes, start);
        if self.bytes.get(end) != Some(&b'"') {
            return self.unusual_string(start, end);
        }
        self.at = end + 1;
        Ok(Value::ascii(&self.bytes[start..end])?)
    }

    /// With escapes, or not of ASCII only. Up to `seen` it is.
    #[inline(never)]
    fn unusual_string(&mut self, start: usize, seen: usize) -> Read<Value> {
        let (end, escapes) = end_of_string(self.bytes, seen).ok_or(End::Doubtful)?;
        let text = &self.bytes[start..end];
        sure(core::str::from_utf8(text).is_ok())?;
        self.at = end + 1;
        if !escapes {
            return Ok(Value::utf8(text)?);
        }
        let unescaped = Unescaped::of(text)?.ok_or(End::Doubtful)?;
        Ok(Value::utf8(unescaped.bytes())?)
    }

    fn word(&mut self, word: &[u8], value: Value) -> Read<Value> {
        sure(self.bytes[self.at..].starts_with(word))?;
        self.at += word.len();
        Ok(value)
    }

    /// Exponents and long decimals are left to `exactNumber.ts`.
    fn number(&mut self) -> Read<Value> {
        let negative = self.peek() == b'-';
        self.at += usize::from(negative);
        let mut digits = 0;
        let leading_zero = self.peek() == b'0';
        let whole = self.digits(&mut digits);
        sure(whole > 0 && !(leading_zero && whole > 1))?;
        let mut fraction = 0;
        if self.peek() == b'.' {
            self.at += 1;
            fraction = self.digits(&mut digits);
            sure(fraction > 0)?;
        }
        let exponent = matches!(self.peek(), b'e' | b'E');
        sure(!exponent && whole + fraction <= EXACT_DIGITS)?;
        let signed = if negative { -digits } else { digits };
        if let (0, Ok(int), false) = (fraction, i32::try_from(signed), negative && digits == 0) {
            return Ok(Value::int(int));
        }
        // Both are exact, so that their quotient is rounded once.
        let number = digits as f64 / POWERS_OF_TEN[fraction];
        Ok(Value::number(if negative { -number } else { number }))
    }

    /// Appends the digits to a number, which is wrong if there are too many; how many there are.
    #[inline(always)]
    fn digits(&mut self, number: &mut i64) -> usize {
        let start = self.at;
        loop {
            let digit = self.peek().wrapping_sub(b'0');
            if digit > 9 {
                return self.at - start;
            }
            *number = number.wrapping_mul(10).wrapping_add(i64::from(digit));
            self.at += 1;
        }
    }
}

const POWERS_OF_TEN: [f64; EXACT_DIGITS] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14];

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

/// An atom that is freed when dropped.
struct Name(JSAtom);

impl Name {
    fn of(text: &Value) -> Outcome<Name> {
        // SAFETY: a string is converted without running code.
        owned_atom(unsafe { JS_ValueToAtom(context(), text.raw()) }).map(Name)
    }
}

impl Drop for Name {
    fn drop(&mut self) {
        // SAFETY: its count is ours.
        unsafe { JS_FreeAtom(context(), self.0) }
    }
}
