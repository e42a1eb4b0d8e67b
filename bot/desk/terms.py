"""What a question was about in words the knowledge already holds: all that is ever kept of a question."""

from collections import Counter
from collections.abc import Iterable

from bot.model.knowledge import Knowledge
from bot.model.vocabulary import Topic
from bot.state.records import TERMS
from bot.understand.normalize import normalize
from bot.understand.understanding import Understanding

WORDS = 3
"""Further words of a question that are kept, the most telling ones."""
SHORTEST = 4
"""Letters of a word that tells something."""
COMMON = 0.08
"""Share of the reviewed questions above which a word tells nothing."""
TOPIC, GROUP, WORD = "topic:", "group:", "word:"


class Terms:
    """The closed vocabulary of one knowledge snapshot: ids, topics, groups, and words of reviewed questions."""

    def __init__(self, knowledge: Knowledge) -> None:
        faqs = knowledge.faqs.values()
        wordings = (normalize(" ".join((faq.question, *faq.variants))).words for faq in faqs)
        counts = Counter(word for words in wordings for word in {w for w in words if _plain(w)})
        most = max(2.0, COMMON * len(knowledge.faqs))
        self._rarity = {word: count for word, count in counts.items() if count <= most}

    def of(self, u: Understanding) -> str:
        """Sorted terms joined by one space, at most 200 characters; empty when nothing is known.

        A word of the asker's own that stands in no reviewed question never gets in.
        """
        mentions = {m.id for m in u.links.mentions}
        named = {w for m in u.links.mentions for w in normalize(m.surface).words}
        words = {w for w in u.normalized.words if w in self._rarity and w not in named}
        telling = sorted(words, key=lambda w: (self._rarity[w], w))[:WORDS]
        topics = [TOPIC + u.topic.value] if u.topic and u.topic is not Topic.OTHER else []
        groups = [GROUP + g.value for g in u.groups]
        return joined((*mentions, *topics, *groups, *(WORD + w for w in telling)))


def core(terms: str) -> str:
    """The substances, topic and groups without further words; the same terms when there is nothing else."""
    kept = [t for t in terms.split() if not t.startswith(WORD)]
    substances = [t for t in kept if not t.startswith((TOPIC, GROUP))]
    return joined(kept) if substances else terms


def entry_terms(entry: str, knowledge: Knowledge) -> str:
    """The terms of an answer, for a press on it: its compounds and its topic."""
    kind, _, rest = entry.partition(":")
    key, _, topic = rest.partition("#")
    if kind == "faq" and (faq := knowledge.faqs.get(key)):
        return joined((*faq.compounds, TOPIC + faq.topics[0].value))
    if kind == "card" and key in knowledge.compounds:
        return joined((key, TOPIC + (topic or Topic.OVERVIEW.value)))
    if kind == "interaction" and (pair := knowledge.interactions.get(key)):
        return joined((*(party.partition(":")[2] for party in pair.between), TOPIC + Topic.INTERACTION.value))
    return ""


def asked_again(terms: str, knowledge: Knowledge) -> str:
    """A plain question made from terms, to be tried against an edit: `fasoracetam half life`."""
    spoken = []
    for term in terms.split():
        prefix, colon, value = term.partition(":")
        word = value if colon else _name(prefix, knowledge)
        spoken.append(word.replace("_", " "))
    return " ".join(spoken)


def joined(terms: Iterable[str]) -> str:
    """Terms in their stored form; what does not fit is left out whole."""
    kept: list[str] = []
    for term in sorted(set(terms)):
        if len(" ".join((*kept, term))) <= TERMS:
            kept.append(term)
    return " ".join(kept)


def _name(key: str, knowledge: Knowledge) -> str:
    known = knowledge.compounds.get(key) or knowledge.medicines.get(key) or knowledge.classes.get(key)
    return known.name if known else key


def _plain(word: str) -> bool:
    return len(word) >= SHORTEST and word.isascii() and word.isalpha()
