"""Random documents and search requests: more_like_this with every parameter, and nested queries.

Few groups and clusters, so that ties are frequent. Everything comes from the random generator that
is passed in: the same seed makes the same requests.
"""

WORDS = ["red", "fox", "the", "quick", "Blue", "a1", "dog", "lazy", "hen", "3.14"]
FIELDS = ["fv", "fv.keyword", "title", "tag.keyword"]
MINIMUMS = ["1", "2", "30%", "0", "-1", "3", "-25%", "60%", "2<50%", "100%", 1, 4]
BOOSTS = [2, 0.5, 1.3, 0, 3.7, 1]


class RandomIndex:
    """The documents of one index, and requests about them."""

    def __init__(self, rng):
        self._rng = rng
        self._groups = rng.randint(2, 12)
        self._clusters = rng.randint(2, 6)
        self.documents = [(str(n), self._document()) for n in range(rng.randint(20, 150))]

    def _chance(self, percent):
        return self._rng.random() * 100 < percent

    def _token(self, group=None):
        cluster = int(self._rng.random() * self._rng.random() * self._clusters)
        return f"{self._rng.randrange(self._groups) if group is None else group}-{cluster}"

    def _text(self):
        return " ".join(self._rng.choice(WORDS) for _ in range(self._rng.randint(1, 7)))

    def _document(self):
        tokens = [self._token(group) for group in range(self._groups) if self._chance(92)]
        if tokens and self._chance(10):
            tokens.append(tokens[0])
        document = {"n": self._rng.randrange(5)}
        if tokens:
            document["fv"] = tokens
        if self._chance(85):
            document["title"] = self._text()
        if self._chance(70):
            document["tag"] = self._rng.choice(WORDS)
        return document

    def _id(self):
        return str(self._rng.randrange(len(self.documents) + 2))

    def _value(self, field):
        if field == "fv":
            return str(self._rng.randrange(self._groups))
        return self._token() if field == "fv.keyword" else self._rng.choice(WORDS)

    def _like(self, field, text_allowed):
        if text_allowed and self._chance(30):
            return self._text() if field == "title" else self._value(field)
        if self._chance(15):
            return {"doc": {"fv": [self._token() for _ in range(4)], "title": self._text()}}
        item = {"_id": self._id()}
        if self._chance(8):
            item["fields"] = ["title"]
        return item

    def more_like_this(self):
        rng = self._rng
        query = {}
        first = "*"
        if self._chance(92):
            fields = ["fv.keyword" if self._chance(65) else rng.choice(FIELDS)]
            if self._chance(30):
                fields += [f for f in [rng.choice(FIELDS)] if f not in fields]
            query["fields"], first = fields, fields[0]
        named = "fields" in query
        query["like"] = [self._like(first, named) for _ in range(rng.randint(1, 3))]
        if self._chance(30):
            query["unlike"] = [self._like(first, named)]
        query["max_query_terms"] = rng.choice([1, 2, 3, 5, 8, 25])
        query["min_term_freq"] = 1 if self._chance(80) else rng.randrange(3)
        query["min_doc_freq"] = rng.randrange(6)
        optional = {"max_doc_freq": lambda: rng.randint(1, len(self.documents)),
                    "min_word_length": lambda: rng.randrange(5),
                    "max_word_length": lambda: rng.randrange(6),
                    "stop_words": lambda: [self._token(), rng.choice(WORDS)],
                    "minimum_should_match": lambda: rng.choice(MINIMUMS),
                    "boost_terms": lambda: rng.choice([1, 2.5, 0.1, 1.7]),
                    "include": lambda: self._chance(50),
                    "boost": lambda: rng.choice(BOOSTS)}
        for name, make in optional.items():
            if self._chance(60 if name == "minimum_should_match" else 22):
                query[name] = make()
        return {"more_like_this": query}

    def _leaf(self):
        rng = self._rng
        field = "unmapped" if self._chance(4) else rng.choice(FIELDS)
        value = self._value(field)
        kind = rng.randrange(9)
        if kind == 0:
            return {"terms": {field: [value, self._value(field)]}}
        if kind == 1:
            match = {"query": self._text() if field == "title" else value}
            if self._chance(25):
                match["operator"] = "and"
            elif self._chance(25):
                match["minimum_should_match"] = rng.choice(MINIMUMS)
            return {"match": {field: match}}
        if kind == 2:
            return {"ids": {"values": [self._id(), self._id()]}}
        if kind == 3:
            return {"exists": {"field": field}}
        if kind == 4:
            return {"match_all": {"boost": rng.choice(BOOSTS)}} if self._chance(80) \
                else {"match_none": {}}
        if kind == 5:
            return {"term": {"n": rng.randrange(5)}}
        term = {"value": value}
        if self._chance(30):
            term["boost"] = rng.choice(BOOSTS)
        return {"term": {field: term}}

    def _several(self, most, depth):
        made = []
        for _ in range(self._rng.randint(0, most)):
            made.append(made[0] if made and self._chance(12) else self.query(depth))
        return made

    def _compound(self, depth):
        rng = self._rng
        kind = rng.randrange(4)
        if kind == 0:
            return {"dis_max": {"queries": self._several(2, depth) + [self.query(depth)],
                                "tie_breaker": rng.choice([0, 0.3, 1])}}
        if kind == 1:
            return {"constant_score": {"filter": self.query(depth),
                                       "boost": rng.choice(BOOSTS)}}
        query = {"must": self._several(2, depth), "should": self._several(4, depth)}
        if self._chance(40):
            query["filter"] = self._several(2, depth)
        if self._chance(30):
            query["must_not"] = self._several(1, depth)
        if self._chance(35):
            query["minimum_should_match"] = rng.choice(MINIMUMS)
        if self._chance(20):
            query["boost"] = rng.choice(BOOSTS)
        return {"bool": query}

    def query(self, depth=3):
        if self._chance(50 if depth == 3 else 20):
            return self.more_like_this()
        return self._compound(depth - 1) if depth > 0 and self._chance(60) else self._leaf()

    def request(self):
        body = {"query": self.query(), "_source": False, "size": self._rng.randint(1, 30)}
        if self._chance(25):
            body["from"] = self._rng.randrange(5)
        if self._chance(25):
            body["track_total_hits"] = self._rng.choice([True, 3, 10])
        return body
