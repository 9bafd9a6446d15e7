//! Texts that grow with what a call is about.
use std::collections::TryReserveError;

/// There is no memory for more.
#[derive(Debug)]
pub struct Full;

impl From<TryReserveError> for Full {
    fn from(_: TryReserveError) -> Full {
        Full
    }
}

#[inline(always)]
pub fn append(to: &mut Vec<u8>, bytes: &[u8]) -> Result<(), Full> {
    to.try_reserve(bytes.len())?;
    to.extend_from_slice(bytes);
    Ok(())
}
