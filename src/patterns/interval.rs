//! Quantiles of the t and the normal distribution.

/// The quantile of Student's t for whole degrees of freedom: |t| stays below it with probability
/// `inside` (0.95 for a 95 % interval). Infinite for 0 degrees of freedom.
///
/// The distribution function for whole degrees of freedom is a finite sum (Abramowitz & Stegun
/// 26.7.3 and 26.7.4), inverted by halving: exact to the last digits a table prints.
pub(super) fn t_quantile(inside: f64, freedom: usize) -> f64 {
    if freedom == 0 {
        return f64::INFINITY;
    }
    halve(|t| t_inside(t, freedom), inside)
}

/// The probability that |t| stays below a value.
pub(super) fn t_inside(t: f64, freedom: usize) -> f64 {
    let theta = (t / (freedom as f64).sqrt()).atan();
    let (sin, cos) = theta.sin_cos();
    let even = freedom.is_multiple_of(2);
    let (mut term, mut sum) = if even { (1.0, 1.0) } else { (cos, cos) };
    let mut n = if even { 2 } else { 3 };
    if freedom == 1 {
        sum = 0.0;
    }
    while n < freedom {
        term *= cos * cos * (n - 1) as f64 / n as f64;
        sum += term;
        n += 2;
    }
    if even {
        sin * sum
    } else {
        std::f64::consts::FRAC_2_PI * (theta + sin * sum)
    }
}

/// The probability that a normal deviate stays below `z`.
pub(super) fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The value below which the absolute value of a normal deviate stays with probability `inside`.
pub(super) fn normal_quantile(inside: f64) -> f64 {
    halve(|z| 2.0 * normal_below(z) - 1.0, inside)
}

/// The point at which a growing function of a positive number reaches a value.
fn halve(function: impl Fn(f64) -> f64, value: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1e4);
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if function(middle) < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of the tables in Abramowitz & Stegun, 26.10 and 26.5.
    #[test]
    fn quantiles_are_those_of_the_tables() {
        let table = [
            (1, 12.706),
            (2, 4.303),
            (3, 3.182),
            (4, 2.776),
            (5, 2.571),
            (6, 2.447),
            (10, 2.228),
            (15, 2.131),
            (30, 2.042),
            (120, 1.980),
        ];
        for (freedom, expected) in table {
            let found = t_quantile(0.95, freedom);
            assert!((found - expected).abs() < 6e-4, "{freedom}: {found}");
        }
        assert!((t_quantile(0.99, 5) - 4.032).abs() < 6e-4);
        assert!((t_quantile(0.95, 100_000) - normal_quantile(0.95)).abs() < 1e-3);
        assert!((normal_quantile(0.95) - 1.959_964).abs() < 1e-6);
        assert!(t_quantile(0.95, 0).is_infinite());
    }
}
