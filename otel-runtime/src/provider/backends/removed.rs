//! What became of the spans of backends that were removed.

use std::sync::Arc;

use crate::export::BackendLedger;
use crate::provider::backends::Member;

/// The ledgers of removed backends. Those that have ended are added up by their names, so that a
/// program that changes its backends for years does not grow.
#[derive(Debug, Default)]
pub(crate) struct Removed {
    /// The first of each name, and what all of that name have come to.
    ended: Vec<Row>,
    /// Those that still end, or hang.
    ending: Vec<Arc<Member>>,
}

type Row = (Arc<Member>, BackendLedger);

impl Removed {
    pub(crate) fn enter(&mut self, member: Arc<Member>) {
        let ending = std::mem::take(&mut self.ending);
        for member in ending {
            let has_ended = member.end().result().is_some();
            let ledger = member.ledger().snapshot();
            if has_ended && ledger.pending == 0 {
                add(&mut self.ended, &member, &ledger);
            } else {
                self.ending.push(member);
            }
        }
        self.ending.push(member);
    }

    /// Those that have ended by their names, then the others one by one.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let row = |member: &Arc<Member>| (member.clone(), member.ledger().snapshot());
        let ending = self.ending.iter().map(row);
        self.ended.iter().cloned().chain(ending).collect()
    }

    /// All of them by their names.
    pub(crate) fn ledgers(&self) -> Vec<BackendLedger> {
        let mut rows = Vec::new();
        for (member, ledger) in self.rows() {
            add(&mut rows, &member, &ledger);
        }
        rows.into_iter().map(|(_, ledger)| ledger).collect()
    }
}

fn add(rows: &mut Vec<Row>, member: &Arc<Member>, ledger: &BackendLedger) {
    let row = rows
        .iter_mut()
        .find(|(_, row)| row.backend == ledger.backend);
    if let Some((_, row)) = row {
        return row.add(ledger);
    }
    let mut row = BackendLedger {
        backend: ledger.backend.clone(),
        ..BackendLedger::default()
    };
    row.add(ledger);
    rows.push((member.clone(), row));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{
        MemoryExporter,
        export::{BatchSettings, Exporter},
        provider::Core,
        sampling::Sampler,
    };

    fn member(name: &str, ended: usize, exported: usize) -> Arc<Member> {
        let resource = opentelemetry_sdk::Resource::builder_empty().build();
        let exporter = Exporter::from(MemoryExporter::default()).named(name);
        let recipe = exporter
            .recipe(&resource, BatchSettings::default())
            .unwrap();
        let core = Core::leak(Core::new(Sampler::default()));
        let member = Arc::new(Member::new(core, recipe));
        (0..ended).for_each(|_| member.ledger().ended());
        member.ledger().exported(exported);
        member
    }

    #[test]
    fn those_of_one_name_are_a_row_and_kept_one_by_one_until_they_have_ended() {
        let mut removed = Removed::default();
        for _ in 0..3 {
            let member = member("a", 2, 2);
            member.end().reach(Ok(()));
            removed.enter(member);
        }
        let hanging = member("a", 5, 1);
        hanging.end().reach(Err(crate::ExportError::late()));
        removed.enter(hanging.clone());
        removed.enter(member("b", 1, 1));
        assert_eq!((removed.ended.len(), removed.ending.len()), (1, 2));
        let rows = || {
            removed
                .ledgers()
                .into_iter()
                .map(|row| row.to_string())
                .collect::<Vec<_>>()
        };
        let [a, b] = [
            "a: 11 ended = 7 exported + 0 rejected + 0 dropped + 4 pending",
            "b: 1 ended = 1 exported + 0 rejected + 0 dropped + 0 pending",
        ];
        assert_eq!(rows(), [a, b]);
        hanging.ledger().exported(4);
        assert!(rows()[0].ends_with("11 exported + 0 rejected + 0 dropped + 0 pending"));
    }
}
