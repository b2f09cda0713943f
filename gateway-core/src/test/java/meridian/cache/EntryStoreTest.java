package meridian.cache;

import static meridian.contract.Answers.GONE;
import static meridian.contract.Answers.MADE;
import static meridian.contract.Answers.answer;
import static meridian.contract.Answers.question;
import static org.assertj.core.api.Assertions.assertThat;

import meridian.contract.ExactCacheContract;
import org.junit.jupiter.api.Test;

final class EntryStoreTest extends ExactCacheContract {
  @Override
  protected ExactCache open() {
    return new EntryStore(100, 100 * MOST, MOST);
  }

  @Test
  void at_its_entry_bound_it_drops_what_was_read_longest_ago() {
    EntryStore store = new EntryStore(2, 1000, 1000);
    store.put(answer(1), "");
    store.put(answer(2), "");
    store.find(question(1), MADE);
    store.put(answer(3), "");
    assertThat(store.holds(question(1), MADE)).isTrue();
    assertThat(store.holds(question(2), MADE)).isFalse();
    assertThat(store.evictions()).isEqualTo(1);
  }

  @Test
  void at_its_byte_bound_it_drops_until_the_new_entry_fits() {
    EntryStore store = new EntryStore(100, 100, 100);
    for (int i = 0; i < 10; i++) {
      store.put(answer(i, 10), "");
    }
    store.put(answer(99, 95), "");
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.sizeBytes()).isEqualTo(95);
  }

  @Test
  void an_answer_over_the_entry_bound_drops_nothing() {
    EntryStore store = new EntryStore(100, 100, 50);
    store.put(answer(1, 50), "");
    store.put(answer(2, 51), "");
    assertThat(store.all()).containsExactly(answer(1, 50));
  }

  @Test
  void replacing_an_entry_counts_its_bytes_once() {
    EntryStore store = new EntryStore(100, 100, 50);
    store.put(answer(1, 50), "");
    store.put(answer(1, 20), "");
    assertThat(store.sizeBytes()).isEqualTo(20);
  }

  @Test
  void a_gone_entry_is_removed_on_sight() {
    EntryStore store = new EntryStore(100, 100, 50);
    store.put(answer(1, 50), "");
    store.find(question(1), GONE);
    assertThat(store.size()).isZero();
  }

  @Test
  void it_says_how_many_entries_a_clear_took_and_a_crash_takes_them_too() {
    EntryStore store = new EntryStore(100, 1000, 50);
    store.put(answer(1, 50), "");
    store.put(answer(2, 50), "");
    assertThat(store.clear()).isEqualTo(2);
    store.put(answer(1, 50), "");
    store.crash();
    assertThat(store.size()).isZero();
  }
}
