package meridian.simulated.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutagesTest {
  private static final Duration TAKES = Duration.ofNanos(10);

  private static Outages of(long... fromAndTo) {
    List<Outages.Span> spans =
        java.util.stream.IntStream.range(0, fromAndTo.length / 2)
            .mapToObj(i -> new Outages.Span(fromAndTo[2 * i], fromAndTo[2 * i + 1]))
            .toList();
    return new Outages(spans);
  }

  @Test
  void without_an_outage_it_takes_its_time() {
    assertThat(Outages.NONE.knownBy(100, TAKES)).isEqualTo(110);
  }

  @Test
  void an_outage_before_or_after_changes_nothing() {
    assertThat(of(50, 100).knownBy(100, TAKES)).isEqualTo(110);
    assertThat(of(110, 200).knownBy(100, TAKES)).isEqualTo(110);
  }

  @Test
  void an_outage_on_the_way_begins_it_anew() {
    assertThat(of(109, 200).knownBy(100, TAKES)).isEqualTo(210);
    assertThat(of(90, 101).knownBy(100, TAKES)).isEqualTo(111);
  }

  @Test
  void outages_one_after_the_other_add_up_when_no_gap_is_long_enough() {
    assertThat(of(105, 120, 129, 140, 150, 160).knownBy(100, TAKES)).isEqualTo(150);
    assertThat(of(105, 120, 130, 140).knownBy(100, TAKES)).isEqualTo(130);
    assertThat(of(129, 140, 105, 200).knownBy(100, TAKES)).as("out of order").isEqualTo(210);
  }
}
