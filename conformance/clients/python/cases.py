"""What the official client of Python must find at a server."""

import asyncio
import json
import uuid
from datetime import datetime, timedelta, timezone

from evidentsource_client.conversions.error import ConversionError
from evidentsource_core import (
    BinaryEventData,
    BooleanExtension,
    CommandRequest,
    Constraint,
    DatabaseAlreadyExists,
    DatabaseName,
    DatabaseNotFound,
    DatabaseServerError,
    EventSubject,
    IntegerExtension,
    ProspectiveEvent,
    QueryOptions,
    Range,
    Selector,
    StateChangeName,
    StateViewName,
    StringEventData,
    StringExtension,
    SubjectAttribute,
    TransactionOptions,
)
from suite import Client, collect, refusal

ALL = []


def case(sentence):
    def add(function):
        ALL.append((sentence, function))
        return function

    return add


def event(id, stream="orders", type="order.placed", subject=None, **more):
    return ProspectiveEvent(id=id, stream=stream, event_type=type, subject=subject, **more)


def ids(events):
    return [event.id for event in events]


def instant(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc)


@case("creates, lists, finds and deletes databases")
async def databases(client: Client):
    before = datetime.now(timezone.utc) - timedelta(seconds=5)
    created = await client.source.create_database(client.name)
    assert created.name == client.name
    assert before < created.created_at < before + timedelta(seconds=30), created.created_at
    assert client.name in await collect(client.source.list_databases())
    assert isinstance(
        await refusal(client.source.create_database(client.name)), DatabaseAlreadyExists
    )
    connection = await client.source.connect_database(client.name)
    empty = connection.local_database()
    assert empty.revision == 0
    assert empty.revision_timestamp == created.created_at
    await client.source.delete_database(client.name)
    assert client.name not in await collect(client.source.list_databases())
    assert isinstance(await refusal(connection.latest_database()), DatabaseNotFound)
    assert isinstance(await refusal(client.source.delete_database(client.name)), DatabaseNotFound)
    assert isinstance(
        await refusal(client.source.connect_database(DatabaseName("nowhere"))), DatabaseNotFound
    )


@case("appends events and reads them back with all that the client keeps")
async def round_trip(client: Client):
    connection = await client.fresh()
    sent = event(
        "a1",
        subject="order-1",
        data=StringEventData('{"total":1,"ü":"𝄞"}'),
        time=instant(1_700_000_000.25),
        datacontenttype="application/json",
        dataschema="https://example.com/schema",
        extensions={
            "flag": BooleanExtension(True),
            "count": IntegerExtension(-(2**31)),
            "note": StringExtension("with space"),
        },
    )
    binary = event("a2", data=BinaryEventData(bytes(range(256))))
    bare = event("a3")
    database = await connection.transact([sent, binary, bare])
    assert database.revision == 3
    assert connection.local_database().revision == 3
    first, second, third = await collect(database.query_events(Selector.stream("orders")))
    assert (first.id, first.event_type, first.subject) == ("a1", "order.placed", "order-1")
    assert first.source.endswith(f"/db/{client.name}/streams/orders"), first.source
    assert (first.data, first.time) == (sent.data, sent.time)
    assert (first.datacontenttype, first.dataschema) == (sent.datacontenttype, sent.dataschema)
    for name, value in sent.extensions.items():
        assert first.extensions[name] == value, (name, first.extensions)
    assert second.data == binary.data
    assert (third.data, third.subject) == (None, None)


