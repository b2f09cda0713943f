package meridian.telemetry;

import static meridian.telemetry.Finished.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.CacheResult;
import meridian.KeyId;
import meridian.LatencyBudget;
import meridian.Layer;
import meridian.PopId;
import meridian.RequestId;
import meridian.Stage;
import org.junit.jupiter.api.Test;

final class PrometheusTextTest {
  private static final long AT = 1_000_000_000_000L;
  private static final PopId SIN = new PopId("SIN");

  private final Meter meter = new Meter(List.of(SIN), LatencyBudget.ARTICLE, "2", "0.1.0", AT);

  private Map<String, Double> page(Event... events) {
    for (Event event : events) {
      meter.record(event);
    }
    return new Parser(PrometheusText.of(meter.totals(3))).values;
  }

  @Test
  void an_idle_gateway_names_its_build_and_every_metric() {
    assertThat(page())
        .containsEntry("meridian_build_info{version=\"0.1.0\",pattern=\"2\"}", 1.0)
        .containsEntry("meridian_saved_usd_total", 0.0)
        .containsEntry("meridian_telemetry_dropped_total", 3.0);
    assertThat(PrometheusText.of(meter.totals(0)))
        .contains(
            "# TYPE meridian_requests_total counter",
            "# TYPE meridian_cache_lookups_total counter",
            "# TYPE meridian_stage_duration_seconds histogram",
            "# TYPE meridian_residual_seconds histogram",
            "# TYPE meridian_budget_breaches_total counter",
            "# TYPE meridian_kv_propagation_seconds histogram",
            "# TYPE meridian_kv_writes_total counter",
            "# TYPE meridian_fills_total counter",
            "# TYPE meridian_collapsed_total counter",
            "# TYPE meridian_stale_served_total counter",
            "# TYPE meridian_key_revocation_lag_seconds histogram",
            "# TYPE meridian_fingerprint_mismatch_total counter",
            "# TYPE meridian_unpriced_requests_total counter",
            "# TYPE meridian_saved_usd_total counter");
  }

  @Test
  void a_breaker_is_open_where_one_origins_is_and_closed_where_all_are() {
    String state = "meridian_breaker_state{target=\"openai/us-east-1\"}";
    assertThat(page()).doesNotContainKey(state);
    assertThat(page(changed("BOM", Breaker.OPEN), changed("FRA", Breaker.OPEN)))
        .containsEntry(state, 1.0);
    assertThat(page(changed("BOM", Breaker.HALF_OPEN))).containsEntry(state, 1.0);
    assertThat(page(changed("FRA", Breaker.CLOSED))).containsEntry(state, 2.0);
    assertThat(page(changed("BOM", Breaker.CLOSED))).containsEntry(state, 0.0);
  }

  private static Event changed(String region, Breaker breaker) {
    return new Event.TargetChanged("openai/us-east-1", region, breaker, AT);
  }

  @Test
  void requests_are_counted_by_who_answered_and_how() {
    Map<String, Double> page =
        page(
            Finished.at(AT).saved(2_500_000).event(),
            Finished.at(AT).by(CacheResult.SEMANTIC_HIT, Layer.ORIGIN).event(),
            Finished.at(AT).by(CacheResult.COLLAPSED, Layer.ORIGIN).event(),
            Finished.at(AT).refused(401).event());
    String labels = "meridian_requests_total{pop=\"SIN\",pattern=\"2\",";
    assertThat(page)
        .containsEntry(labels + "outcome=\"hit\",source=\"edge\"}", 1.0)
        .containsEntry(labels + "outcome=\"semantic_hit\",source=\"origin\"}", 1.0)
        .containsEntry(labels + "outcome=\"refused\",source=\"none\"}", 1.0)
        .containsEntry("meridian_collapsed_total", 1.0)
        .containsEntry("meridian_saved_usd_total", 2.5);
  }

  @Test
  void stage_buckets_are_cumulative_seconds() {
    Map<String, Double> page =
        page(
            Finished.at(AT).stage(Stage.EDGE_KV, 30 * MILLI).event(),
            Finished.at(AT).stage(Stage.EDGE_KV, 30 * MILLI + 1).event(),
            Finished.at(AT).stage(Stage.EDGE_KV, 40_000 * MILLI).total(40_000 * MILLI).event());
    String labels = "{stage=\"edge_kv\",pop=\"SIN\",outcome=\"hit\"";
    String bucket = "meridian_stage_duration_seconds_bucket" + labels + ",le=";
    assertThat(page)
        .containsEntry(bucket + "\"0.01\"}", 0.0)
        .containsEntry(bucket + "\"0.03\"}", 1.0)
        .containsEntry(bucket + "\"0.05\"}", 2.0)
        .containsEntry(bucket + "\"30\"}", 2.0)
        .containsEntry(bucket + "\"+Inf\"}", 3.0)
        .containsEntry("meridian_stage_duration_seconds_count" + labels + "}", 3.0)
        .containsEntry("meridian_stage_duration_seconds_sum" + labels + "}", 40.060000001);
  }

