"""How people write in chat: look-alike letters, short forms and units, as plain tables without domain words."""

LOOKALIKES = str.maketrans(
    {
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ј": "j", "ѕ": "s", "һ": "h",
        "ԁ": "d", "ԛ": "q", "ԝ": "w", "в": "b", "к": "k", "м": "m", "н": "h", "т": "t", "ѵ": "v", "ɡ": "g", "ɑ": "a",
        "ı": "i", "ո": "n", "ս": "u", "օ": "o", "ł": "l", "ø": "o", "đ": "d",
    }
)  # fmt: skip
"""Letters that look like Latin ones, lower case."""

GREEK_LOOKALIKES = str.maketrans("αβγεικνορτυχωσ", "abyeiknoptuxwo")
"""Used only inside a word, where a Greek letter can not be meant."""

GREEK_NAMES = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ω": "omega", "κ": "kappa", "λ": "lambda",
    "σ": "sigma", "μ": "mu", "ψ": "psi",
}  # fmt: skip
"""A Greek letter on its own is part of a name: α-GPC, ω-3."""

ALONE = frozenset("unrvyw")
"""Short forms that are one letter count only when they stand alone: the N of N-acetyl is not `and`."""

CHAT: dict[str, str] = {
    "u": "you", "ur": "your", "r": "are", "y": "why", "n": "and", "&": "and", "@": "at", "w/": "with",
    "w": "with", "w/o": "without", "wo": "without", "b4": "before", "bc": "because", "cuz": "because", "coz": "because",
    "bcuz": "because", "pls": "please", "plz": "please", "plss": "please", "thx": "thanks",
    "ty": "thanks", "tysm": "thanks", "thnx": "thanks", "tnx": "thanks", "idk": "i don't know", "rn": "right now",
    "tbh": "", "imo": "", "imho": "", "ngl": "", "lol": "", "lmao": "", "lmfao": "", "rofl": "", "haha": "", "hahaha": "",
    "btw": "by the way", "gonna": "going to", "wanna": "want to", "gotta": "have to", "gotten": "got", "kinda": "kind of",
    "sorta": "sort of", "dunno": "don't know", "lemme": "let me", "gimme": "give me", "cant": "can't", "dont": "don't",
    "doesnt": "doesn't", "didnt": "didn't", "wont": "won't", "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't",
    "shouldnt": "shouldn't", "couldnt": "couldn't", "im": "i'm", "ive": "i've",
    "whats": "what's", "hows": "how's", "wheres": "where's", "thats": "that's", "theres": "there's",
    "ppl": "people", "sb": "somebody", "sth": "something", "smth": "something", "smthn": "something", "abt": "about",
    "alot": "a lot", "tho": "though", "thru": "through", "til": "until", "till": "until", "tmrw": "tomorrow",
    "tmr": "tomorrow", "2day": "today", "2moro": "tomorrow", "2nite": "tonight", "tonite": "tonight", "nite": "night",
    "qd": "daily", "bid": "twice daily", "hrs": "hours", "hr": "hour", "mins": "minutes",
    "min": "minutes", "wks": "weeks", "wk": "week", "mos": "months", "yrs": "years", "yr": "year", "vs": "versus",
    "vs.": "versus", "v": "versus", "esp": "especially", "def": "definitely", "prob": "probably", "probs": "probably",
    "diff": "difference", "info": "information", "rec": "recommend", "recs": "recommendations", "recc": "recommend",
    "wat": "what", "wut": "what", "wht": "what", "wats": "what's", "hw": "how", "hv": "have", "shud": "should",
    "shld": "should", "cud": "could", "wud": "would", "wld": "would", "gd": "good", "da": "the", "teh": "the",
    "any1": "anyone", "some1": "someone", "every1": "everyone", "no1": "no one", "sry": "sorry",
    "jw": "just wondering", "fyi": "", "afaik": "", "iirc": "", "smh": "", "bro": "", "bruh": "", "dude": "", "guys": "",
"oki": "ok", "m8": "", "gr8": "great", "l8r": "later", "luv": "love", "thot": "thought",
    "feelin": "feeling", "takin": "taking", "doin": "doing", "havin": "having", "usin": "using", "tryna": "trying to",
    "mgs": "mg", "milligrams": "mg", "milligram": "mg", "miligrams": "mg", "mcgs": "mcg", "ug": "mcg", "µg": "mcg",
    "micrograms": "mcg", "gms": "g", "gm": "g", "grams": "g", "gram": "g", "ius": "iu", "mls": "ml",
}  # fmt: skip
"""Short form → what it stands for; an empty text means a filler that carries nothing."""

UNITS = ("mg", "mgs", "mcg", "ug", "g", "gm", "gms", "gr", "kg", "iu", "ml", "mls", "l", "h", "hr", "hrs", "hour",
         "hours", "min", "mins", "wk", "wks", "week", "weeks", "d", "day", "days", "mo", "months", "yr", "yrs", "yo",
         "x", "caps", "pills", "tabs", "cups", "lbs", "lb", "k", "pm", "am")  # fmt: skip
"""A number glued to one of these is an amount: `20mgs` is `20` and `mg`."""