@case("checks conditions of every kind against the last event that matches")
async def conditions(client: Client):
    connection = await client.fresh()
    orders, other = Selector.stream("orders"), Selector.stream("refunds")
    await connection.transact([event("a1"), event("b1", stream="payments"), event("a2")])
    holding = [
        Constraint.min(orders, 3),
        Constraint.max(orders, 3),
        Constraint.range(orders, Range.new(2, 3)),
        Constraint.must_exist(orders),
        Constraint.must_not_exist(other),
        Constraint.at_revision(orders, 3),
        Constraint.unchanged_since(orders, 3),
        Constraint.min(other, 0),
    ]
    for number, condition in enumerate(holding):
        database = await connection.transact([event(f"x{number}", stream="notes")], [condition])
        assert database.revision == 4 + number, condition
    violated = [
        Constraint.min(orders, 4),
        Constraint.max(orders, 2),
        Constraint.range(orders, Range.new(1, 2)),
        Constraint.must_exist(other),
        Constraint.must_not_exist(orders),
        Constraint.at_revision(orders, 2),
        Constraint.unchanged_since(orders, 1),
    ]
    for condition in violated:
        error = await refusal(connection.transact([event("never", stream="notes")], [condition]))
        assert isinstance(error, DatabaseServerError), (condition, error)
        assert "orders" in str(error) or "refunds" in str(error), error
    both = [Constraint.max(orders, 100), Constraint.max(orders, 2)]
    assert isinstance(
        await refusal(connection.transact([event("never")], both)), DatabaseServerError
    ), "the stricter of two conditions on one selector must hold"
    assert (await connection.latest_database()).revision == 3 + len(holding)


@case("answers a transaction that is sent again with its first result, before its conditions")
async def idempotency(client: Client):
    connection = await client.fresh()
    condition = [Constraint.must_not_exist(Selector.stream("orders"))]
    first = await connection.transact_with_id("t-1", [event("a1")], condition)
    await connection.transact([event("b1", stream="payments")])
    again = await connection.transact_with_id("t-1", [event("a1")], condition)
    assert (first.revision, again.revision) == (1, 1)
    assert again.revision_timestamp == first.revision_timestamp
    assert (await connection.latest_database()).revision == 2
    # Without an id nothing is a repetition.
    await connection.transact([event("c1")])
    await connection.transact([event("c2")])
    assert (await connection.latest_database()).revision == 4
    options = TransactionOptions(
        transaction_id="t-2", correlation_id="correlation", causation_id="causation"
    )
    for _ in range(2):
        database = await connection.transact_with_options([event("d1")], None, options)
        assert database.revision == 5
    log = await collect(connection.log())
    assert [entry.transaction_id for entry in log][0] == "t-1"
    assert len({entry.transaction_id for entry in log}) == 5


@case("refuses transactions that are none, and writes nothing of them")
async def invalid(client: Client):
    connection = await client.fresh()
    await connection.transact([event("taken")])
    for events in (
        [],
        [event("a"), event("a")],
        [event("taken")],
        [event("a", stream="orders/2024-03-15")],
        [event("a", stream="")],
        [event("a", type=" ")],
        [event("a", subject="x" * 300)],
        [event("fine"), event("\x1f")],
        [event("a", extensions={"Not-Allowed": StringExtension("x")})],
    ):
        error = await refusal(connection.transact(events))
        assert isinstance(error, DatabaseServerError), (events, error)
        assert len(str(error)) > 10, error
    await connection.transact([event("taken", stream="payments")])
    assert (await connection.latest_database()).revision == 2


@case("queries by every selector that the client can send, in both directions, with limits")
async def queries(client: Client):
    connection = await client.fresh()
    database = await connection.transact(
        [
            event("1", "orders", "order.placed", "alice"),
            event("2", "orders", "order.paid", "alice"),
            event("3", "orders-old", "order.placed", "alina"),
            event("4", "payments", "payment.made"),
            event("5", "Orders", "Order.placed", "Alice"),
        ]
    )
    for selector, expected in (
        (Selector.stream("orders"), "12"),
        (Selector.subject("alice"), "12"),
        (Selector.no_subject(), "4"),
        (Selector.event_type("order.placed"), "13"),
        (Selector.stream_starts_with("orders"), "123"),
        (Selector.subject_starts_with("ali"), "123"),
        (Selector.event_type_starts_with("order.p"), "123"),
        (Selector.stream("nothing"), ""),
    ):
        found = ids(await collect(database.query_events(selector)))
        assert found == list(expected), (selector, found)
        backwards = database.query_events_with_options(selector, QueryOptions().reverse())
        assert ids(await collect(backwards)) == list(expected)[::-1], selector
        for options in (QueryOptions().limit(2), QueryOptions().reverse().limit(1)):
            limited = ids(await collect(database.query_events_with_options(selector, options)))
            assert len(limited) == min(options.get_limit(), len(expected)), selector


