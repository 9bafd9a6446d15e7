//! The functions of the resources `database` and `speculative-database`, as the canonical ABI
//! flattens them; `componentNew` refuses wrong types, and the conformance suite wrong orders.
use core::ffi::c_void;

/// A time or result that is written where the last parameter points.
pub type Out = *mut c_void;
/// Start and length of a list or string.
pub type Start = *const c_void;

/// The parameters of `query-events` after the handle. Members of cases that are not given are 0.
#[derive(Default)]
pub struct Query {
    pub nodes: (usize, usize),
    pub range_given: i32,
    pub range_case: i32,
    pub start_given: i32,
    /// A revision, or the seconds of a cursor.
    pub start: i64,
    pub start_nanoseconds: i32,
    pub start_revision: i64,
    pub end_given: i32,
    pub end_seconds: i64,
    pub end_nanoseconds: i32,
    pub direction: i32,
    pub limit_given: i32,
    pub limit: i32,
}

#[rustfmt::skip]
type QueryEvents = unsafe extern "C" fn(
    i32, Start, usize, i32, i32, i32, i64, i32, i64, i32, i64, i32, i32, i32, i32, Out,
);
type ViewState = unsafe extern "C" fn(i32, Start, usize, i64, Start, usize, Out);

/// What both resources offer.
pub struct Readable {
    pub at_effective_timestamp: unsafe extern "C" fn(i32, i64, i32) -> i32,
    pub created_at: unsafe extern "C" fn(i32, Out),
    pub drop: unsafe extern "C" fn(i32),
    pub effective_timestamp: unsafe extern "C" fn(i32, Out),
    pub name: unsafe extern "C" fn(i32, Out),
    query_events: QueryEvents,
    pub revision: unsafe extern "C" fn(i32) -> i64,
    pub revision_timestamp: unsafe extern "C" fn(i32, Out),
    #[cfg(feature = "speculate")]
    pub speculate: unsafe extern "C" fn(i32, Start, usize) -> i32,
    pub view_state: ViewState,
}

impl Readable {
    /// # Safety
    /// `nodes` is a list of selector nodes, and `out` has room for the result.
    pub unsafe fn query_events(&self, handle: i32, query: &Query, out: Out) {
        (self.query_events)(
            handle,
            query.nodes.0 as Start,
            query.nodes.1,
            query.range_given,
            query.range_case,
            query.start_given,
            query.start,
            query.start_nanoseconds,
            query.start_revision,
            query.end_given,
            query.end_seconds,
            query.end_nanoseconds,
            query.direction,
            query.limit_given,
            query.limit,
            out,
        );
    }
}

macro_rules! readable {
    ($table:ident, $resource:literal) => {
        pub static $table: Readable = {
            #[link(wasm_import_module = "evidentsource:decider/state-change-types@0.1.0")]
            extern "C" {
                #[link_name = concat!("[method]", $resource, ".at-effective-timestamp")]
                fn at_effective_timestamp(handle: i32, seconds: i64, nanoseconds: i32) -> i32;
                #[link_name = concat!("[method]", $resource, ".created-at")]
                fn created_at(handle: i32, out: Out);
                #[link_name = concat!("[resource-drop]", $resource)]
                fn drop_handle(handle: i32);
                #[link_name = concat!("[method]", $resource, ".effective-timestamp")]
                fn effective_timestamp(handle: i32, out: Out);
                #[link_name = concat!("[method]", $resource, ".name")]
                fn name(handle: i32, out: Out);
                #[link_name = concat!("[method]", $resource, ".query-events")]
                #[rustfmt::skip]
                fn query_events(
                    handle: i32,
                    nodes: Start,
                    count: usize,
                    range_given: i32,
                    range_case: i32,
                    start_given: i32,
                    start: i64,
                    start_nanoseconds: i32,
                    start_revision: i64,
                    end_given: i32,
                    end_seconds: i64,
                    end_nanoseconds: i32,
                    direction: i32,
                    limit_given: i32,
                    limit: i32,
                    out: Out,
                );
                #[link_name = concat!("[method]", $resource, ".revision")]
                fn revision(handle: i32) -> i64;
                #[link_name = concat!("[method]", $resource, ".revision-timestamp")]
                fn revision_timestamp(handle: i32, out: Out);
                #[cfg(feature = "speculate")]
                #[link_name = concat!("[method]", $resource, ".speculate-with-transaction")]
                fn speculate(handle: i32, events: Start, count: usize) -> i32;
                #[link_name = concat!("[method]", $resource, ".view-state")]
                #[rustfmt::skip]
                fn view_state(
                    handle: i32,
                    name: Start,
                    name_length: usize,
                    version: i64,
                    parameters: Start,
                    count: usize,
                    out: Out,
                );
            }
            Readable {
                at_effective_timestamp,
                created_at,
                drop: drop_handle,
                effective_timestamp,
                name,
                query_events,
                revision,
                revision_timestamp,
                #[cfg(feature = "speculate")]
                speculate,
                view_state,
            }
        };
    };
}

readable!(DATABASE, "database");
#[cfg(feature = "speculate")]
readable!(SPECULATIVE_DATABASE, "speculative-database");

#[link(wasm_import_module = "evidentsource:decider/state-change-types@0.1.0")]
extern "C" {
    #[link_name = "[method]database.at-revision"]
    pub fn at_revision(handle: i32, revision: i64, out: Out);
    #[cfg(feature = "speculate")]
    #[link_name = "[method]speculative-database.basis"]
    pub fn basis(handle: i32) -> i32;
    #[cfg(feature = "speculate")]
    #[link_name = "[method]speculative-database.speculated-event-count"]
    pub fn speculated_event_count(handle: i32) -> i64;
}
