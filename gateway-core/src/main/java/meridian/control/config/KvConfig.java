package meridian.control.config;

import java.time.Duration;
import java.util.List;
import meridian.kv.KvSettings;

/// The global store and what is let into it.
///
/// @param settings the replication model
/// @param writesOnSecondSighting whether an answer is written only when its fingerprint was seen
///   before
public record KvConfig(KvSettings settings, boolean writesOnSecondSighting) {
  /// Which answers are written.
  enum Admission {
    /// Every good one.
    ALWAYS,
    /// Those asked for twice.
    SECOND_SIGHTING
  }

  private static final Field<KvSettings.Model> MODEL =
      Field.of(
          "model",
          Kinds.choice(KvSettings.Model.class),
          "pull",
          "push: a write reaches each point of presence after a lag (the article's picture). pull:"
              + " nothing is shipped until asked, and absence is remembered for cacheTtl (Workers"
              + " KV as documented). strong: every read goes to the store's home.");
  private static final Field<Duration> CACHE_TTL =
      Field.of(
          "cacheTtl",
          Units.duration("1s", "30d"),
          "60s",
          "How long a point of presence keeps what it read, present or absent (Workers KV: default"
              + " 60 s, minimum 30 s, which pull insists on).");
  private static final Field<Duration> LAG_MEDIAN =
      Field.of(
          "lagMedian",
          Units.duration("0s", "1h"),
          "5s",
          "push: median time until a write reaches a point of presence (assumed).");
  private static final Field<Double> LAG_SIGMA =
      Field.of(
          "lagSigma", Kinds.number(0, 5), "1.0", "push: sigma of the lognormal lag (assumed).");
  private static final Field<Duration> LAG_BOUND =
      Field.of(
          "lagBound",
          Units.duration("0s", "1d"),
          "60s",
          "push: no write takes longer (the article: about 60 s), at least lagMedian.");
  private static final Field<Duration> HOT_MIN =
      Field.of(
          "hotMin",
          Units.duration("0s", "10s"),
          "1ms",
          "Fastest read of what a point of presence holds (Workers KV: hot reads 1 to 5 ms).");
  private static final Field<Duration> HOT_MAX =
      Field.of("hotMax", Units.duration("0s", "10s"), "5ms", "Slowest of these, at least hotMin.");
  private static final Field<Duration> COLD_MEDIAN =
      Field.of(
          "coldMedian",
          Units.duration("0s", "10s"),
          "60ms",
          "Median read of what it must fetch first (lognormal; documented tails 150 to 350 ms).");
  private static final Field<Double> COLD_SIGMA =
      Field.of("coldSigma", Kinds.number(0, 5), "0.85", "Sigma of that.");
  private static final Field<Duration> FLUSH_EVERY =
      Field.of(
          "flushEvery",
          Units.duration("0s", "1h"),
          "1s",
          "Writes are sent together this often (one REST call carries up to 10,000 pairs, and 1,200"
              + " calls pass in 5 minutes); 0s sends each at once.");
  private static final Field<Admission> ADMISSION =
      Field.of(
          "admission",
          Kinds.choice(Admission.class),
          "always",
          "always: every good answer is written. second_sighting: only those asked for twice (about"
              + " 90 % fewer writes).");
  private static final Field<Long> WRITES_PER_DAY =
      Field.of(
          "writesPerDay",
          Kinds.wholeNumber(0, 1_000_000_000_000L),
          "1000000",
          "Cap of writes; further ones that day (UTC) are refused and counted.");
  private static final Field<Integer> MAX_KEYS =
      Field.of(
          "maxKeys",
          Kinds.count(1, 10_000_000),
          "100000",
          "Entries of the store; the one least recently written is dropped.");
  private static final Field<Integer> MAX_KEYS_PER_POP =
      Field.of(
          "maxKeysPerPop",
          Kinds.count(1, 10_000_000),
          "20000",
          "Entries a point of presence keeps; the one least recently read is dropped.");

  static final Group<KvConfig> GROUP =
      new Group<>(
          List.of(
              MODEL,
              CACHE_TTL,
              LAG_MEDIAN,
              LAG_SIGMA,
              LAG_BOUND,
              HOT_MIN,
              HOT_MAX,
              COLD_MEDIAN,
              COLD_SIGMA,
              FLUSH_EVERY,
              ADMISSION,
              WRITES_PER_DAY,
              MAX_KEYS,
              MAX_KEYS_PER_POP),
          KvConfig::check,
          KvConfig::of);

  /// The shortest `cacheTtl` that Workers KV takes (documented since 2026-01-30).
  private static final Duration MIN_PULL_CACHE_TTL = Duration.ofSeconds(30);

  private static void check(Section in) {
    if (in.get(MODEL) == KvSettings.Model.PULL
        && in.get(CACHE_TTL).compareTo(MIN_PULL_CACHE_TTL) < 0) {
      in.refuse(
          CACHE_TTL,
          "expected at least 30s with model pull, which Workers KV insists on, found %s; raise it"
              .formatted(Units.text(in.get(CACHE_TTL))));
    }
    Orders.atLeast(in, LAG_BOUND, LAG_MEDIAN);
    Orders.atLeast(in, HOT_MAX, HOT_MIN);
  }

  private static KvConfig of(Section in) {
    KvSettings settings =
        new KvSettings(
            in.get(MODEL),
            in.get(CACHE_TTL),
            in.get(LAG_MEDIAN),
            in.get(LAG_SIGMA),
            in.get(LAG_BOUND),
            in.get(HOT_MIN),
            in.get(HOT_MAX),
            in.get(COLD_MEDIAN),
            in.get(COLD_SIGMA),
            in.get(FLUSH_EVERY),
            in.get(WRITES_PER_DAY),
            in.get(MAX_KEYS),
            in.get(MAX_KEYS_PER_POP));
    return new KvConfig(settings, in.get(ADMISSION) == Admission.SECOND_SIGHTING);
  }
}
