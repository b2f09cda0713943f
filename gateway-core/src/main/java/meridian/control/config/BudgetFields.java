package meridian.control.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.LatencyBudget;
import meridian.Stage;

/// The fields of `budget`: milliseconds allotted, one field per stage.
final class BudgetFields {
  private static final Field<Duration> TARGET =
      Field.of(
          "target",
          Units.duration("1ms", "1h"),
          Units.text(LatencyBudget.ARTICLE.target()),
          "What p95 of an edge hit must stay under (the article: 200 ms).");
  private static final Field<Duration> TOTAL =
      Field.of(
          "total",
          Units.duration("1ms", "1h"),
          Units.text(LatencyBudget.ARTICLE.total()),
          "What the stages of an edge hit add up to (the article: 100 ms).");
  private static final Map<Stage, Field<Optional<Duration>>> STAGES = stages();

  private BudgetFields() {}

  static final Group<LatencyBudget> GROUP = Group.of(fields(), BudgetFields::budget);

  private static Map<Stage, Field<Optional<Duration>>> stages() {
    Map<Stage, Field<Optional<Duration>>> fields = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      fields.put(
          stage,
          Field.of(
              stage.label(),
              Kinds.orWord(Units.duration("0s", "1h"), "none"),
              LatencyBudget.ARTICLE.of(stage).map(Units::text).orElse("none"),
              "What the stage may take, %s.".formatted(reach(stage))));
    }
    return fields;
  }

  private static String reach(Stage stage) {
    return switch (stage.reach()) {
      case ONE_WAY -> "one way";
      case ROUND_TRIP -> "round trips";
      case LOCAL -> "in one place";
    };
  }

  private static List<Field<?>> fields() {
    List<Field<?>> fields = new ArrayList<>(List.of(TARGET, TOTAL));
    fields.addAll(STAGES.values());
    return fields;
  }

  private static LatencyBudget budget(Section in) {
    Map<Stage, Duration> allotted = new EnumMap<>(Stage.class);
    STAGES.forEach((stage, field) -> in.get(field).ifPresent(d -> allotted.put(stage, d)));
    return new LatencyBudget(in.get(TARGET), in.get(TOTAL), allotted);
  }
}
