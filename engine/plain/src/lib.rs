//! What the engine does with bytes alone. Nothing here knows JavaScript, so that `cargo test` runs it
//! natively; `tests/` has its fuzzers. `region` alone has unsafe code.
pub mod cursor;
pub mod json;
pub mod made;
pub mod number;
pub mod plain_text;
pub mod plan;
pub mod predicates;
pub mod quoted;
pub mod region;
pub mod text;
pub mod utf8;
pub mod uuid;
