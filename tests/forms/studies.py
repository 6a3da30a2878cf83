"""Whole studies around small forms: measures, stages and checks."""

from tests.forms.form import Form

STUDY = {
    "settings": "form_id | form_title | version | default_language\nsmall | Small | 1 | en",
    "study": "key | value\nclient | Havu\nname | Small study\nwave | 2026",
    "promise": "element | label | weight\nhurry | We do not hurry you | 1",
    "journey": "touchpoint | label\nmeeting | Meeting\nending | Ending",
    "services": "service | label | channel | contacts | minutes | fee\nphone | Phone | phone | 12 | 10 | 20",
    "units": "unit | label | service\nteam | Team | phone",
    "scenarios": "scenario | kind | label | brief | service\nbill | inquiry | A bill | Ask about it. | phone",
    "profiles": "profile | label\nstudent | Student",
}
"""A study with as little as it needs, without its form."""

MEASURED = """
type | name | label | parameters | measure | touchpoint | weight | min_seconds | stage | comment_below
hidden | channel | | | | | | | |
range | greeting | How were you greeted? | start=0 end=10 | score | meeting | 2 | 4 | | 6
range | nps | Would you recommend us? | start=0 end=10 | nps | ending | | | later |
datetime | promised | When will they call? | | | ending | | | |
text | kept | Did they? | | verbatim | ending | | | ${promised} |
"""

STUDIES = (
    Form("study", "The smallest study.", {**STUDY, "survey": MEASURED}, is_study=True),
    Form(
        "checked",
        "What should hold between answers, asked before submitting.",
        {
            **STUDY,
            "survey": MEASURED,
            "checks": """
expression | message::en | message::fi | strength | touchpoint
not(${greeting} > 8 and ${nps} < 3) | Do both fit? | Käyvätkö molemmat? | soft | meeting
${promised} >= today() | The promise lies behind. | Lupaus on jo mennyt. | ehdoton |
""",
        },
        is_study=True,
    ),
    Form(
        "checks_broken",
        "Checks that cannot be played.",
        {
            **STUDY,
            "survey": MEASURED,
            "checks": """
expression | message | strength | touchpoint
${greetings} > 3 | Why? | |
${nps} > | Why? | firm |
${nps} > 3 | | | nowhere
""",
        },
        (
            "checks 2 expression: There is no question “greetings” (character 3); there are greeting,",
            "checks 3 expression: The expression ends too early:",
            "checks 3 strength: “firm” is not one of soft, hard.",
            "checks 4 message: message is missing.",
            "checks 4 touchpoint: There is no touchpoint “nowhere”; the sheet journey has meeting, ending.",
        ),
        is_study=True,
    ),
    Form(
        "quiz",
        "The sheet quiz waits for its turn.",
        {**STUDY, "survey": MEASURED, "quiz": "question | choices | right\nWhat is promised? | a, b | a"},
        ("quiz 2: The sheet quiz is not played yet; empty it, or take it out.",),
        is_study=True,
    ),
    Form(
        "half_a_study",
        "A study that lacks some of its sheets is told which.",
        {name: text for name, text in STUDY.items() if name not in {"units", "promise"}} | {"survey": MEASURED},
        (
            "promise: The sheet promise is missing; the template has it.",
            "units: The sheet units is missing; the template has it.",
            "services 2 service: No unit gives the service “phone”; add one to the sheet units.",
        ),
        is_study=True,
    ),
)
