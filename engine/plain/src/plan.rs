//! JSON read by the plan of a class: each value is checked by the rules of its property before it is made.
//! What keeps them all is certainly valid; of everything else nothing is said.
use crate::cursor::{same, sure, Cursor, Doubt};
use crate::made::{failed, push, unread, Elements, End, Made};
use crate::number::Number;
use crate::predicates::{email, iso8601, uuid};

/// Members of a class at most.
pub const MEMBERS: usize = 32;

/// The properties of a class, in its order.
pub struct Plan {
    pub members: Vec<Member>,
    /// A bit for each member that must be there.
    pub required: u32,
}

pub struct Member {
    /// In JSON; ASCII without anything that must be escaped.
    pub name: Box<[u8]>,
    pub slot: Slot,
}

/// What may stand in a place.
pub struct Slot {
    pub kind: Kind,
    pub nullable: bool,
    pub checks: Box<[Check]>,
}

pub enum Kind {
    /// Anything but objects and arrays.
    Scalar,
    Text,
    Number,
    Boolean,
    Array(Box<Slot>),
    /// By the plan of that number.
    Object(usize),
}

/// A rule. Those of texts and numbers let everything else pass.
pub enum Check {
    /// How many units of UTF-16 a text has at least and at most, as far as that says how many characters
    /// class-validator counts.
    Units(u32, u32),
    NotEmpty,
    Uuid,
    Email,
    Iso8601,
    Integer,
    Above(f64),
    Below(f64),
    AtLeast(f64),
    AtMost(f64),
    /// How many elements an array has at least and at most.
    Elements(u32, u32),
    /// One of a list of texts and numbers that somebody else has; nothing else.
    OneOf(usize),
}

impl Plan {
    /// The plan whose members have these names, from the numbers that `codec/compiled/native/` writes. Lists are
    /// counted from the first of this plan's own.
    pub fn of(names: Vec<Box<[u8]>>, numbers: &[f64], first_list: usize) -> Option<Plan> {
        let mut numbers = Numbers { rest: numbers.iter(), first_list };
        let (mut members, mut required) = (Vec::new(), 0);
        for name in names {
            let ordinary = |byte: &u8| matches!(byte, b' '..=b'~') && !b"\"\\".contains(byte);
            if members.len() == MEMBERS || !name.iter().all(ordinary) {
                return None;
            }
            required |= u32::from(numbers.next()? != 0.0) << members.len();
            members.push(Member { name, slot: numbers.slot()? });
        }
        Some(Plan { members, required })
    }
}

struct Numbers<'a> {
    rest: core::slice::Iter<'a, f64>,
    first_list: usize,
}

impl Numbers<'_> {
    #[inline(never)]
    fn next(&mut self) -> Option<f64> {
        self.rest.next().copied()
    }

    /// Kind, whether it may be null, the rules, and what elements or nested objects are.
    #[inline(never)]
    fn slot(&mut self) -> Option<Slot> {
        let kind = self.next()? as u32;
        let nullable = self.next()? != 0.0;
        let mut checks = Vec::new();
        for _ in 0..self.next()? as u32 {
            checks.push(self.check()?);
        }
        let kind = match kind {
            0 => Kind::Scalar,
            1 => Kind::Text,
            2 => Kind::Number,
            3 => Kind::Boolean,
            4 => Kind::Array(Box::new(self.slot()?)),
            _ => Kind::Object(self.next()? as usize),
        };
        Some(Slot { kind, nullable, checks: checks.into() })
    }

    fn check(&mut self) -> Option<Check> {
        let (rule, first, second) = (self.next()? as u32, self.next()?, self.next()?);
        Some(match rule {
            0 => Check::Units(first as u32, second as u32),
            1 => Check::NotEmpty,
            2 => Check::Uuid,
            3 => Check::Email,
            4 => Check::Iso8601,
            5 => Check::Integer,
            6 => Check::Above(first),
            7 => Check::Below(first),
            8 => Check::AtLeast(first),
            9 => Check::AtMost(first),
            10 => Check::Elements(first as u32, second as u32),
            _ => Check::OneOf(self.first_list + first as usize),
        })
    }
}

/// How instances are made, and what they are made of.
pub trait Planned {
    type Value: Made;

