"""A model behind an OpenAI-compatible server: the same pieces as a local one, or one clear line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.errors import ModelProblem
from rag.model import Message
from rag.opening import after_opening
from rag.server import ServerGenerator
from tests.model_server import FakeServer, model_server

PROMPT = [
    Message("system", "Copy what answers."),
    Message("user", "Report: rain."),
    Message("assistant", "It rained."),
    Message("user", "Report: The mill is closed, Ada Stone said."),
]
OPENING = "Ada Stone said"
KEY = "key-of-the-reader"
PLAIN = {"model", "messages", "max_tokens", "temperature", "seed", "stream"}


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with model_server(FakeServer()) as server:
        yield server


def reply(server: FakeServer, opening: str = OPENING, key: str | None = None) -> str:
    generator = ServerGenerator(server.url, key)
    return opening + "".join(generator.stream(PROMPT, opening=opening, max_tokens=20))


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        ((" the mill", " is closed."), "Ada Stone said the mill is closed."),
        (("Ada Stone said", " the mill."), "Ada Stone said the mill."),
        (("A", "da St", "one said the", " mill."), "Ada Stone said the mill."),
        ((" Ada Stone said: ", "“Closed.”"), "Ada Stone said: “Closed.”"),
        (("\n\nAda Stone said", " so."), "Ada Stone said so."),
        (("Stone said the mill is ", "closed."), "Ada Stone said the mill is closed."),
        (("the mill is closed.",), "Ada Stone said the mill is closed."),
        (("“closed”, twice over.",), "Ada Stone said “closed”, twice over."),
        ((", on Friday, that",), "Ada Stone said, on Friday, that"),
        (("The mill is closed, as was said.",), "Ada Stone said The mill is closed, as was said."),
        (("saidis a word of its own",), "Ada Stone said saidis a word of its own"),
        (("Ada Stone said",), "Ada Stone said"),
        ((" so",), "Ada Stone said so"),
        ((), "Ada Stone said"),
        (("", ""), "Ada Stone said"),
    ],
)
def test_the_opening_stands_once_however_the_server_takes_it(
    pieces: tuple[str, ...], whole: str
) -> None:
    assert OPENING + "".join(after_opening(iter(pieces), OPENING)) == whole


def test_without_an_opening_all_is_passed_on_as_it_comes() -> None:
    assert list(after_opening(iter(("It", " rained.")), "")) == ["It", " rained."]


def test_pieces_are_passed_on_as_soon_as_they_are_known_to_be_no_repetition() -> None:
    pieces = iter(["Ada Stone", " said the", " mill", " is", " closed."])
    following = after_opening(pieces, OPENING)
    assert next(following) == " the"
    assert list(pieces) == [" mill", " is", " closed."]


def test_the_request_is_deterministic_and_lets_the_server_go_on(server: FakeServer) -> None:
    server.pieces = (" the mill", " is closed.")
    assert reply(server) == "Ada Stone said the mill is closed."
    (asked,) = server.asked
    assert (asked["temperature"], asked["seed"], asked["stream"]) == (0, 0, True)
    assert (asked["model"], asked["max_tokens"]) == ("wheel-7b", 20)
    assert asked["messages"][-1] == {"role": "assistant", "content": OPENING}
    assert (asked["continue_final_message"], asked["add_generation_prompt"]) == (True, False)
    assert asked["chat_template_kwargs"] == {"enable_thinking": False}
    assert server.paths == ["/v1/models", "/v1/chat/completions"]
    assert server.keys == ["", ""]


def test_a_reply_with_no_opening_is_the_servers_own(server: FakeServer) -> None:
    server.pieces = ("The mill", " is closed.")
    assert reply(server, opening="") == "The mill is closed."
    assert server.asked[0]["messages"][-1]["role"] == "user"
    assert "continue_final_message" not in server.asked[0]


def test_a_server_that_knows_only_the_plain_form_is_asked_in_it(server: FakeServer) -> None:
    server.strict, server.pieces = True, (OPENING, " the mill is closed.")
    generator = ServerGenerator(server.url)
    for _ in range(2):
        pieces = generator.stream(PROMPT, opening=OPENING, max_tokens=20)
        assert "".join(pieces) == " the mill is closed."
    assert [set(asked) == PLAIN for asked in server.asked] == [False, True, True]
    roles = [message["role"] for message in server.asked[1]["messages"]]
    assert roles == ["user", "assistant", "user"]
    assert server.asked[1]["messages"][0]["content"] == "Copy what answers.\n\nReport: rain."
    assert server.asked[1]["messages"][-1]["content"].endswith(
        f'Begin your reply with "{OPENING}".'
    )


def test_a_refusal_for_another_reason_does_not_change_the_form(server: FakeServer) -> None:
    generator = ServerGenerator(server.url)
    server.status, server.body = 400, b'{"error": {"message": "prompt is too long"}}'
    with pytest.raises(ModelProblem, match=r"refuses the request \(400: prompt is too long\)"):
        list(generator.stream(PROMPT, opening=OPENING, max_tokens=20))
    server.status, server.body = 200, None
    list(generator.stream(PROMPT, opening=OPENING, max_tokens=20))
    assert "continue_final_message" in server.asked[-1]


@pytest.mark.parametrize(
    ("suffix", "base", "name"),
    [
        ("", "/v1", "wheel-7b"),
        ("/", "/v1", "wheel-7b"),
        ("/v1/", "/v1", "wheel-7b"),
        ("/v1/chat/completions", "/v1", "wheel-7b"),
        ("/api/openai", "/api/openai", "wheel-7b"),
        ("/v1#mill:13b", "/v1", "mill:13b"),
        ("#own%20er/mill", "/v1", "own er/mill"),
    ],
)
def test_the_address_tells_the_server_and_may_name_the_model(
    server: FakeServer, suffix: str, base: str, name: str
) -> None:
    generator = ServerGenerator(server.url + suffix)
    assert (generator.url, generator.name) == (server.url + base, name)
    generator.warm()
    assert server.asked[0]["model"] == name
    assert server.paths[-1] == f"{base}/chat/completions"
    assert (f"{base}/models" in server.paths) == ("#" not in suffix)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (f"http://me:{KEY}@127.0.0.1:9/v1", "holds a user name or password; .* ONRECORD_API_KEY"),
        ("http://", "is no address of a model server"),
        ("http:///v1", "is no address of a model server"),
        ("http://127.0.0.1:9/v1?key=x", "is no address of a model server"),
        ("http://127.0.0.1:nine/v1", "the address given with --model is none"),
        ("http://[::1/v1", "the address given with --model is none"),
    ],
)
def test_what_is_no_address_is_said(address: str, message: str) -> None:
    with pytest.raises(ModelProblem, match=message) as raised:
        ServerGenerator(address)
    assert KEY not in str(raised.value)


def test_the_key_is_sent_and_never_shown(server: FakeServer) -> None:
    reply(server, key=f" {KEY}\n")
    assert set(server.keys) == {f"Bearer {KEY}"}
    server.status = 500
    server.body = b'{"error": {"message": "upstream refused Bearer %s"}}' % KEY.encode()
    with pytest.raises(ModelProblem, match="upstream refused Bearer …") as raised:
        reply(server, key=KEY)
    assert KEY not in str(raised.value)


@pytest.mark.parametrize("key", [f"{KEY}\nX-Other: 1", "clé"])
def test_what_can_be_no_key_is_said_without_it(key: str) -> None:
    with pytest.raises(ModelProblem, match="ONRECORD_API_KEY holds characters") as raised:
        ServerGenerator("http://127.0.0.1:9", key)
    assert key not in str(raised.value)


@pytest.mark.parametrize(
    ("status", "body", "key", "message"),
    [
        (401, b"{}", None, r"wants a key \(401\); set ONRECORD_API_KEY in the environment"),
        (403, b"{}", KEY, r"refuses the key \(403\); set ONRECORD_API_KEY"),
        (404, b'{"error": "model x not found"}', None, r"\(404: model x not found\); check the ad"),
        (429, b'{"error": {"message": "slow down"}}', None, r"too many requests \(429: slow down"),
        (500, b"<html>oops</html>", None, r"fails or is not ready \(500\); try again later"),
        (503, b'{"message": "Loading\\n\\u001b[31m model"}', None, r"\(503: Loading \[31m model\)"),
        (307, b"", None, r"redirects elsewhere \(307\); give the final address"),
        (200, b"<html>A page</html>", None, "broke off, or does not stream chat completions"),
        (200, b"", None, "broke off, or does not stream"),
        (200, b"data: {not json\n\n", None, "streams what is no chat completion"),
        (200, b"data: [1]\n\n", None, "streams what is no chat completion"),
        (200, b'data: {"error": {"message": "out of memory"}}\n\n', None, r"fails \(out of memory"),
        (200, b'data: {"choices": [{"delta": {"content": "It r"}}]}\n\n', None, "broke off"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_one_line(
    server: FakeServer, status: int, body: bytes, key: str | None, message: str
) -> None:
    server.status, server.body = status, body
    with pytest.raises(ModelProblem, match=message) as raised:
        reply(server, key=key)
    assert "\n" not in str(raised.value)
    assert str(raised.value).startswith(f"the model server {server.url}/v1 ")


@pytest.mark.parametrize(
    "ends",
    [
        b"data: [DONE]\n\n",
        b"data:[DONE]\n\n",
        b'data: {"choices": [{"delta": {}, "finish_reason": "length"}]}\n\n',
        b'data: {"choices": [{"delta": {"content": ""}, "finish_reason": "stop"}]}\n\n',
        b'event: end\r\ndata: {"choices": [{"finish_reason": "stop"}]}\r\n\r\n',
    ],
)
def test_a_stream_may_end_in_several_ways(server: FakeServer, ends: bytes) -> None:
    server.pieces, server.ends = (" so",), ends
    assert reply(server) == "Ada Stone said so"


def test_a_thought_is_no_part_of_the_reply(server: FakeServer) -> None:
    thought = b'data: {"choices": [{"delta": {"reasoning_content": "Hm, mills."}}]}\n\n'
    server.body = thought + FakeServer((" so",)).stream
    assert reply(server) == "Ada Stone said so"


def test_a_model_that_goes_by_its_path_is_named_by_its_file(server: FakeServer) -> None:
    server.models = ("/srv/models/Wheel-7B.Q4_K_M.gguf", "other")
    generator = ServerGenerator(server.url)
    generator.warm()
    assert generator.name == "Wheel-7B.Q4_K_M"
    assert server.asked[0]["model"] == server.models[0]


@pytest.mark.parametrize("models", [(), ("",)])
def test_a_server_without_models_is_said(server: FakeServer, models: tuple[str, ...]) -> None:
    server.models = models
    with pytest.raises(ModelProblem, match=r"lists no model; .* http://127.0.0.1:\d+/v1#NAME"):
        reply(server)


def test_a_server_that_does_not_run_is_said() -> None:
    with pytest.raises(ModelProblem, match="cannot be reached; check that it runs"):
        reply(FakeServer(url="http://127.0.0.1:9"))


def test_a_server_that_is_too_slow_is_said(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.server._READ", 0.05)
    server.delay = 0.2
    with pytest.raises(ModelProblem, match="takes too long to answer"):
        reply(server)


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert reply(server) == "Ada Stone said yes"


def test_a_reply_that_nobody_reads_on_is_left(server: FakeServer) -> None:
    pieces = ServerGenerator(server.url).stream(PROMPT, opening="", max_tokens=20)
    assert isinstance(pieces, Iterator)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]  # it is a generator
