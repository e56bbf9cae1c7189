//! Tables as Markdown, so that they can go into a document as they are printed.

/// A table with a row per contender.
pub(crate) struct Table {
    title: String,
    columns: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

impl Table {
    pub(crate) fn new<'a>(title: &str, columns: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            title: title.to_owned(),
            columns: columns.into_iter().map(str::to_owned).collect(),
            rows: Vec::new(),
        }
    }

    pub(crate) fn row(&mut self, name: &str, cells: Vec<String>) {
        self.rows.push((name.to_owned(), cells));
    }

    pub(crate) fn print(&self) {
        let name_width = self.rows.iter().map(|row| row.0.len()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                let cells = self.rows.iter().map(|row| row.1[column].len());
                cells.max().unwrap_or(0).max(self.columns[column].len())
            })
            .collect();
        let line = |name: &str, cells: &[String]| {
            let mut line = format!("| {name:name_width$} |");
            for (cell, width) in cells.iter().zip(&widths) {
                line.push_str(&format!(" {cell:>width$} |"));
            }
            line
        };
        println!("\n{}\n", self.title);
        println!("{}", line("", &self.columns));
        let rules: Vec<String> = widths
            .iter()
            .map(|width| format!("{}:", "-".repeat(width - 1)))
            .collect();
        println!("{}", line(&"-".repeat(name_width), &rules));
        for (name, cells) in &self.rows {
            println!("{}", line(name, cells));
        }
    }
}

/// A time or a count with as many decimals as it is worth.
pub(crate) fn figure(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

/// A ratio to the baseline, or a dash where there is none.
pub(crate) fn ratio(value: f64, baseline: Option<f64>) -> String {
    baseline.map_or_else(|| "-".to_owned(), |base| format!("{:.2}", value / base))
}
