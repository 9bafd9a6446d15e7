//! The sequences of keys that objects have had so far, as a tree. Objects of one kind have the same
//! keys in the same order: their keys need not be looked up one by one, nor their properties defined.
use crate::instance::context;
use crate::quickjs::*;
use crate::single::Single;
use crate::value::{owned_atom, Outcome, Value};
use core::ffi::{c_char, c_int};

/// Objects with more members are made in the ordinary way.
const MEMBERS: usize = 32;
const KEYS: usize = 256;
/// Keys that may follow the same beginning.
const ALTERNATIVES: usize = 16;
const LONGEST_KEY: usize = 48;
/// The tree begins anew when it has no room and that many keys were missing in it.
const PATIENCE: u32 = 1024;

/// A key, after all the keys on the way from the root to it.
struct Key {
    name: Box<[u8]>,
    atom: JSAtom,
    /// Of objects that end with this key; null until there has been one.
    shape: *mut JSShape,
    members: usize,
    parent: Index,
    /// The alternative that was last needed comes first.
    first_child: Index,
    sibling: Index,
}

#[derive(Clone, Copy, PartialEq)]
pub struct Index(u16);

/// Before the first key of an object.
pub const ROOT: Index = Index(0);
/// The root is nobody's child.
const NONE: Index = ROOT;

pub struct KnownKeys {
    keys: Vec<Key>,
    missing: u32,
}

static KNOWN: Single<KnownKeys> = Single::new(KnownKeys { keys: Vec::new(), missing: 0 });

/// Lends the tree, for one text.
pub fn with_known_keys<R>(use_it: impl FnOnce(&mut KnownKeys) -> R) -> R {
    KNOWN.with(|known| {
        if known.missing > PATIENCE {
            known.forget();
        }
        if known.keys.is_empty() {
            known.add(NONE, &[], 0);
        }
        use_it(known)
    })
}

impl KnownKeys {
    /// The key that is likely next, and its name.
    #[inline(always)]
    pub fn likely(&self, before: Index) -> Option<(Index, &[u8])> {
        let child = self.at(before).first_child;
        (child != NONE).then(|| (child, &*self.at(child).name))
    }

    /// The key of that name that comes after another one. `None` where it has to be looked up.
    #[inline(never)]
    pub fn look_up(&mut self, before: Index, name: &[u8]) -> Outcome<Option<Index>> {
        let (mut previous, mut child) = (NONE, self.at(before).first_child);
        let mut alternatives = 0;
        while child != NONE {
            let sibling = self.at(child).sibling;
            if *self.at(child).name == *name {
                if previous != NONE {
                    self.at_mut(previous).sibling = sibling;
                    self.put_first(child);
                }
                return Ok(Some(child));
            }
            (previous, child) = (child, sibling);
            alternatives += 1;
        }
        let full = self.keys.len() == KEYS || alternatives == ALTERNATIVES;
        if full || name.len() > LONGEST_KEY || self.at(before).members == MEMBERS {
            self.missing += u32::from(full);
            return Ok(None);
        }
        let atom = atom_of(name)?;
        let child = self.add(before, name, atom);
        self.put_first(child);
        Ok(Some(child))
    }

    /// An object of the keys up to this one; takes as many values from the end of the list.
    #[inline(always)]
    pub fn object_of(&mut self, last: Index, values: &mut Vec<Value>) -> Outcome<Value> {
        let Key { shape, members, .. } = *self.at(last);
        if shape.is_null() {
            return self.first_object(last, values);
        }
        let rest = values.len() - members;
        // SAFETY: the values are handed over, and no longer the list's.
        unsafe {
            values.set_len(rest);
            let start = values.as_mut_ptr().add(rest) as *mut JSValue;
            Value::outcome(plain_object(context(), shape, start))
        }
    }

    #[inline(never)]
    fn first_object(&mut self, last: Index, values: &mut Vec<Value>) -> Outcome<Value> {
        let object = self.beginning_of(last, values)?;
        let key = self.at_mut(last);
        // SAFETY: a fresh object with these properties; null where a key came twice.
        key.shape = unsafe { plain_shape(object.raw(), key.members as c_int) };
        Ok(object)
    }

    /// The same for an object that other properties will be added to.
    pub fn beginning_of(&self, last: Index, values: &mut Vec<Value>) -> Outcome<Value> {
        let members = self.at(last).members;
        let mut atoms = [JS_ATOM_NULL; MEMBERS];
        let mut key = last;
        for atom in atoms[..members].iter_mut().rev() {
            *atom = self.at(key).atom;
            key = self.at(key).parent;
        }
        let object = Value::object()?;
        for (atom, value) in atoms.iter().zip(values.drain(values.len() - members..)) {
            object.set(*atom, value)?;
        }
        Ok(object)
    }

    fn add(&mut self, parent: Index, name: &[u8], atom: JSAtom) -> Index {
        let members = self.keys.get(usize::from(parent.0)).map_or(0, |parent| parent.members + 1);
        // No more than 256 of them.
        self.keys.push(Key {
            name: name.into(),
            atom,
            shape: core::ptr::null_mut(),
            members,
            parent,
            first_child: NONE,
            sibling: NONE,
        });
        Index((self.keys.len() - 1) as u16)
    }

    fn put_first(&mut self, child: Index) {
        let parent = self.at(child).parent;
        self.at_mut(child).sibling = self.at(parent).first_child;
        self.at_mut(parent).first_child = child;
    }

    fn forget(&mut self) {
        for key in self.keys.drain(..) {
            // SAFETY: the tree owns one count of each.
            unsafe {
                JS_FreeAtom(context(), key.atom);
                if !key.shape.is_null() {
                    plain_shape_free(context(), key.shape);
                }
            }
        }
        self.missing = 0;
    }

    #[inline(always)]
    fn at(&self, index: Index) -> &Key {
        // SAFETY: an index is made when its key is added, and not kept when all are forgotten.
        unsafe { self.keys.get_unchecked(usize::from(index.0)) }
    }
    #[inline(always)]
    fn at_mut(&mut self, index: Index) -> &mut Key {
        // SAFETY: as above.
        unsafe { self.keys.get_unchecked_mut(usize::from(index.0)) }
    }
}

/// The atom of a name in ASCII; its count is the caller's.
fn atom_of(name: &[u8]) -> Outcome<JSAtom> {
    // SAFETY: QuickJS copies the text.
    unsafe {
        let start = name.as_ptr() as *const c_char;
        owned_atom(JS_NewAtomLen(context(), start, name.len() as _))
    }
}
