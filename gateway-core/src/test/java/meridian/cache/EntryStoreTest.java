package meridian.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EntryStoreTest {
  @Test
  void at_its_entry_bound_it_drops_what_was_read_longest_ago() {
    EntryStore store = new EntryStore(2, 1000, 1000);
    CacheEntry a = FreshnessTest.entry("project:demo", 1, 10);
    CacheEntry b = FreshnessTest.entry("project:demo", 2, 10);
    CacheEntry c = FreshnessTest.entry("project:demo", 3, 10);
    store.put(a);
    store.put(b);
    store.get(a.fingerprint(), 1001);
    store.put(c);
    assertThat(store.get(a.fingerprint(), 1001)).contains(a);
    assertThat(store.get(b.fingerprint(), 1001)).isEmpty();
    assertThat(store.evictions()).isEqualTo(1);
  }

  @Test
  void at_its_byte_bound_it_drops_until_the_new_entry_fits() {
    EntryStore store = new EntryStore(100, 100, 100);
    for (int i = 0; i < 10; i++) {
      store.put(FreshnessTest.entry("project:demo", i, 10));
    }
    store.put(FreshnessTest.entry("project:demo", 99, 95));
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.sizeBytes()).isEqualTo(95);
  }

  @Test
  void an_answer_over_the_entry_bound_is_not_stored_and_drops_nothing() {
    EntryStore store = new EntryStore(100, 100, 50);
    store.put(FreshnessTest.entry("project:demo", 1, 50));
    assertThat(store.put(FreshnessTest.entry("project:demo", 2, 51))).isFalse();
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void replacing_an_entry_counts_its_bytes_once() {
    EntryStore store = new EntryStore(100, 100, 50);
    store.put(FreshnessTest.entry("project:demo", 1, 50));
    store.put(FreshnessTest.entry("project:demo", 1, 20));
    assertThat(store.sizeBytes()).isEqualTo(20);
  }

  @Test
  void a_gone_entry_is_removed_on_sight() {
    EntryStore store = new EntryStore(100, 100, 50);
    CacheEntry entry = FreshnessTest.entry("project:demo", 1, 50);
    store.put(entry);
    assertThat(store.get(entry.fingerprint(), 1999)).contains(entry);
    assertThat(store.get(entry.fingerprint(), 2000)).isEmpty();
    assertThat(store.size()).isZero();
  }
}
