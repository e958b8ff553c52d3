//! Facts as few bytes: what is kept of very many posts and looked at for one at a time.

use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// A value as the bytes that it is made of again when somebody asks: less than half of what it takes in parts, each with its
/// place in memory.
///
/// Invariant: the bytes are those of a `T`, or none, which stand for `T`'s default. So do bytes that are no `T`, as somebody
/// may write into a cache.
pub struct Packed<T> {
    bytes: Box<[u8]>,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Packed<T> {
    /// Packs a value.
    pub fn new(value: &T) -> Self {
        // The encoder fails for lack of memory alone.
        Packed::of_bytes(&postcard::to_stdvec(value).unwrap_or_default())
    }
}

impl<T: DeserializeOwned + Default> Packed<T> {
    /// The value again. Costs about a microsecond for all headings, links and calls of a post.
    pub fn open(&self) -> T {
        postcard::from_bytes(&self.bytes).unwrap_or_default()
    }
}

impl<T> Packed<T> {
    fn of_bytes(bytes: &[u8]) -> Self {
        Packed { bytes: bytes.into(), of: PhantomData }
    }
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Packed::of_bytes(&[])
    }
}

impl<T> Clone for Packed<T> {
    fn clone(&self) -> Self {
        Packed::of_bytes(&self.bytes)
    }
}

impl<T> PartialEq for Packed<T> {
    /// Equal values have equal bytes.
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<T: DeserializeOwned + Default + fmt::Debug> fmt::Debug for Packed<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.open().fmt(out)
    }
}

impl<T> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_bytes(&self.bytes)
    }
}

impl<'de, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Bytes;

        impl Visitor<'_> for Bytes {
            type Value = Box<[u8]>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Box<[u8]>, E> {
                Ok(bytes.into())
            }
        }

        Ok(Packed { bytes: input.deserialize_bytes(Bytes)?, of: PhantomData })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let value = vec![(1_u32, "one".to_owned()), (2, String::new())];
        let packed = Packed::new(&value);
        assert_eq!(packed.open(), value);
        let kept: Packed<Vec<(u32, String)>> =
            postcard::from_bytes(&postcard::to_stdvec(&packed).unwrap()).unwrap();
        assert!(kept == packed && kept.open() == value);
        assert!(packed != Packed::new(&vec![(1, "one".to_owned())]));
    }

    #[test]
    fn bytes_of_something_else_are_nothing() {
        assert_eq!(Packed::<Vec<String>>::default().open(), [""; 0]);
        assert_eq!(Packed::<Vec<String>>::of_bytes(&[200, 1, 7]).open(), [""; 0]);
    }
}
