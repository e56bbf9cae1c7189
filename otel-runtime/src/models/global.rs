use loom::thread;

use super::core;
use crate::provider::{GlobalCopy, clear_global, global, set_global};

/// One thread installs a telemetry and takes it back, another installs one; a third keeps a copy.
pub fn a_copy_of_the_global_telemetry_is_the_latest_once_it_is_known() {
    loom::model(|| {
        let (first, second) = (core(), core());
        let one = thread::spawn(move || {
            set_global(Some(first));
            clear_global(first);
        });
        let other = thread::spawn(move || set_global(Some(second)));
        let mut copy = GlobalCopy::new();
        copy.get();
        one.join().unwrap();
        other.join().unwrap();
        let id = |core: Option<&crate::provider::Core>| core.map(|core| core.id);
        assert_eq!(id(copy.get()), id(global()));
        assert_ne!(id(copy.get()), Some(first.id));
    });
}