    fn plan(&self, number: usize) -> &'static Plan;
    /// An instance of the class of a plan, with the members of these indices, in this order; takes as many
    /// values from the end of the list.
    fn instance(
        &mut self,
        number: usize,
        order: &[u8],
        values: &mut Vec<Self::Value>,
    ) -> Outcome<Self::Value, Self>;
    /// The value of a list that is this text.
    fn same_text(&mut self, list: usize, text: &[u8]) -> Outcome<Option<Self::Value>, Self>;
    /// Whether a list has this number.
    fn has_number(&mut self, list: usize, number: f64) -> Outcome<bool, Self>;
}

type Outcome<T, P> = Result<T, <<P as Planned>::Value as Made>::Error>;
type Read<T, P> = Result<T, End<<<P as Planned>::Value as Made>::Error>>;

/// The instance that a text holds. The list is where values wait; what is in it afterwards is of no use.
pub fn read_planned<P: Planned>(
    bytes: &[u8],
    number: usize,
    planned: &mut P,
    values: &mut Vec<P::Value>,
) -> Read<P::Value, P> {
    let mut reader = Reader { cursor: Cursor { bytes, at: 0 }, values, planned };
    reader.cursor.skip_space();
    sure(reader.cursor.peek() == b'{')?;
    reader.object(number, 1)?;
    reader.cursor.end()?;
    reader.values.pop().ok_or(End::Doubtful)
}

struct Reader<'a, P: Planned> {
    cursor: Cursor<'a>,
    values: &'a mut Vec<P::Value>,
    planned: &'a mut P,
}

