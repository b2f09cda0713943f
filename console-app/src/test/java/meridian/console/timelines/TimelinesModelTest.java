package meridian.console.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.console.format.JsonText;
import meridian.console.sample.SamplePlaces;
import meridian.console.sample.SampleSnapshots;
import meridian.telemetry.RequestPath;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.Test;

final class TimelinesModelTest {
  private final TimelinesModel model = new TimelinesModel(SamplePlaces.description());
  private final Snapshot early = SampleSnapshots.busy(10, 1);
  private final Snapshot late =
      SampleSnapshots.of(11, early.takenNanos(), later(early), new long[0]);

  /// The same requests and one more.
  private static java.util.List<RequestTimeline> later(Snapshot before) {
    java.util.List<RequestTimeline> all = new java.util.ArrayList<>(before.recent().reversed());
    all.add(numbered(all.getLast(), all.getLast().number() + 1));
    return all;
  }

  private static RequestTimeline numbered(RequestTimeline r, long number) {
    return new RequestTimeline(
        new meridian.RequestId("req_newest"),
        number,
        r.client(),
        r.pop(),
        r.project(),
        r.model(),
        r.isStreamed(),
        r.status(),
        r.cache(),
        r.layer(),
        r.detail(),
        r.fingerprint(),
        r.arrivedNanos(),
        r.firstTokenNanos(),
        r.totalNanos(),
        r.stages(),
        r.isColdConnection(),
        r.isModelled(),
        r.usage(),
        r.cost(),
        r.saved(),
        r.requestBytes(),
        r.responseBytes());
  }

  @Test
  void going_back_fills_a_standing_list_with_that_moment_and_keeps_the_choice() {
    model.show(late);
    RequestTimeline chosen = model.rows().getFirst();
    model.select(chosen);

    model.show(early);

    assertThat(model.rows()).isEqualTo(early.recent());
    assertThat(model.selectedProperty().get()).contains(chosen);
  }

  @Test
  void while_following_the_newest_request_is_selected() {
    model.show(early);
    model.show(late);

    assertThat(model.selectedProperty().get().map(r -> r.id().text())).contains("req_newest");
    assertThat(model.rows().getFirst().id().text()).isEqualTo("req_newest");
  }

  @Test
  void a_choice_by_hand_makes_the_list_stand_still_and_counts_what_is_newer() {
    model.show(early);
    RequestTimeline chosen = model.rows().get(3);
    model.select(chosen);

    model.show(late);

    assertThat(model.selectedProperty().get()).contains(chosen);
    assertThat(model.rows().get(3)).isEqualTo(chosen);
    assertThat(model.newerProperty().get()).isEqualTo(1);

    model.follow();
    assertThat(model.newerProperty().get()).isZero();
    assertThat(model.selectedProperty().get().map(r -> r.id().text())).contains("req_newest");
  }

  @Test
  void the_filter_wants_every_word_and_none_of_the_inverted_ones() {
    model.show(early);
    model.filterProperty().set(RequestFilter.ALL.with("sin !miss"));

    assertThat(model.rows())
        .isNotEmpty()
        .allMatch(r -> r.pop().code().equals("SIN") || r.client().equals("SIN"))
        .noneMatch(r -> r.cache().label().equals("MISS"));
  }

  @Test
  void the_filter_keeps_one_way() {
    model.show(early);
    model.filterProperty().set(RequestFilter.ALL.with(Optional.of(RequestPath.REFUSED)));

    assertThat(model.rows()).isNotEmpty().allMatch(r -> r.status() >= 400);
  }

  @Test
  void pinning_the_same_request_again_ends_the_comparison() {
    model.show(early);
    model.pin();
    assertThat(model.pinnedProperty().get()).isEqualTo(model.selectedProperty().get());

    model.pin();
    assertThat(model.pinnedProperty().get()).isEmpty();
  }

  @Test
  void the_table_holds_budgets_for_edge_hits_only_and_adds_up_the_stages_p95() {
    model.show(early);
    StageTable hit = model.tableProperty().get();

    assertThat(hit.totalBudgetNanos()).isEqualTo(100_000_000);
    assertThat(hit.lines()).anyMatch(line -> line.budget().isPresent());
    assertThat(hit.sumOfP95Nanos())
        .isEqualTo(
            hit.lines().stream()
                .filter(line -> line.stage().isPresent())
                .mapToLong(line -> line.spent().p95())
                .sum());

    model.tablePathProperty().set(RequestPath.MISS);
    assertThat(model.tableProperty().get().lines())
        .anyMatch(line -> line.stage().equals(Optional.of(Stage.PROVIDER_TTFT)))
        .noneMatch(line -> line.budget().isPresent());
  }

  @Test
  void the_copied_request_is_json_whose_stages_and_residual_add_up_to_the_total() {
    model.show(early);
    RequestTimeline request = model.rows().getFirst();

    assertThat(JsonText.read(TimelineJson.of(request))).isPresent();
    assertThat(request.stages().sumNanos() + request.residualNanos())
        .isEqualTo(request.totalNanos());
  }
}
