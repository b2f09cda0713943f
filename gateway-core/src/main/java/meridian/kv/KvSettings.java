package meridian.kv;

import java.time.Duration;

/// What a replication model is set to. Every default is a documented or measured figure, named
/// where it stands.
///
/// @param model which model
/// @param cacheTtl how long a PoP keeps what it read, present or absent (Workers KV `cacheTtl`:
///   default 60 s, minimum 30 s)
/// @param lagMedian push: median time until a write reaches a PoP
/// @param lagSigma push: sigma of the lognormal lag
/// @param lagBound push: no write takes longer (the article: ~60 s)
/// @param hotMin fastest read of a value the PoP holds (1–5 ms)
/// @param hotMax slowest of these
/// @param coldMedian median read of a value the PoP must fetch (lognormal, p50 60 ms)
/// @param coldSigma sigma of that (0.85)
/// @param flushEvery writes are sent together this often (one REST call carries up to 10,000
///   pairs); zero sends each at once
/// @param writesPerDay the operator's cap; further writes that day are refused
/// @param maxKeys bound of the store; the key least recently written is dropped beyond it
/// @param maxKeysPerPop bound of what one PoP keeps; the key least recently read is dropped beyond
///   it
public record KvSettings(
    Model model,
    Duration cacheTtl,
    Duration lagMedian,
    double lagSigma,
    Duration lagBound,
    Duration hotMin,
    Duration hotMax,
    Duration coldMedian,
    double coldSigma,
    Duration flushEvery,
    long writesPerDay,
    int maxKeys,
    int maxKeysPerPop) {
  /// Workers KV as it documents itself.
  public static final KvSettings PULL =
      new KvSettings(
          Model.PULL,
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          1.0,
          Duration.ofSeconds(60),
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          Duration.ofMillis(60),
          0.85,
          Duration.ofSeconds(1),
          1_000_000,
          100_000,
          20_000);

  /// The largest key in bytes (Workers KV limits).
  public static final int MAX_KEY_BYTES = 512;

  /// The largest value in bytes, 25 MiB (Workers KV limits).
  public static final long MAX_VALUE_BYTES = 25L << 20;

  /// The shortest time between two writes of one key (Workers KV limits: one write per second and
  /// key).
  public static final Duration MIN_WRITE_INTERVAL = Duration.ofSeconds(1);

  /// The replication models.
  public enum Model {
    /// A write reaches each PoP after a sampled lag.
    PUSH,
    /// Nothing is shipped until asked; absences are remembered like values.
    PULL,
    /// Every read goes to the store's home and sees the last write.
    STRONG
  }

  /// These settings with another model.
  public KvSettings with(Model other) {
    return new KvSettings(
        other,
        cacheTtl,
        lagMedian,
        lagSigma,
        lagBound,
        hotMin,
        hotMax,
        coldMedian,
        coldSigma,
        flushEvery,
        writesPerDay,
        maxKeys,
        maxKeysPerPop);
  }

  /// These settings with another `cacheTtl`.
  public KvSettings withCacheTtl(Duration other) {
    return new KvSettings(
        model,
        other,
        lagMedian,
        lagSigma,
        lagBound,
        hotMin,
        hotMax,
        coldMedian,
        coldSigma,
        flushEvery,
        writesPerDay,
        maxKeys,
        maxKeysPerPop);
  }
}
