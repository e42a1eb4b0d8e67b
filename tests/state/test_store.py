"""The store keeps settings, preferences and counts, and gives the defaults when it cannot be read."""

import asyncio

import pytest

from bot.errors import SettingsError, StoreError
from bot.state.records import Preferences, ServerSettings, Verdict
from bot.state.store import Store

SETTINGS = ServerSettings(channels=(1, 2), private=True, region="GB", moderator_role=9, cooldown=30)


def without_cache(store):
    store._servers.clear()
    store._people.clear()
    return store


async def test_settings_come_back(store):
    """What was saved is what is read, from the database and not only from memory; others keep the defaults."""
    await store.save_server(5, SETTINGS)
    assert await without_cache(store).server(5) == SETTINGS
    assert await store.server(6) == ServerSettings()


async def test_saving_twice_replaces(store):
    """There is one row a server."""
    await store.save_server(5, SETTINGS)
    await store.save_server(5, ServerSettings(cooldown=3))
    assert await without_cache(store).server(5) == ServerSettings(cooldown=3)


async def test_forgetting_leaves_nothing(store):
    """After a reset the defaults serve again."""
    await store.save_server(5, SETTINGS)
    await store.save_preferences(7, Preferences(surface="plain"))
    await store.forget_server(5)
    await store.forget_person(7)
    assert await without_cache(store).server(5) == ServerSettings()
    assert await without_cache(store).preferences(7) == Preferences()


async def test_concurrent_presses_all_count(store):
    """Two at once are two."""
    presses = (store.count_feedback("faq:x", Verdict.UNSAFE, "v1") for _ in range(60))
    await asyncio.gather(*presses, store.count_feedback("faq:x", Verdict.HELPFUL, "v2"))
    assert await store.feedback("faq:x") == {
        Verdict.UNSAFE: 60,
        Verdict.HELPFUL: 1,
        Verdict.NOT_HELPFUL: 0,
    }


async def test_what_is_saved_or_forgotten_during_a_slow_read_counts(lasting, monkeypatch):
    """The older value that comes in late does not replace it."""
    store = Store(lasting)
    await store.open()
    await store.save_preferences(7, Preferences("embed"))
    await store.save_preferences(8, Preferences("embed"))
    without_cache(store)
    row, read, late = store._row, [], asyncio.Event()

    async def slowly(*query):
        found = await row(*query)
        read.append(found)
        await late.wait()
        return found

    monkeypatch.setattr(store, "_row", slowly)
    reads = [asyncio.create_task(store.preferences(user)) for user in (7, 8)]
    while len(read) < 2:
        await asyncio.sleep(0)
    await store.save_preferences(7, Preferences("plain"))
    await store.forget_person(8)
    late.set()
    assert await asyncio.gather(*reads) == [Preferences("plain"), Preferences()]
    assert [await store.preferences(user) for user in (7, 8)] == [Preferences("plain"), Preferences()]
    await store.close()


async def test_facts(store):
    """A fact is remembered until it is changed."""
    assert await store.remembered("commands") is None
    await store.remember("commands", "a")
    await store.remember("commands", "b")
    assert await store.remembered("commands") == "b"


async def test_a_broken_database_gives_the_defaults_and_refuses_writes(tmp_path):
    """Questions and emergencies are answered without it; a change that cannot be kept is an error of ours."""
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'missing' / 'a.db'}")
    with pytest.raises(StoreError):
        await store.open()
    assert await store.server(1) == ServerSettings()
    assert await store.preferences(1) == Preferences()
    with pytest.raises(StoreError):
        await store.save_server(1, SETTINGS)
    await store.close()


async def test_it_outlives_the_process(lasting):
    """What was written is there for the next."""
    for _ in range(2):
        store = Store(lasting)
        await store.open()
        await store.save_preferences(7, Preferences(language="de"))
        await store.close()
    store = Store(lasting)
    await store.open()
    assert await store.preferences(7) == Preferences(language="de")
    await store.close()


@pytest.mark.parametrize("address", ["nonsense", "oracle://host/x", "sqlite+nothing:///a.db"])
def test_an_address_that_is_none_is_a_wrong_setting(address):
    """The operator is told how to write it."""
    with pytest.raises(SettingsError, match="FOOTNOTE_DATABASE"):
        Store(address)