  @Test
  void stages_behind_the_pop_are_not_split_by_pop() {
    Map<String, Double> page =
        page(
            Finished.at(AT)
                .by(CacheResult.MISS, Layer.PROVIDER)
                .stage(Stage.PROVIDER_TTFT, MILLI)
                .stage(Stage.EDGE_ORIGIN, MILLI)
                .stage(Stage.ORIGIN_CACHE, MILLI)
                .event());
    String count = "meridian_stage_duration_seconds_count{stage=";
    assertThat(page)
        .containsEntry(count + "\"provider_ttft\",pop=\"all\",outcome=\"miss\"}", 1.0)
        .containsEntry(count + "\"origin_cache\",pop=\"all\",outcome=\"miss\"}", 1.0)
        .containsEntry(count + "\"edge_origin\",pop=\"SIN\",outcome=\"miss\"}", 1.0)
        .containsEntry(count + "\"total\",pop=\"SIN\",outcome=\"miss\"}", 1.0);
  }

  @Test
  void lags_are_kept_by_pop() {
    Map<String, Double> page =
        page(
            new Event.KvVisible(SIN, "key", 60_000 * MILLI, AT),
            new Event.RevocationSeen(SIN, new KeyId("aaaaaaaaaaaa"), 61_000 * MILLI, AT));
    assertThat(page)
        .containsEntry(
            "meridian_kv_propagation_seconds_bucket{pop=\"SIN\",kind=\"key\",le=\"60\"}", 1.0)
        .containsEntry("meridian_key_revocation_lag_seconds_bucket{pop=\"SIN\",le=\"60\"}", 0.0)
        .containsEntry("meridian_key_revocation_lag_seconds_sum{pop=\"SIN\"}", 61.0);
  }

  @Test
  void label_values_are_escaped() {
    Map<String, Double> page = page(new Event.PriceUnknown("a\"b\\c\nd", AT));
    assertThat(page)
        .containsEntry("meridian_unpriced_requests_total{model=\"a\\\"b\\\\c\\nd\"}", 1.0);
  }

  @Test
  void the_rest_of_the_events_are_counted_by_name() {
    Map<String, Double> page =
        page(
            new Event.CacheFilled("duplicate", AT),
            new Event.FingerprintMismatched(new RequestId("req_1"), SIN, AT),
            new Event.ConnectionCut("header_timeout", AT),
            new Event.ClientLeft(new RequestId("req_1"), SIN, AT),
            new Event.RequestArrived(new RequestId("req_2"), "SIN", SIN, AT));
    assertThat(page)
        .containsEntry("meridian_fills_total{cause=\"duplicate\"}", 1.0)
        .containsEntry("meridian_fingerprint_mismatch_total", 1.0)
        .containsEntry("meridian_connections_cut_total{reason=\"header_timeout\"}", 1.0)
        .containsEntry("meridian_clients_left_total", 1.0)
        .containsEntry("meridian_requests_in_flight", 1.0);
  }

  @Test
  void a_copy_does_not_change_with_the_meter() {
    Totals totals = meter.totals(0);
    String before = PrometheusText.of(totals);
    meter.record(Finished.at(AT).event());
    assertThat(PrometheusText.of(totals)).isEqualTo(before);
  }

  /// Reads the exposition format 0.0.4 strictly: every sample follows HELP and TYPE of its metric,
  /// no series twice, buckets never fall and end at the count.
  private static final class Parser {
    private static final Pattern SAMPLE =
        Pattern.compile(
            "([a-z_:][a-z0-9_:]*)(\\{(?:[a-z_]+=\"(?:[^\"\\\\\n]|\\\\[\"\\\\n])*\",?)+})? (\\S+)");
    final Map<String, Double> values = new LinkedHashMap<>();

    Parser(String text) {
      assertThat(text).endsWith("\n");
      String metric = "";
      String type = "";
      double lastBucket = 0;
      for (String line : text.split("\n", -1)) {
        if (line.startsWith("# HELP ")) {
          metric = line.split(" ", 4)[2];
          assertThat(line.split(" ", 4)[3]).isNotBlank();
        } else if (line.startsWith("# TYPE ")) {
          assertThat(line.split(" ", 4)[2]).isEqualTo(metric);
          type = line.split(" ", 4)[3];
          assertThat(type).isIn("counter", "gauge", "histogram");
        } else if (!line.isEmpty()) {
          Matcher sample = SAMPLE.matcher(line);
          assertThat(sample.matches()).as(line).isTrue();
          String name = sample.group(1);
          double value = Double.parseDouble(sample.group(3));
          String labels = sample.group(2) == null ? "" : sample.group(2);
          assertThat(values.put(name + labels, value)).as(line).isNull();
          if (!type.equals("histogram")) {
            assertThat(name).isEqualTo(metric);
            assertThat(name.endsWith("_total")).isEqualTo(type.equals("counter"));
          } else {
            assertThat(name).isIn(metric + "_bucket", metric + "_sum", metric + "_count");
            if (name.endsWith("_count")) {
              assertThat(value).isEqualTo(lastBucket);
              lastBucket = 0;
            } else if (name.endsWith("_bucket")) {
              assertThat(value).isGreaterThanOrEqualTo(lastBucket);
              lastBucket = value;
            }
          }
        }
      }
    }
  }
}
