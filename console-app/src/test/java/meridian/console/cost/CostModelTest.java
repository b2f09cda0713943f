package meridian.console.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Money;
import meridian.ProjectId;
import meridian.console.format.Figures;
import meridian.console.sample.SamplePlaces;
import meridian.console.sample.SampleSnapshots;
import meridian.cost.Advice;
import meridian.cost.Assumptions;
import meridian.telemetry.CostFigures;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.Test;

final class CostModelTest {
  private final List<Assumptions> asked = new ArrayList<>();
  private final CostModel model =
      new CostModel(
          SamplePlaces.description().situation(),
          (figures, situation, assumptions) -> {
            asked.add(assumptions);
            return List.of(
                new Advice(
                    Advice.Topic.TTL,
                    "An hour",
                    true,
                    figures.repeats().requests(),
                    "",
                    List.of(),
                    List.of(),
                    ""));
          });

  @Test
  void a_gateway_nobody_asked_shows_no_figure_and_no_advice() {
    model.show(SampleSnapshots.quiet());
    model.think();
    assertThat(model.isEmpty()).isTrue();
    assertThat(model.adviceProperty().get()).isEmpty();
    for (CostTile.Kind kind :
        List.of(CostTile.Kind.SPEND, CostTile.Kind.SAVED_SHARE, CostTile.Kind.UNPRICED)) {
      assertThat(tile(kind).figure().text()).as(kind.title()).isEqualTo(Figures.NONE);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void figures_are_those_of_the_rows() {
    model.show(SampleSnapshots.busy());
    Money spent = Money.ZERO;
    for (CostFigures.Row row : model.rows()) {
      spent = spent.plus(row.spent());
    }
    assertThat(model.seenProperty().get().orElseThrow().report().spent()).isEqualTo(spent);
    assertThat(tile(CostTile.Kind.SPEND).figure().text()).startsWith("$").endsWith("/h");
    assertThat(tile(CostTile.Kind.SPEND).badge()).isEqualTo("modelled");
    assertThat(model.rows())
        .isSortedAccordingTo((a, b) -> b.spent().compareTo(a.spent()))
        .hasSizeGreaterThan(1);
  }

  @Test
  void another_assumption_is_advised_on_at_once() {
    model.show(SampleSnapshots.busy());
    model.think();
    Assumptions other =
        new Assumptions(
            0.99999, 0.9995, true, java.time.Duration.ofHours(1), 1, 1, 1, 1, 0.1, 1, 1);
    model.assumptionsProperty().set(other);
    assertThat(asked).containsExactly(Assumptions.DEFAULT, other);
  }

  @Test
  void money_of_two_kinds_makes_no_line_and_only_real_tiles() {
    Snapshot busy = SampleSnapshots.busy();
    List<CostFigures.Row> rows = new ArrayList<>(busy.cost().rows());
    rows.add(
        new CostFigures.Row(
            Optional.of(new ProjectId("demo")),
            "own",
            false,
            40,
            40,
            0,
            0,
            new Money(4_000_000),
            Money.ZERO));
    model.show(with(busy, rows));
    assertThat(model.series().lines()).isEmpty();
    assertThat(tile(CostTile.Kind.SPEND).note()).contains("$4.00", "modelled left out");
    assertThat(tile(CostTile.Kind.SPEND).badge()).isEqualTo("measured");
  }

  @Test
  void the_drawn_model_is_the_one_chosen_or_the_dearest() {
    model.show(SampleSnapshots.busy());
    String dearest = model.drawn().orElseThrow().model();
    String other =
        model.rows().stream()
            .map(CostFigures.Row::model)
            .filter(name -> !name.equals(dearest))
            .findFirst()
            .orElseThrow();
    model.modelProperty().set(Optional.of(other));
    assertThat(model.drawn().orElseThrow().model()).isEqualTo(other);
  }

  @Test
  void the_report_and_the_csv_say_where_money_comes_from() {
    model.show(SampleSnapshots.busy());
    model.think();
    assertThat(model.report()).contains("[modelled]", "Break-even", "EXACT TTL", "An hour");
    assertThat(CostCsv.of(model.rows())).startsWith("project,model,money").contains(",modelled,");
  }

  private CostTile tile(CostTile.Kind kind) {
    return Optional.ofNullable(model.tiles().get(kind)).orElseThrow();
  }

  private static Snapshot with(Snapshot of, List<CostFigures.Row> rows) {
    CostFigures cost = of.cost();
    return new Snapshot(
        of.number(),
        of.takenNanos(),
        of.startedNanos(),
        of.windowNanos(),
        of.headline(),
        of.pops(),
        of.paths(),
        of.recent(),
        of.inFlight(),
        of.history(),
        of.incidents(),
        of.alarms(),
        of.kv(),
        new CostFigures(
            cost.sinceNanos(),
            cost.untilNanos(),
            rows,
            cost.edge(),
            cost.sliceNanos(),
            cost.slices(),
            cost.traffic(),
            cost.repeats()),
        of.keys(),
        of.counters(),
        of.eventsTotal(),
        of.droppedTotal());
  }
}
