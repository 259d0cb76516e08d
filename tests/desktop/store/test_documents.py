"""What the index is given of a thing: every name to find it by, one to count it under."""

from __future__ import annotations

from desktop.store.documents import Names, document
from desktop.store.facts import facts_of
from wire.bodies import AnswerBody, Membership, PageBody, PersonCore, SkillClaim
from wire.bodies import Names as PersonNames

HERE = Names(
    of={
        "site:1": ("Köln (Werk)", "Cologne (plant)"),
        "unit:2": ("Einkauf", "Purchasing"),
        "skill:3": ("Brandschutz", "Fire protection"),
    }
)
ANNA = PersonCore(
    names=PersonNames(display="Anna Beispiel"),
    site="1",
    memberships=(Membership(unit="2"), Membership(name="Betriebsrat")),
    skills=(SkillClaim(name="Fire safety", skill="3"), SkillClaim(name="Segeln")),
)


def test_a_thing_with_names_in_two_languages_is_found_by_both_and_counted_once() -> None:
    bodies = {"core": ANNA}
    facts = facts_of("person", bodies)
    assert facts
    anna = document("person:a", bodies, facts, HERE)
    assert anna.fields["site"] == ("Köln (Werk)", "Cologne (plant)")
    assert anna.facets == {
        "site": ("Köln (Werk)",),
        "unit": ("Einkauf", "Betriebsrat"),
        "skill": ("Brandschutz", "Segeln"),
    }


def test_a_page_below_one_that_is_called_as_its_space_says_the_name_once() -> None:
    bodies = {"": PageBody(space="s", title="Pumps", parent="p")}
    facts = facts_of("page", bodies)
    assert facts
    called = Names(of={"space:s": ("Service",), "page:p": ("Service",)})
    assert document("page:x", bodies, facts, called).subtitle == "Service"


def test_an_answer_is_called_by_its_first_words_as_they_are_read_not_as_they_are_written() -> None:
    text = (
        "> Only for your **own** car, see [the `list`](vademecum://page/1#paid). ![x](attach:9)\n"
    )
    facts = facts_of("answer", {"": AnswerBody(space="s", question="q", text=text)})
    assert facts
    assert facts.title == "Only for your own car, see the list. x"
