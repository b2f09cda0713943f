package meridian.console.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ChartArithmeticTest {
  @Test
  void ticks_are_round_and_never_more_than_asked() {
    assertThat(Ticks.upTo(184, 4)).containsExactly(0, 50, 100, 150);
    assertThat(Ticks.upTo(0.03, 4)).containsExactly(0, 0.01, 0.02, 0.03);
    assertThat(Ticks.upTo(0, 4)).containsExactly(0);
    assertThat(Ticks.upTo(Double.NaN, 4)).containsExactly(0);
    for (double max = 0.001; max < 1e9; max *= 1.37) {
      assertThat(Ticks.upTo(max, 5).length).isBetween(2, 6);
      assertThat(Ticks.ceiling(max, 5)).isGreaterThanOrEqualTo(max * (1 - 1e-9));
    }
  }

  @Test
  void a_spike_survives_thinning() {
    double[] numbers = new double[100_000];
    numbers[54_321] = 9;
    Curve curve = Curve.of(Values.of(numbers), new Curve.Frame(0, 0, 500, 100, 0, 10));
    assertThat(curve.size()).isLessThan(1_100);
    assertThat(curve.highest()).isEqualTo(10, within(1e-9));
  }

  @Test
  void short_series_are_padded_on_the_old_side() {
    Values padded = Values.of(1, 2).padded(4);
    assertThat(padded.at(0)).isNaN();
    assertThat(padded.at(3)).isEqualTo(2);
    assertThat(Values.of(1, 2, 3).padded(2)).isEqualTo(Values.of(2, 3));
  }

  @Test
  void gaps_count_as_nothing_in_a_stack() {
    assertThat(Values.of(1, Double.NaN).plus(Values.of(2, 3))).isEqualTo(Values.of(3, 3));
  }

  @Test
  void the_projection_keeps_north_up_east_right_and_the_equator_whole() {
    assertThat(Projection.x(0, 180)).isEqualTo(Projection.HALF_WIDTH, within(1e-12));
    assertThat(Projection.y(0)).isZero();
    for (double latitude = -89; latitude < 89; latitude += 1) {
      assertThat(Projection.y(latitude + 1)).isGreaterThan(Projection.y(latitude));
    }
    assertThat(Projection.x(60, 90)).isLessThan(Projection.x(0, 90)).isPositive();
  }

  @Test
  void the_land_is_there_and_inside_the_world() {
    assertThat(WorldShapes.ALL.rings()).hasSizeGreaterThan(250);
    for (WorldShapes.Ring ring : WorldShapes.ALL.rings()) {
      for (int index = 0; index < ring.size(); index++) {
        assertThat(Math.abs(ring.x(index))).isLessThanOrEqualTo(Projection.HALF_WIDTH + 1e-9);
        // No edge crosses the whole map: what passes the antimeridian is cut there.
        double before = ring.x(index == 0 ? ring.size() - 1 : index - 1);
        assertThat(Math.abs(ring.x(index) - before)).isLessThan(1.6);
      }
    }
  }

  @Test
  void zooming_keeps_what_is_under_the_cursor_where_it_is() {
    MapView near = MapView.WORLD.zoomed(4, 600, 200, 1000, 500);
    double plane = (600 - 500) / MapView.WORLD.scale(1000, 500) + MapView.WORLD.centreX();
    assertThat(near.pixelX(plane, 1000, 500)).isEqualTo(600, within(1e-6));
  }

  @Test
  void the_world_cannot_be_lost_by_zooming_or_dragging() {
    MapView view = MapView.WORLD;
    for (int step = 0; step < 50; step++) {
      view = view.zoomed(1.5, 10, 10, 1000, 500).dragged(900, 700, 1000, 500);
    }
    assertThat(view.zoom()).isEqualTo(MapView.MOST);
    assertThat(Math.abs(view.centreX())).isLessThanOrEqualTo(Projection.HALF_WIDTH * 1.1);
    for (int step = 0; step < 50; step++) {
      view = view.zoomed(0.5, 10, 10, 1000, 500);
    }
    assertThat(view.zoom()).isEqualTo(1);
    assertThat(view.pixelX(-Projection.HALF_WIDTH, 1000, 500)).isGreaterThanOrEqualTo(-1);
  }
}
