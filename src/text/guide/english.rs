//! The coding guide in English.

use super::{Chapter, Definition, Guide};

/// The coding guide in English.
pub const GUIDE: Guide = Guide {
    title: "How to record",
    lead: &[
        "Record what happens, not what you think of it. Nobody is rude here, and nobody is a hero: there are turns, \
         cut-offs and moments.",
        "Look at the people, not at the screen. A tap that comes a second late is usual and does no harm. A tap \
         that never comes is missing.",
        "When you cannot decide, record the smaller thing: a turn rather than an interruption, nothing rather \
         than a turn. Then two observers who hesitate at the same place end up with the same record.",
        "Everything can be corrected afterwards. Go on, and come back to it.",
    ],
    chapters: &[
        Chapter {
            heading: "The floor",
            definitions: &[
                Definition {
                    term: "Turn",
                    meaning: "A person has the floor: they speak, and the others let them. A turn lasts from taking the \
                        floor to leaving it, and its length is airtime.",
                    record: "The person’s name, when they start. The turn before ends by itself.",
                    heard: &[
                        ("Ida", "Shall we begin?"),
                        ("Jon", "Yes. I have brought the numbers."),
                    ],
                    so: "Two turns: Ida’s, then Jon’s.",
                    in_doubt: "Does a pause for breath, or for a word, end a turn? Not if the same person goes on and \
                        nobody else has started. People often start a blink before the other is done; that is ordinary, \
                        and simply the next turn.",
                    after: &[
                        "Sacks, Schegloff & Jefferson 1974",
                        "Levinson & Torreira 2015",
                    ],
                },
                Definition {
                    term: "Starting together",
                    meaning: "Two people start at the same moment. For an instant both speak, then one of them goes on.",
                    record: "The name of the one who goes on, and nothing else.",
                    heard: &[
                        ("Sam", "So how\u{a0}–"),
                        ("Jon", "I like that. We’d need forty chairs."),
                    ],
                    so: "Jon’s turn. Nobody had the floor yet, so nobody was interrupted.",
                    in_doubt: "Did one of them already have the floor? Then it was not starting together; see \
                        interruption. Do both go on for more than two or three seconds? Then the one who is lost in it \
                        is talked over.",
                    after: &["Schegloff 2000", "Levinson & Torreira 2015"],
                },
                Definition {
                    term: "Silence",
                    meaning: "Nobody speaks, and nobody is about to: people think, read, or wait.",
                    record: "“Silence”, or the name of the one who has just stopped.",
                    heard: &[
                        ("Ida", "What would you do?"),
                        ("", "Three, four, five seconds."),
                    ],
                    so: "Silence from when Ida stops until somebody speaks.",
                    in_doubt: "Shorter than about three seconds? Leave it: that is a gap between two turns.",
                    after: &["Sacks, Schegloff & Jefferson 1974"],
                },
                Definition {
                    term: "Back-channel",
                    meaning: "“Mm”, “yes”, “right”, a laugh: somebody listens, and says “go on” in one way or another. It asks for no floor.",
                    record: "Nothing.",
                    heard: &[
                        ("Jon", "The poster is nearly done."),
                        ("Mei", "Mm-hm."),
                        ("Jon", "Two pictures are missing."),
                    ],
                    so: "One turn, Jon’s.",
                    in_doubt: "Does the speaker go on as if nothing had been said? Back-channel. Does the “yes” become a \
                        point of its own? Then it is a turn, from where the point begins.",
                    after: &["Yngve 1970", "Schegloff 2000"],
                },
            ],
        },
        Chapter {
            heading: "Cut-offs",
            definitions: &[
                Definition {
                    term: "Interruption",
                    meaning: "One person starts while another has evidently not finished: in the middle of a sentence, or of \
                        a point that was announced (“two things: …”). It is yielded or held, by who goes on.",
                    record: "“Interrupts”, on the one who starts. Whom they interrupt is known, because you recorded who \
                        was speaking.",
                    heard: &[
                        ("Jon", "Last year I fetched them with a\u{a0}–"),
                        ("Mei", "And who carries them up the stairs?"),
                    ],
                    so: "Mei interrupts Jon. That her question is a good one makes no difference.",
                    in_doubt: "Ask one thing: had the speaker finished? After a full sentence, a question, or a voice that \
                        trails off, anybody may start; that is a turn. Whether it was meant well is another question, and \
                        can be noted as its manner: supportive, neutral or intrusive.",
                    after: &[
                        "West & Zimmerman 1983",
                        "Okamoto, Rashotte & Smith-Lovin 2002",
                        "Anderson & Leaper 1998",
                    ],
                },
                Definition {
                    term: "Interruption, yielded",
                    meaning: "The interrupted person stops, and the other goes on. The interrupted person is cut off.",
                    record: "“Interrupts”, and no more: the floor changes hands by itself.",
                    heard: &[
                        ("Jon", "I asked the school, and they told me that\u{a0}–"),
                        ("Sam", "Let’s take our own pictures, that’s quicker."),
                    ],
                    so: "Sam interrupts Jon, yielded. We never learn what the school said.",
                    in_doubt: "Both speak for a moment? Wait for who stops; that person has yielded, however loud \
                        the other was.",
                    after: &["Smith-Lovin & Brody 1989", "Jacobi & Schweers 2017"],
                },
                Definition {
                    term: "Interruption, held",
                    meaning: "The interrupted person goes on, and the other stops. Nobody is cut off; the attempt is recorded, \
                        and brings no airtime.",
                    record: "“Interrupts”, then “They kept the floor”.",
                    heard: &[
                        ("Mei", "My grandmother told a story about this\u{a0}–"),
                        ("Sam", "Do we have a microphone?"),
                        ("Mei", "One moment, Sam. About this very house."),
                    ],
                    so: "Sam interrupts Mei, held.",
                    in_doubt: "Does the speaker answer in a word and come back to the point unaided? Held. Does it take \
                        somebody else to bring them back? Yielded, and perhaps a repair.",
                    after: &["Ferguson 1977", "Smith-Lovin & Brody 1989"],
                },
                Definition {
                    term: "Talked over",
                    meaning: "Seen from the one who loses: their point is cut off, or their attempt to speak is drowned, \
                        whoever did it.",
                    record: "“Talked over”, on the one who lost; then the name of whoever goes on.",
                    heard: &[
                        ("Mei", "I thought that we could\u{a0}–"),
                        ("Sam", "A quiz!"),
                        ("Ida", "Or a band!"),
                        ("Sam", "A quiz about the house, with prizes."),
                    ],
                    so: "Mei is talked over; then Sam has the floor.",
                    in_doubt: "Did one person start in the middle of another’s sentence and take the floor? That is an \
                        interruption. Were there several at once, or did somebody try to speak and nobody make room? \
                        Talked over. Never record both of the same instant.",
                    after: &["Schegloff 2000", "Ferguson 1977"],
                },
            ],
        },
        Chapter {
            heading: "Making room",
            definitions: &[
                Definition {
                    term: "Ally moment",
                    meaning: "Somebody makes room for somebody else, in one of four ways: they invite in a person who has said \
                        little; they amplify a point, and say whose it is; they credit somebody with an idea; or they hand \
                        the floor back to somebody who was cut off.",
                    record: "“More” (the three dots) on the tile of the one who did it; then which of the four, and for whom.",
                    heard: &[
                        ("Ida", "Mei, you were about to tell us your idea."),
                        ("Mei", "A reading."),
                    ],
                    so: "Ida hands the floor back to Mei.",
                    in_doubt: "Would the other person have had this room anyway? Calling the next one in an agreed round, or \
                        saying thank you, is kind and is no ally moment. What counts is what was done, and not how the person \
                        is; nobody is an ally on this record.",
                    after: &[],
                },
                Definition {
                    term: "Repair",
                    meaning: "Somebody was cut off and has the floor again within 60 seconds. It is a repair by an ally when \
                        an ally moment for them lies between.",
                    record: "Nothing more: it follows from the turns and moments that you recorded.",
                    heard: &[
                        ("Mei", "I thought that we could\u{a0}–"),
                        ("Sam", "A quiz about the house, with prizes."),
                        ("Ida", "Mei, you were about to tell us your idea."),
                        ("Mei", "A reading."),
                    ],
                    so: "Mei is back soon after; Ida’s moment lies between, so it is repaired by an ally.",
                    in_doubt: "Is it still the same point? You need not judge that. Speaking again is what counts.",
                    after: &[],
                },
            ],
        },
    ],
    record: "Record",
    example: "Example",
    in_doubt: "In doubt",
    after: "After",
    sources_heading: "Where this comes from",
    sources_lead: "The definitions follow work on conversation, made simple enough for one person who taps. Ally moments \
        and repairs are our own.",
    sources: &[
        (
            "Sacks, Schegloff & Jefferson 1974",
            "on the organisation of turn-taking: turns, where they may end, gaps and lapses.",
        ),
        (
            "Levinson & Torreira 2015",
            "on timing: most gaps between turns last about a fifth of a second, and small overlaps are ordinary.",
        ),
        (
            "Yngve 1970",
            "on “getting a word in edgewise”: the name and idea of the back-channel.",
        ),
        (
            "Schegloff 2000",
            "on overlapping talk: which of it competes for the floor and which does not, and how it is resolved.",
        ),
        (
            "Ferguson 1977",
            "on kinds of interruption, among them those in which the interrupter does not get the floor.",
        ),
        (
            "West & Zimmerman 1983",
            "on interruption as starting well inside another’s turn, and not near its end.",
        ),
        (
            "Smith-Lovin & Brody 1989",
            "on interruptions in groups: attempts that succeed and attempts that fail; supportive, neutral and negative ones.",
        ),
        (
            "Anderson & Leaper 1998",
            "on why kinds of interruption should be told apart: intrusive ones behave differently from the rest.",
        ),
        (
            "Okamoto, Rashotte & Smith-Lovin 2002",
            "on measuring: a rule about words and the judgement of people who know the situation find different interruptions.",
        ),
        (
            "Jacobi & Schweers 2017",
            "on counting who cuts off whom in a court, year after year.",
        ),
        (
            "Bakeman, Quera & Gnisci 2009",
            "on the agreement of two observers second by second, as practice computes it; with Cohen 1960 for κ.",
        ),
    ],
    back: "Back",
};
