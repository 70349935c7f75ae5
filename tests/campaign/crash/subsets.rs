//! Which of the steps that were not synced are on the disk after a crash.

use std::fmt;

/// How many steps are there beside none, or missing beside all.
const MOST: usize = 3;

/// Some of the steps of a moment.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Subset {
    named: Vec<usize>,
    is_rest: bool,
}

impl Subset {
    /// Whether it has a step.
    pub(crate) fn has(&self, step: usize) -> bool {
        self.named.contains(&step) != self.is_rest
    }
}

impl fmt::Debug for Subset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let which = if self.is_rest { "all steps but" } else { "the steps" };
        write!(formatter, "{which} {:?}", self.named)
    }
}

/// Every subset of up to three steps, and every one of all but up to three.
pub(crate) fn subsets(steps: usize) -> Vec<Subset> {
    let mut named = vec![Vec::new()];
    let mut last = vec![Vec::new()];
    for _ in 0..MOST.min(steps) {
        let longer = |chosen: &Vec<usize>| {
            let after = chosen.last().map_or(0, |last| last + 1);
            (after..steps).map(|step| [chosen.as_slice(), &[step]].concat()).collect::<Vec<_>>()
        };
        last = last.iter().flat_map(longer).collect();
        named.extend(last.clone());
    }
    let both = |named: Vec<usize>| {
        // Named one way only where both ways would say the same.
        let has_rest = steps - named.len() > MOST;
        let rest = has_rest.then(|| Subset { named: named.clone(), is_rest: true });
        [Some(Subset { named, is_rest: false }), rest].into_iter().flatten()
    };
    named.into_iter().flat_map(both).collect()
}

#[test]
fn every_small_subset_and_every_large_one_is_there_once() {
    for steps in 0..8 {
        let all = subsets(steps);
        let sets: Vec<Vec<bool>> =
            all.iter().map(|set| (0..steps).map(|step| set.has(step)).collect()).collect();
        let expected = (0_u32..1 << steps).filter(|bits| {
            let ones = bits.count_ones() as usize;
            ones <= MOST || steps - ones <= MOST
        });
        assert_eq!(sets.len(), expected.count(), "{steps} steps");
        assert!(sets.iter().enumerate().all(|(at, set)| !sets[..at].contains(set)), "{steps} steps");
    }
}