@case("refuses selectors that the client sends without their content, with a message")
async def compound_selectors(client: Client):
    connection = await client.fresh()
    database = await connection.transact([event("1")])
    compound = Selector.stream("orders") & Selector.event_type("order.placed")
    error = await refusal(collect(database.query_events(compound)))
    assert error is not None


@case("keeps showing a past, whatever is committed later")
async def pasts(client: Client):
    connection = await client.fresh()
    empty = connection.local_database()
    one = await connection.transact([event("1")])
    three = await connection.transact([event("2"), event("3")])
    await connection.transact([event("4")])
    orders = Selector.stream("orders")
    assert ids(await collect(empty.query_events(orders))) == []
    assert ids(await collect(one.query_events(orders))) == ["1"]
    assert ids(await collect(three.query_events(orders))) == ["1", "2", "3"]
    within = await connection.database_at_revision(2)
    assert within.revision == 2
    assert within.revision_timestamp == three.revision_timestamp
    assert ids(await collect(within.query_events(orders))) == ["1", "2"]
    assert (await connection.database_at_revision(0)).revision == 0
    by_time = await connection.database_at_timestamp(one.revision_timestamp)
    assert by_time.revision <= 1  # Python keeps microseconds of the nanoseconds
    later = await connection.database_at_timestamp(datetime.now(timezone.utc) + timedelta(hours=1))
    assert later.revision == 4
    assert isinstance(
        await refusal(connection.database_at_timestamp(instant(0))), DatabaseNotFound
    )


@case("waits for a revision that does not exist yet, and answers with exactly that one")
async def awaiting(client: Client):
    connection = await client.fresh()
    waiting = asyncio.ensure_future(connection.database_at_revision(2))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    await connection.transact([event(str(number)) for number in range(3)])
    assert (await waiting).revision == 2
    abandoned = asyncio.ensure_future(connection.database_at_revision(99))
    await asyncio.sleep(0.1)
    abandoned.cancel()
    assert (await connection.latest_database()).revision == 3


@case("sees by effective time what had taken effect, in that order")
async def effective_time(client: Client):
    connection = await client.fresh()
    database = await connection.transact(
        [
            event("late", time=instant(3_000)),
            event("early", time=instant(1_000)),
            event("middle", time=instant(2_000)),
            event("old", time=instant(-1_000)),
            event("far", time=instant(32_503_680_000)),
        ]
    )
    orders = Selector.stream("orders")
    at = database.at_effective_timestamp(instant(2_000))
    assert ids(await collect(at.query_events(orders))) == ["old", "early", "middle"]
    last = await collect(at.query_events_with_options(orders, QueryOptions().reverse().limit(1)))
    assert ids(last) == ["middle"]
    earlier = await at.at_revision_with_effective_timestamp(2)
    assert ids(await collect(earlier.query_events(orders))) == ["early"]


@case("reads the log, in whole and from a revision, short and in detail")
async def log(client: Client):
    connection = await client.fresh()
    await connection.transact_with_id("one", [event("1")])
    await connection.transact_with_id("two", [event("2"), event("3")])
    await connection.transact_with_id("three", [event("4")])
    entries = await collect(connection.log())
    assert [(e.transaction_id, e.revision, e.event_count) for e in entries] == [
        ("one", 1, 1),
        ("two", 3, 2),
        ("three", 4, 1),
    ]
    details = await collect(connection.log_detail())
    assert [ids(detail.events) for detail in details] == [["1"], ["2", "3"], ["4"]]
    assert [detail.summary.revision for detail in details] == [1, 3, 4]
    for start, expected in ((0, 3), (1, 3), (2, 2), (3, 2), (4, 1), (5, 0)):
        assert len(await collect(connection.log_from(start))) == expected, start
        assert len(await collect(connection.log_detail_from(start))) == expected, start


