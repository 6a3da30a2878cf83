"""The machine's study: a few questions, each of which can go wrong in a way of its own."""

# ruff: noqa: E501 - a table is read by its columns

from functools import cache

from domain.study import Study
from domain.workbook import read
from tests.forms.form import Form, build

SHEETS = {
    "settings": "form_id | form_title | version | default_language\nmachine | Machine | 1 | en",
    "study": """
key | value
client | Koivu.example
name | The machine's study
wave | 2026
recordings | yes
recordings_basis | The staff was told in writing on 1.11.2026.
recordings_kept_days | 90
""",
    "promise": "element | label | weight\nhurry | We do not hurry you | 1",
    "journey": "touchpoint | label\nmeeting | Meeting\nending | Ending",
    "services": "service | label | channel | contacts | minutes | fee\nphone | Phone | phone | 5 | 10 | 20",
    "units": "unit | label | service\nturku | The Turku desk | phone\noulu | The Oulu desk | phone",
    "scenarios": "scenario | kind | label | brief | service\nbill | inquiry | A bill | Ask about it. | phone",
    "profiles": "profile | label\nstudent | Student",
    "survey": """
type | name | label | guidance_hint | required | required_message | relevant | constraint | constraint_message | default | parameters | calculation | measure | touchpoint | weight | stage | comment_below
hidden | answered | | | | | | | | | | | | | | |
hidden | unit | | | | | | | | | | | | | | |
begin_group | call | The call | | | | ${answered} = 'yes' | | | | | | | | | |
range | greeting | Greeting? | 10 is the best there is. | yes | | | | | | start=0 end=10 | | score | meeting | 2 | | 6
select_one ends | solved | How ended? | | yes | | | | | | | | score | ending | 1 | | no
text | reason | Whence? | | yes | Only you know. | ${solved} = 'passed' or ${solved} = 'promised' | | | | | | verbatim | ending | | |
date | day | By when? | | yes | | ${solved} = 'promised' | . >= today() | That day is gone. | | | | | ending | | |
integer | moves | Moves? | | yes | | | . >= 0 and . < 8 | Under eight. | 1 | | | | ending | | |
select_multiple topics | topics | Topics? | | yes | | | not(selected(., 'none') and count-selected(.) > 1) | None is none. | | | | | ending | | |
begin_group | pricing | The price | | | | selected(${topics}, 'price') | | | | | | | | | |
select_one yes_no | clear | Clear? | | | | | | | | | | score | ending | 1 | |
text | unclear | Unclear what? | | | | ${clear} = 'no' | | | | | | verbatim | ending | | |
end_group | | | | | | | | | | | | | | | |
rank marks | marks | Order? | | | | | | | | | | | ending | | |
image | photo | A photo? | | | | | | | | | | | ending | | |
audio | record | The call? | | | | | | | | | | recording | ending | | |
calculate | total | | | | | | | | | | ${greeting} + ${moves} | | | | |
range | happy | Happy? | | | | ${solved} != 'no' | | | | start=1 end=5 | | csat | ending | | later |
select_one yes_no | kept | Kept? | | yes | | ${solved} = 'promised' | | | | | | score | ending | 1 | ${day} |
end_group | | | | | | | | | | | | | | | |
text | words | In words? | | | | | | | | | | verbatim | ending | | |
""",
    "choices": """
list_name | name | label | score
ends | solved | Solved | 100
ends | passed | Passed on | 50
ends | promised | Promised | 60
ends | no | Not solved | 0
topics | price | Price
topics | delivery | Delivery
topics | none | None of them
yes_no | yes | Yes | 100
yes_no | no | No | 0
marks | fast | Fast
marks | kind | Kind
marks | cheap | Cheap
""",
    "checks": """
expression | message | strength
not(${greeting} > 8 and ${solved} = 'no') | Was it that good? | hard
not(${greeting} < 3 and ${solved} = 'solved') | Was it that bad? | soft
""",
}  # fmt: skip


@cache
def small_study() -> Study:
    """Returns the study."""
    found = read(build(Form("machine", "What the machine answers.", SHEETS, is_study=True)), "machine.xlsx")
    assert found.study is not None, found.faults
    return found.study
