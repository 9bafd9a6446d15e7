"""The decision of the benchmark, with the Python SDK."""

import json
from dataclasses import dataclass
from uuid import UUID, uuid4

from package_copy import use_generated_types

use_generated_types("state_change", ["cloudevents", "state_view_types", "state_change_types"])

from evidentsource_functions import (  # noqa: E402
    Constraint,
    ProspectiveEvent,
    Selector,
    StateChangeError,
    StringEventData,
)
from evidentsource_functions.wasm import StateChangeAdapter  # noqa: E402
from wit_world.imports.state_change_types import EventAttribute_Subject  # noqa: E402


class Text(StringEventData):
    """The adapter reads `value`, which the SDK's own class does not have."""

    @property
    def value(self):
        return self.data


@dataclass
class Deposit:
    account_id: UUID
    amount: int
    reference: str | None

    @classmethod
    def from_dict(cls, data):
        amount, reference = data["amount"], data.get("reference")
        if type(amount) is not int or amount <= 0:
            raise StateChangeError.validation("amount must be a positive integer")
        if reference is not None and (not isinstance(reference, str) or len(reference) > 140):
            raise StateChangeError.validation("reference must be at most 140 characters")
        return cls(UUID(data["account_id"]), amount, reference)


def decide(db, command, metadata):
    account_id = str(command.account_id)
    # The adapter's own view_state cannot make its answer.
    parameter = ("account_id", EventAttribute_Subject(account_id))
    account = db._db.view_state("account-summary", 1, [parameter])
    if account is None or account.content is None:
        raise StateChangeError.not_found(f"account {account_id}")
    balance = json.loads(account.content)["balance"] + command.amount
    if balance > 2**53 - 1:
        raise StateChangeError.conflict("the balance is too large")
    credited = {"account_id": account_id, "amount": command.amount}
    if command.reference is not None:
        credited["reference"] = command.reference
    event = ProspectiveEvent(
        id=str(uuid4()),
        stream="accounts",
        event_type="account.credited",
        subject=account_id,
        data=Text(json.dumps(credited, separators=(",", ":"))),
        time=metadata.command_received_at,
        datacontenttype="application/json",
    )
    return [event], [Constraint.unchanged_since(Selector.subject(account_id), db.revision)]


class WitWorld(StateChangeAdapter):
    command_type = Deposit
    decide_func = staticmethod(decide)
