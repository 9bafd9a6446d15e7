//! Plans of classes, made of what TypeScript has compiled, and kept as long as the instance.
use super::prototypes::Prototypes;
use crate::instance::context;
use crate::native::Call;
use crate::quickjs::*;
use crate::single::{Once, Single};
use crate::utf8::Utf8;
use crate::value::{owned_atom, range_error, Outcome, Value};
use evidentsource_functions_plain::plan::Plan;

/// A class that instances are made of.
pub struct Planned {
    pub plan: Plan,
    pub class: Value,
    pub prototype: Value,
    pub prototypes: Prototypes,
    /// Whether its constructor does nothing that could be seen.
    pub is_plain: bool,
    /// Of the properties, in the plan's order.
    pub names: Vec<JSAtom>,
    pub variants: Single<Vec<Variant>>,
    /// Texts that were not as planned, less those that were.
    pub doubts: Single<u16>,
}

/// What objects and arrays are by themselves.
pub struct Ordinary {
    pub object: Value,
    pub array: Value,
    pub prototypes: Prototypes,
}

impl Ordinary {
    fn now() -> Outcome<Ordinary> {
        let array = prototype_of(&Value::array(Vec::new())?)?;
        let prototypes = Prototypes::of(&array);
        Ok(Ordinary { object: prototype_of(&Value::object()?)?, array, prototypes })
    }
}

fn prototype_of(object: &Value) -> Outcome<Value> {
    // SAFETY: plain call; what it returns is ours.
    unsafe { Value::outcome(JS_GetPrototype(context(), object.raw())) }
}

/// Instances with the same properties in the same order have one shape.
pub struct Variant {
    pub order: Box<[u8]>,
    pub shape: *mut JSShape,
}

/// Values that a rule allows, where they stand: authors may change them.
pub struct List {
    pub holder: Value,
    pub values: Vec<Allowed>,
}

pub struct Allowed {
    pub key: JSAtom,
    /// Of a string; empty for others.
    pub text: Box<[u8]>,
    pub value: Value,
}

static PLANS: Single<Vec<&'static Planned>> = Single::new(Vec::new());
static ORDINARY: Once<Ordinary> = Once::new();
static LISTS: Single<Vec<&'static List>> = Single::new(Vec::new());

/// No module has so many.
const MOST: usize = 10_000;
/// Atoms of array indices have the highest bit.
const INDEX: JSAtom = 1 << 31;

pub fn planned(number: usize) -> Option<&'static Planned> {
    PLANS.with(|plans| plans.get(number).copied())
}

/// As they were before any of the author's code.
pub fn ordinary() -> &'static Ordinary {
    ORDINARY.get()
}

pub fn register() -> Outcome<()> {
    ORDINARY.set(Ordinary::now()?);
    Ok(())
}

pub fn list(number: usize) -> Option<&'static List> {
    LISTS.with(|lists| lists.get(number).copied())
}

/// The number of a plan: of a class, the names of its properties in JSON and in the class, numbers that say the
/// rest, and arrays or enums with the keys of what they hold.
pub fn prepare_plan(call: &Call) -> Outcome<Value> {
    let class = call.argument(0);
    if !class.is_function() {
        return range_error("a plan is of a class");
    }
    let (mut wire_names, mut names) = (Vec::new(), Vec::new());
    let (mut numbers, first_list) = (Vec::new(), LISTS.with(|lists| lists.len()));
    each(call.argument(1), &mut |name| {
        // An index would be refused.
        atom_of(&name)?;
        wire_names.push(Utf8::of(&name)?.bytes().into());
        Ok(())
    })?;
    each(call.argument(2), &mut |name| atom_of(&name).map(|name| names.push(name)))?;
    each(call.argument(3), &mut |number| {
        numbers.push(number.as_number().unwrap_or(f64::NAN));
        Ok(())
    })?;
    each(call.argument(4), &mut |list| {
        kept(&LISTS, list_of(list.at(0)?, &list.at(1)?)?).map(|_| ())
    })?;
    let plan = match Plan::of(wire_names, &numbers, first_list) {
        Some(plan) if names.len() == plan.members.len() => plan,
        _ => return range_error("there is no such plan"),
    };
    let prototype = class.named(c"prototype")?;
    if !prototype.is_object() {
        return range_error("a plan is of a class");
    }
    let planned = Planned {
        plan,
        class: class.clone(),
        prototypes: Prototypes::of(&prototype),
        prototype,
        is_plain: is_plain(class)?,
        names,
        variants: Single::new(Vec::new()),
        doubts: Single::new(0),
    };
    kept(&PLANS, planned).map(|number| Value::int(number as i32))
}

/// There is memory for all of it: modules are small.
#[inline(never)]
pub fn each(array: &Value, take: &mut dyn FnMut(Value) -> Outcome<()>) -> Outcome<()> {
    for index in 0..array.length()?.min(MOST) {
        take(array.at(index)?)?;
    }
    Ok(())
}

/// Puts it where it stays.
pub fn kept<T>(all: &Single<Vec<&'static T>>, one: T) -> Outcome<usize> {
    let number = all.with(|all| all.len());
    if number == MOST {
        return range_error("there are too many plans");
    }
    all.with(|all| all.push(Box::leak(Box::new(one))));
    Ok(number)
}

/// The atom of a name, which nobody frees.
#[inline(never)]
pub fn atom_of(name: &Value) -> Outcome<JSAtom> {
    // SAFETY: plain call; converting may run code of the author, which may throw.
    let atom = owned_atom(unsafe { JS_ValueToAtom(context(), name.raw()) })?;
    if atom & INDEX != 0 {
        return range_error("array indices have an order of their own");
    }
    Ok(atom)
}

/// What an array or an enum holds under these keys.
fn list_of(holder: Value, keys: &Value) -> Outcome<List> {
    let mut values = Vec::new();
    each(keys, &mut |key| {
        // SAFETY: plain call.
        let key = owned_atom(unsafe { JS_ValueToAtom(context(), key.raw()) })?;
        let value = holder.get(key)?;
        let text = if value.is_string() { Utf8::of(&value)?.bytes().into() } else { [].into() };
        values.push(Allowed { key, text, value });
        Ok(())
    })?;
    Ok(List { holder, values })
}

/// Whether an instance of the class is nothing but an object with its prototype.
fn is_plain(class: &Value) -> Outcome<bool> {
    static EMPTY: Once<Value> = Once::new();
    if !EMPTY.is_set() {
        let source = c"(class {})";
        let length = source.count_bytes() as _;
        let flags = JS_EVAL_TYPE_GLOBAL as core::ffi::c_int;
        // SAFETY: the source ends with a zero byte that its length does not count.
        let empty =
            unsafe { JS_Eval(context(), source.as_ptr(), length, c"plans".as_ptr(), flags) };
        // SAFETY: what the call returns is ours.
        EMPTY.set(unsafe { Value::outcome(empty)? });
    }
    // SAFETY: looks at two values.
    Ok(unsafe { plain_constructor(class.raw(), EMPTY.get().raw()) })
}
