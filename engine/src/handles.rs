//! Handles of databases as JavaScript objects. Handles of the component's own are given back when
//! their object is collected, when it is disposed of, or at the end of the call at the latest.
use crate::engine::context;
use crate::imports::{self, Readable};
use crate::native::{define_class, Call};
use crate::quickjs::*;
use crate::single::Single;
use crate::value::{type_error, Outcome, Value};
use core::ffi::c_void;

pub struct Handle {
    pub number: i32,
    pub functions: &'static Readable,
    state: State,
    /// Where it stands in [`OPEN`].
    index: usize,
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
static OPEN: Single<Vec<*mut Handle>> = Single::new(Vec::new());

pub fn register() -> Outcome<()> {
    let prototype = crate::database::prototype()?;
    *DATABASE.get() = define_class(c"Database", prototype, finalize, None);
    #[cfg(feature = "speculate")]
    {
        let prototype = crate::speculation::prototype()?;
        *SPECULATIVE.get() = define_class(c"SpeculativeDatabase", prototype, finalize, None);
    }
    Ok(())
}

/// The object for a handle that the host has given.
pub fn wrap(kind: Kind, number: i32) -> Outcome<Value> {
    let (class, functions) = match kind {
        Kind::Database => (*DATABASE.get(), &imports::DATABASE),
        #[cfg(feature = "speculate")]
        Kind::Speculative => (*SPECULATIVE.get(), &imports::SPECULATIVE_DATABASE),
    };
    // SAFETY: plain call; what it returns is ours.
    let object = unsafe { Value::outcome(JS_NewObjectClass(context(), class)) };
    let Ok(object) = object else {
        // SAFETY: the handle is open, and nothing else knows it.
        unsafe { (functions.drop)(number) };
        return object;
    };
    let index = OPEN.get().len();
    let handle = Box::into_raw(Box::new(Handle { number, functions, state: State::Open, index }));
    OPEN.get().push(handle);
    // SAFETY: the object owns the box from now on; `finalize` frees it.
    unsafe { JS_SetOpaque(object.raw(), handle as *mut c_void) };
    Ok(object)
}

/// The open handle that a method was called on.
pub fn of<'a>(call: &'a Call, kind: Kind) -> Outcome<&'a Handle> {
    let handle = any(call, kind)?;
    match handle.state {
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

fn any<'a>(call: &'a Call, kind: Kind) -> Outcome<&'a mut Handle> {
    let class = match kind {
        Kind::Database => *DATABASE.get(),
        #[cfg(feature = "speculate")]
        Kind::Speculative => *SPECULATIVE.get(),
    };
    // SAFETY: objects of the class own a box.
    match unsafe { (JS_GetOpaque(call.this.raw(), class) as *mut Handle).as_mut() } {
        Some(handle) => Ok(handle),
        None => type_error("this method must be called on a database"),
    }
}

/// Ends all handles of the call, borrowed ones too; objects that JavaScript keeps refuse from now on.
pub fn close_all() {
    while let Some(&handle) = OPEN.get().last() {
        // SAFETY: boxes stand in the list as long as they are open.
        close(unsafe { &mut *handle }, State::CallEnded);
    }
}

fn close(handle: &mut Handle, state: State) {
    if handle.state != State::Open {
        return;
    }
    handle.state = state;
    let open = OPEN.get();
    open.swap_remove(handle.index);
    if let Some(&moved) = open.get(handle.index) {
        // SAFETY: as in `close_all`.
        unsafe { (*moved).index = handle.index };
    }
    // SAFETY: the handle was open.
    unsafe { (handle.functions.drop)(handle.number) };
}

unsafe extern "C" fn finalize(_runtime: *mut JSRuntime, object: JSValue) {
    let mut class = 0;
    let handle = JS_GetAnyOpaque(object, &mut class) as *mut Handle;
    if !handle.is_null() {
        // SAFETY: made by `wrap`, freed once.
        close(&mut *handle, State::Disposed);
        drop(Box::from_raw(handle));
    }
}
