//! Plain JSON made into values while it is read: what `parseJson` of `codec/json.ts` accepts, as far as
//! a quick look can be certain.
pub use crate::cursor::DEPTH;
use crate::cursor::{same, sure, Cursor};
use crate::made::{failed, push, unread, Elements};
pub use crate::made::{End, Made};
use crate::number::Number;
use crate::plain_text::end_of_ascii;

/// How objects are made. They have mostly the keys of others: those are found along a tree, from the
/// root on.
pub trait Maker {
    type Value: Made;
    /// A key, after all the keys on the way to it.
    type Key: Copy;

    fn root(&self) -> Self::Key;
    /// The key that is likely next, and its name.
    fn expected(&self, before: Self::Key) -> Option<(Self::Key, &[u8])>;
    /// The key of that name, of ASCII, that comes after another one. `None` where there shall be none.
    fn find(&mut self, before: Self::Key, name: &[u8]) -> Outcome<Option<Self::Key>, Self>;
    /// An object of the keys up to this one; takes as many values from the end of the list.
    fn object(
        &mut self,
        last: Self::Key,
        values: &mut Vec<Self::Value>,
    ) -> Outcome<Self::Value, Self>;
    /// The same for an object that other members will be added to.
    fn beginning(
        &mut self,
        last: Self::Key,
        values: &mut Vec<Self::Value>,
    ) -> Outcome<Self::Value, Self>;
    /// Sets a member; one of the same name is replaced.
    fn member(
        &mut self,
        object: &Self::Value,
        name: Self::Value,
        value: Self::Value,
    ) -> Outcome<(), Self>;
}

type Outcome<T, M> = Result<T, <<M as Maker>::Value as Made>::Error>;
type Read<T, M> = Result<T, End<<<M as Maker>::Value as Made>::Error>>;

/// The value of a text. The list is where values wait; what is in it afterwards is of no use.
pub fn read_json<M: Maker>(
    bytes: &[u8],
    maker: &mut M,
    values: &mut Vec<M::Value>,
) -> Read<M::Value, M> {
    Reader { cursor: Cursor { bytes, at: 0 }, values, maker }.document()
}

struct Reader<'a, M: Maker> {
    cursor: Cursor<'a>,
    /// Of all arrays and objects that are not closed yet. No more than a few hundred for each, so
    /// that this list stays small.
    values: &'a mut Vec<M::Value>,
    maker: &'a mut M,
}

impl<M: Maker> Reader<'_, M> {
    fn document(&mut self) -> Read<M::Value, M> {
        self.value(0)?;
        self.cursor.end()?;
        self.values.pop().ok_or(End::Doubtful)
    }

    /// Adds the value to the list.
    fn value(&mut self, depth: usize) -> Read<(), M> {
        self.cursor.skip_space();
        let value = match self.cursor.peek() {
            b'"' => self.string()?,
            b'{' => return self.object(depth + 1),
            b'[' => return self.array(depth + 1),
            b't' => self.word(b"true", M::Value::boolean(true))?,
            b'f' => self.word(b"false", M::Value::boolean(false))?,
            b'n' => self.word(b"null", M::Value::null())?,
            _ => match self.cursor.number()? {
                Number::Int(int) => M::Value::int(int),
                Number::Double(double) => M::Value::double(double),
            },
        };
        push(self.values, value)
    }

    #[inline(never)]
    fn array(&mut self, depth: usize) -> Read<(), M> {
        let mut elements = Elements::after(self.values);
        let mut more = self.cursor.open(depth, b']')?;
        while more {
            self.value(depth)?;
            elements.collect(self.values).map_err(failed)?;
            more = self.cursor.goes_on(b']')?;
        }
        let array = elements.all(self.values).map_err(failed)?;
        push(self.values, array)
    }

    #[inline(never)]
    fn object(&mut self, depth: usize) -> Read<(), M> {
        let mut last = self.maker.root();
        let mut more = self.cursor.open(depth, b'}')?;
        while more {
            self.cursor.skip_space();
            sure(self.cursor.peek() == b'"')?;
            match self.known_key(last)? {
                Some(key) => last = key,
                None => return self.unusual_object(last, depth),
            }
            self.cursor.expect(b':')?;
            self.value(depth)?;
            more = self.cursor.goes_on(b'}')?;
        }
        let object = self.maker.object(last, self.values).map_err(failed)?;
        push(self.values, object)
    }

    /// Reads on in an object, from the key after the last known one.
    #[inline(never)]
    fn unusual_object(&mut self, last: M::Key, depth: usize) -> Read<(), M> {
        let object = self.maker.beginning(last, self.values).map_err(failed)?;
        let mut more = true;
        while more {
            self.cursor.skip_space();
            sure(self.cursor.peek() == b'"')?;
            let key = self.string()?;
            self.cursor.expect(b':')?;
            self.value(depth)?;
            if let Some(value) = self.values.pop() {
                self.maker.member(&object, key, value).map_err(failed)?;
            }
            more = self.cursor.goes_on(b'}')?;
        }
        push(self.values, object)
    }

    /// Reads a key if it is one of those that objects like this one have had. Else it is yet to read.
    #[inline(always)]
    fn known_key(&mut self, last: M::Key) -> Read<Option<M::Key>, M> {
        let Cursor { bytes, at } = self.cursor;
        let start = at + 1;
        if let Some((key, name)) = self.maker.expected(last) {
            let end = start + name.len();
            if bytes.get(end) == Some(&b'"') && same(&bytes[start..end], name) {
                self.cursor.at = end + 1;
                return Ok(Some(key));
            }
        }
        self.other_key(last)
    }

    #[inline(never)]
    fn other_key(&mut self, last: M::Key) -> Read<Option<M::Key>, M> {
        let Cursor { bytes, at } = self.cursor;
        let start = at + 1;
        let end = end_of_ascii(bytes, start);
        if bytes.get(end) != Some(&b'"') {
            return Ok(None);
        }
        let known = self.maker.find(last, &bytes[start..end]).map_err(failed)?;
        if known.is_some() {
            self.cursor.at = end + 1;
        }
        Ok(known)
    }

    #[inline(always)]
    fn string(&mut self) -> Read<M::Value, M> {
        match self.cursor.ascii() {
            Ok(text) => M::Value::ascii(text).map_err(failed),
            Err(seen) => self.unusual_string(seen),
        }
    }

    #[inline(never)]
    fn unusual_string(&mut self, seen: usize) -> Read<M::Value, M> {
        let text = self.cursor.unusual_string(seen).map_err(unread::<M::Value>)?;
        M::Value::utf8(&text).map_err(failed)
    }

    fn word(&mut self, word: &[u8], value: M::Value) -> Read<M::Value, M> {
        self.cursor.word(word)?;
        Ok(value)
    }
}
