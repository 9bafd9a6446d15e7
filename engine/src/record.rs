//! Values in linear memory, as the canonical ABI lays them out.
use crate::arena;
use crate::value::Outcome;

#[derive(Clone, Copy)]
pub struct Record(*const u8);

/// Reading trusts two things: that the offsets come from `layout`, and that the host (or this
/// engine) has written the value there, which it does before it enters an export or returns.
impl Record {
    /// # Safety
    /// A value of the layout that the caller goes on to read lies there, until the end of the call.
    #[inline(always)]
    pub unsafe fn at(address: *const u8) -> Record {
        Record(address)
    }
    /// A record within the record.
    #[inline(always)]
    pub fn field(self, offset: usize) -> Record {
        // SAFETY: see above.
        Record(unsafe { self.0.add(offset) })
    }
    #[inline(always)]
    pub fn u8(self, offset: usize) -> u8 {
        // SAFETY: see above.
        unsafe { *self.0.add(offset) }
    }
    #[inline(always)]
    pub fn u32(self, offset: usize) -> u32 {
        // SAFETY: see above; the ABI aligns the value.
        unsafe { *(self.0.add(offset) as *const u32) }
    }
    #[inline(always)]
    pub fn u64(self, offset: usize) -> u64 {
        // SAFETY: as above.
        unsafe { *(self.0.add(offset) as *const u64) }
    }
    /// A string or a list of bytes. One byte beyond its end can be read, and is zero.
    #[inline(always)]
    pub fn bytes(self, offset: usize) -> &'static [u8] {
        let length = self.u32(offset + 4) as usize;
        if length == 0 {
            return c"".to_bytes();
        }
        // SAFETY: see above; `Region::take` adds the zero byte.
        unsafe { core::slice::from_raw_parts(self.u32(offset) as *const u8, length) }
    }
    /// The elements of a list.
    #[inline(always)]
    pub fn list(self, offset: usize, size: usize) -> impl ExactSizeIterator<Item = Record> {
        let start = self.u32(offset) as *const u8;
        // SAFETY: see above.
        (0..self.u32(offset + 4) as usize)
            .map(move |index| Record(unsafe { start.add(index * size) }))
    }
}

/// The same, to write results into.
#[derive(Clone, Copy)]
pub struct RecordMut(*mut u8);

#[cfg_attr(not(feature = "change"), allow(dead_code))]
impl RecordMut {
    /// Room of that layout, filled with zeros, until the end of the call.
    #[inline(never)]
    pub fn new(size: usize, align: usize) -> Outcome<RecordMut> {
        Ok(RecordMut::zeroed(arena::take(align, size)?, size))
    }
    /// The same for an answer that must be given.
    pub fn of_answer(size: usize, align: usize) -> RecordMut {
        RecordMut::zeroed(arena::take_for_answer(align, size), size)
    }
    fn zeroed(start: *mut u8, size: usize) -> RecordMut {
        // SAFETY: the block is new and has that size.
        unsafe { core::ptr::write_bytes(start, 0, size) };
        RecordMut(start)
    }
    pub fn address(self) -> *mut u8 {
        self.0
    }
    pub fn read(self) -> Record {
        Record(self.0)
    }
    pub fn field(self, offset: usize) -> RecordMut {
        // SAFETY: within the value, see `at`.
        RecordMut(unsafe { self.0.add(offset) })
    }
    pub fn set_u8(self, offset: usize, value: u8) {
        // SAFETY: as above.
        unsafe { *self.0.add(offset) = value }
    }
    pub fn set_u32(self, offset: usize, value: u32) {
        // SAFETY: as above; the ABI aligns the value.
        unsafe { *(self.0.add(offset) as *mut u32) = value }
    }
    pub fn set_u64(self, offset: usize, value: u64) {
        // SAFETY: as above.
        unsafe { *(self.0.add(offset) as *mut u64) = value }
    }
    /// Address and length of a string or list.
    pub fn set_slice(self, offset: usize, start: *const u8, length: usize) {
        self.set_u32(offset, start as u32);
        self.set_u32(offset + 4, length as u32);
    }
}
