package meridian.semantic;

import static meridian.semantic.Entries.entry;
import static meridian.semantic.Entries.partition;
import static meridian.semantic.Entries.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

final class SemanticIndexTest {
  private static final int DIMENSION = 48;
  private static final Traits NONE = Traits.of("");
  private static final SemanticIndex.Bounds WIDE =
      new SemanticIndex.Bounds(100_000, 1_000, 1L << 30);

  private final Dice dice = new Dice(7);
  private final SemanticIndex index = new SemanticIndex(DIMENSION, WIDE);

  /// 1 to 1,300 answers: block sizes from the first to beyond the largest, and the rows between.
  @Test
  void it_finds_the_ten_that_a_comparison_with_all_finds() {
    List<UnitVector> all = new ArrayList<>();
    int missed = 0;
    for (int n = 0; n < 1_300; n++) {
      UnitVector next = vector(dice, DIMENSION);
      all.add(next);
      index.add(partition(1), next, entry(n, 100), NONE, 0);
      if (n % 37 == 0) {
        UnitVector asked = vector(dice, DIMENSION);
        List<Integer> best =
            IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -all.get(i).cosine(asked)))
                .limit(10)
                .toList();
        List<Candidate> found = index.nearest(partition(1), asked, 10, -1, 0);
        assertThat(found).hasSize(Math.min(10, all.size()));
        for (int i = 0; i < found.size(); i++) {
          double exact = all.get(best.get(i)).cosine(asked);
          assertThat(found.get(i).cosine()).isCloseTo(exact, within(1e-5));
          missed += found.get(i).entry().equals(entry(best.get(i), 100)) ? 0 : 1;
        }
      }
    }
    assertThat(missed).isZero();
  }

  @Test
  void one_partition_never_sees_another() {
    UnitVector same = vector(dice, DIMENSION);
    index.add(partition(1), same, entry(1, 100), NONE, 0);
    assertThat(index.nearest(partition(2), same, 5, -1, 0)).isEmpty();
    assertThat(index.nearest(partition(1), same, 5, 0.999, 0)).hasSize(1);
  }

  @Test
  void an_answer_is_gone_at_the_nanosecond_of_its_expiry() {
    UnitVector same = vector(dice, DIMENSION);
    index.add(partition(1), same, entry(1, 100), NONE, 0);
    assertThat(index.nearest(partition(1), same, 5, 0, 99)).hasSize(1);
    assertThat(index.nearest(partition(1), same, 5, 0, 100)).isEmpty();
  }

  @Test
  void what_is_gone_makes_room_when_something_is_stored() {
    for (int n = 0; n < 500; n++) {
      index.add(partition(1), vector(dice, DIMENSION), entry(n, 100), NONE, 0);
    }
    long full = index.sizeBytes();
    index.add(partition(1), vector(dice, DIMENSION), entry(1_000, 200), NONE, 100);
    assertThat(index.size()).isEqualTo(1);
    assertThat(index.sizeBytes()).isLessThan(full / 10);
  }

  @Test
  void the_answer_to_one_request_is_there_once() {
    UnitVector same = vector(dice, DIMENSION);
    index.add(partition(1), same, entry(1, 100), NONE, 0);
    index.add(partition(1), same, entry(1, 150), NONE, 50);
    assertThat(index.nearest(partition(1), same, 5, 0, 60))
        .extracting(candidate -> candidate.entry().hardExpiryNanos())
        .containsExactly(150L);
  }

  @Test
  void at_its_bound_a_partition_drops_its_oldest_answer() {
    SemanticIndex small =
        new SemanticIndex(DIMENSION, new SemanticIndex.Bounds(300, 10, Long.MAX_VALUE));
    List<UnitVector> all = new ArrayList<>();
    for (int n = 0; n < 1_000; n++) {
      all.add(vector(dice, DIMENSION));
      small.add(partition(1), all.get(n), entry(n, 100), NONE, 0);
    }
    assertThat(small.size()).isEqualTo(300);
    assertThat(small.evictions()).isEqualTo(700);
    assertThat(small.nearest(partition(1), all.get(699), 1, 0.999, 0)).isEmpty();
    assertThat(small.nearest(partition(1), all.get(700), 1, 0.999, 0)).hasSize(1);
    // room for 300 and the blocks at both ends that are partly used
    assertThat(small.sizeBytes()).isLessThan(300 * 1_200 + 3 * Block.sizeBytes(DIMENSION, 256));
  }

  @Test
  void at_the_bound_of_partitions_the_one_asked_longest_ago_goes() {
    SemanticIndex small =
        new SemanticIndex(DIMENSION, new SemanticIndex.Bounds(10, 2, Long.MAX_VALUE));
    UnitVector same = vector(dice, DIMENSION);
    small.add(partition(1), same, entry(1, 100), NONE, 0);
    small.add(partition(2), same, entry(2, 100), NONE, 0);
    small.nearest(partition(1), same, 1, 0, 0);
    small.add(partition(3), same, entry(3, 100), NONE, 0);
    assertThat(small.nearest(partition(1), same, 1, 0, 0)).hasSize(1);
    assertThat(small.nearest(partition(2), same, 1, 0, 0)).isEmpty();
    assertThat(small.partitions()).isEqualTo(2);
  }

  @Test
  void its_bytes_stay_within_their_bound_and_end_at_nothing() {
    SemanticIndex small =
        new SemanticIndex(DIMENSION, new SemanticIndex.Bounds(1_000, 1_000, 200_000));
    for (int n = 0; n < 3_000; n++) {
      small.add(partition(n % 40), vector(dice, DIMENSION), entry(n, 100), NONE, 0);
      assertThat(small.sizeBytes()).isLessThanOrEqualTo(200_000);
    }
    assertThat(small.size()).isPositive();
    small.clear();
    assertThat(small.sizeBytes()).isZero();
    assertThat(small.size()).isZero();
  }

  @Test
  void vectors_of_another_model_are_refused() {
    UnitVector other = vector(dice, DIMENSION + 1);
    assertThatThrownBy(() -> index.nearest(partition(1), other, 1, 0, 0))
        .hasMessageContaining("48")
        .hasMessageContaining("49");
  }
}
