//! A shape: one program, and what the comments at its top say of it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::compile::Report;

/// Every edition in which the macro is used.
const EDITIONS: &[&str] = &["2018", "2021", "2024"];

#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// `group/name`
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    /// The first line of its documentation.
    pub(crate) sentence: String,
    /// `// editions: 2021 2024`; all when it does not say.
    pub(crate) editions: Vec<&'static str>,
    /// `// warns: dead_code`: what rustc says of the bare program.
    warns: Vec<String>,
    /// `// loses: unconditional_recursion`: what of that rustc does not say of the traced one.
    loses: Vec<String>,
    /// `// does not compile traced: why`: what we do not keep.
    pub(crate) breaks: Option<String>,
    /// `// fails under: T F`: the peers that do not compile it.
    pub(crate) fails_under: Option<String>,
    records: bool,
    crate_type: &'static [&'static str],
}

/// What a program is compiled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Bare,
    Traced,
    /// With arguments and outcome recorded.
    Full,
}

impl Shape {
    /// All of them, in the order of their names.
    pub(crate) fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
        let mut shapes: Vec<Self> = entries(&folder)
            .iter()
            .flat_map(|group| entries(group))
            .map(Self::read)
            .collect();
        shapes.sort_by(|left, right| left.name.cmp(&right.name));
        shapes
    }

    fn read(path: PathBuf) -> Self {
        let source = fs::read_to_string(&path).unwrap();
        let note = |key: &str| {
            let start = format!("// {key}: ");
            source
                .lines()
                .find_map(|line| line.strip_prefix(&*start))
                .map(str::to_owned)
        };
        let words = |key| -> Vec<String> {
            note(key)
                .map(|words| words.split(' ').map(str::to_owned).collect())
                .unwrap_or_default()
        };
        let editions = words("editions");
        let name = path.with_extension("");
        let group = name.parent().and_then(Path::file_name).unwrap();
        Self {
            name: format!(
                "{}/{}",
                group.to_string_lossy(),
                name.file_name().unwrap().to_string_lossy()
            ),
            sentence: source
                .lines()
                .find_map(|line| line.strip_prefix("//! "))
                .unwrap_or_else(|| panic!("{} has no documentation", path.display()))
                .to_owned(),
            editions: EDITIONS
                .iter()
                .copied()
                .filter(|edition| editions.is_empty() || editions.iter().any(|e| e == edition))
                .collect(),
            warns: words("warns"),
            loses: words("loses"),
            breaks: note("does not compile traced"),
            fails_under: note("fails under"),
            records: source.contains("cfg_attr(full"),
            crate_type: if source.contains("test]") {
                &["--test"]
            } else if source.contains("fn main(") {
                &["--crate-type", "bin"]
            } else {
                &["--crate-type", "lib"]
            },
            path,
        }
    }

    /// The same in another file.
    pub(crate) fn at(&self, path: PathBuf) -> Self {
        Self {
            path,
            ..self.clone()
        }
    }

    pub(crate) fn newest_edition(&self) -> &'static str {
        self.editions.last().copied().unwrap()
    }

    /// What rustc is told: a test, a program, else a library.
    pub(crate) fn crate_type(&self) -> &'static [&'static str] {
        self.crate_type
    }

    pub(crate) fn traced_modes(&self) -> &'static [Mode] {
        if self.records {
            &[Mode::Traced, Mode::Full]
        } else {
            &[Mode::Traced]
        }
    }

    /// Whether it is known that this lint falls silent.
    pub(crate) fn may_lose(&self, lint: &str) -> bool {
        self.loses.iter().any(|lost| lost == lint)
    }

    /// What rustc is known not to say any more.
    pub(crate) fn losses(&self) -> &[String] {
        &self.loses
    }

    /// Whether rustc has nothing to say of the bare program.
    pub(crate) fn is_clean(&self) -> bool {
        self.warns.is_empty()
    }

    /// Why the bare program is not the shape that it says it is.
    pub(crate) fn is_not_itself(&self, bare: &Report) -> Option<String> {
        if !bare.compiles {
            return Some("does not compile bare".to_owned());
        }
        let mut said: Vec<&str> = bare.found.iter().map(|found| &*found.code).collect();
        said.sort_unstable();
        said.dedup();
        let mut expected: Vec<&str> = self.warns.iter().map(String::as_str).collect();
        expected.sort_unstable();
        (said != expected).then(|| format!("bare it warns {said:?}, and should {expected:?}"))
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}
