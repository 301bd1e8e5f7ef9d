//! Nothing that was hidden occurs anywhere in what is written.

use meeting_dynamics::meeting::Privacy;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use super::*;

/// Everything of random meetings that must not be found again.
const SECRETS: [&str; 22] = [
    "umbel",
    "Thistle",
    "ëa",
    "quizmaster",
    "vetches",
    "Sorrel",
    "Rampion",
    "Zinnia",
    "Yarrow",
    "Xeranthemum",
    "Quitch",
    "oxlip",
    "Nettle",
    "2031-05",
    "Madder",
    "Lovage",
    "knapweed",
    "Juniper",
    "Wolfsbane",
    "Vervain",
    "\"x\"",
    "not stated",
];

#[track_caller]
fn keeps(document: &Document) -> Result<(), TestCaseError> {
    for (what, text) in everything_written(document) {
        for secret in SECRETS.iter().filter(|secret| **secret != "not stated") {
            prop_assert!(
                !text.contains(secret),
                "“{secret}” is in the {what}:\n{text}"
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_secret_is_written_under_pseudonyms(document in document()) {
        keeps(&share_as(&document, Privacy::Pseudonyms, None).unwrap())?;
    }

    #[test]
    fn no_secret_is_written_of_groups(document in document(), by in proptest::option::of(0..3_usize)) {
        if let Ok(shared) = share_as(&document, Privacy::Groups, by) {
            keeps(&shared)?;
            for (what, text) in everything_written(&shared) {
                prop_assert!(!text.contains("not stated"), "a group says what makes it one in the {what}");
            }
        }
    }
}

#[test]
fn the_secrets_are_there_before() {
    // Otherwise the laws above would hold of anything.
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut found = std::collections::BTreeSet::new();
    for _ in 0..200 {
        let document = document().new_tree(&mut runner).unwrap().current();
        let written = everything_written(&document);
        found.extend(
            SECRETS
                .into_iter()
                .filter(|secret| written.iter().any(|(_, text)| text.contains(secret))),
        );
    }
    assert_eq!(found.len(), SECRETS.len(), "{found:?}");
}
