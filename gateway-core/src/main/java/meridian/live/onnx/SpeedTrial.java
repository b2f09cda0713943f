package meridian.live.onnx;

import ai.onnxruntime.OrtException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import meridian.Completion;
import meridian.Fingerprint;
import meridian.Json;
import meridian.PopId;
import meridian.TokenUsage;
import meridian.cache.CacheEntry;
import meridian.semantic.Partition;
import meridian.semantic.SemanticIndex;
import meridian.semantic.Traits;
import meridian.semantic.UnitVector;
import meridian.time.Dice;

/// Times the parts of a semantic look-up on one thread, on this machine as it is.
public final class SpeedTrial {
  private static final int WARM_UP = 200;
  private static final int BATCH = 16;
  private static final int SEARCHES = 300;
  private static final int CHECKED = 30;

  private final MiniLm model;
  private final Dice dice = new Dice(1);

  SpeedTrial(MiniLm model) {
    this.model = model;
  }

  /// What was measured.
  ///
  /// @param embedMillis one text: p50, p95, p99
  /// @param perSecond texts one by one per second of processor time
  /// @param perSecondBatched texts in batches of 16 of similar length, likewise
  /// @param vectors in the partition that was searched
  /// @param searchMillis one search: p50, p95, p99
  /// @param bothMillis an embedding and a search one after the other: p50, p95, p99
  /// @param bothCpuMillis the same in processor time, which other programs do not lengthen
  /// @param recall share of searches whose best is the best of a comparison in double precision
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Speed(
      double[] embedMillis,
      double perSecond,
      double perSecondBatched,
      int vectors,
      double[] searchMillis,
      double[] bothMillis,
      double[] bothCpuMillis,
      double recall) {}

  /// Embeds `texts`, at least 400 with pieces, and searches among `vectors` of random directions.
  public Speed measure(List<String> texts, int vectors) {
    List<long[]> pieces = texts.stream().flatMap(text -> model.pieces(text).stream()).toList();
    pieces.stream().limit(WARM_UP).forEach(text -> embed(List.of(text)));
    double[] embeds = new double[pieces.size()];
    double[] embedsCpu = new double[embeds.length];
    long cpu = cpuNanos();
    for (int i = 0; i < embeds.length; i++) {
      long before = cpuNanos();
      embeds[i] = millis(List.of(pieces.get(i)));
      embedsCpu[i] = (cpuNanos() - before) / 1e6;
    }
    double perSecond = embeds.length * 1e9 / (cpuNanos() - cpu);
    double batched = batched(pieces);
    SemanticIndex index =
        new SemanticIndex(MiniLm.DIMENSION, new SemanticIndex.Bounds(vectors, 1, Long.MAX_VALUE));
    List<UnitVector> all = fill(index, vectors);
    double[] searches = new double[SEARCHES];
    double[] both = new double[SEARCHES];
    double[] bothCpu = new double[SEARCHES];
    for (int i = -WARM_UP; i < SEARCHES; i++) {
      UnitVector asked = direction();
      long from = System.nanoTime();
      long before = cpuNanos();
      index.nearest(PARTITION, asked, 8, 0.9, 0);
      if (i >= 0) {
        searches[i] = (System.nanoTime() - from) / 1e6;
        both[i] = searches[i] + embeds[i % embeds.length];
        bothCpu[i] = (cpuNanos() - before) / 1e6 + embedsCpu[i % embeds.length];
      }
    }
    return new Speed(
        percentiles(embeds),
        perSecond,
        batched,
        vectors,
        percentiles(searches),
        percentiles(both),
        percentiles(bothCpu),
        recall(index, all));
  }

  private static final Partition PARTITION =
      new Partition(new Fingerprint(new byte[Fingerprint.BYTES]));

  private double batched(List<long[]> pieces) {
    List<long[]> sorted =
        pieces.stream().sorted(Comparator.comparingInt(text -> text.length)).toList();
    long cpu = cpuNanos();
    for (int i = 0; i < sorted.size(); i += BATCH) {
      embed(sorted.subList(i, Math.min(sorted.size(), i + BATCH)));
    }
    return sorted.size() * 1e9 / (cpuNanos() - cpu);
  }

  private List<UnitVector> fill(SemanticIndex index, int vectors) {
    Completion answer = new Completion(Json.Obj.empty(), TokenUsage.NONE);
    Traits traits = Traits.of("");
    List<UnitVector> all = new ArrayList<>(vectors);
    for (int i = 0; i < vectors; i++) {
      byte[] hash = ByteBuffer.allocate(Fingerprint.BYTES).putInt(i).array();
      CacheEntry entry =
          new CacheEntry(
              new Fingerprint(hash),
              "project:speed",
              answer,
              Optional.empty(),
              0,
              1,
              1,
              "none",
              true,
              new PopId("BOM"),
              0);
      all.add(direction());
      index.add(PARTITION, all.get(i), entry, traits, 0);
    }
    return all;
  }

  private double recall(SemanticIndex index, List<UnitVector> all) {
    int found = 0;
    for (int i = 0; i < CHECKED; i++) {
      UnitVector asked = direction();
      double best = all.stream().mapToDouble(asked::cosine).max().orElse(0);
      double first = index.nearest(PARTITION, asked, 1, -1, 0).getFirst().cosine();
      found += Math.abs(best - first) < 1e-5 ? 1 : 0;
    }
    return (double) found / CHECKED;
  }

  private UnitVector direction() {
    float[] raw = new float[MiniLm.DIMENSION];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (float) (dice.nextDouble() - 0.5);
    }
    return UnitVector.of(raw);
  }

  private double millis(List<long[]> texts) {
    long from = System.nanoTime();
    embed(texts);
    return (System.nanoTime() - from) / 1e6;
  }

  private void embed(List<long[]> texts) {
    try {
      model.embed(texts);
    } catch (OrtException e) {
      throw new IllegalStateException("the embedding model failed", e);
    }
  }

  /// Processor time of this thread, which is the one that embeds and searches.
  private static long cpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadCpuTime();
  }

  /// p50, p95 and p99.
  private static double[] percentiles(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new double[] {at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99)};
  }

  private static double at(double[] sorted, double share) {
    return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
  }
}
