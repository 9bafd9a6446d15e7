//! What readers of JSON make.
use crate::cursor::{Doubt, Unread};

/// Elements of an array that are collected before they are added to it.
const ELEMENTS: usize = 256;

/// A value that JSON can hold.
pub trait Made: Sized {
    type Error;

    /// An array of the values from an index on, which are taken out of the list.
    fn array(values: &mut Vec<Self>, first: usize) -> Result<Self, Self::Error>;
    /// Adds those values to this array.
    fn add(&self, values: &mut Vec<Self>, first: usize) -> Result<(), Self::Error>;
    fn ascii(text: &[u8]) -> Result<Self, Self::Error>;
    fn utf8(text: &[u8]) -> Result<Self, Self::Error>;
    fn int(value: i32) -> Self;
    fn double(value: f64) -> Self;
    fn boolean(value: bool) -> Self;
    fn null() -> Self;
    /// There is no memory for the list of values, or for a text.
    fn full() -> Self::Error;
}

/// Why a reader has given up.
pub enum End<E> {
    Doubtful,
    /// A value could not be made.
    Failed(E),
}

impl<E> From<Doubt> for End<E> {
    fn from(_: Doubt) -> End<E> {
        End::Doubtful
    }
}

#[inline(always)]
pub fn failed<E>(error: E) -> End<E> {
    End::Failed(error)
}

pub fn unread<M: Made>(reason: Unread) -> End<M::Error> {
    match reason {
        Unread::Doubtful => End::Doubtful,
        Unread::Full => End::Failed(M::full()),
    }
}

#[inline(always)]
pub fn push<M: Made>(values: &mut Vec<M>, value: M) -> Result<(), End<M::Error>> {
    if values.try_reserve(1).is_err() {
        return Err(End::Failed(M::full()));
    }
    values.push(value);
    Ok(())
}

/// An array whose elements wait at the end of a list, no more than a few hundred of them.
pub struct Elements<M> {
    first: usize,
    array: Option<M>,
}

impl<M: Made> Elements<M> {
    pub fn after(values: &[M]) -> Elements<M> {
        Elements { first: values.len(), array: None }
    }
    /// To be called after each element.
    #[inline(always)]
    pub fn collect(&mut self, values: &mut Vec<M>) -> Result<(), M::Error> {
        if values.len() - self.first == ELEMENTS {
            self.array = Some(self.all(values)?);
        }
        Ok(())
    }
    /// The array of all of them.
    pub fn all(&mut self, values: &mut Vec<M>) -> Result<M, M::Error> {
        let Some(array) = self.array.take() else { return M::array(values, self.first) };
        array.add(values, self.first)?;
        Ok(array)
    }
}
