"""Whatever a shopper does in whatever order, an act changes one answer at most, or is refused."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import answering, attaching
from domain.answer import Answer, AnswerState
from domain.answering import Entry
from domain.attachment import MOST_PHOTOS, FileKind, ReceivedFile
from domain.metric import QuestionType
from domain.practice import Practice, Source
from domain.refusal import FileThere, NotExpected, Refusal, Stale, TooManyPhotos
from domain.sheet import Sheet, StepKind
from tests.agency import NOW
from tests.machine.small_study import small_study

STUDY = small_study()
WORDS = [
    "0",
    "3",
    "10",
    "11",
    "-1",
    "1,5",
    "Solved",
    "promised",
    "pri",
    "yes",
    "no",
    "tomorrow",
    "24.12.",
    "OK",
    " ",
    "x",
]
FILES = [f"file-{number}" for number in range(4)]

Step = Callable[[Practice], tuple[Practice, Entry]]
"""Does one thing on a run; returns where it stands then, and what has changed."""


def sheet_of(run: Practice) -> Sheet:
    """The run's sheet, some seconds later with every act."""
    return run.sheet(STUDY, "Practice", _now(run))


def _now(run: Practice) -> datetime:
    return NOW + timedelta(seconds=run.version)


def _acts(act: Callable[[Sheet], Entry], run: Practice) -> tuple[Practice, Entry]:
    entry = act(sheet_of(run))
    return run.after(entry), entry


def _sends(file: ReceivedFile, caption: str, run: Practice) -> tuple[Practice, Entry]:
    filed = attaching.file_in(sheet_of(run), file, caption)
    return run.after_file(filed, file), filed.entry


def _tells(file: ReceivedFile, run: Practice) -> tuple[Practice, Entry]:
    filed = attaching.tell_story(sheet_of(run), file)
    return run.after_file(filed, file), filed.entry


def _takes_away(place: int, run: Practice) -> tuple[Practice, Entry]:
    files = run.files
    id = files[place % len(files)].id if files else place
    return _acts(partial(attaching.take_away, attachment_id=id), run)


def _edits(place: int, value: str, run: Practice) -> tuple[Practice, Entry]:
    sheet = sheet_of(run)
    given = [q for q in sheet.asked if q.name in sheet.answers and not q.type.is_attachment]
    if not given:
        raise Stale
    question = given[place % len(given)]
    words = answering.read(sheet, question, value, "en")
    return _acts(partial(answering.amend, question=question, value=words, language="en"), run)


def _edits_comment(place: int, comment: str, run: Practice) -> tuple[Practice, Entry]:
    given = [q for q in sheet_of(run).asked if q.name in run.answers]
    if not given:
        raise Stale
    return _acts(partial(answering.amend_comment, question=given[place % len(given)], comment=comment.strip()), run)


def received(kind: FileKind, name: str, album: str = "") -> ReceivedFile:
    """A file that came."""
    return ReceivedFile(kind=kind, file_id=name, unique_id=name, name="", mime_type="", size=1, album=album)


numbers = st.integers(0, 12)
files = st.builds(received, st.sampled_from(FileKind), st.sampled_from(FILES), st.sampled_from(["", "", "a", "b"]))
quiet: st.SearchStrategy[Step] = st.one_of(
    st.sampled_from(
        [
            partial(_acts, partial(answering.done_picking, language="en")),
            partial(_acts, partial(answering.skip, language="en")),
            partial(_acts, partial(answering.keep, language="en")),
            partial(_acts, answering.does_not_apply),
            partial(_acts, answering.ask_comment),
            partial(_acts, answering.back),
        ]
    ),
    numbers.map(lambda number: partial(_acts, partial(answering.choose, number=number, language="en"))),
    st.integers(0, 20).map(lambda number: partial(_acts, partial(answering.go_to, number=number))),
    st.sampled_from(WORDS).map(lambda text: partial(_acts, partial(answering.say, text=text, language="en"))),
    st.just(partial(_acts, partial(answering.give_place, latitude=60.2, longitude=24.9, accuracy=5.0, language="en"))),
    st.builds(lambda place, value: partial(_edits, place, value), numbers, st.sampled_from(WORDS)),
)
loud: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda file, caption: partial(_sends, file, caption), files, st.sampled_from(["", "", "under it", " "])),
    files.map(lambda file: partial(_tells, file)),
    numbers.map(lambda place: partial(_takes_away, place)),
    st.builds(lambda place, comment: partial(_edits_comment, place, comment), numbers, st.sampled_from(["", "words"])),
)
steps = st.lists(st.one_of(quiet, quiet, loud), max_size=40)


def played(steps: Sequence[Step]) -> list[tuple[Practice, Practice | None, Entry | None]]:
    """Each step: before, after, and what changed; a refused one changes nothing."""
    run = Practice(Source.STUDY, 1, "bill")
    went: list[tuple[Practice, Practice | None, Entry | None]] = []
    for step in steps:
        try:
            after, entry = step(run)
        except Refusal:
            went.append((run, None, None))
            continue
        went.append((run, after, entry))
        run = after
    return went


@settings(max_examples=150, deadline=None)
@given(steps)
def test_an_act_changes_one_answer_at_most_and_takes_away_only_the_files_it_names(steps: Sequence[Step]) -> None:
    for before, after, entry in played(steps):
        if after is None or entry is None:
            continue
        touched = {entry.answer.question} if entry.answer else set()
        assert {name: after.answers[name] for name in before.answers if name not in touched} == {
            name: answer for name, answer in before.answers.items() if name not in touched
        }
        assert after.answers.keys() - before.answers.keys() <= touched
        assert set(entry.removes) <= set(before.files)
        assert [file for file in after.files if file in before.files] == [
            file for file in before.files if file not in entry.removes
        ]
        assert len(after.files) - len(before.files) + len(entry.removes) in {0, 1}
        assert after.version == before.version + 1


