//! Many questions, few false answers.

/// Adjusts p-values so that, among the questions claimed at a level, about that share is false
/// (Benjamini & Hochberg, Journal of the Royal Statistical Society B 1995).
pub(super) fn false_discovery(chances: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|a, b| chances[*b].total_cmp(&chances[*a]));
    let mut adjusted = vec![1.0; chances.len()];
    let mut least: f64 = 1.0;
    for (above, at) in order.iter().enumerate() {
        let rank = (chances.len() - above) as f64;
        least = least.min(chances[*at] * chances.len() as f64 / rank);
        adjusted[*at] = least;
    }
    adjusted
}

/// What is beyond chance of all that was looked at, each with its chance.
pub(super) fn beyond_chance<T>(seen: Vec<(T, f64)>, level: f64) -> Vec<T> {
    let chances: Vec<f64> = seen.iter().map(|(_, chance)| *chance).collect();
    let adjusted = false_discovery(&chances);
    let told = seen.into_iter().zip(adjusted).filter(|(_, p)| *p < level);
    told.map(|((seen, _), _)| seen).collect()
}

/// By how much the p-values of families, each already adjusted within itself, have to grow when
/// many families are looked at: the number of families for each one in which something is claimed
/// (Benjamini & Bogomolov, Journal of the Royal Statistical Society B 2014).
pub(super) fn selection(families: &[Vec<f64>], level: f64) -> f64 {
    let best = |family: &Vec<f64>| family.iter().copied().fold(1.0, f64::min);
    let best: Vec<f64> = families.iter().map(best).collect();
    let claimed = false_discovery(&best)
        .iter()
        .filter(|p| **p < level)
        .count();
    families.len().max(1) as f64 / claimed.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Benjamini & Hochberg 1995, section 4: 15 p-values, four discoveries at .05.
    #[test]
    fn the_published_example_comes_out() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0,
        ];
        let adjusted = false_discovery(&p);
        assert_eq!(adjusted.iter().filter(|p| **p < 0.05).count(), 4);
        assert!((adjusted[3] - 0.0095 * 15.0 / 4.0).abs() < 1e-12);
        assert!(adjusted.windows(2).all(|pair| pair[0] <= pair[1]));
    }

    #[test]
    fn order_does_not_matter_and_nothing_is_nothing() {
        let forth = false_discovery(&[0.01, 0.04, 0.04, 0.5]);
        let back = false_discovery(&[0.5, 0.04, 0.04, 0.01]);
        assert_eq!(forth, back.into_iter().rev().collect::<Vec<_>>());
        assert!(false_discovery(&[]).is_empty());
    }

    #[test]
    fn more_families_need_smaller_chances() {
        let quiet = vec![0.5, 0.9];
        let loud = vec![0.000_1, 0.9];
        assert!((selection(std::slice::from_ref(&loud), 0.05) - 1.0).abs() < 1e-12);
        let four = [loud, quiet.clone(), quiet.clone(), quiet];
        assert!((selection(&four, 0.05) - 4.0).abs() < 1e-12);
        assert!((selection(&[], 0.05) - 1.0).abs() < 1e-12);
    }
}
