package meridian.console.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GateTest {
  private static final long MILLI = 1_000_000L;
  private static final long START = -5 * MILLI;

  @Test
  void the_first_one_passes() {
    assertThat(new Gate(Cadence.TABLES).opens(START)).isTrue();
  }

  @Test
  void sixty_frames_a_second_become_ten_charts_two_tables() {
    Gate charts = new Gate(Cadence.CHARTS);
    Gate tables = new Gate(Cadence.TABLES);
    int chartDraws = 0;
    int tableDraws = 0;
    for (int frame = 0; frame < 600; frame++) {
      long now = START + frame * 16_666_667L;
      chartDraws += charts.opens(now) ? 1 : 0;
      tableDraws += tables.opens(now) ? 1 : 0;
    }
    assertThat(chartDraws).isEqualTo(100);
    assertThat(tableDraws).isEqualTo(20);
  }

  @Test
  void a_reset_lets_the_next_one_through_at_once() {
    Gate gate = new Gate(Cadence.FIGURES);
    gate.opens(START);
    assertThat(gate.opens(START + MILLI)).isFalse();
    gate.reset();
    assertThat(gate.opens(START + 2 * MILLI)).isTrue();
  }
}
