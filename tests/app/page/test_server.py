"""The server: headers, limits, many at once, and nothing kept."""

import threading
from concurrent.futures import ThreadPoolExecutor

import httpx

from app.page.run import streamed
from app.page.stream import decode

TOGETHER = 30


def test_health(page: str) -> None:
    found = httpx.get(f"{page}health").json()
    assert found["status"] == "ok"
    assert found["workers"] >= 1


def test_every_answer_carries_the_policy(page: str) -> None:
    for path in ("", "health", "static/style.css", "api/start", "nowhere"):
        policy = httpx.get(f"{page}{path}").headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_no_inline_script_or_style(page: str) -> None:
    import re

    text = httpx.get(page).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\sstyle=|\son\w+=|<style|https?://", text)


def test_thirty_light_it_at_once(page: str) -> None:
    asked = [
        {"pile": {"values": 0.9, "leaders": 0.9, "talk": 0.9, "wood": 0.2 + turn / 100}, "seed": turn}
        for turn in range(TOGETHER)
    ]
    gate = threading.Barrier(TOGETHER)

    def press(given: dict[str, object]) -> bytes:
        with httpx.Client(timeout=60) as visitor:
            gate.wait()
            answer = visitor.post(f"{page}api/run", json=given)
            assert answer.status_code == 200
            return answer.content

    with ThreadPoolExecutor(TOGETHER) as visitors:
        answers = list(visitors.map(press, asked))
    for given, content in zip(asked, answers, strict=True):
        assert content == streamed(given)
        assert decode(content).header["seed"] == given["seed"]


def test_light_it_is_answered_while_long_questions_wait(page: str) -> None:
    plan = {"values": 0.9, "leaders": 0.9, "talk": 0.9, "over": 0, "pressure": 0, "wood": 0.3, "choose": "random"}
    plan |= {"start": 0, "coaching": 300}
    long = {"place": {"size": 300}, "a": plan, "b": {**plan, "wood": 0.2}, "futures": 30}
    with ThreadPoolExecutor(4) as visitors:
        waiting = [visitors.submit(httpx.post, f"{page}api/compare", json=long, timeout=120) for _ in range(2)]
        answer = httpx.post(f"{page}api/run", json={"pile": {}, "seed": 1}, timeout=30)
        assert answer.status_code == 200
        assert not any(each.done() for each in waiting), "the long questions were too short to say anything"
        assert {each.result().status_code for each in waiting} == {200}


def test_mistakes_are_told_in_words(page: str) -> None:
    for content, words in ((b"\xff", "not JSON"), (b"[]", "no named values"), (b'{"pile":{"wod":1}}', "wod")):
        answer = httpx.post(f"{page}api/run", content=content)
        assert answer.status_code == 400
        assert words in answer.json()["error"]


def test_a_body_too_large_is_refused(page: str) -> None:
    answer = httpx.post(f"{page}api/run", content=b" " * 2_100_000, timeout=30)
    assert answer.status_code == 400
    assert "too large" in answer.json()["error"]


def test_nothing_outside_static_is_served(page: str) -> None:
    for path in ("static/../server.py", "static/%2e%2e/server.py", "static//etc/passwd"):
        assert httpx.get(f"{page}{path}").status_code == 404


def test_pages_from_elsewhere_get_no_answers(page: str) -> None:
    for site, status in (("cross-site", 400), ("same-origin", 200)):
        answer = httpx.post(f"{page}api/run", json={"pile": {}, "seed": 1}, headers={"Sec-Fetch-Site": site})
        assert answer.status_code == status
    assert httpx.get(page, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_value_is_checked_as_the_commands_check_it(page: str) -> None:
    for name, value, told in (
        ("seasoning", "50%", "seasoning: '50%' is not a number; did you mean 0.5?"),
        ("network.kind", "trust_b", "network.kind: 'trust_b' is not one of"),
        ("network.kind", "survey", ""),
        ("seasoning", 0.5, ""),
    ):
        answer = httpx.post(f"{page}api/value", json={"name": name, "value": value})
        assert answer.status_code == 200
        assert answer.json()["wrong"].startswith(told)
        assert bool(answer.json()["wrong"]) == bool(told)
    for strange in ({"name": "network.path", "value": "x"}, {"name": 3}, {"seasoning": 1}):
        assert httpx.post(f"{page}api/value", json=strange).status_code == 400