@case("reads more than one window of messages")
async def many(client: Client):
    connection = await client.fresh()
    text = StringEventData("x" * 1_000)
    for batch in range(10):
        await connection.transact([event(f"{batch}-{n}", data=text) for n in range(500)])
    database = await connection.latest_database()
    found = await collect(database.query_events(Selector.stream("orders")))
    assert ids(found) == [f"{batch}-{n}" for batch in range(10) for n in range(500)]


def command(**fields):
    return CommandRequest.json(fields)


async def summary_of(database, account, version=2):
    view = await database.view_state_with_params(
        StateViewName("account-summary"),
        version,
        [("account_id", SubjectAttribute(EventSubject(account)))],
    )
    return view, view.content and json.loads(view.content)


@case("executes state changes and shows state views, at each revision")
async def example(client: Client):
    connection = await client.example()
    account = str(uuid.uuid4())
    opened = await connection.execute_state_change(
        StateChangeName("open-account"),
        1,
        command(account_id=account, owner="Ada", initial_deposit=100),
    )
    deposited = await connection.execute_state_change(
        StateChangeName("deposit"), 1, command(account_id=account, amount=50)
    )
    assert deposited.revision == opened.revision + 1
    view, summary = await summary_of(deposited, account)
    assert summary == {
        "owner": "Ada",
        "status": "open",
        "balance": 150,
        "transaction_count": 2,
    }, summary
    assert view.last_modified_revision == deposited.revision
    assert view.last_modified_timestamp == deposited.revision_timestamp
    assert view.content_type == "application/json"
    assert view.event_selector == Selector.subject(account)
    assert (await summary_of(opened, account))[1]["balance"] == 100
    view, summary = await summary_of(deposited, str(uuid.uuid4()))
    assert summary is None and view.last_modified_revision is None
    # The client looks for `and_` where the platform's messages have `and`; if it ever finds it, the
    # first version of the view will do.
    assert isinstance(await refusal(summary_of(deposited, account, 1)), ConversionError)
    before = deposited.at_effective_timestamp(instant(0))
    assert (await summary_of(before, account))[1] is None
    overview = await deposited.view_state(StateViewName("open-accounts"), 2)
    assert account in [one["account_id"] for one in json.loads(overview.content)["accounts"]]


@case("executes a state change once, however often it is sent with one id")
async def example_idempotency(client: Client):
    connection = await client.example()
    account, id = str(uuid.uuid4()), str(uuid.uuid4())
    request = command(account_id=account, owner="Bob")
    name = StateChangeName("open-account")
    first = await connection.execute_state_change_with_id(name, 1, request, id)
    again = await connection.execute_state_change_with_id(name, 1, request, id)
    assert first.revision == again.revision
    error = await refusal(connection.execute_state_change(name, 1, request))
    assert isinstance(error, DatabaseServerError) and "exists already" in str(error), error


@case("answers refused commands with their messages, and unknown names as not found")
async def example_refusals(client: Client):
    connection = await client.example()
    deposit = StateChangeName("deposit")
    account = str(uuid.uuid4())
    for request, part in (
        (command(account_id=account, amount=1), account),
        (command(account_id=account, amount=-1), "amount"),
        (CommandRequest.with_body(b"{"), ""),
        (CommandRequest.new(), ""),
    ):
        error = await refusal(connection.execute_state_change(deposit, 1, request))
        assert isinstance(error, DatabaseServerError), error
        assert part in str(error) and len(str(error)) > 10, error
    database = await connection.latest_database()
    for refused in (
        connection.execute_state_change(StateChangeName("unknown"), 1, command()),
        connection.execute_state_change(deposit, 9, command()),
        database.view_state(StateViewName("unknown"), 1),
        database.view_state(StateViewName("open-accounts"), 9),
    ):
        assert isinstance(await refusal(refused), DatabaseNotFound)
    wanting = await refusal(database.view_state(StateViewName("account-summary"), 1))
    assert isinstance(wanting, DatabaseServerError) and "account_id" in str(wanting), wanting


@case("serves many callers of one connection at once")
async def concurrency(client: Client):
    connection = await client.fresh()
    await asyncio.gather(*(connection.transact([event(f"e{n}")]) for n in range(100)))
    entries = await collect(connection.log())
    assert [entry.revision for entry in entries] == list(range(1, 101))
