"""The two of a 1:1, as one of them acts. Pure."""

from dataclasses import dataclass

from bot.features.people.rules import Person


def called(person: Person) -> str:
    """The first name, as it is said in a sentence."""
    return person.name.partition(" ")[0]


@dataclass(frozen=True)
class Pair:
    """A manager and a person whom they lead, or led; `actor_id` is one of them."""

    manager: Person
    person: Person
    actor_id: str

    @property
    def is_manager(self) -> bool:
        """Whether the actor is the manager of the two."""
        return self.actor_id == self.manager.id

    @property
    def me(self) -> Person:
        """The one of the two who acts."""
        return self.manager if self.is_manager else self.person

    @property
    def other(self) -> Person:
        """The other of the two."""
        return self.person if self.is_manager else self.manager

    @property
    def other_called(self) -> str:
        """The other's first name."""
        return called(self.other)

    def called(self, member_id: str) -> str:
        """How one of the two is called to the actor: "you", or the other's first name."""
        return "you" if member_id == self.actor_id else self.other_called