@settings(max_examples=150, deadline=None)
@given(steps)
def test_a_run_is_the_same_after_the_card_has_kept_it(steps: Sequence[Step]) -> None:
    run = Practice(Source.STUDY, 1, "bill")
    assert Practice.from_json(json.loads(json.dumps(run.to_json()))) == run
    for _, after, _ in played(steps):
        if after is not None:
            assert Practice.from_json(json.loads(json.dumps(after.to_json()))) == after


@settings(max_examples=150, deadline=None)
@given(st.lists(quiet, max_size=40), st.data())
def test_whatever_becomes_of_an_answer_its_comment_stays(steps: Sequence[Step], data: st.DataObject) -> None:
    run = Practice(Source.STUDY, 1, "bill")
    for number, step in enumerate(steps):
        asked = sheet_of(run).step.question
        if asked is not None and data.draw(st.booleans(), label=f"a comment before step {number}"):
            answer = run.answers.get(asked.name) or Answer(asked.name, "", AnswerState.PICKING, "", _now(run))
            run = replace(run, answers={**run.answers, asked.name: replace(answer, comment=f"words {number}")})
        commenting = sheet_of(run).step.kind is StepKind.COMMENT
        try:
            after, entry = step(run)
        except Refusal:
            continue
        if entry.answer is not None and not commenting:
            earlier = run.answers.get(entry.answer.question)
            assert entry.answer.comment == (earlier.comment if earlier else "")
        run = after


@settings(max_examples=100, deadline=None)
@given(steps)
def test_what_is_asked_is_always_on_the_sheet_and_files_belong_to_answers(steps: Sequence[Step]) -> None:
    for _, after, _ in played(steps):
        if after is None:
            continue
        sheet = sheet_of(after)
        assert sheet.step.question is None or sheet.step.question in sheet.asked
        if sheet.step.question is not None:
            offered = answering.offered_values(sheet, sheet.step.question)
            assert len(set(offered)) == len(offered)
        for question in STUDY.form.questions:
            came = [file.file_unique_id for file in sheet.files_of(question.name)]
            assert len([f for f in sheet.files_of(question.name) if not f.is_spoken]) <= MOST_PHOTOS
            if question.type is QuestionType.IMAGE and came:
                assert after.answers[question.name].value.split() == came


def _at(question: str, *before: Step) -> Practice:
    """A run at a question; what came before it has been answered somehow."""
    run = Practice(Source.STUDY, 1, "bill", asking=question)
    for step in before:
        run = replace(step(run)[0], asking=question)
    return run


def test_photos_gather_up_to_ten_and_each_is_there_once() -> None:
    run = _at("photo")
    for number in range(MOST_PHOTOS):
        run, _ = _sends(received(FileKind.PHOTO, f"p{number}"), "", replace(run, asking="photo"))
    run = replace(run, asking="photo")
    with pytest.raises(TooManyPhotos) as refused:
        _sends(received(FileKind.PHOTO, "one more"), "", run)
    assert refused.value.details == {"most": 10}
    with pytest.raises(FileThere):
        _sends(received(FileKind.PHOTO, "p3"), "", run)


def test_ten_photos_of_a_comment_leave_room_for_a_voice() -> None:
    run = _at("greeting#comment")
    for number in range(MOST_PHOTOS):
        run, _ = _sends(received(FileKind.PHOTO, f"p{number}"), "", run)
    with pytest.raises(TooManyPhotos):
        _sends(received(FileKind.PHOTO, "one more"), "", run)
    run, _ = _sends(received(FileKind.VOICE, "v1"), "", run)
    run, entry = _sends(received(FileKind.VOICE, "v2"), "", replace(run, asking="greeting#comment"))
    assert [file.file_unique_id for file in entry.removes] == ["v1"]
    run, entry = _sends(received(FileKind.PHOTO, "p0"), "", _at("photo"))
    assert not entry.removes


def test_a_video_among_an_albums_photos_is_no_photo() -> None:
    run, _ = _sends(received(FileKind.PHOTO, "p1", "album"), "", _at("photo"))
    with pytest.raises(NotExpected):
        _sends(received(FileKind.VIDEO, "clip", "album"), "", run)
    run, entry = _sends(received(FileKind.PHOTO, "p2", "album"), "", replace(run, asking="words"))
    assert (len(run.files), entry.answer and entry.answer.value) == (2, "p1 p2")


def test_a_recording_sent_again_takes_the_place_of_the_first_but_parts_of_an_album_stay_together() -> None:
    run, _ = _sends(received(FileKind.DOCUMENT, "part 1", "album"), "", _at("record"))
    run, entry = _sends(received(FileKind.DOCUMENT, "part-2", "album"), "", run)
    assert (len(run.files), entry.removes) == (2, [])
    run, entry = _sends(received(FileKind.AUDIO, "whole"), "", replace(run, asking="record"))
    assert [file.file_unique_id for file in run.files] == ["whole"]
    assert len(entry.removes) == 2


def test_words_told_in_two_recordings_are_still_told_when_one_is_taken_away() -> None:
    solved = Answer("solved", "promised", AnswerState.GIVEN, "", NOW)
    run = replace(_at("reason"), answers={"solved": solved})
    for name in FILES[:2]:
        run, _ = _sends(received(FileKind.AUDIO, name, album="a"), "", replace(run, asking="reason"))
    first, second = run.files
    states = []
    for file in (first, second):
        run, entry = _acts(partial(attaching.take_away, attachment_id=file.id), replace(run, asking="reason"))
        states.append(entry.answer and entry.answer.state)
    assert states == [AnswerState.GIVEN, AnswerState.PICKING]
