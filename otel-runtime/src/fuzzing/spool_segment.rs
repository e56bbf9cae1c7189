use std::iter::once;

use arbitrary::Unstructured;

use crate::export::spool::segment::{read, record};

/// Any file is read up to the first record that is not whole, and a file of ours that was torn
/// anywhere, whatever stands behind, up to there at least.
pub fn spool_segment(data: &[u8]) {
    found(data);
    let _ = torn(&mut Unstructured::new(data));
}

fn found(file: &[u8]) {
    let contents = read(file);
    assert!(contents.whole <= file.len() && contents.body.len() <= contents.whole);
    assert_eq!(read(&file[..contents.whole]), contents);
}

fn torn(input: &mut Unstructured<'_>) -> arbitrary::Result<()> {
    let (mut file, mut body, mut spans) = (Vec::new(), Vec::new(), 0);
    let mut written = vec![(0, 0, 0)];
    for _ in 0..input.int_in_range(0..=4)? {
        let piece: &[u8] = input.arbitrary()?;
        let count = usize::from(input.arbitrary::<u16>()?);
        file.extend(record(once(piece), count).unwrap());
        body.extend_from_slice(piece);
        spans += count;
        written.push((file.len(), body.len(), spans));
    }
    let whole = read(&file);
    assert_eq!((whole.whole, whole.spans), (file.len(), spans));
    assert_eq!(whole.body, body);

    let torn = input.int_in_range(0..=file.len())?;
    file.truncate(torn);
    file.extend_from_slice(input.bytes(input.len())?);
    let (kept, kept_body, kept_spans) = *written.iter().rfind(|(end, ..)| *end <= torn).unwrap();
    let contents = read(&file);
    assert!(contents.whole >= kept && contents.spans >= kept_spans);
    assert!(contents.body.starts_with(&body[..kept_body]));
    Ok(())
}
