"""Forms of ours, each with what it is for and what becomes of it: whole, or told with these faults.

`build` writes one as an .xlsx file; `FORMS` are all of them.
"""

from tests.forms.form import Form, build
from tests.forms.refused import REFUSED
from tests.forms.studies import STUDIES
from tests.forms.whole import WHOLE

FORMS: tuple[Form, ...] = (*WHOLE, *REFUSED, *STUDIES)

__all__ = ["FORMS", "Form", "build"]