impl<P: Planned> Reader<'_, P> {
    #[inline(never)]
    fn object(&mut self, number: usize, depth: usize) -> Read<(), P> {
        let plan = self.planned.plan(number);
        let mut order = [0; MEMBERS];
        let (mut count, mut next, mut seen) = (0, 0, 0u32);
        let mut more = self.cursor.open(depth, b'}')?;
        while more {
            let index = self.member(plan, next)?;
            // A key that comes twice.
            sure(seen & 1 << index == 0)?;
            seen |= 1 << index;
            order[count] = index as u8;
            count += 1;
            next = index + 1;
            self.cursor.expect(b':')?;
            self.value(&plan.members[index].slot, depth)?;
            more = self.cursor.goes_on(b'}')?;
        }
        sure(plan.required & !seen == 0)?;
        let instance = self.planned.instance(number, &order[..count], self.values);
        push(self.values, instance.map_err(failed)?)
    }

    /// Reads a key; the index of its member, which is likely this one.
    #[inline(always)]
    fn member(&mut self, plan: &Plan, likely: usize) -> Result<usize, Doubt> {
        self.cursor.skip_space();
        sure(self.cursor.peek() == b'"')?;
        if let Some(Member { name, .. }) = plan.members.get(likely) {
            let start = self.cursor.at + 1;
            let end = start + name.len();
            if self.cursor.bytes.get(end) == Some(&b'"')
                && same(&self.cursor.bytes[start..end], name)
            {
                self.cursor.at = end + 1;
                return Ok(likely);
            }
        }
        self.other_member(plan)
    }

    #[inline(never)]
    fn other_member(&mut self, plan: &Plan) -> Result<usize, Doubt> {
        let name = self.cursor.ascii().map_err(|_| Doubt)?;
        plan.members.iter().position(|member| *member.name == *name).ok_or(Doubt)
    }

    /// Adds the value to the list.
    #[inline(never)]
    fn value(&mut self, slot: &'static Slot, depth: usize) -> Read<(), P> {
        self.cursor.skip_space();
        let value = match (self.cursor.peek(), &slot.kind) {
            (b'"', Kind::Text | Kind::Scalar) => self.text(slot)?,
            (b'{', Kind::Object(number)) => return self.object(*number, depth + 1),
            (b'[', Kind::Array(of)) => return self.array(slot, of, depth + 1),
            (b'n', _) => {
                sure(slot.nullable)?;
                self.cursor.word(b"null")?;
                P::Value::null()
            }
            (b't', Kind::Boolean | Kind::Scalar) => self.boolean(slot, b"true", true)?,
            (b'f', Kind::Boolean | Kind::Scalar) => self.boolean(slot, b"false", false)?,
            (b'-' | b'0'..=b'9', Kind::Number | Kind::Scalar) => self.number(slot)?,
            _ => return Err(End::Doubtful),
        };
        push(self.values, value)
    }

    #[inline(never)]
    fn array(&mut self, slot: &Slot, of: &'static Slot, depth: usize) -> Read<(), P> {
        let mut elements = Elements::after(self.values);
        let mut count = 0;
        let mut more = self.cursor.open(depth, b']')?;
        while more {
            self.value(of, depth)?;
            count += 1;
            elements.collect(self.values).map_err(failed)?;
            more = self.cursor.goes_on(b']')?;
        }
        let fits = |check: &Check| match check {
            Check::Elements(least, most) => (*least..=*most).contains(&count),
            _ => false,
        };
        sure(slot.checks.iter().all(fits))?;
        let array = elements.all(self.values).map_err(failed)?;
        push(self.values, array)
    }

    #[inline(always)]
    fn text(&mut self, slot: &Slot) -> Read<P::Value, P> {
        match self.cursor.ascii() {
            Ok(text) if slot.checks.is_empty() => P::Value::ascii(text).map_err(failed),
            Ok(text) => match self.checked_text(slot, text)? {
                Some(value) => Ok(value),
                None => P::Value::ascii(text).map_err(failed),
            },
            Err(seen) => self.unusual_text(slot, seen),
        }
    }

    #[inline(never)]
    fn unusual_text(&mut self, slot: &Slot, seen: usize) -> Read<P::Value, P> {
        let text = self.cursor.unusual_string(seen).map_err(unread::<P::Value>)?;
        match self.checked_text(slot, &text)? {
            Some(value) => Ok(value),
            None => P::Value::utf8(&text).map_err(failed),
        }
    }

    /// The value itself where somebody else has it.
    #[inline(never)]
    fn checked_text(&mut self, slot: &Slot, text: &[u8]) -> Read<Option<P::Value>, P> {
        let mut same = None;
        for check in &slot.checks {
            sure(match check {
                Check::Units(least, most) => has_units(text, *least, *most),
                Check::NotEmpty => !text.is_empty(),
                Check::Uuid => uuid(text),
                Check::Email => email(text),
                Check::Iso8601 => iso8601(text),
                Check::OneOf(list) => {
                    same = self.planned.same_text(*list, text).map_err(failed)?;
                    same.is_some()
                }
                _ => false,
            })?;
        }
        Ok(same)
    }

    #[inline(never)]
    fn number(&mut self, slot: &Slot) -> Read<P::Value, P> {
        let number = self.cursor.number()?;
        let double = match number {
            Number::Int(int) => f64::from(int),
            Number::Double(double) => double,
        };
        for check in &slot.checks {
            sure(match check {
                Check::NotEmpty => true,
                Check::Integer => double % 1.0 == 0.0,
                Check::Above(limit) => double > *limit,
                Check::Below(limit) => double < *limit,
                Check::AtLeast(limit) => double >= *limit,
                Check::AtMost(limit) => double <= *limit,
                Check::OneOf(list) => self.planned.has_number(*list, double).map_err(failed)?,
                _ => false,
            })?;
        }
        Ok(match number {
            Number::Int(int) => P::Value::int(int),
            Number::Double(double) => P::Value::double(double),
        })
    }

    #[inline(never)]
    fn boolean(&mut self, slot: &Slot, word: &[u8], value: bool) -> Read<P::Value, P> {
        sure(slot.checks.iter().all(|check| matches!(check, Check::NotEmpty)))?;
        self.cursor.word(word)?;
        Ok(P::Value::boolean(value))
    }
}

/// Whether a text in UTF-8 certainly has as many characters for class-validator, which takes a surrogate
/// pair, and a character with its variation selectors, for one.
#[inline(always)]
fn has_units(text: &[u8], least: u32, most: u32) -> bool {
    let bytes = text.len();
    // Most texts are well within: a unit has three bytes at most.
    if bytes <= most as usize && (least <= 1 && bytes >= least as usize) {
        return true;
    }
    has_exact_units(text, least as usize, most as usize)
}

#[inline(never)]
fn has_exact_units(text: &[u8], least: usize, most: usize) -> bool {
    let continues = |byte: &u8| byte & 0xc0 == 0x80;
    let long = |byte: &u8| *byte >= 0xf0;
    let pairs = text.iter().filter(|byte| long(byte)).count();
    let units = text.iter().filter(|byte| !continues(byte)).count() + pairs;
    // U+FE0E and U+FE0F.
    let selects = |three: &[u8]| matches!(three, [0xef, 0xb8, 0x8e | 0x8f]);
    let single = || pairs == 0 && !text.windows(3).any(selects);
    let enough =
        least <= 1 && units >= least || units + 2 >= 3 * least || units >= least && single();
    enough && units <= most
}
