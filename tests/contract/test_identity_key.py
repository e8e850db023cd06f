"""Cache keys that compare objects by identity."""

from newsroom.contract.identity_key import IdentityKey


def test_only_keys_of_one_object_are_equal() -> None:
    """An equal object, or the object itself, is no equal key."""
    first, equal = ["Kraft"], ["Kraft"]
    assert IdentityKey(first) == IdentityKey(first)
    assert IdentityKey(first) != IdentityKey(equal)
    assert IdentityKey(first) != first
    assert {IdentityKey(first): 1}.get(IdentityKey(first)) == 1
