//! JSON texts of plain data, and of the state of a view by the plans of its classes: what is certainly written as
//! TypeScript writes it, and of a state, what certainly comes back as it is. None of the author's code runs for it.
use super::plain_json::{own_value, write_number, write_string, Plain, Properties};
use super::plans::{ordinary, planned, Ordinary, Planned};
use crate::instance::context;
use crate::native::Call;
use crate::quickjs::*;
use crate::value::{out_of_memory, room_for, Outcome, Thrown, Value};
use core::ffi::c_void;
use core::mem::ManuallyDrop;
use evidentsource_functions_plain::plan::{Kind, MEMBERS};
use evidentsource_functions_plain::text::append;

/// A little less than what `codec/state/` lets pass.
const MAX_DEPTH: usize = 60;

/// Why nothing has been written.
enum End {
    Doubtful,
    Failed,
}

type Written = Result<(), End>;

impl From<Thrown> for End {
    fn from(_: Thrown) -> End {
        End::Failed
    }
}

/// The bytes of a state; undefined where they are not certain.
// A decision has no state.
#[cfg(not(feature = "change"))]
pub fn write_state(call: &Call) -> Outcome<Value> {
    let number = call.argument(1).as_number().unwrap_or(-1.0);
    let text = written(true, &mut |writer| writer.instance(call.argument(0), number as usize, 0))?;
    text.map_or(Ok(Value::UNDEFINED), |text| Value::bytes(&text))
}

/// The text of plain data; undefined where it is not certain.
pub fn stringify_json(call: &Call) -> Outcome<Value> {
    let text =
        written(false, &mut |writer| writer.value(call.argument(0), &Kind::Scalar, 0, true))?;
    text.map_or(Ok(Value::UNDEFINED), |text| Value::utf8(&text))
}

#[inline(never)]
fn written(
    comes_back: bool,
    write: &mut dyn FnMut(&mut Writer) -> Written,
) -> Outcome<Option<Vec<u8>>> {
    let mut writer = Writer { text: room_for(256)?, comes_back, met: Vec::new(), count: 0 };
    let Ordinary { array, prototypes, .. } = ordinary();
    match sure(prototypes.are_as_before(array)).and_then(|()| write(&mut writer)) {
        Ok(()) => Ok(Some(writer.text)),
        Err(End::Doubtful) => Ok(None),
        Err(End::Failed) => Err(Thrown),
    }
}

struct Writer {
    text: Vec<u8>,
    /// Whether it must come back as it is, so that no object may stand at two places, nor an array within an array.
    comes_back: bool,
    /// Objects and arrays, each where its address says or behind that; null where there is none.
    met: Vec<*const c_void>,
    count: usize,
}

impl Writer {
    #[inline(never)]
    fn push(&mut self, bytes: &[u8]) -> Written {
        append(&mut self.text, bytes).or_else(|_| Ok(out_of_memory()?))
    }

    #[inline(never)]
    fn instance(&mut self, value: &Value, number: usize, depth: usize) -> Written {
        let Some(Planned { plan, prototype, prototypes, names, .. }) = planned(number) else {
            return Err(End::Doubtful);
        };
        let mut values = [JS_UNDEFINED; MEMBERS];
        // SAFETY: no plan has more names than there is room for values.
        sure(unsafe {
            let (names, count) = (names.as_ptr(), names.len() as _);
            plain_members(value.raw(), prototype.raw(), names, count, values.as_mut_ptr())
        })?;
        self.enter(value, depth)?;
        sure(prototypes.are_as_before(prototype))?;
        let mut mark: &[u8] = b"{\"";
        for (at, member) in plan.members.iter().enumerate() {
            // SAFETY: it is the object's, which is not changed meanwhile.
            let value = ManuallyDrop::new(unsafe { Value::from_raw(values[at]) });
            if value.is_undefined() {
                sure(plan.required & 1 << at == 0)?;
                continue;
            }
            self.push(mark)?;
            mark = b",\"";
            self.push(&member.name)?;
            self.push(b"\":")?;
            self.value(&value, &member.slot.kind, depth, true)?;
        }
        self.push(if mark[0] == b'{' { b"{}" } else { b"}" })
    }

