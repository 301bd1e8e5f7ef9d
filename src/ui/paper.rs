//! The review on paper: drawn for the width of a page, A4 or Letter, while it is printed.

use yew::{Html, Properties, component, use_effect_with};

use super::looks::Looks;
use crate::browser::visibility::when_printed;

/// What listens.
#[derive(Clone, Properties)]
pub struct Props {
    pub looks: Looks,
}

impl PartialEq for Props {
    /// The looks of an element are always the same.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Shows nothing; sees to it that what is printed is drawn for paper.
#[component]
pub fn Paper(props: &Props) -> Html {
    let looks = props.looks.clone();
    use_effect_with((), move |()| {
        let heard = when_printed(move |begins| looks.print(begins));
        move || drop(heard)
    });
    Html::default()
}
