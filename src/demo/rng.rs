//! Chance from a seed.

/// A seeded source of chance: the same seed, the same sample diary.
pub(super) struct Rng(fastrand::Rng);

impl Rng {
    pub(super) fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// Whether something of that probability happens.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.0.f64() < probability
    }

    /// A normally distributed number (the sum of twelve uniform ones is close enough).
    pub(super) fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let sum: f64 = (0..12).map(|_| self.0.f64()).sum();
        mean + deviation * (sum - 6.0)
    }

    /// A whole number, both ends included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.i64(low..=high.max(low))
    }

    /// One of several, each as likely.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        self.0.choice(from)
    }

    /// One of several by weight.
    pub(super) fn weigh<'a, T>(
        &mut self,
        from: &'a [T],
        weight: impl Fn(&T) -> u32,
    ) -> Option<&'a T> {
        let all: u32 = from.iter().map(&weight).sum();
        let mut left = self.0.u32(0..all.max(1));
        from.iter().find(|one| {
            let found = left < weight(one);
            left = left.saturating_sub(weight(one));
            found
        })
    }

    /// Brings several into a random order.
    pub(super) fn shuffle<T>(&mut self, all: &mut [T]) {
        self.0.shuffle(all);
    }
}