    /// Notes an object.
    #[inline(never)]
    fn enter(&mut self, value: &Value, depth: usize) -> Written {
        sure(depth < MAX_DEPTH)?;
        if !self.comes_back {
            return Ok(());
        }
        if 2 * self.count >= self.met.len() {
            let mut larger = room_for(4 * self.count + 16)?;
            larger.resize(4 * self.count + 16, core::ptr::null());
            for object in core::mem::replace(&mut self.met, larger) {
                self.note(object);
            }
        }
        self.count += 1;
        // SAFETY: looks at an object.
        let object = unsafe { JS_VALUE_GET_PTR(value.raw()) } as *const c_void;
        sure(self.note(object))
    }

    #[inline(never)]
    fn note(&mut self, object: *const c_void) -> bool {
        // Blocks of memory begin at multiples of 8.
        let mut at = object as usize / 8 % self.met.len();
        while !self.met[at].is_null() {
            if self.met[at] == object {
                return false;
            }
            at = (at + 1) % self.met.len();
        }
        self.met[at] = object;
        true
    }

    /// What stands under a name may be null or an array, too.
    #[inline(never)]
    fn value(&mut self, value: &Value, kind: &'static Kind, depth: usize, whole: bool) -> Written {
        let any = matches!(kind, Kind::Scalar);
        if value.is_string() {
            sure(any || matches!(kind, Kind::Text))?;
            return certain(write_string(&mut self.text, value));
        }
        if let Some(number) = value.as_number() {
            sure(any || matches!(kind, Kind::Number))?;
            return certain(write_number(&mut self.text, value, number));
        }
        if let Some(boolean) = value.as_boolean() {
            sure(any || matches!(kind, Kind::Boolean))?;
            return self.push(if boolean { b"true" } else { b"false" });
        }
        if value.is_null() {
            sure(whole || any || matches!(kind, Kind::Object(_)))?;
            return self.push(b"null");
        }
        sure(value.is_object())?;
        let (mut start, mut count) = (core::ptr::null_mut(), 0);
        let Ordinary { object, array, .. } = ordinary();
        // SAFETY: looks at an object, and writes where its elements are.
        if unsafe { plain_elements(value.raw(), array.raw(), &mut start, &mut count) } {
            sure(whole || !self.comes_back)?;
            self.enter(value, depth + 1)?;
            let mut mark: &[u8] = b"[";
            for at in 0..count as usize {
                self.push(mark)?;
                mark = b",";
                // SAFETY: one of the array's elements, which keeps it: nothing is changed meanwhile.
                let element = ManuallyDrop::new(unsafe { Value::from_raw(*start.add(at)) });
                self.value(&element, kind, depth + 1, false)?;
            }
            return self.push(if count == 0 { b"[]" } else { b"]" });
        }
        match kind {
            Kind::Object(number) => self.instance(value, *number, depth + 1),
            // SAFETY: looks at an object.
            Kind::Scalar if unsafe { plain_dictionary(context(), value.raw(), object.raw()) } => {
                self.dictionary(value, depth + 1)
            }
            _ => Err(End::Doubtful),
        }
    }

    #[inline(never)]
    fn dictionary(&mut self, value: &Value, depth: usize) -> Written {
        self.enter(value, depth)?;
        let properties = Properties::of(value)?;
        let mut mark: &[u8] = b"{";
        for property in properties.list() {
            let item = own_value(value, property.atom)?.unwrap_or(Value::UNDEFINED);
            // SAFETY: the atom belongs to the list; whether the prototype has it can be asked without effect.
            let name = unsafe {
                let object = ordinary().object.raw();
                sure(JS_HasProperty(context(), object, property.atom) == 0)?;
                Value::outcome(JS_AtomToString(context(), property.atom))?
            };
            let undone = self.text.len();
            self.push(mark)?;
            let from = self.text.len();
            certain(write_string(&mut self.text, &name))?;
            sure(!matches!(&self.text[from..], b"\"prototype\"" | b"\"then\""))?;
            if item.is_undefined() {
                self.text.truncate(undone);
                continue;
            }
            mark = b",";
            self.push(b":")?;
            self.value(&item, &Kind::Scalar, depth, true)?;
        }
        self.push(if mark[0] == b'{' { b"{}" } else { b"}" })
    }
}

fn sure(is_so: bool) -> Written {
    if is_so {
        Ok(())
    } else {
        Err(End::Doubtful)
    }
}

fn certain(written: Plain) -> Written {
    sure(written?)
}
