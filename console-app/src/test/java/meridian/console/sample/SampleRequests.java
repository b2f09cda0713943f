package meridian.console.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import meridian.CacheResult;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.StageTimes;
import meridian.TokenUsage;
import meridian.control.Description;

/// Finished requests as the sample gateway would have served them; confined to one thread.
final class SampleRequests {
  private static final Map<String, Double> WEIGHTS =
      Map.ofEntries(
          Map.entry("BOM", 16.0),
          Map.entry("BLR", 12.0),
          Map.entry("DEL", 10.0),
          Map.entry("MAA", 5.0),
          Map.entry("SIN", 13.0),
          Map.entry("KUL", 4.0),
          Map.entry("CGK", 5.0),
          Map.entry("BKK", 3.0),
          Map.entry("FRA", 6.0),
          Map.entry("LHR", 6.0),
          Map.entry("AMS", 2.0),
          Map.entry("CDG", 2.0),
          Map.entry("IAD", 6.0),
          Map.entry("SFO", 4.0),
          Map.entry("DFW", 2.0),
          Map.entry("NRT", 2.0),
          Map.entry("SYD", 2.0),
          Map.entry("GRU", 1.5),
          Map.entry("DXB", 1.5),
          Map.entry("JNB", 0.7),
          Map.entry("HKG", 1.2));

  private final Description about;
  private final Random dice;
  private final List<String> wheel = new ArrayList<>();
  private long number;

