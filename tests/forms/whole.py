"""Forms that are whole: every type and feature that is played, as an author may write it for ODK or KoboToolbox."""

from tests.forms.form import Form

YES_NO = """
list_name | name | label
yes_no | yes | Yes
yes_no | no | No
"""

PLACES = """
list_name | name | label | region | town
regions | south | South | |
regions | north | North | |
towns | helsinki | Helsinki | south |
towns | espoo | Espoo | south |
towns | oulu | Oulu | north |
shops | kamppi | Kamppi | south | helsinki
shops | tapiola | Tapiola | south | espoo
shops | valkea | Valkea | north | oulu
"""

WHOLE = (
    Form(
        "smallest",
        "One question and nothing else, not even settings.",
        {"survey": "type | name | label\ntext | words | What did they say?"},
        questions=("words",),
    ),
    Form(
        "numbers",
        "Every type that is answered with a number.",
        {
            "survey": """
type | name | label | parameters
integer | count | How many? |
decimal | litres | How many litres? |
range | grade | What grade? | start=0 end=10 step=1
range | plain | On the scale of ODK? |
"""
        },
        questions=("count", "litres", "grade", "plain"),
    ),
    Form(
        "fine_scales",
        "Ranges with decimal steps, and with ends below zero.",
        {
            "survey": """
type | name | label | parameters
range | half | In halves? | start=0 end=5 step=0.5
range | quarter | In quarters? | start = 1, end = 2, step = 0.25
range | degrees | How warm? | start=-3;end=3;step=1.5
"""
        },
    ),
    Form(
        "choices",
        "One choice, many choices, and their order.",
        {
            "survey": """
type | name | label
select_one yes_no | one | Was it?
select_multiple yes_no | many | Which?
rank yes_no | order | In which order?
""",
            "choices": YES_NO,
        },
    ),
    Form(
        "moments",
        "Days, times of day, and both.",
        {
            "survey": """
type | name | label | constraint | constraint_message
date | day | Which day? | . <= today() | The day lies ahead.
time | clock | At what time? | decimal-time(.) > 0.25 | Before six nobody serves.
datetime | moment | When exactly? | . <= now() | That has not come yet.
"""
        },
    ),
    Form(
        "files",
        "Pictures, sounds, films and other files.",
        {
            "survey": """
type | name | label | parameters
image | photo | A photo of the shelf | max-pixels=1000
audio | sound | What was said |
video | film | How it went |
file | paper | The receipt |
"""
        },
    ),
    Form(
        "place",
        "Where the shopper stood.",
        {"survey": "type | name | label | required\ngeopoint | spot | Where were you? | yes"},
    ),
    Form(
        "words_between",
        "Notes and acknowledgements, which mention earlier answers.",
        {
            "survey": """
type | name | label | hint
text | who | Who served you? | The name on the badge.
note | thanks | Thank you; ${who} will be told. |
acknowledge | read | I have read the brief about ${who}. |
"""
        },
    ),
    Form(
        "guided",
        "A hint, guidance to read when asked for, and the form's own words for what is missing or wrong.",
        {
            "survey": """
type | name | label | hint | guidance_hint | required | required_message | constraint | constraint_message
integer | wait | How many minutes? | Round up. | Count all of it. | yes | Only you know. | . < 99 | Too long.
"""
        },
    ),
    Form(
        "nested_groups",
        "Groups within groups, each with its own relevance.",
        {
            "survey": """
type | name | label | relevant
select_one yes_no | served | Were you served? |
begin_group | service | Service | ${served} = 'yes'
integer | minutes | How long? |
begin group | slow | When it was slow | ${minutes} > 5
text | why | Why? |
end group | | |
end_group | | |
""",
            "choices": YES_NO,
        },
        questions=("served", "minutes", "why"),
    ),
    Form(
        "calculations",
        "Calculations that look at each other, in any order, and one that is kept from the first time.",
        {
            "survey": """
type | name | label | calculation
calculate | share | | round(${right} div ${all} * 100, 1)
calculate | all | | ${right} + ${wrong}
integer | right | How many right? |
integer | wrong | How many wrong? |
calculate | begun | | once(now())
note | told | That is ${share} per cent. |
"""
        },
    ),
    Form(
        "every_function",
        "All functions of the manual in one place.",
        {
            "survey": """
type | name | label | calculation
text | a | Words? |
select_multiple yes_no | b | Which? |
calculate | c1 | | selected(${b}, 'yes') and count-selected(${b}) = 1 or not(contains(${a}, 'x'))
calculate | c2 | | if(starts-with(${a}, 'k'), coalesce(${a}, 'none'), concat(${a}, '!'))
calculate | c3 | | regex(${a}, '[a-z]+') and string-length(${a}) > 2
calculate | c4 | | round(number(${a}) + int('2.5') + pow(2, 3) + min(1, 2) + max(1, 2) + sum(1, 2), 2)
calculate | c5 | | if(true(), today(), if(false(), now(), once(${a})))
calculate | c6 | | format-date(today(), '%e.%n.%Y')
calculate | c7 | | 7 div 2 + 7 mod 2 - 1 * 2
""",
            "choices": YES_NO,
        },
    ),
    Form(
        "cascade",
        "A region leaves its towns, and a town its shops.",
        {
            "survey": """
type | name | label | choice_filter
select_one regions | region | Which region? |
select_one towns | town | Which town? | region = ${region}
select_one shops | shop | Which shop? | town=${town} and region=${region}
select_multiple shops | others | Which others? | region = ${region} and not(name = ${shop})
""",
            "choices": PLACES,
        },
        questions=("region", "town", "shop", "others"),
    ),
    Form(
        "same_names_in_cascade",
        "A choice of one name in each region, allowed by the settings.",
        {
            "settings": "form_id | allow_choice_duplicates\nsame | yes",
            "survey": """
type | name | label | choice_filter
select_one regions | region | Which region? |
select_one towns | town | Which town? | region = ${region}
""",
            "choices": """
list_name | name | label | region
regions | south | South |
regions | north | North |
towns | centre | The centre of the south | south
towns | centre | The centre of the north | north
""",
        },
    ),
    Form(
        "other_words",
        "or_other, in all ways of writing it.",
        {
            "survey": """
type | name | label
select_one yes_no or_other | a | Was it?
select one yes_no or specify other | b | And this?
select_multiple yes_no or other | c | Which?
""",
            "choices": YES_NO,
        },
        questions=("a", "a_other", "b", "b_other", "c", "c_other"),
    ),
    Form(
        "defaults",
        "Values that are there before anybody answers, written or calculated.",
        {
            "survey": """
type | name | label | default
integer | count | How many? | 1
decimal | litres | How many litres? | 2,5
text | words | What was said? | Good morning (or so)
select_one yes_no | one | Was it? | yes
select_multiple yes_no | many | Which? | yes no
date | day | Which day? | today()
time | clock | At what time? | 09:05
datetime | moment | When? | now()
range | grade | What grade? | 7
hidden | form_kind | | visit
""",
            "choices": YES_NO,
        },
    ),
    Form(
        "locked",
        "A question that nobody answers, and one that locks when another says so.",
        {
            "survey": """
type | name | label | read_only | default | required
text | code | The code of the shop | yes | HAVU-1 |
select_one yes_no | sure | Are you sure? | | |
integer | count | How many? | ${sure} = 'yes' | 1 | ${sure} = 'no'
""",
            "choices": YES_NO,
        },
    ),
    Form(
        "many_languages",
        "Four languages, named in as many ways; each reader gets their own.",
        {
            "settings": "form_id | default_language\nmany | English (en)",
            "survey": """
type | name | label::English (en) | label::Suomi (fi) | label::svenska | label::Estonian | hint::fi
integer | wait | How long did you wait? | Kauanko odotit? | Hur länge väntade du? | Kui kaua sa ootasid? | Minuutteina.
select_one yes_no | nice | Was it nice? | Oliko mukavaa? | Var det trevligt? | Kas oli tore? |
""",
            "choices": """
list_name | name | label::English (en) | label::Suomi (fi) | label::svenska | label::Estonian
yes_no | yes | Yes | Kyllä | Ja | Jah
yes_no | no | No | Ei | Nej | Ei
""",
        },
    ),
    Form(
        "in_finnish",
        "Sheets, headings, types and values in Finnish.",
        {
            "asetukset": "lomakkeen_tunnus | oletuskieli\nsuomeksi | fi",
            "lomake": """
tyyppi | nimi | otsikko | pakollinen | näytetään | oletusarvo
kokonaisluku | odotus | Montako minuuttia odotit? | kyllä | |
valinta kylla_ei | ystavallinen | Oliko palvelu ystävällistä? | ei | ${odotus} < 60 | kylla
kellonaika | aika | Mihin aikaan? | | |
sijainti | paikka | Missä olit? | | |
""",
            "vaihtoehdot": "lista | nimi | otsikko\nkylla_ei | kylla | Kyllä\nkylla_ei | ei | Ei",
        },
        questions=("odotus", "ystavallinen", "aika", "paikka"),
    ),
    Form(
        "old_names",
        "Types and headings as the first XLSForms wrote them.",
        {
            "survey": """
command | tag | caption | relevance | calculate | constraining_message | readonly
string | words | Words? | | | |
int | count | How many? | ${words} != '' | | Too many. |
select one from yes_no | one | Was it? | | | |
select all that apply from yes_no | many | Which? | | | |
add date prompt | day | Which day? | | | |
photo | shelf | A photo | | | |
gps | spot | Where? | | | |
q calculate | twice | | | ${count} * 2 | |
trigger | ok | Understood? | | | |
phone number | phone | Which number? | | | |
""",
            "choices": "list name | value | caption\nyes_no | yes | Yes\nyes_no | no | No",
        },
    ),
    Form(
        "bound",
        "Columns by the names of their places in an XForm.",
        {
            "survey": """
type | name | label | bind::relevant | bind::jr:constraintMsg | bind::constraint | body::accept | bind::esri:fieldType
integer | a | How many? | | At most ten. | . <= 10 | x | y
integer | b | And then? | ${a} > 3 | | | |
"""
        },
    ),
    Form(
        "from_the_phone",
        "Rows that a phone fills in ODK stay empty here, and pictures in labels are not shown.",
        {
            "survey": """
type | name | label | media::image | audio::English (en) | appearance
start | start | | | |
deviceid | deviceid | | | |
start-geopoint | begun_at | | | |
integer | count | How many? | shelf.png | count.mp3 | numbers
""",
        },
        warnings=(
            "survey 2 type: A row of type start is filled by a phone in ODK; here it stays empty.",
            "survey 3 type: A row of type deviceid is filled by a phone",
            "survey 4 type: A row of type start-geopoint is filled by a phone",
            "survey 1 media::image: The column media::image is not shown in the chat.",
            "survey 1 audio::English (en): The column audio::English (en) is not shown in the chat.",
        ),
    ),
    Form(
        "without_labels",
        "Choices that have only names are shown by them.",
        {
            "survey": "type | name | label\nselect_one sizes | size | What size?",
            "choices": "list_name | name\nsizes | S\nsizes | XL",
        },
        warnings=("choices 2 label: The choice “S” has no label; its name is shown.",),
    ),
    Form(
        "curly",
        "Quotes that a spreadsheet has made curly.",
        {
            "survey": """
type | name | label | relevant
text | a | Words? |
text | b | More words? | ${a} = ‘yes’ or ${a} = “no”
"""
        },
    ),
    Form(
        "own_notes",
        "Sheets and columns of the author's own are left alone.",
        {
            "survey": "type | name | label | colour\ntext | words | What? | red",
            "Reading list": "book\nDon Quixote",
        },
        warnings=("survey 1 colour: The column “colour” is not read; the sheet has type, name,",),
    ),
)
