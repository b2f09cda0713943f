package meridian.console.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import meridian.PopId;
import meridian.RequestId;
import meridian.console.sample.SamplePlaces;
import meridian.console.sample.SampleSnapshots;
import meridian.telemetry.Event;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.Test;

final class WorldModelTest {
  private final WorldModel model = new WorldModel(SamplePlaces.description());

  @Test
  void every_configured_pop_has_a_row_before_anything_happened() {
    model.show(SampleSnapshots.quiet());
    model.tabulate();

    assertThat(model.lines()).hasSize(SamplePlaces.description().pops().size());
    assertThat(PopTable.P95.figure(model.lines().getFirst().row()).text()).isEqualTo("–");
  }

  @Test
  void what_is_under_way_is_told_by_client_and_pop_with_the_age_of_the_oldest() {
    long now = SampleSnapshots.NOW_NANOS;
    Snapshot snapshot =
        SampleSnapshots.of(
            1,
            now,
            List.of(),
            List.of(
                arrived("req_4", "NOWHERE", "SIN", now),
                arrived("req_3", "SGN", "SIN", now),
                arrived("req_2", "SIN", "SIN", now - 5_000_000_000L),
                arrived("req_1", "SGN", "SIN", now - 9_000_000_000L)),
            new long[0]);
    model.show(snapshot);

    assertThat(model.underway())
        .extracting(way -> way.client().code() + " " + way.count() + " " + way.oldestNanos() / 1e9)
        .containsExactly("SGN 2 9.0", "SIN 1 5.0");
  }

  private static Event.RequestArrived arrived(String id, String client, String pop, long atNanos) {
    return new Event.RequestArrived(new RequestId(id), client, new PopId(pop), atNanos);
  }

  @Test
  void the_same_snapshot_again_changes_nothing_and_an_older_one_is_shown_as_it_was() {
    model.show(SampleSnapshots.busy(20, 1));
    model.show(SampleSnapshots.busy(20, 2));
    assertThat(model.snapshotProperty().get()).contains(SampleSnapshots.busy(20, 1));

    model.show(SampleSnapshots.busy(19, 2));
    assertThat(model.snapshotProperty().get().map(Snapshot::number)).contains(19L);
  }

  @Test
  void a_finding_has_a_beginning_only_when_it_was_seen_to_begin() {
    model.show(SampleSnapshots.busy(100, 7));
    Finding finding = model.findings().getFirst();
    assertThat(model.since(finding)).isEmpty();

    model.show(SampleSnapshots.quiet());
    Snapshot begins = SampleSnapshots.busy(2, 7);
    model.show(begins);
    assertThat(model.since(model.findings().getFirst())).contains(begins.takenNanos());
  }

  @Test
  void going_back_takes_away_what_came_later_from_the_trend_of_a_pop() {
    PopLine line = model.lines().getFirst();
    Snapshot.PopRow row = line.row();
    for (long second = 10; second < 20; second++) {
      line.show(row, second);
    }
    line.show(row, 15);
    assertThat(line.trend()).hasSize(6);
    line.show(row, 15);
    assertThat(line.trend()).hasSize(6);
    line.show(row, 73);
    assertThat(line.trend()).hasSize(3);
    line.show(row, 500);
    assertThat(line.trend()).hasSize(1);
  }

  @Test
  void only_a_row_whose_figures_changed_fires() {
    model.show(SampleSnapshots.quiet());
    model.tabulate();
    List<PopId> fired = new ArrayList<>();
    model
        .lines()
        .forEach(line -> line.rowProperty().addListener((_, _, _) -> fired.add(line.pop())));

    model.show(SampleSnapshots.busy());
    model.tabulate();

    assertThat(fired).contains(new PopId("SIN")).doesNotContain(new PopId("SCL"));
  }

  @Test
  void the_filter_keeps_code_city_and_country_and_a_mark_inverts_it() {
    model.filterProperty().set("mumb");
    assertThat(model.lines()).extracting(PopLine::pop).containsExactly(new PopId("BOM"));

    model.filterProperty().set("in");
    assertThat(model.lines()).extracting(PopLine::pop).contains(new PopId("DEL"));

    model.filterProperty().set("!mumb");
    assertThat(model.lines()).extracting(PopLine::pop).doesNotContain(new PopId("BOM")).hasSize(36);

    model.filterProperty().set("!");
    assertThat(model.lines()).hasSize(37);
  }

  @Test
  void a_tile_says_how_it_moved_only_when_a_window_has_passed() {
    model.show(SampleSnapshots.busy(1, 1));
    assertThat(model.tile(Tile.Kind.EDGE_HIT).map(Tile::change)).contains("");

    model.show(SampleSnapshots.busy(599, 2));
    assertThat(model.tile(Tile.Kind.EDGE_HIT).map(Tile::change).orElse("")).endsWith(" %");
  }

  @Test
  void no_data_is_a_dash_and_never_zero() {
    model.show(SampleSnapshots.quiet());
    model.tabulate();

    for (Tile.Kind kind : Tile.Kind.values()) {
      assertThat(model.tile(kind).map(tile -> tile.figure().text())).as(kind.title()).contains("–");
    }
  }

  @Test
  void the_drawer_lists_only_requests_of_its_pop() {
    model.show(SampleSnapshots.busy());
    model.tabulate();

    assertThat(model.requestsOf(new PopId("SIN")))
        .hasSizeBetween(10, WorldModel.DRAWER_ROWS)
        .allMatch(request -> request.pop().code().equals("SIN"));
  }

  @Test
  void the_copied_table_has_a_line_per_kept_row_and_no_text_for_no_data() {
    model.show(SampleSnapshots.quiet());
    model.tabulate();
    model.filterProperty().set("mumbai");

    assertThat(PopTable.csv(model.lines()).lines())
        .containsExactly(
            "pop,city,country,requests,requests_per_second,hit_rate,edge_hit_rate,p50_ms,p95_ms,"
                + "edge_hit_p95_ms,edge_miss_origin_hit,budget_breaches,cold_starts",
            "BOM,\"Mumbai\",IN,0,0.0000,,,,,,,0,0");
  }
}
