//! What the snapshotter calls: the module is evaluated once, at build time, and every instance
//! starts from the memory that this leaves. These exports are taken out of components.
use crate::instance::context;
use crate::native::global;
use crate::quickjs::*;
use crate::single::Single;
use crate::value::{caught, Outcome, Thrown, Value};
use crate::{call, engine, errors, events, interrupt, memory, natives};
use core::ffi::{c_char, c_int, c_void};

static STEP_LIMIT: Single<u32> = Single::new(0);
/// File name and source, or bytecode.
static BUFFER: Single<Vec<u8>> = Single::new(Vec::new());
static MESSAGE: Single<String> = Single::new(String::new());

const PRELUDE: &str = concat!(include_str!("prelude.js"), "\0");
const ENTRY: &str = if cfg!(feature = "change") { "decide" } else { "evolve" };

#[no_mangle]
extern "C" fn engine_configure(memory_limit: usize, stack_size: usize, step_limit: u32) {
    memory::set_limit(memory_limit);
    memory::set_stack_size(stack_size);
    STEP_LIMIT.set(step_limit);
}

#[no_mangle]
extern "C" fn engine_buffer(length: usize) -> *mut u8 {
    BUFFER.set(vec![0; length + 1]);
    BUFFER.with(|buffer| buffer.as_mut_ptr())
}

#[no_mangle]
extern "C" fn engine_message() -> *const u8 {
    MESSAGE.with(|message| message.as_ptr())
}

#[no_mangle]
extern "C" fn engine_message_length() -> usize {
    MESSAGE.with(|message| message.len())
}

fn answer(outcome: Result<(), String>) -> i32 {
    match outcome {
        Ok(()) => 0,
        Err(message) => {
            MESSAGE.set(message);
            1
        }
    }
}

/// Compiles the module in the buffer, whose file name comes first. 0 if the buffer holds its bytecode
/// now; else there is a message. The bytecode is for another instance: this one keeps what compiling
/// has left in memory.
#[no_mangle]
extern "C" fn engine_compile(name_length: usize, source_length: usize) -> i32 {
    answer(compile_buffer(name_length, source_length))
}

fn compile_buffer(name_length: usize, source_length: usize) -> Result<(), String> {
    let buffer = BUFFER.take();
    if name_length.checked_add(source_length).is_none_or(|length| length >= buffer.len()) {
        return Err("the buffer is shorter than the lengths given".into());
    }
    let name: Vec<u8> = buffer[..name_length].iter().copied().chain([0]).collect();
    let source = &buffer[name_length..=name_length + source_length];
    engine::start(memory::stack_size());
    BUFFER.set(compile(&name, source).map_err(|Thrown| errors::take())?);
    Ok(())
}

#[no_mangle]
extern "C" fn engine_bytecode() -> *const u8 {
    BUFFER.with(|buffer| buffer.as_ptr())
}

#[no_mangle]
extern "C" fn engine_bytecode_length() -> usize {
    BUFFER.with(|buffer| buffer.len())
}

/// Evaluates the bytecode in the buffer. 0 if that went well; else there is a message.
#[no_mangle]
extern "C" fn engine_evaluate(length: usize) -> i32 {
    answer(evaluate_buffer(length))
}

fn evaluate_buffer(length: usize) -> Result<(), String> {
    let buffer = BUFFER.take();
    let bytecode = buffer.get(..length).ok_or("the buffer is shorter than the length given")?;
    engine::start(memory::stack_size());
    interrupt::install(STEP_LIMIT.get());
    let entry = prepare().and_then(|()| evaluate(bytecode)).map_err(|Thrown| errors::take())?;
    if !entry.is_function() {
        return Err(format!("the module does not export a function {ENTRY}"));
    }
    engine::set_entry(entry);
    drop(buffer);
    natives::evaluated();
    interrupt::restart();
    memory::collect();
    memory::end_evaluation();
    Ok(())
}

fn prepare() -> Outcome<()> {
    events::register()?;
    #[cfg(feature = "change")]
    {
        use crate::handles::{register, Kind};
        register(Kind::Database, crate::database::prototype()?);
        #[cfg(feature = "speculate")]
        register(Kind::Speculative, crate::speculative_database::prototype()?);
    }
    natives::register()?;
    let flags = JS_EVAL_TYPE_GLOBAL as c_int;
    let source = PRELUDE.as_ptr() as *const c_char;
    // SAFETY: the source ends with a zero byte that its length does not count.
    unsafe {
        let length = (PRELUDE.len() - 1) as _;
        let install = JS_Eval(context(), source, length, c"prelude.js".as_ptr(), flags);
        let install = Value::outcome(install)?;
        install.call(&Value::UNDEFINED, &[global(), natives::for_prelude()?])?;
    }
    Ok(())
}

/// A module's bytecode, without the source texts of its functions: QuickJS keeps them once for each
/// level of nesting. Name and source end with a zero byte.
fn compile(name: &[u8], source: &[u8]) -> Outcome<Vec<u8>> {
    let compile_only = (JS_EVAL_TYPE_MODULE | JS_EVAL_FLAG_COMPILE_ONLY) as c_int;
    let without_source = (JS_WRITE_OBJ_BYTECODE | JS_WRITE_OBJ_STRIP_SOURCE) as c_int;
    // SAFETY: both texts end with a zero byte; the module stays with the context, and what is written
    // is copied before it is freed.
    unsafe {
        let start = source.as_ptr() as *const c_char;
        let length = (source.len() - 1) as _;
        let file = name.as_ptr() as *const c_char;
        let module = Value::outcome(JS_Eval(context(), start, length, file, compile_only))?;
        let mut written = 0;
        let bytes = JS_WriteObject(context(), &mut written, module.into_raw(), without_source);
        if bytes.is_null() {
            return Err(Thrown);
        }
        let bytecode = core::slice::from_raw_parts(bytes, written as usize).to_vec();
        js_free(context(), bytes as *mut c_void);
        Ok(bytecode)
    }
}

/// The exported entry function of a compiled module.
fn evaluate(bytecode: &[u8]) -> Outcome<Value> {
    // SAFETY: `compile` of the same engine has made the bytecode; a module is taken over by
    // JS_EvalFunction and lives as long as the context.
    unsafe {
        let flags = JS_READ_OBJ_BYTECODE as c_int;
        let length = bytecode.len() as _;
        let module = Value::outcome(JS_ReadObject(context(), bytecode.as_ptr(), length, flags))?;
        let definition = JS_VALUE_GET_PTR(module.raw()) as *mut JSModuleDef;
        if JS_ResolveModule(context(), module.raw()) < 0 {
            return Err(Thrown);
        }
        let evaluated = Value::outcome(JS_EvalFunction(context(), module.into_raw()))?;
        call::settle(evaluated)?;
        let namespace = Value::outcome(JS_GetModuleNamespace(context(), definition))?;
        let entry = if cfg!(feature = "change") { c"decide" } else { c"evolve" };
        namespace.named(entry).or_else(|Thrown| {
            drop(caught());
            Ok(Value::UNDEFINED)
        })
    }
}
