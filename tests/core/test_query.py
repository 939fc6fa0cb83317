"""The query language: what is understood, and where an error points."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.errors import QueryError
from readinglist.core.query import And, Days, Field, Node, Not, Numbers, Or, Query, Term
from readinglist.core.query_parser import EXAMPLES, LONGEST, MOST_NESTED, MOST_TERMS, parse
from readinglist.core.query_values import DAY_FORMS, NUMBER_FORMS, coming_day
from tests.queries import days, numbers, printed, terms, texts, trees

TODAY = date(2025, 3, 31)
A, B, C = (Term(Field.TEXT, word) for word in "abc")


def tree(text: str) -> Node | None:
    return parse(text, TODAY).tree


def wrong(text: str) -> QueryError:
    with pytest.raises(QueryError) as error:
        parse(text, TODAY)
    return error.value


def test_what_stands_beside_each_other_must_all_hold() -> None:
    assert tree('is:queued tag:moe -tag:rl "state space" note:proof -x title:"two words"') == And(
        (
            Term(Field.IS, "queued"),
            Term(Field.TAG, "moe"),
            Not(Term(Field.TAG, "rl")),
            Term(Field.TEXT, "state space", phrase=True),
            Term(Field.NOTE, "proof"),
            Not(Term(Field.TEXT, "x")),
            Term(Field.TITLE, "two words", phrase=True),
        )
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("(a)(b OR(c))", And((A, Or((B, C))))),
        ("-(a OR b) c", And((Not(Or((A, B))), C))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("(a b) c", And((A, B, C))),
        ("-(-a)", Not(Not(A))),
        ("a or b", And((A, Term(Field.TEXT, "or"), B))),
        ("a -OR", And((A, Not(Term(Field.TEXT, "OR"))))),
        ('a "OR" b', And((A, Term(Field.TEXT, "OR", phrase=True), B))),
        ("ORacle", Term(Field.TEXT, "ORacle")),
    ],
)
def test_or_and_parentheses_join_terms(text: str, meant: Node) -> None:
    assert tree(text) == meant


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", []),
        ("  \t ", []),
        ("-", []),
        ('""', []),
        ("— …", []),
        ("state-space", ["state-space"]),
        ("https://example.org/x", ["https://example.org/x"]),
        ("COMET: learning", ["COMET:", "learning"]),
        ("Seen: a data set", ["Seen:", "a", "data", "set"]),
        ("O(n^2)", ["O(n^2)"]),
        ("sorting (in O(n log n) or so)", ["sorting", "in", "O(n", "log", "n)", "or", "so"]),
        ("sorting in O(n log n) steps", ["sorting", "in", "O(n", "log", "n)", "steps"]),
        ("retrieval (RAG) & more", ["retrieval", "RAG", "more"]),
        ("TAG:Moe IS:READ", ["Moe", "read"]),
    ],
)
def test_text_that_people_paste_is_understood(text: str, values: list[str]) -> None:
    found = parse(text).conditions
    assert [one.value for one in found if isinstance(one, Term)] == values
    assert len(found) == len(values)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("seen:2", (2, 2)),
        ("seen:>2", (3, None)),
        ("seen:>=2", (2, None)),
        ("seen:<2", (None, 1)),
        ("seen:<=2", (None, 2)),
        ("year:2019..2021", (2019, 2021)),
        ("year:2019..", (2019, None)),
        ("year:..2021", (None, 2021)),
        ("rating:0", (0, 0)),
        ("rating:0..3", (0, 3)),
        ("rating:<1", (None, 0)),
    ],
)
def test_numbers_are_compared(text: str, bounds: tuple[int | None, int | None]) -> None:
    assert tree(text) == Numbers(Field(text.split(":", maxsplit=1)[0]), *bounds)


@pytest.mark.parametrize("text", ["rating:<4", "rating:<=3", "rating:..3", "rating:1..3"])
def test_a_paper_without_a_rating_is_not_rated_low(text: str) -> None:
    assert tree(text) == Numbers(Field.RATING, 1, 3)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-03-18", "2025-03-18", "2025-03-18"),
        (">=2025-03", "2025-03-01", None),
        (">2025-03", "2025-04-01", None),
        ("<2025-03", None, "2025-02-28"),
        ("<=2025-03", None, "2025-03-31"),
        ("2025-03..2025-05", "2025-03-01", "2025-05-31"),
        ("2025-03..", "2025-03-01", None),
        ("..2025-03", None, "2025-03-31"),
        ("2024..today", "2024-01-01", "2025-03-31"),
        ("today", "2025-03-31", "2025-03-31"),
        ("Yesterday", "2025-03-30", "2025-03-30"),
        (">=yesterday", "2025-03-30", None),
        ("7d", "2025-03-24", None),
        ("<=7d", "2025-03-24", None),
        ("<7d", "2025-03-25", None),
        (">30d", None, "2025-02-28"),
        (">=2w", None, "2025-03-17"),
        ("1m", "2025-02-28", None),
        ("13m", "2024-02-29", None),
        ("1y", "2024-03-31", None),
        ("30d..7d", "2025-03-01", "2025-03-24"),
        ("9999y", "0001-01-01", None),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_days_are_named_compared_and_counted_from_today(text: str, first: str | None, last: str | None) -> None:
    begins, ends = (date.fromisoformat(end) if end else None for end in (first, last))
    assert tree(f"added:{text}") == Days(Field.ADDED, begins, ends)


def test_a_saved_search_by_age_moves_on_with_time() -> None:
    assert parse("read:<7d", date(2025, 4, 1)) == Query(Days(Field.READ, date(2025, 3, 26), None))


@pytest.mark.parametrize(
    ("text", "position", "what"),
    [
        ("foo:bar", 0, "There is no field “foo:”"),
        ("a -foo:bar", 3, "There is no field “foo:”"),
        ("is:nothing", 3, "There is no state “nothing”"),
        ("a has:x", 6, "There is no part “x”"),
        ('a "open', 2, "A quote is opened and not closed"),
        ('a (b "c', 5, "A quote is opened and not closed"),
        ("tag:", 0, "tag: wants a value"),
        ("a tag: b", 2, "tag: wants a value"),
        ("a (b", 2, "A parenthesis is opened and not closed"),
        ("a (b (c)", 2, "A parenthesis is opened and not closed"),
        ("a b)", 3, "This parenthesis closes nothing"),
        ("a -() b", 3, "There is nothing between these parentheses"),
        ('("" -)', 0, "There is nothing between these parentheses"),
        ("OR a", 0, "There is nothing before this OR"),
        ("a OR", 2, "There is nothing after this OR"),
        ("a (b OR) c", 5, "There is nothing after this OR"),
        ("a OR OR b", 2, "There is nothing after this OR"),
        ("title:(a OR b)", 6, "title: takes one value"),
        ("a seen:x", 7, "seen: wants a number, not “x”"),
        ("seen:1..x", 5, "seen: wants a number"),
        ("seen:..", 5, "seen: wants a number"),
        ("seen:3..2", 5, "The range “3..2” ends before it begins"),
        ("seen:<0", 5, "Nothing is “<0”"),
        ("seen:٣", 5, "seen: wants a number"),
        ("rating:6", 7, "A rating is 0 to 5"),
        ("added:2025-02-29", 6, "added: wants a day, not “2025-02-29”"),
        ("added:2025-13", 6, "added: wants a day"),
        ("added:soon", 6, "added: wants a day"),
        ("added:7x..2025", 6, "added: wants a day"),
        ("read:2025-05..2025-03", 5, "ends before it begins"),
        ("step:three", 5, "A step is a number"),
        ("(" * (MOST_NESTED + 1) + "a", MOST_NESTED, "Parentheses stand in each other"),
        ("a" * (LONGEST + 1), LONGEST, "A query has at most 3,000 characters"),
    ],
)
def test_an_error_points_at_the_character_and_says_what_would_be_right(text: str, position: int, what: str) -> None:
    error = wrong(text)
    assert error.position == position
    assert error.what.startswith(what) or what in error.what
    assert error.remedy


def test_an_error_names_what_there_is() -> None:
    for text, known in (("foo:x", "author:"), ("is:x", "queued"), ("has:x", "abstract"), ("seen:x", ">=3")):
        assert known in wrong(text).remedy
    assert "2025-03..2025-05" in wrong("added:x").remedy


@pytest.mark.parametrize(
    "text",
    [
        "a OR", "OR", "(", "-(", "a (b", '"a b', "tag:", "a -is:", "is:que", "has:no", "seen:>", "seen:2.", "seen:..",
        "added:2", "added:2025-", "added:2025-1", "added:2025-03-", "added:>=202", "added:tod", "added:7", "added:<",
        "added:2025..2", "year:2020..20",
    ],
)  # fmt: skip
def test_what_is_only_half_written_is_known_to_be(text: str) -> None:
    assert wrong(text).unfinished


@pytest.mark.parametrize(
    "text", ["foo:bar", "is:quite", "is:que a", "a)", "()", "seen:x", "added:2025-13", "added:soon", "tag: a", "step:x"]
)
def test_what_nothing_can_mend_is_not_half_written(text: str) -> None:
    assert not wrong(text).unfinished


def test_every_word_on_the_way_to_a_query_is_a_query_or_half_of_one() -> None:
    whole = '-tag:moe ("state space" OR title:proof) is:queued has:note seen:>=2 rating:1..4 added:2025-03..today <7d'
    for end in range(len(whole)):
        try:
            parse(whole[:end], TODAY)
        except QueryError as error:
            assert error.unfinished, whole[:end]  # noqa: PT017


@pytest.mark.parametrize(("field", "forms"), [("seen", NUMBER_FORMS), ("rating", NUMBER_FORMS), ("added", DAY_FORMS)])
def test_the_forms_that_an_error_proposes_are_understood(field: str, forms: str) -> None:
    assert forms in wrong(f"{field}:x").remedy
    for form in forms.replace(" or ", ", ").split(", "):
        assert tree(f"{field}:{form}") is not None


@pytest.mark.parametrize("field", [field for field in Field if field])
def test_every_field_has_an_example_that_is_understood(field: Field) -> None:
    (found,) = parse(EXAMPLES[field]).conditions
    assert found.field is field


def test_a_query_with_too_many_terms_is_refused_at_the_first_of_them() -> None:
    text = " - ".join(["sand"] * MOST_TERMS)
    assert len(parse(text).conditions) == MOST_TERMS
    error = wrong(f"{text}  -tag:sea x")
    assert error.what.startswith("A query has at most 200")
    assert error.position == len(text) + 2
    assert error.remedy


@given(texts())
def test_any_text_is_a_query_that_can_be_written_again_or_an_error_that_points_into_it(text: str) -> None:
    try:
        query = parse(text, TODAY)
    except QueryError as error:
        assert 0 <= error.position <= len(text)  # noqa: PT017
        assert error.what.endswith(".")  # noqa: PT017
        return
    assert all(0 <= one.position < len(text) for one in query.conditions)
    assert parse(printed(query.tree), TODAY) == query


words = st.text(st.sampled_from("abxé石-.7"), min_size=1, max_size=6).map(lambda word: f"w{word}")
NAMES = {Field.TAG: ("moe", "rl"), Field.DIGEST: ("2025-03-18",), Field.STEP: ("12",)}


@given(trees(st.one_of(terms(words, NAMES), numbers(), days(date(2025, 1, 1), date(2025, 12, 31)))))
def test_a_tree_that_is_written_down_reads_as_itself(drawn: Node) -> None:
    assert parse(printed(drawn), TODAY) == Query(drawn)


def test_words_are_sought_in_every_branch_where_they_may_be_found() -> None:
    query = parse('a (title:b OR tag:x -c) -(d OR -author:e) "f g"')
    assert [(term.field.value, term.value) for term in query.sought] == [
        ("", "a"), ("title", "b"), ("author", "e"), ("", "f g"),
    ]  # fmt: skip


def test_a_list_of_the_sidebar_is_a_query_for_one_state() -> None:
    assert parse("is:queued").state == parse("(is:queued)").state == "queued"
    assert parse("-is:queued").state is parse("is:queued x").state is parse("has:note").state is Query().state is None
    assert parse("is:queued OR is:read").state is None


def test_a_day_to_come_is_written_as_days_of_a_query_are() -> None:
    forms = {
        "2025-03-24": date(2025, 3, 24), "tomorrow": date(2025, 3, 19), "Next-Week": date(2025, 3, 24),
        "3d": date(2025, 3, 21), "2w": date(2025, 4, 1), "12m": date(2026, 3, 18), "9999y": date.max,
        "today": date(2025, 3, 18), "2020-02-29": date(2020, 2, 29),
    }  # fmt: skip
    assert {text: coming_day(text, date(2025, 3, 18)) for text in forms} == forms
    assert coming_day("1m", date(2025, 1, 31)) == date(2025, 2, 28)
    for text in ("", "soon", "2025", "2025-03", "2025-02-30", ">3d", "-3d", "3"):
        assert coming_day(text, date(2025, 3, 18)) is None


@given(st.dates(max_value=date(9998, 12, 1)))
def test_next_week_begins_on_the_monday_to_come(today: date) -> None:
    monday = coming_day("next-week", today)
    assert monday is not None
    assert monday.weekday() == 0
    assert 1 <= (monday - today).days <= 7


@given(st.dates(), st.integers(0, 9999), st.sampled_from("dwmy"))
def test_so_much_from_now_is_never_before_now(today: date, number: int, unit: str) -> None:
    day = coming_day(f"{number}{unit}", today)
    assert day is not None
    assert day >= today
