//! The one JavaScript runtime of an instance, made before the snapshot is taken.
use crate::memory;
use crate::quickjs::*;
use crate::single::Single;
use crate::value::Value;
use core::ffi::c_char;

macro_rules! atoms {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// Property names, looked up once; each world needs its own.
        #[allow(dead_code)]
        pub struct Atoms { $(pub $name: JSAtom),* }
        impl Atoms {
            fn new(context: *mut JSContext) -> Atoms {
                // SAFETY: QuickJS copies the text.
                $(let $name = unsafe {
                    JS_NewAtomLen(context, $text.as_ptr() as *const c_char, $text.len() as _)
                };)*
                Atoms { $($name),* }
            }
        }
    };
}

atoms! {
    attributes = "attributes",
    body = "body",
    command_headers = "commandHeaders",
    command_received_at = "commandReceivedAt",
    content = "content",
    content_schema = "contentSchema",
    content_type = "contentType",
    context = "context",
    data = "data",
    database = "database",
    database_revision = "databaseRevision",
    database_revision_timestamp = "databaseRevisionTimestamp",
    direction = "direction",
    end_at = "endAt",
    id = "id",
    last_modified_revision = "lastModifiedRevision",
    last_modified_timestamp = "lastModifiedTimestamp",
    last_seen_revision = "lastSeenRevision",
    limit = "limit",
    max = "max",
    min = "min",
    name = "name",
    nanoseconds = "nanoseconds",
    nodes = "nodes",
    payload = "payload",
    range = "range",
    revision = "revision",
    seconds = "seconds",
    selector = "selector",
    source = "source",
    specversion = "specversion",
    stack = "stack",
    start_at = "startAt",
    state_change_name = "stateChangeName",
    state_change_version = "stateChangeVersion",
    tag = "tag",
    timestamp = "timestamp",
    to_json = "toJSON",
    type_ = "type",
    val = "val",
    version = "version",
}

/// Tags of variants, made once.
pub struct Tags {
    pub binary: Value,
    pub boolean: Value,
    pub integer: Value,
    pub string: Value,
    pub timestamp: Value,
    pub uri: Value,
    pub uri_ref: Value,
}

pub struct Engine {
    pub runtime: *mut JSRuntime,
    pub atoms: Atoms,
    /// The author's `evolve` or `decide`.
    pub entry: Value,
}

static ENGINE: Single<Option<Engine>> = Single::new(None);
static TAGS: Single<Option<Tags>> = Single::new(None);
static CONTEXT: Single<*mut JSContext> = Single::new(core::ptr::null_mut());

/// Makes the runtime; called once.
pub fn start(stack_size: usize) {
    // SAFETY: plain calls; the pointers live as long as the instance.
    let (runtime, context) = unsafe {
        let runtime = JS_NewRuntime2(&memory::FOR_JAVASCRIPT, core::ptr::null_mut());
        JS_SetMaxStackSize(runtime, stack_size as _);
        (runtime, JS_NewContext(runtime))
    };
    *CONTEXT.get() = context;
    let atoms = Atoms::new(context);
    *ENGINE.get() = Some(Engine { runtime, atoms, entry: Value::UNDEFINED });
    let tag = |text: &str| Value::text(text).unwrap_or(Value::UNDEFINED);
    *TAGS.get() = Some(Tags {
        binary: tag("binary"),
        boolean: tag("boolean"),
        integer: tag("integer"),
        string: tag("string"),
        timestamp: tag("timestamp"),
        uri: tag("uri"),
        uri_ref: tag("uri-ref"),
    });
}

#[inline(always)]
pub fn context() -> *mut JSContext {
    *CONTEXT.get()
}

#[inline(always)]
pub fn engine() -> &'static mut Engine {
    // SAFETY: exports other than the build's are only called after `start`.
    unsafe { ENGINE.get().as_mut().unwrap_unchecked() }
}

#[inline(always)]
pub fn atoms() -> &'static Atoms {
    &engine().atoms
}

#[inline(always)]
pub fn tags() -> &'static Tags {
    // SAFETY: as above.
    unsafe { TAGS.get().as_ref().unwrap_unchecked() }
}

pub fn is_started() -> bool {
    ENGINE.get().is_some()
}

pub fn runtime() -> *mut JSRuntime {
    engine().runtime
}
