package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.PopId;
import meridian.RequestId;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.atlas.Atlas;
import meridian.telemetry.RequestPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A minute and a half of generated traffic through the sample gateway, over real HTTP and the
/// modelled network, written to `target/generated-run.md`: what Singapore's edge hits take beside
/// what the round-trip table says, and whether the stages add up.
///
/// Run by hand: `mvn -q -pl gateway-core test -Dtest=GeneratedRunReport -Dmeridian.report=true`.
@EnabledIfSystemProperty(
    named = "meridian.report",
    matches = "true",
    disabledReason = "a report of 100 seconds, run by hand")
final class GeneratedRunReport {
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration RUN = Duration.ofSeconds(90);
  private static final Map<String, Double> PLACES =
      Map.of("SIN", 4.0, "BOM", 3.0, "DEL", 1.0, "FRA", 1.0, "IAD", 1.0);

  @Test
  void the_stages_of_generated_traffic_add_up_and_singapore_is_where_its_round_trips_put_it()
      throws Exception {
    Map<RequestId, RequestTimeline> seen = new TreeMap<>((a, b) -> a.text().compareTo(b.text()));
    try (Gateway gateway =
        Gateways.start(
            Optional.empty(),
            List.of(
                "listen.port=0",
                "listen.popPorts=0",
                "management.port=0",
                "storage.kind=memory"))) {
      gateway.perform(
          new Command.StartTraffic(new TrafficPlan(30, PLACES, 0.6, 0.5, "gpt-4o-mini")));
      long start = System.nanoTime();
      while (System.nanoTime() - start < WARM_UP.plus(RUN).toNanos()) {
        Thread.sleep(500);
        if (System.nanoTime() - start > WARM_UP.toNanos()) {
          gateway.snapshot().recent().forEach(timeline -> seen.put(timeline.id(), timeline));
        }
      }
    }
    List<RequestTimeline> answered =
        seen.values().stream().filter(RequestTimeline::isAnswered).toList();
    String report = report(answered);
    Files.writeString(Path.of("target", "generated-run.md"), report);
    System.out.println(report);
    assertThat(answered).hasSizeGreaterThan(500);
    assertThat(residualShare(answered, 0.95)).isLessThan(0.05);
  }

  private static String report(List<RequestTimeline> answered) {
    StringBuilder text = new StringBuilder();
    text.append(
        "answered requests: %d, residual / total p50 %.2f %%, p95 %.2f %%, p99 %.2f %%\n\n"
            .formatted(
                answered.size(),
                100 * residualShare(answered, 0.50),
                100 * residualShare(answered, 0.95),
                100 * residualShare(answered, 0.99)));
    text.append("| way, at SIN | connection | n | p50 ms | p95 ms |\n|---|---|---|---|---|\n");
    for (RequestPath path :
        List.of(RequestPath.EDGE_HIT, RequestPath.ORIGIN_HIT, RequestPath.MISS)) {
      for (boolean isCold : new boolean[] {false, true}) {
        List<Long> totals = at(answered, path, isCold, RequestTimeline::totalNanos);
        if (!totals.isEmpty()) {
          text.append(row(path.label() + " | " + (isCold ? "cold" : "warm"), totals));
        }
      }
    }
    text.append("\n| stage of a warm edge hit at SIN | n | p50 ms | p95 ms |\n|---|---|---|---|\n");
    for (Stage stage : Stage.values()) {
      List<Long> times =
          at(answered, RequestPath.EDGE_HIT, false, timeline -> timeline.stages().nanos(stage));
      if (!times.isEmpty() && times.getLast() > 0) {
        text.append(row(stage.label(), times));
      }
    }
    Atlas atlas = Atlas.load();
    text.append(
        "\nround trips of the table: SIN-SIN %.1f ms + last mile 4 ms, SIN-BOM %.1f ms, BOM-IAD %.1f ms\n"
            .formatted(
                atlas.rtt("SIN", "SIN").millis(),
                atlas.rtt("SIN", "BOM").millis(),
                atlas.rtt("BOM", "IAD").millis()));
    return text.toString();
  }

  private static String row(String name, List<Long> sortedNanos) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %.2f |\n",
        name,
        sortedNanos.size(),
        quantile(sortedNanos, 0.50) / 1e6,
        quantile(sortedNanos, 0.95) / 1e6);
  }

  private interface Figure {
    long of(RequestTimeline timeline);
  }

  private static List<Long> at(
      List<RequestTimeline> timelines, RequestPath path, boolean isCold, Figure figure) {
    List<Long> values = new ArrayList<>();
    for (RequestTimeline timeline : timelines) {
      boolean isWanted =
          timeline.pop().equals(new PopId("SIN"))
              && RequestPath.of(timeline) == path
              && timeline.isColdConnection() == isCold;
      if (isWanted) {
        values.add(figure.of(timeline));
      }
    }
    Collections.sort(values);
    return values;
  }

  private static double residualShare(List<RequestTimeline> timelines, double quantile) {
    List<Double> shares = new ArrayList<>();
    for (RequestTimeline timeline : timelines) {
      shares.add(Math.abs((double) timeline.residualNanos()) / (double) timeline.totalNanos());
    }
    Collections.sort(shares);
    return shares.isEmpty() ? 1 : shares.get((int) (quantile * (shares.size() - 1)));
  }

  private static double quantile(List<Long> sorted, double quantile) {
    return (double) sorted.get((int) (quantile * (sorted.size() - 1)));
  }
}
