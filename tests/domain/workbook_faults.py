"""One fault after another in the sample workbook, and how each is told."""

from tests.domain.workbook_edits import Edits

ONE_FAULT: list[tuple[Edits, str]] = [
    # the terms
    ({("study", 2, "value"): None}, "study 2 value: The sheet study needs the term client."),
    (
        {("study", 6, "value"): "Europe/Helsingfors"},
        "study 6 value: There is no time zone “Europe/Helsingfors”; write it as in Europe/Helsinki.",
    ),
    (
        {("study", 5, "key"): "report_langauge"},
        "study 5 key: There is no term “report_langauge”; there are report_language, client, name,",
    ),
    ({("study", 5, "key"): "goal"}, "study 8 key: goal is there twice."),
    ({("study", 10, "value"): "perhaps"}, "study 10 value: “perhaps” is neither yes nor no."),
    (
        {("study", 12, "value"): None},
        "study 10 value: Recording needs a written basis: fill in recordings_basis (staff informed, date).",
    ),
    (
        {("study", 13, "value"): None},
        "study 10 value: Recording needs recordings_kept_days: after so many days our copies are destroyed.",
    ),
    ({("study", 13, "value"): 0}, "study 13 value: 0 is not within 1–3650."),
    ({("study", 11, "value"): "nobody"}, "study 11 value: “nobody” is not one of shopper, agency, client."),
    ({("study", 17, "value"): 101}, "study 17 value: 101 is not within 0–100."),
    ({("study", 5, "value"): "suomea"}, "study 5 value: “suomea” is not a language code such as fi or en."),
    # the study's own sheets
    (
        {("promise", 3, "element"): "kerralla"},
        "promise 3 element: The name “kerralla” is there already; names may come only once.",
    ),
    ({("promise", 2, "weight"): -1}, "promise 2 weight: -1 is too little; at least 0."),
    ({("promise", 2, "weight"): "three"}, "promise 2 weight: “three” is not a number."),
    (
        {("services", 2, "channel"): "pigeon"},
        "services 2 channel: “pigeon” is not one of phone, email, chat, web, visit, social, video.",
    ),
    ({("services", 2, "contacts"): None}, "services 2 contacts: contacts is missing."),
    ({("services", 2, "contacts"): "12,5"}, "services 2 contacts: 12,5 is not a whole number."),
    ({("services", 2, "target"): 820}, "services 2 target: 820 is not within 0–100."),
    (
        {("units", 2, "service"): "puhelu"},
        "units 2 service: There is no service “puhelu”; the sheet services has puhelin, sahkoposti.",
    ),
    ({("units", 2, "unit"): None}, "units 2 unit: unit is missing."),
    (
        {("units", 2, "unit"): "Oulun tiimi"},
        "units 2 unit: “Oulun tiimi” cannot be a name: use letters, digits and _, without spaces, at most 64 of them.",
    ),
    (
        {("scenarios", 2, "kind"): "visit"},
        "scenarios 2 kind: “visit” is not one of inquiry, booking, order, complaint, feedback, purchase.",
    ),
    (
        {("scenarios", 3, "profiles"): "opiskelija elakelaiset"},
        "scenarios 3 profiles: There is no profile “elakelaiset”; the sheet profiles has elakelainen, lapsiperhe, op",
    ),
    (
        {("scenarios", 5, "service"): "chat"},
        "scenarios 5 service: There is no service “chat”; the sheet services has puhelin, sahkoposti.",
    ),
    (
        {("journeys", 3, "scenario"): "reklamatio"},
        "journeys 3 scenario: There is no scenario “reklamatio”; the sheet scenarios has reklamaatio,",
    ),
    (
        {("journeys", 3, "step"): 3},
        "journeys 3 step: Steps of a journey are numbered 1, 2, 3 in order; 2 should be here.",
    ),
    (
        {("journeys", 3, "profile"): "opiskelija"},
        "journeys 3 profile: One profile goes through a whole journey: “laskusta_reklamaatioon” began with lapsiperhe.",
    ),
    (
        {("journeys", 2, "scenario"): "sopimuksen_vaihto"},
        "journeys 2 profile: The scenario “sopimuksen_vaihto” does not suit the profile lapsiperhe.",
    ),
    ({("aliases", 2, "profile"): "perhe"}, "aliases 2 profile: There is no profile “perhe”; the sheet profiles has"),
    ({("prices", 2, "price"): -5}, "prices 2 price: -5 is not within 0–100000."),
    ({("prices", 2, "item"): "start"}, "prices 2 item: “start” is not one of setup, research, analysis, extra."),
    ({("prices", 3, "unit"): "hour"}, "prices 3 unit: research is priced by the minute."),
    # choices
    ({("choices", 3, "name"): "yes"}, "choices 3 name: The name “yes” is there already; names may come only once."),
    ({("choices", 2, "score"): 150}, "choices 2 score: 150 is not within 0–100."),
    ({("choices", 2, "name"): "kyllä kiitos"}, "choices 2 name: “kyllä kiitos” cannot be a name:"),
    # the survey
    (
        {("survey", 13, "touchpoint"): "tervehdis"},
        "survey 13 touchpoint: There is no touchpoint “tervehdis”; the sheet journey has tervehdys, saapuminen,",
    ),
    (
        {("survey", 13, "promise"): "kiire"},
        "survey 13 promise: There is no element “kiire”; the sheet promise has kiireetta, kerralla,",
    ),
    (
        {("survey", 13, "measure"): "points"},
        "survey 13 measure: “points” is not one of score, nps, csat, ces, fact, verbatim, recording.",
    ),
    ({("survey", 13, "name"): "aani"}, "survey 14 name: The name “aani” is there already; names may come only once."),
    ({("survey", 13, "name"): None}, "survey 13 name: name is missing."),
    (
        {("survey", 13, "label::Suomi (fi)"): None, ("survey", 13, "label::English (en)"): None},
        "survey 13 label::Suomi (fi): label::Suomi (fi) is missing.",
    ),
    ({("survey", 13, "type"): "rating"}, "survey 13 type: There is no question type “rating”; there are"),
    (
        {("survey", 13, "type"): "barcode"},
        "survey 13 type: Barcodes are not read; ask for the digits with text, or for a picture with image.",
    ),
    (
        {("survey", 13, "type"): "geopoint"},
        "survey 13 measure: An answer of type geopoint has no score by itself;",
    ),
    ({("survey", 14, "type"): "rank aani"}, "survey 14 measure: An answer of type rank has no score by itself;"),
    (
        {("survey", 14, "type"): "select_one_from_file aani.csv"},
        "survey 14 type: Choices are not read from files or external lists; put them in the sheet choices.",
    ),
    (
        {("survey", 14, "type"): "select_one aanet"},
        "survey 14 type: There is no list “aanet”; the sheet choices has aani,",
    ),
    (
        {("survey", 14, "type"): "select_one"},
        "survey 14 type: select_one needs the name of its list, as in select_one yes_no.",
    ),
    (
        {("survey", 14, "type"): "rank aani or_other"},
        "survey 14 type: or_other goes with neither rank nor choice_filter; add a choice “other” and a text question.",
    ),
    (
        {("survey", 14, "type"): "select_one aani or_other", ("survey", 13, "name"): "aani_other"},
        "survey 14 type: or_other adds the question “aani_other”, which is there already.",
    ),
    (
        {("survey", 14, "choice_filter"): "region = ${channel}"},
        "survey 14 choice_filter: The choices have no column “region” (character 1); they have name.",
    ),
    ({("survey", 14, "choice_filter"): "name ="}, "survey 14 choice_filter: The expression ends too early:"),
    (
        {("survey", 14, "choice_filter"): "name = ${chanel}"},
        "survey 14 choice_filter: There is no question “chanel” (character 10); there are channel,",
    ),
    ({("choices", 24, "scroe"): 1}, "choices 1 scroe: There is no column “scroe”; did you mean score?"),
    (
        {("survey", 10, "default"): "many"},
        "survey 10 default: The default “many” is no value of a question of type int",
    ),
    ({("survey", 14, "default"): "hea"}, "survey 14 default: The default “hea” is none of the question's choices"),
    ({("survey", 10, "default"): "today("}, "survey 10 default: The expression ends too early:"),
    (
        {("survey", 10, "default"): "round(${odotus})"},
        "survey 10 default: A default cannot look at other answers; use ${odotus} in a calculate row and show it in a",
    ),
    ({("survey", 10, "read_only"): "sometimes"}, "survey 10 read_only: “sometimes” at character 1 cannot stand there;"),
    (
        {("survey", 10, "hint::English (en)"): "After ${odotuss} seconds"},
        "survey 10 hint::Suomi (fi): There is no question “odotuss” (character 9); there are odotus,",
    ),
    (
        {("survey", 10, "save_to"): "x"},
        "survey 10 save_to: save_to is not played, since there are no entities; leave i",
    ),
    (
        {("survey", 10, "trigger"): "x"},
        "survey 10 trigger: trigger is not played, since calculations follow the answer",
    ),
    ({("survey", 10, "calculation"): "1 + 1"}, "survey 10 calculation: Only a calculate row has a calculation;"),
    ({("survey", 8, "calculation"): None}, "survey 8 calculation: A calculate row needs its calculation."),
    (
        {("survey", 11, "type"): None},
        "survey 6 type: The group “g_saapuminen” is never ended; add a row with end group.",
    ),
    ({("survey", 6, "type"): "note"}, "survey 11 type: No group is open here that could be ended."),
    # expressions
    (
        {("survey", 14, "relevant"): "${chanel} = 'phone'"},
        "survey 14 relevant: There is no question “chanel” (character 3); there are channel,",
    ),
    (
        {("survey", 12, "relevant"): "${g_oma} = 'yes'"},
        "survey 12 relevant: There is no question “g_oma” (character 3); there are",
    ),
    (
        {("survey", 14, "relevant"): "${channel} = 'phone"},
        "survey 14 relevant: A quote is opened at character 14 and never closed.",
    ),
    (
        {("survey", 14, "relevant"): "select(${channel}, 'phone')"},
        "survey 14 relevant: There is no function select() (character 1); did you mean selected()?",
    ),
    (
        {("survey", 10, "constraint"): ". >= 0 and"},
        "survey 10 constraint: The expression ends too early: something is missing.",
    ),
    (
        {("survey", 46, "calculation"): "round()"},
        "survey 46 calculation: round() at character 1 takes 1-2 values, not 0.",
    ),
    ({("survey", 10, "required"): "sometimes"}, "survey 10 required: “sometimes” at character 1 cannot stand there;"),
    (
        {("survey", 8, "calculation"): "${odotus} + 1"},
        "survey 8 calculation: “odotus” depends on itself, through odotus.",
    ),
    (
        {("survey", 25, "relevant"): "${ammattitaito} > 1", ("survey", 26, "relevant"): "${myynnillisyys} = 'no'"},
        "survey 25 relevant: “myynnillisyys” depends on itself, through myynnillisyys, ammattitaito.",
    ),
    # measures
    (
        {("survey", 13, "parameters"): "start=0 end=ten"},
        "survey 13 parameters: start, end and step of a range are numbers, as in start=0 end=10 step=1.",
    ),
    (
        {("survey", 13, "parameters"): "start=10 end=0"},
        "survey 13 parameters: A range goes up from start to end in whole steps; 10–0 by 1 does not.",
    ),
    (
        {("survey", 13, "parameters"): "0-10"},
        "survey 13 parameters: “0-10” is no parameter; write them as in start=0 end=10 step=1.",
    ),
    (
        {("survey", 33, "parameters"): "start=1 end=10 step=1"},
        "survey 33 parameters: nps is asked in whole steps on the scale 0–10.",
    ),
    (
        {("survey", 34, "parameters"): "start=0 end=10 step=1"},
        "survey 34 parameters: csat is asked in whole steps on the scale 1–5, 1–7.",
    ),
    ({("survey", 14, "measure"): "csat"}, "survey 14 measure: csat needs a number; make the question a range."),
    (
        {("survey", 10, "measure"): "score"},
        "survey 10 full_at: A number needs full_at (the value of 100 points) and zero_at (the value of 0) to be scor",
    ),
    (
        {("survey", 8, "zero_at"): None},
        "survey 8 full_at: full_at and zero_at go together, and are two different numbers.",
    ),
    (
        {("survey", 8, "better"): "more"},
        "survey 8 better: better says one thing, and full_at 60 with zero_at 300 another.",
    ),
    ({("survey", 36, "measure"): "score"}, "survey 36 measure: An answer of type text has no score by itself;"),
    (
        {("survey", 45, "measure"): "score"},
        "survey 45 measure: An answer of type select_multiple has no score by itself;",
    ),
    (
        {("choices", row, "score"): None for row in range(24, 29)},
        "survey 14 measure: No choice of the list aani has a score;",
    ),
    ({("survey", 33, "target"): 130}, "survey 33 target: The target of nps lies within -100–100; 130 does not."),
    ({("survey", 35, "target"): 8}, "survey 35 target: The target of ces lies within 1–7; 8 does not."),
    ({("survey", 13, "target"): 130}, "survey 13 target: The target of score lies within 0–100; 130 does not."),
    (
        {("survey", 33, "critical"): "yes"},
        "survey 33 critical: Only a score can be critical; the measure of this row is nps.",
    ),
    (
        {("survey", 14, "comment_below"): "vaikeaa"},
        "survey 14 comment_below: “vaikeaa” is none of the question's choices vaikea,",
    ),
    ({("survey", 13, "comment_below"): "six"}, "survey 13 comment_below: “six” is not a number."),
    (
        {("survey", 44, "stage"): "tomorrow"},
        "survey 44 stage: The stage “tomorrow” is neither empty, later, nor a date question such as ${promised_day}.",
    ),
    (
        {("survey", 41, "stage"): "${jatko}"},
        "survey 41 stage: The stage “${jatko}” is neither empty, later, nor a date question",
    ),
    ({("survey", 38, "type"): "text"}, "survey 38 measure: A recording is a file; make the question audio."),
    (
        {("study", 10, "value"): "no"},
        "survey 38 measure: The row asks for a recording, and the sheet study does not say recordings = yes with a b",
    ),
    # headings and settings
    (
        {("survey", 1, "touchpoint"): "touchpont"},
        "survey 1 touchpont: There is no column “touchpont”; did you mean touchpoint?",
    ),
    (
        {("survey", 1, "hint::English (en)"): "hint::Gibberish"},
        "survey 1 hint::Gibberish: The heading “hint::Gibberish” does not tell its language; write it",
    ),
    ({("survey", 1, "weight"): "target"}, "survey 1 target: There are two columns target; keep one."),
    (
        {("survey", 25, "shows"): "bargain"},
        "survey 25 shows: “bargain” is not one of promise, kept, opening, offer.",
    ),
    (
        {("survey", 47, "shows"): "promise"},
        "survey 47 shows: A row of type image has no answer that could tell of a promise.",
    ),
    (
        {("survey", 24, "shows"): "kept"},
        "survey 24 shows: “kept” is told by a yes or a no; make the question a select_one or a number.",
    ),
    ({("settings", 2, "form_id"): None}, "settings 2 form_id: form_id is missing."),
    (
        {("settings", 2, "default_language"): "Suomea"},
        "settings 2 default_language: “Suomea” does not tell its language; write it as in Suomi (fi).",
    ),
    (
        {("checks", 2, "expression"): "${npss} > 3", ("checks", 2, "message::English (en)"): "Why?"},
        "checks 2 expression: There is no question “npss” (character 3); there are nps,",
    ),
    ({("checks", 2, "expression"): "${nps} > 3"}, "checks 1: The column message is missing."),
    (
        {
            ("checks", 2, "message"): "Why?",
            ("checks", 2, "expression"): "${nps} > 3",
            ("checks", 2, "strength"): "firm",
        },
        "checks 2 strength: “firm” is not one of soft, hard.",
    ),
    (
        {("quiz", 2, "question"): "What is promised?"},
        "quiz 2: The sheet quiz is not played yet; empty it, or take it out.",
    ),
]
