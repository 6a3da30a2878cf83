"""The sample study, as far as quotes and fingerprints look at it."""

from decimal import Decimal

from domain.form import Form
from domain.journey import Step, Touchpoint
from domain.label import Label
from domain.metric import Choice, Measure, Question, QuestionType
from domain.price_list import Item, Price
from domain.profile import Profile
from domain.promise import Element
from domain.scenario import Kind, Scenario
from domain.service import Channel, Service, Unit
from domain.study import Study, Terms

VAT = Decimal("25.5")

PRICES = (
    Price(item=Item.SETUP, price=Decimal(890), vat_percent=VAT),
    Price(item=Item.RESEARCH, price=Decimal("2.4"), vat_percent=VAT),
    Price(item=Item.ANALYSIS, price=Decimal(1200), vat_percent=VAT),
    Price(item=Item.EXTRA, price=Decimal(95), vat_percent=VAT),
)

TERMS = Terms(
    client="Havu Energia Oy",
    name="Asiakaspalvelun mystery shopping 2026",
    wave="2026-Q4",
    promise="Meillä asiasi hoituu kerralla, kuunnellen ja kiireettä.",
    recordings=True,
    recordings_basis="Henkilöstölle tiedotettu kirjallisesti 2026-10-01; nauhoite kuuluu tutkimukseen.",
    client_business_id="1234567-1",
    purchase_order="PO-88213",
    payment_term_days=14,
)


def label(fi: str, en: str) -> Label:
    """Returns words in both languages."""
    return Label({"fi": fi, "en": en})


PHONE = Service(
    name="puhelin",
    label=label("Asiakaspalvelu, puhelin", "Customer service, phone"),
    channel=Channel.PHONE,
    contacts=12,
    minutes=Decimal(14),
    fee=Decimal(22),
)
EMAIL = Service(
    name="sahkoposti",
    label=label("Asiakaspalvelu, sähköposti", "Customer service, e-mail"),
    channel=Channel.EMAIL,
    contacts=10,
    minutes=Decimal(10),
    fee=Decimal(16),
)

BILL = Scenario(
    name="laskukysely",
    kind=Kind.INQUIRY,
    label=label("Kysymys laskusta", "Question about a bill"),
    brief=label("Kysy, miksi viime laskulla on kaksi perusmaksua.", "Ask why last month's bill has two basic fees."),
    service="puhelin",
)
CONTRACT = Scenario(
    name="sopimuksen_vaihto",
    kind=Kind.PURCHASE,
    label=label("Sähkösopimuksen osto", "Buying an electricity contract"),
    brief=label("Olet muuttamassa kerrostaloon.", "You are moving to a flat."),
    service="puhelin",
    profiles=("opiskelija",),
)
OUTAGE = Scenario(
    name="reklamaatio",
    kind=Kind.COMPLAINT,
    label=label("Reklamaatio sähkökatkosta", "Complaint about an outage"),
    brief=label("Kerro viiden tunnin katkosta.", "Tell about a five-hour outage."),
    service="sahkoposti",
)

VOICE = Question(
    name="aani",
    type=QuestionType.SELECT_ONE,
    label=label("Ääni ja puheen selkeys", "Voice and clarity"),
    row=13,
    relevant=("${answered} = 'yes'", "${channel} = 'phone'"),
    list_name="aani",
    measure=Measure.SCORE,
    touchpoint="tervehdys",
    element="osaaminen",
    weight=1,
    target=75,
)
SOLUTION = Question(
    name="ratkaisuaste",
    type=QuestionType.SELECT_ONE,
    label=label("Miten asiasi ratkesi?", "How was your matter solved?"),
    row=21,
    relevant=("${answered} = 'yes'",),
    list_name="ratkaisu",
    measure=Measure.SCORE,
    touchpoint="ratkaisu",
    element="kerralla",
    weight=4,
)
SURVEY_PARTS = Question(
    name="cx_osat_kysytty",
    type=QuestionType.SELECT_MULTIPLE,
    label=label("Mitä kysely kysyi?", "What did the survey ask?"),
    row=43,
    list_name="cx_osat",
    touchpoint="tervehdys",
)
SURVEY = Question(
    name="cx_sisalto",
    type=QuestionType.CALCULATE,
    label=label("CX-kyselyn sisältö", "Content of the CX survey"),
    row=44,
    calculation="selected(${cx_osat_kysytty}, 'nps') * 100",
    measure=Measure.SCORE,
    weight=1,
)

FORM = Form(
    form_id="havu_asiakaspalvelu",
    title="Havu Energia: asiakaspalvelun palvelupolku",
    version="2026.1",
    default_language="fi",
    languages=("fi", "en"),
    questions=(VOICE, SOLUTION, SURVEY_PARTS, SURVEY),
    choices={
        "aani": (
            Choice(name="vaikea", label=label("Vaikea", "Hard"), score=0),
            Choice(name="lammin", label=label("Lämmin", "Warm"), score=100),
        ),
        "ratkaisu": (
            Choice(name="solved", label=label("Ratkesi heti", "Solved at once"), score=100),
            Choice(name="unsolved", label=label("Ei ratkennut", "Not solved"), score=0),
        ),
        "cx_osat": (Choice(name="nps", label=label("NPS", "NPS")),),
    },
)

STUDY = Study(
    terms=TERMS,
    elements=(
        Element(name="kerralla", label=label("Asia hoituu kerralla", "Solved the first time"), weight=3, target=85),
        Element(name="osaaminen", label=label("Ammattilainen palvelee", "A professional serves"), weight=1, target=85),
    ),
    touchpoints=(
        Touchpoint(name="tervehdys", label=label("Tervehdys", "Greeting"), sub_journey="tavoitettavuus"),
        Touchpoint(name="ratkaisu", label=label("Ratkaisu", "Solution"), sub_journey="palvelu"),
    ),
    services=(PHONE, EMAIL),
    units=(
        Unit(name="oulu", label=label("Oulun tiimi", "Oulu team"), service="puhelin"),
        Unit(name="keskitetty", label=label("Keskitetty sähköposti", "Central mailbox"), service="sahkoposti"),
    ),
    scenarios=(BILL, CONTRACT, OUTAGE),
    profiles=(
        Profile(
            name="opiskelija",
            label=label("Opiskelija", "Student"),
            background=label("Ensimmäinen oma asunto.", "First own flat."),
        ),
    ),
    steps=(
        Step(journey="laskusta", step=1, scenario="laskukysely", profile="opiskelija", label=label("Laskusta", "Bill")),
        Step(journey="laskusta", step=2, scenario="reklamaatio", profile="opiskelija", label=label("Laskusta", "Bill")),
    ),
    prices=PRICES,
    form=FORM,
)
