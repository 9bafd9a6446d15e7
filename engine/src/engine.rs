//! What is made of JavaScript before the snapshot is taken, and stays.
use crate::quickjs::*;
use crate::single::{Once, Single};
use crate::value::Value;
use crate::{instance, memory};
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
    bytes = "bytes",
    data = "data",
    data_content_type = "dataContentType",
    data_schema = "dataSchema",
    database = "database",
    database_revision = "databaseRevision",
    database_revision_timestamp = "databaseRevisionTimestamp",
    direction = "direction",
    end_at = "endAt",
    extensions = "extensions",
    headers = "headers",
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
    stream = "stream",
    subject = "subject",
    tag = "tag",
    template = "template",
    text = "text",
    time = "time",
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

static ATOMS: Once<Atoms> = Once::new();
static TAGS: Once<Tags> = Once::new();
static ENTRY: Single<Value> = Single::new(Value::UNDEFINED);

/// Makes the runtime; called once.
pub fn start(stack_size: usize) {
    // SAFETY: plain calls; the pointers live as long as the instance.
    unsafe {
        let runtime = JS_NewRuntime2(&memory::FOR_JAVASCRIPT, core::ptr::null_mut());
        JS_SetMaxStackSize(runtime, stack_size as _);
        instance::set(runtime, JS_NewContext(runtime));
    }
    ATOMS.set(Atoms::new(instance::context()));
    let tag = |text: &str| Value::text(text).unwrap_or(Value::UNDEFINED);
    TAGS.set(Tags {
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
pub fn atoms() -> &'static Atoms {
    ATOMS.get()
}

#[inline(always)]
pub fn tags() -> &'static Tags {
    TAGS.get()
}

/// The author's `evolve` or `decide`.
pub fn entry() -> Value {
    ENTRY.with(|entry| entry.clone())
}

pub fn set_entry(entry: Value) {
    ENTRY.set(entry);
}