  SampleRequests(Description about, long seed, long firstNumber) {
    this.about = about;
    this.dice = new Random(seed);
    this.number = firstNumber;
    WEIGHTS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> {
          for (int i = 0; i < entry.getValue() * 10; i++) {
            wheel.add(entry.getKey());
          }
        });
  }

  /// The next request, arrived at `arrivedNanos`.
  RequestTimeline next(long arrivedNanos) {
    String client = wheel.get(dice.nextInt(wheel.size()));
    PopId pop = nearest(client);
    double draw = dice.nextDouble();
    if (draw < 0.46) {
      return request(arrivedNanos, client, pop, CacheResult.HIT, Layer.EDGE);
    }
    if (draw < 0.58) {
      return request(arrivedNanos, client, pop, CacheResult.HIT, Layer.ORIGIN);
    }
    if (draw < 0.61) {
      return request(arrivedNanos, client, pop, CacheResult.COLLAPSED, Layer.ORIGIN);
    }
    if (draw < 0.63) {
      return request(arrivedNanos, client, pop, CacheResult.BYPASS, Layer.PROVIDER);
    }
    if (draw < 0.98) {
      return request(arrivedNanos, client, pop, CacheResult.MISS, Layer.PROVIDER);
    }
    return request(arrivedNanos, client, pop, CacheResult.BYPASS, Layer.NONE);
  }

  RequestTimeline request(
      long arrivedNanos, String client, PopId pop, CacheResult cache, Layer layer) {
    long[] nanos = new long[Stage.COUNT];
    boolean cold = dice.nextDouble() < 0.12;
    boolean streamed = dice.nextDouble() < 0.5;
    double access = roundTrip(client, pop);
    if (cold) {
      set(nanos, Stage.CLIENT_CONNECT, 2 * access * jitter());
    }
    set(nanos, Stage.CLIENT_EDGE, access / 2 * jitter());
    if (dice.nextDouble() < 0.01) {
      set(nanos, Stage.EDGE_COLD_START, 20 + 25 * dice.nextDouble());
    }
    set(nanos, Stage.EDGE_AUTH, 0.12 * jitter());
    set(nanos, Stage.EDGE_LIMIT, 0.01 * jitter());
    set(nanos, Stage.EDGE_FINGERPRINT, 0.05 * jitter());
    if (layer != Layer.NONE) {
      double hot = pop.code().equals("BOM") ? 16 : 3.5;
      set(nanos, Stage.EDGE_KV, hot * Math.exp(0.75 * dice.nextGaussian()));
    }
    if (layer == Layer.EDGE) {
      set(nanos, Stage.EDGE_ASSEMBLE, 0.4 * jitter());
    } else if (layer != Layer.NONE) {
      origin(nanos, pop, cache, layer, streamed);
    }
    set(nanos, Stage.EDGE_CLIENT, access / 2 * jitter());
    StageTimes stages = StageTimes.of(nanos);
    long total = stages.sumNanos() + (long) (200_000 + 300_000 * dice.nextDouble());
    long first =
        streamed ? total - nanos[Stage.PROVIDER_STREAM.ordinal()] - 100_000 : total - 100_000;
    boolean hit = layer == Layer.EDGE || layer == Layer.ORIGIN;
    long tokensIn = 60L + dice.nextInt(900);
    long tokensOut = 20L + dice.nextInt(400);
    Money price = Money.ofTokens(tokensIn, 250_000).plus(Money.ofTokens(tokensOut, 2_000_000));
    boolean refused = layer == Layer.NONE;
    return new RequestTimeline(
        new RequestId(
            "req_" + Long.toString((dice.nextLong() & Long.MAX_VALUE) | 1L << 61, 32) + "0000000"),
        number++,
        client,
        pop,
        refused ? Optional.empty() : Optional.of(new ProjectId("storefront")),
        refused ? "" : about.models().get(dice.nextInt(2)),
        streamed && !refused,
        refused ? (dice.nextBoolean() ? 401 : 429) : 200,
        cache,
        layer,
        refused ? "invalid_api_key" : cache == CacheResult.BYPASS ? "client_no_store" : "",
        refused ? "" : String.format("%012x", dice.nextLong() & 0xffffffffffffL),
        arrivedNanos,
        first,
        total,
        stages,
        cold,
        true,
        refused ? TokenUsage.NONE : new TokenUsage(tokensIn, 0, tokensOut),
        Optional.of(hit || refused ? Money.ZERO : price),
        hit ? Optional.of(price) : Optional.empty(),
        300L + dice.nextInt(2_000),
        400L + dice.nextInt(4_000));
  }

  private void origin(long[] nanos, PopId pop, CacheResult cache, Layer layer, boolean streamed) {
    double wan = roundTrip(about.origin().place(), pop);
    if (dice.nextDouble() < 0.05) {
      set(nanos, Stage.ORIGIN_CONNECT, 2 * wan * jitter());
    }
    set(nanos, Stage.EDGE_ORIGIN, wan / 2 * jitter());
    set(nanos, Stage.ORIGIN_AUTH, 0.05 * jitter());
    set(nanos, Stage.ORIGIN_CACHE, 0.4 * jitter());
    if (cache == CacheResult.COLLAPSED) {
      set(nanos, Stage.ORIGIN_WAIT, 350 * Math.exp(0.4 * dice.nextGaussian()));
    }
    if (layer == Layer.PROVIDER) {
      set(nanos, Stage.ORIGIN_BUDGET, 0.1 * jitter());
      set(nanos, Stage.SEMANTIC_EMBED, 4 * jitter());
      set(nanos, Stage.SEMANTIC_SEARCH, 1.1 * jitter());
      set(nanos, Stage.PROVIDER_NETWORK, 189 * jitter());
      set(nanos, Stage.PROVIDER_TTFT, 420 * Math.exp(0.45 * dice.nextGaussian()));
      set(
          nanos,
          Stage.PROVIDER_STREAM,
          (streamed ? 900 : 700) * Math.exp(0.6 * dice.nextGaussian()));
      set(nanos, Stage.ORIGIN_SETTLE, 0.3 * jitter());
      set(nanos, Stage.ORIGIN_WRITE, 0.2 * jitter());
    }
    set(nanos, Stage.ORIGIN_EDGE, wan / 2 * jitter());
  }

  private PopId nearest(String client) {
    PopId pop = about.nearestPop().get(client);
    return pop == null ? about.pops().getFirst().pop() : pop;
  }

  private double roundTrip(String place, PopId pop) {
    return about.roundTripMillis().getOrDefault(place + "-" + pop.code(), 100.0);
  }

  private double jitter() {
    return 0.94 + 0.18 * dice.nextDouble() * dice.nextDouble() + 0.04 * dice.nextDouble();
  }

  private static void set(long[] nanos, Stage stage, double millis) {
    nanos[stage.ordinal()] = (long) (millis * 1_000_000);
  }
}
