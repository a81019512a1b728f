//! Numbers on a line of text: where values lie, and how wide what is known of them is.

/// A row of a plot.
pub(super) struct Bar {
    pub(super) label: String,
    /// `None` where open.
    pub(super) low: Option<f64>,
    pub(super) value: Option<f64>,
    pub(super) high: Option<f64>,
}

/// Characters of the line that the numbers lie on.
const WIDTH: usize = 48;

/// A line for each bar on one scale: `├──●──┤`, `◂` and `▸` where it has no end. Empty where nothing can be drawn.
pub(super) fn plot(bars: &[Bar]) -> String {
    let ends = || bars.iter().flat_map(|bar| [bar.low, bar.value, bar.high]).flatten().filter(|x| x.is_finite());
    let (least, most) = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
    if least > most {
        return String::new();
    }
    let label = bars.iter().map(|bar| bar.label.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for bar in bars {
        let mut line = vec![' '; WIDTH];
        let place = |x: f64| place(x, least, most);
        let (low, high) = (bar.low.map_or(0, place), bar.high.map_or(WIDTH - 1, place));
        if bar.low.is_some() || bar.high.is_some() {
            for letter in line.iter_mut().take(high + 1).skip(low) {
                *letter = '─';
            }
            line[low] = if bar.low.is_some() { '├' } else { '◂' };
            line[high] = if bar.high.is_some() { '┤' } else { '▸' };
        }
        if let Some(value) = bar.value {
            line[place(value)] = '●';
        }
        let line: String = line.into_iter().collect();
        out += format!("  {:<label$}  {line}", bar.label).trim_end();
        out.push('\n');
    }
    out
}

/// The column of a number between `least` and `most`.
fn place(x: f64, least: f64, most: f64) -> usize {
    let steps = f64::from(u32::try_from(WIDTH - 1).unwrap_or(u32::MAX));
    let part = if most > least { (x - least) / (most - least) * steps } else { steps / 2.0 };
    // Counted, not cast: the number of steps that lie below.
    (0..WIDTH - 1).take_while(|n| f64::from(u32::try_from(*n).unwrap_or(u32::MAX)) + 0.5 <= part).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_intervals_lie_where_they_belong() {
        let bar = |label: &str, low, value, high| Bar { label: label.into(), low, value, high };
        let bars = [
            bar("published", Some(0.0), Some(25.0), Some(50.0)),
            bar("a", None, Some(25.0), None),
            bar("more than 80", Some(80.0), Some(80.0), None),
            bar("b", None, Some(100.0), None),
        ];
        let drawn = plot(&bars);
        let lines: Vec<&str> = drawn.lines().collect();
        assert_eq!(lines[0], format!("  published     ├{}●{}┤", "─".repeat(11), "─".repeat(11)));
        assert_eq!(lines[1], format!("  a             {}●", " ".repeat(12)));
        assert_eq!(lines[2], format!("  more than 80  {}●{}▸", " ".repeat(38), "─".repeat(8)));
        assert_eq!(lines[3].chars().count(), 16 + WIDTH);
        assert_eq!(plot(&[bar("nothing", None, None, None)]), "");
    }
}
