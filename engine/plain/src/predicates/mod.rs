//! What certainly passes class-validator's predicates with their default options. `false` only means
//! that the library must be asked.
mod email;
mod iso8601;
mod uuid;

pub use email::email;
pub use iso8601::iso8601;
pub use uuid::uuid;
