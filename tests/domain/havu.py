"""The sample study, with names for what the tests of money change in it."""

from tests.domain.workbook_edits import study

STUDY = study()
FORM = STUDY.form
PRICES = STUDY.prices
PHONE, EMAIL = STUDY.services
BILL, CONTRACT, OUTAGE, FEEDBACK = STUDY.scenarios
VAT = PRICES[0].vat_percent
