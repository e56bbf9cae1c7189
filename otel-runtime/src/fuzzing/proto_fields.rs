use crate::record::proto::{Field, Fields, put_varint, varint_len};

/// Fields are read in order, from inside the bytes, and their numbers as they are written.
pub fn proto_fields(data: &[u8]) {
    let mut fields = Fields::new(data);
    let mut before = 0;
    while let Some((tag, field)) = fields.next() {
        let position = fields.position();
        assert!(before < position && position <= data.len());
        if let Field::Delimited(content) = field {
            assert_eq!(content, &data[position - content.len()..position]);
        }
        before = position;
        for value in [tag, if let Field::Varint(value) = field { value } else { 0 }] {
            let mut bytes = [0; 10];
            let len = varint_len(value);
            assert_eq!(put_varint(&mut bytes, value).len(), 10 - len);
            let mut expected = Vec::new();
            prost::encoding::encode_varint(value, &mut expected);
            assert_eq!(bytes[..len], expected);
        }
    }
    assert!(fields.position() <= data.len());
}
