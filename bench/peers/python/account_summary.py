"""The view of the benchmark, with the Python SDK."""

import json
from dataclasses import dataclass
from uuid import UUID

from package_copy import use_generated_types

use_generated_types("state_view", ["cloudevents", "state_view_types"])

from evidentsource_functions import StateViewBase  # noqa: E402
from evidentsource_functions.wasm import StateViewAdapter  # noqa: E402


@dataclass
class Movement:
    account_id: UUID
    amount: int

    @classmethod
    def from_dict(cls, data):
        amount = data["amount"]
        if type(amount) is not int or amount <= 0:
            raise ValueError("amount must be a positive integer")
        return cls(account_id=UUID(data["account_id"]), amount=amount)


@dataclass
class AccountSummary(StateViewBase):
    balance: int = 0
    transaction_count: int = 0
    last_reference: str = ""

    def evolve_event(self, event):
        if event.event_type == "account.credited":
            self.balance += self.movement(event).amount
            self.transaction_count += 1
        elif event.event_type == "account.debited":
            self.balance -= self.movement(event).amount
            self.transaction_count += 1

    @staticmethod
    def movement(event):
        return Movement.from_dict(json.loads(event.data.as_bytes()))

    def to_dict(self):
        return {
            "balance": self.balance,
            "transaction_count": self.transaction_count,
            "last_reference": self.last_reference,
        }

    @classmethod
    def from_dict(cls, data):
        return cls(**data)


class WitWorld(StateViewAdapter):
    state_view_type = AccountSummary
