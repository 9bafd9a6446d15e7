//! Handles of databases as JavaScript objects. Handles of the component's own are given back when
//! their object is collected, when it is disposed of, or at the end of the call at the latest.
use crate::imports::{self, Readable};
use crate::instance::context;
use crate::native::{define_class, Call};
use crate::quickjs::*;
use crate::single::Single;
use crate::value::{out_of_memory, type_error, Outcome, Value};
use core::cell::Cell;
use core::ffi::c_void;

pub struct Handle {
    pub number: i32,
    pub functions: &'static Readable,
    state: Cell<State>,
    /// Where it stands in [`OPEN`].
    index: Cell<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    Disposed,
    CallEnded,
}

#[derive(Clone, Copy)]
pub enum Kind {
    Database,
    #[cfg(feature = "speculate")]
    Speculative,
}

static DATABASE: Single<JSClassID> = Single::new(0);
#[cfg(feature = "speculate")]
static SPECULATIVE: Single<JSClassID> = Single::new(0);
/// The handles of this call that are not closed.
static OPEN: Single<Vec<*const Handle>> = Single::new(Vec::new());

/// Handles of that kind have the prototype.
pub fn register(kind: Kind, prototype: Value) {
    let name = match kind {
        Kind::Database => c"Database",
        #[cfg(feature = "speculate")]
        Kind::Speculative => c"SpeculativeDatabase",
    };
    class_of(kind).set(define_class(name, prototype, finalize, None));
}

fn class_of(kind: Kind) -> &'static Single<JSClassID> {
    match kind {
        Kind::Database => &DATABASE,
        #[cfg(feature = "speculate")]
        Kind::Speculative => &SPECULATIVE,
    }
}

fn functions_of(kind: Kind) -> &'static Readable {
    match kind {
        Kind::Database => &imports::DATABASE,
        #[cfg(feature = "speculate")]
        Kind::Speculative => &imports::SPECULATIVE_DATABASE,
    }
}

/// The object for a handle that the host has given.
pub fn wrap(kind: Kind, number: i32) -> Outcome<Value> {
    let functions = functions_of(kind);
    // SAFETY: plain call; what it returns is ours.
    let object = unsafe { Value::outcome(JS_NewObjectClass(context(), class_of(kind).get())) };
    let Ok(object) = object else {
        // SAFETY: the handle is open, and nothing else knows it.
        unsafe { (functions.drop)(number) };
        return object;
    };
    let Some(index) = OPEN.with(|open| open.try_reserve(1).is_ok().then_some(open.len())) else {
        // SAFETY: as above.
        unsafe { (functions.drop)(number) };
        return out_of_memory();
    };
    let (state, index) = (Cell::new(State::Open), Cell::new(index));
    let handle = Box::into_raw(Box::new(Handle { number, functions, state, index }));
    OPEN.with(|open| open.push(handle));
    // SAFETY: the object owns the box from now on; `finalize` frees it.
    unsafe { JS_SetOpaque(object.raw(), handle as *mut c_void) };
    Ok(object)
}

/// The open handle that a method was called on.
pub fn of<'a>(call: &'a Call, kind: Kind) -> Outcome<&'a Handle> {
    let handle = any(call, kind)?;
    match handle.state.get() {
        State::Open => Ok(handle),
        State::Disposed => type_error("this database was disposed of and cannot be asked any more"),
        State::CallEnded => type_error(
            "this database belongs to a call that has ended; ask the one that decide is given",
        ),
    }
}

pub fn dispose(call: &Call, kind: Kind) -> Outcome<Value> {
    let handle = any(call, kind)?;
    close(handle, State::Disposed);
    Ok(Value::UNDEFINED)
}

fn any<'a>(call: &'a Call, kind: Kind) -> Outcome<&'a Handle> {
    // SAFETY: plain call; objects of the class own a box.
    let handle = unsafe { JS_GetOpaque(call.this.raw(), class_of(kind).get()) as *const Handle };
    // SAFETY: the object is alive, and with it the box.
    match unsafe { handle.as_ref() } {
        Some(handle) => Ok(handle),
        None => type_error("this method must be called on a database"),
    }
}

/// Ends all handles of the call, borrowed ones too; objects that JavaScript keeps refuse from now on.
pub fn close_all() {
    while let Some(handle) = OPEN.with(|open| open.last().copied()) {
        // SAFETY: boxes stand in the list as long as they are open.
        close(unsafe { &*handle }, State::CallEnded);
    }
}

fn close(handle: &Handle, state: State) {
    if handle.state.get() != State::Open {
        return;
    }
    handle.state.set(state);
    OPEN.with(|open| {
        open.swap_remove(handle.index.get());
        if let Some(&moved) = open.get(handle.index.get()) {
            // SAFETY: as in `close_all`.
            unsafe { (*moved).index.set(handle.index.get()) };
        }
    });
    // SAFETY: the handle was open.
    unsafe { (handle.functions.drop)(handle.number) };
}

unsafe extern "C" fn finalize(_runtime: *mut JSRuntime, object: JSValue) {
    let mut class = 0;
    let handle = JS_GetAnyOpaque(object, &mut class) as *mut Handle;
    if !handle.is_null() {
        // SAFETY: made by `wrap`, freed once.
        close(&*handle, State::Disposed);
        drop(Box::from_raw(handle));
    }
}
