"""The few sentences the bot says about itself: abstaining, asking back, greeting. Reviewed like any other text."""

from typing import Final

ABSTAIN_TITLE: Final = "I have no reviewed answer for this"
ABSTAIN: Final = (
    "Nothing in my knowledge base fits this question well enough, so I would rather say nothing than guess. "
    "A pharmacist or doctor can answer questions about your own situation."
)
ABSTAIN_NEXT: Final = (
    "You can name one substance and what you want to know, for example its half-life or side effects, "
    "browse the list of questions, or suggest this topic to the moderators."
)
UNKNOWN_SUBSTANCE_TITLE: Final = "I do not know one of the substances named"
UNKNOWN_SUBSTANCE: Final = (
    "At least one substance in this question is not in my knowledge base. I will not answer from a similar name, "
    "because similar names can have very different risks. Not known here does not mean harmless."
)
ONLY_MEDICINES_TITLE: Final = "I have no card for this substance"
ONLY_MEDICINES: Final = (
    "I recognise the name and can check it against other substances, but I hold no card on it. "
    "Its leaflet, a pharmacist or the person who prescribed it can answer this."
)
ONLY_PEOPLE_TITLE: Final = "What matters for you first"
ONLY_PEOPLE: Final = (
    "No single substance that I hold an entry on is named here, so this is only the caution for your situation. "
    "Ask again with one name for what is known about it."
)
WHICH_TITLE: Final = "Which one do you mean?"
WHICH_COMPOUND: Final = (
    "I can answer this when you tell me which substance you mean. Ask again with its name."
)
WHICH_NAME: Final = (
    "This name is close to more than one entry, and they are not the same thing. Please pick one."
)
NOT_SURE_TITLE: Final = "I am not sure what you mean"
NOT_SURE: Final = "These entries come closest. If none of them fits, I have no answer."
EMPTY_TITLE: Final = "Ask me something"
EMPTY: Final = (
    "I answer questions on nootropics and supplements from reviewed entries with sources. "
    "For example: what is the half-life of fasoracetam, "
    "what is known about bacopa and memory, or can two things be combined."
)
GREETING_TITLE: Final = "Hello"
THANKS_TITLE: Final = "You are welcome"
THANKS: Final = "Ask whenever you like."
UNKNOWN: Final = "Not known"
NO_SECTION: Final = "There is no reviewed text on this for {name}. Not known here does not mean harmless."
STUB: Final = "This is a short entry; the full card is still to be written."
BROKEN_TITLE: Final = "My knowledge base is not available right now"
BROKEN: Final = (
    "I cannot answer questions at the moment. The people who run me have been told. "
    "For anything urgent, call your local emergency number or a poison centre."
)
TWO_QUESTIONS: Final = "You asked more than one thing; here are the two I can answer best."
PAIR_UNKNOWN: Final = (
    "No reviewed record covers {a} together with {b}. That is unknown, and unknown is not the same as harmless. "
    "Ask a pharmacist before combining them."
)
LEFT_OUT: Final = (
    "I look at four substances at a time and began with the gravest pairs. Not looked at here: {names}. "
    "Ask about them on their own."
)
FROM_CARDS: Final = "What the cards say of each other"
NO_CARD_TO_COMPARE: Final = (
    "I hold no card on {names}, so I cannot compare them. What I have is below; a pharmacist can say more."
)
ABOUT_TITLE: Final = "About Footnote"
ABOUT: Final = (
    "Footnote answers questions on nootropics and supplements from reviewed entries, and names each source. "
    "No text is generated, nobody watches this conversation, and no message text is stored.",
    "It is open-source software, takes no money from sellers and links to none. The operators of this server run it; "
    "its moderators keep the entries.",
    "Evidence is graded in words, from high to very low certainty. It has not been reviewed by a regulator and is no "
    "medical device.",
)
FAQ_INTRO: Final = "Questions {first} to {last} of {count}. Pick one from the list below to read its answer."
MORE_QUESTIONS: Final = "More questions"
