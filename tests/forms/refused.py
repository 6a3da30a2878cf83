"""Forms that are refused: what is not played, each with what to use instead, and what is broken."""

from tests.forms.form import Form
from tests.forms.whole import YES_NO

REPEAT = "Repeated groups are not played; ask the questions once for each contact."
FILE = "Choices are not read from files or external lists; put them in the sheet choices."
LINE = "Lines and areas are not drawn in a chat; ask for one place with geopoint."

REFUSED = (
    Form(
        "repeats",
        "Repeated groups, old and new.",
        {
            "survey": """
type | name | label | repeat_count
begin repeat | calls | Calls | 3
integer | minutes | How long? |
end repeat | | |
begin_repeat | visits | Visits |
text | where | Where? |
end_repeat | | |
"""
        },
        tuple(f"survey {row} type: {REPEAT}" for row in (2, 4, 5, 7)),
    ),
    Form(
        "loops",
        "Loops over the choices of a list.",
        {
            "survey": """
type | name | label
begin loop over yes_no | each | Each
integer | count | How many?
end loop | |
""",
            "choices": YES_NO,
        },
        (
            "survey 2 type: Loops are not played; write their questions out, one row each.",
            "survey 4 type: Loops are not played;",
        ),
    ),
    Form(
        "external_choices",
        "Choices that live outside of the workbook.",
        {
            "survey": """
type | name | label
select_one_from_file towns.csv | a | Which town?
select_multiple_from_file towns.csv | b | Which towns?
select_one_external towns | c | Which town?
csv-external | d |
xml-external | e |
note | told | ${a} and ${c}
"""
        },
        tuple(f"survey {row} type: {FILE}" for row in (2, 3, 4, 5, 6)),
    ),
    Form(
        "drawn",
        "Lines, areas and objects on a map.",
        {
            "survey": """
type | name | label
geotrace | way | Which way?
geoshape | area | Which area?
osm | house | Which house?
"""
        },
        (
            f"survey 2 type: {LINE}",
            f"survey 3 type: {LINE}",
            "survey 4 type: Objects are not picked from a map; ask for the place with geopoint,",
        ),
    ),
    Form(
        "barcode",
        "A barcode, and a recording that begins by itself.",
        {
            "survey": """
type | name | label
barcode | code | Scan it
background-audio | sound |
"""
        },
        (
            "survey 2 type: Barcodes are not read; ask for the digits with text, or for a picture with image.",
            "survey 3 type: Nothing is recorded by itself; ask for the recording with audio, measure recording.",
        ),
    ),
    Form(
        "old_ways",
        "What only the first XLSForms had.",
        {
            "survey": """
type | name | label
include | other_form |
percentage | share | What share?
cascading select | town | Which town?
"""
        },
        (
            "survey 2 type: Other forms are not included; copy their rows here.",
            "survey 3 type: Write a percentage as integer, with the constraint . >= 0 and . <= 100.",
            "survey 4 type: Write a cascade as select_one rows, each with a choice_filter about the one before.",
        ),
    ),
    Form(
        "matrices",
        "What only KoboToolbox has.",
        {
            "survey": """
type | name | label
begin_kobomatrix | table | Each of them
end_kobomatrix | |
begin_score | grades | How good was
score__row | voice | the voice?
end_score | |
"""
        },
        tuple(f"survey {row} type: KoboToolbox's own matrices are not played;" for row in range(2, 7)),
    ),
    Form(
        "unplayed_columns",
        "Columns that would change how the form is played.",
        {
            "survey": """
type | name | label | trigger | save_to
integer | a | How many? | | number
integer | b | And now? | ${a} |
"""
        },
        (
            "survey 2 save_to: save_to is not played, since there are no entities; leave it empty.",
            "survey 3 trigger: trigger is not played, since calculations follow the answers by themselves;",
        ),
    ),
    Form(
        "unknown_types",
        "A slip of the pen is met with what may have been meant.",
        {"survey": "type | name | label\nintegr | a | How many?\nslider | b | How far?"},
        (
            "survey 2 type: There is no question type “integr”; there are integer,",
            "survey 3 type: There is no question type “slider”; there are integer,",
        ),
    ),
    Form(
        "unknown_functions",
        "Functions that ODK has and this does not, and one that nobody has.",
        {
            "survey": """
type | name | label | calculation
calculate | a | | pulldata('towns', 'name', 'id', '1')
calculate | b | | indexed-repeat(1, 2, 3)
calculate | c | | uuid()
calculate | d | | selectd('a', 'a')
"""
        },
        (
            "survey 2 calculation: There is no function pulldata() here (character 1).",
            "survey 3 calculation: There is no function indexed-repeat() here (character 1).",
            "survey 4 calculation: There is no function uuid() here (character 1).",
            "survey 5 calculation: There is no function selectd() (character 1); did you mean selected()?",
        ),
    ),
    Form(
        "broken_expressions",
        "Each column of expressions, broken in its own way.",
        {
            "survey": """
type | name | label | relevant | constraint | required | read_only | choice_filter | default | calculation
integer | a | How many? | ${b} > | | | | | |
integer | b | How many? | | . > 'x | | | | |
integer | c | How many? | | | perhaps | | | |
integer | d | How many? | | | | 1 = | | |
select_one yes_no | e | Was it? | | | | | kind = 1 | |
integer | f | How many? | | | | | | round(1 |
calculate | g | | | | | | | | ${nothing} + 1
calculate | h | | | | | | | | (1 + 2
""",
            "choices": YES_NO,
        },
        (
            "survey 2 relevant: The expression ends too early: something is missing.",
            "survey 3 constraint: A quote is opened at character 5 and never closed.",
            "survey 4 required: “perhaps” at character 1 cannot stand there;",
            "survey 5 read_only: The expression ends too early:",
            "survey 6 choice_filter: The choices have no column “kind” (character 1); they have name.",
            "survey 7 default: The expression ends too early:",
            "survey 8 calculation: There is no question “nothing” (character 3);",
            "survey 9 calculation: The expression ends too early:",
        ),
    ),
    Form(
        "circles",
        "Questions that wait for each other, by relevance, calculation and filter.",
        {
            "survey": """
type | name | label | relevant | calculation | choice_filter
integer | a | How many? | ${b} = 1 | |
integer | b | How many? | ${a} = 1 | |
calculate | c | | | ${c} + 1 |
select_one yes_no | d | Was it? | | | name = ${d}
""",
            "choices": YES_NO,
        },
        (
            "survey 2 relevant: “a” depends on itself, through a, b, c, d.",
            "survey 3 relevant: “b” depends on itself,",
            "survey 4 calculation: “c” depends on itself,",
            "survey 5 choice_filter: “d” depends on itself,",
        ),
    ),
    Form(
        "unknown_names",
        "Names that nothing has, in expressions and in labels.",
        {
            "survey": """
type | name | label | hint
integer | wait | How long? | After ${wiat} minutes
note | thanks | Thank you, ${who}. |
"""
        },
        (
            "survey 2 hint: There is no question “wiat” (character 9); there are wait,",
            "survey 3 label: There is no question “who” (character 14); there are",
        ),
    ),
    Form(
        "wrong_defaults",
        "Defaults that are no answers to their questions.",
        {
            "survey": """
type | name | label | default
integer | a | How many? | many
select_one yes_no | b | Was it? | perhaps
range | c | What grade? | 11
date | d | Which day? | soon
calculate | e | | ${a} + 1
integer | f | How many? | round(${a})
""",
            "choices": YES_NO,
        },
        (
            "survey 2 default: The default “many” is no value of a question of type integer.",
            "survey 3 default: The default “perhaps” is none of the question's choices yes, no.",
            "survey 4 default: The default “11” is no value of a question of type range.",
            "survey 5 default: The default “soon” is no value of a question of type date.",
            "survey 7 default: A default cannot look at other answers;",
        ),
    ),
    Form(
        "other_refused",
        "or_other where it cannot be, and without its list.",
        {
            "survey": """
type | name | label | choice_filter
rank yes_no or_other | a | In which order? |
select_one yes_no or_other | b | Was it? | name = 'yes'
text | c_other | Which? |
select_one yes_no or_other | c | Was it? |
select_one | d | Was it? |
select_one maybe | e | Was it? |
""",
            "choices": YES_NO,
        },
        (
            "survey 2 type: or_other goes with neither rank nor choice_filter;",
            "survey 3 type: or_other goes with neither rank nor choice_filter;",
            "survey 5 type: or_other adds the question “c_other”, which is there already.",
            "survey 6 type: select_one needs the name of its list, as in select_one yes_no.",
            "survey 7 type: There is no list “maybe”; the sheet choices has yes_no.",
        ),
    ),
    Form(
        "ranges",
        "Ranges that do not go from their start to their end.",
        {
            "survey": """
type | name | label | parameters
range | a | What grade? | start=0 end=ten
range | b | What grade? | start=10 end=0
range | c | What grade? | start=0 end=1 step=0.3
range | d | What grade? | start=0 end=10 step=0
range | e | What grade? | 0-10
"""
        },
        (
            "survey 2 parameters: start, end and step of a range are numbers,",
            "survey 3 parameters: A range goes up from start to end in whole steps; 10–0 by 1 does not.",
            "survey 4 parameters: A range goes up from start to end in whole steps; 0–1 by 0.3 does not.",
            "survey 5 parameters: A range goes up from start to end in whole steps; 0–10 by 0 does not.",
            "survey 6 parameters: “0-10” is no parameter; write them as in start=0 end=10 step=1.",
        ),
    ),
    Form(
        "groups_left_open",
        "Groups that nothing ends, and an end without a group.",
        {"survey": "type | name | label\nend group | |\nbegin group | g | Group\ntext | a | Words?"},
        (
            "survey 2 type: No group is open here that could be ended.",
            "survey 3 type: The group “g” is never ended; add a row with end group.",
        ),
    ),
    Form(
        "names",
        "Names that come twice, are missing, or could be none.",
        {
            "survey": """
type | name | label
text | a | Words?
text | a | Words?
text | | Words?
text | two words | Words?
text | b |
""",
        },
        (
            "survey 3 name: The name “a” is there already; names may come only once.",
            "survey 4 name: name is missing.",
            "survey 5 name: “two words” cannot be a name:",
            "survey 6 label: label is missing.",
        ),
    ),
    Form(
        "choices_twice",
        "A choice that is there twice without the settings allowing it, and a misspelt heading.",
        {
            "survey": "type | name | label\nselect_one yes_no | a | Was it?",
            "choices": "list_name | name | label | scor\nyes_no | yes | Yes | 1\nyes_no | yes | Yes | 1",
        },
        (
            "choices 3 name: The name “yes” is there already; names may come only once.",
            "choices 1 scor: There is no column “scor”; did you mean score?",
        ),
    ),
    Form(
        "odd_languages",
        "Languages that nobody could tell, and two columns of one heading.",
        {
            "settings": "form_id | default_language\nodd | Elvish of the west",
            "survey": "type | name | label | label | hint::Elvish of the west\ntext | a | Words? | Words? | Speak.",
        },
        (
            "survey 1 label: There are two columns label; keep one.",
            "survey 1 hint::Elvish of the west: The heading “hint::Elvish of the west” does not tell its language;",
            "settings 2 default_language: “Elvish of the west” does not tell its language;",
        ),
    ),
    Form(
        "patterns",
        "Patterns that cannot be matched, or only in years.",
        {
            "survey": """
type | name | label | constraint
text | a | Code? | regex(., '(?=a)b')
text | b | Code? | regex(., '[a-')
text | c | Code? | regex(., ${a})
"""
        },
        (
            "survey 2 constraint: The pattern “(?=a)b” of regex() is broken or too involved;",
            "survey 3 constraint: The pattern “[a-” of regex() is broken or too involved;",
            "survey 4 constraint: regex() at character 1 needs its pattern as a text in quotes.",
        ),
    ),
    Form(
        "odk_says_no",
        "What only ODK itself refuses is told with its row as well.",
        {"survey": "type | name | label\ntext | 1st | Words?"},
        ("survey 2: The form would not open in ODK: ",),
    ),
)
