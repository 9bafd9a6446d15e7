//! The C interface of QuickJS, and nothing else of its bindings' names elsewhere.
pub use rquickjs_sys::*;
