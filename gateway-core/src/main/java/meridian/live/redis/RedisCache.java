package meridian.live.redis;

import io.lettuce.core.SetArgs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import meridian.cache.CacheEntry;
import meridian.cache.CacheQuestion;
import meridian.cache.ExactCache;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.Interruption;
import meridian.time.WorldClock;

/// The exact cache of one region in a Redis server.
///
/// A key is `PREFIX:REGION:GENERATION:ZONE:FINGERPRINT`, its value a [StoredEntry] that ends with
/// its hard TTL. A value is trusted for nothing: one that cannot be read, is longer than an answer
/// may be, or is bound to another question is removed, and is no hit.
///
/// Reads wait for the server as long as [RedisLink] allows. Writes do not wait: they are handed to
/// [Pending], where reads find them, and a thread of this cache brings them to the server one by
/// one. What cannot be written is dropped and counted. Safe for any number of tasks at once.
final class RedisCache implements ExactCache, AutoCloseable {
  private static final String LAYER = "origin_exact";
  private static final int MAX_PENDING = 1_000;
  private static final long MAX_PENDING_BYTES = 64L << 20;
  private static final long IDLE_MILLIS = 200;

  private final RedisLink link;
  private final String keys;
  private final long maxEntryBytes;
  private final Generation generation;
  private final Sweep sweep;
  private final Pending pending = new Pending(MAX_PENDING, MAX_PENDING_BYTES);
  private final Health reading;
  private final Health writing;
  private final WorldClock clock;
  private final EventSink events;
  private final Thread writer;
  private volatile boolean isClosed;

  /// @param keys what every key of the region begins with
  RedisCache(
      RedisLink link,
      String keys,
      long maxEntryBytes,
      Generation generation,
      WorldClock clock,
      EventSink events) {
    this.link = link;
    this.keys = keys;
    this.maxEntryBytes = maxEntryBytes;
    this.generation = generation;
    this.sweep = new Sweep(link, keys, generation);
    this.reading =
        new Health(
            "exact cache: reading " + keys + " from " + link, "such look-ups count as errors");
    this.writing =
        new Health("exact cache: writing " + keys + " to " + link, "such answers are not kept");
    this.clock = clock;
    this.events = events;
    this.writer = Thread.ofPlatform().name("redis writes " + keys).daemon().unstarted(this::write);
  }

  /// Begins to write.
  void start() {
    writer.start();
  }

  @Override
  public Look find(CacheQuestion question, long nowNanos) {
    Slot slot = slot(question);
    Optional<CacheEntry> waiting = pending.find(slot);
    if (waiting.isPresent()) {
      return look(waiting.filter(entry -> entry.scope().equals(question.scope())), nowNanos);
    }
    byte[] key = key(slot);
    return switch (link.ask(redis -> redis.getrange(key, 0, longest()))) {
      case Reply.Silence<byte[]> silence -> unread(silence);
      case Reply.Said<byte[]> said -> {
        reading.isWell();
        byte[] value = said.value().orElseGet(() -> new byte[0]);
        yield value.length == 0 ? Look.ABSENT : look(value, key, question, nowNanos);
      }
    };
  }

  private Look look(byte[] value, byte[] key, CacheQuestion question, long nowNanos) {
    Look look =
        value.length > longest() ? Look.ABSENT : look(StoredEntry.read(value, question), nowNanos);
    if (look instanceof Look.Absent) {
      link.tell(redis -> redis.unlink(key));
    }
    return look;
  }

  private static Look look(Optional<CacheEntry> entry, long nowNanos) {
    return entry
        .filter(stored -> nowNanos < stored.hardExpiryNanos())
        .<Look>map(Look.Found::new)
        .orElse(Look.ABSENT);
  }

  private Look unread(Reply.Silence<byte[]> silence) {
    if (silence.isRefusal()) {
      reading.isBad(silence.why());
    }
    return Look.FAILED;
  }

  @Override
  public boolean holds(CacheQuestion question, long nowNanos) {
    return find(question, nowNanos) instanceof Look.Found;
  }

  /// At a bound of what may wait for the server, the answer is dropped.
  @Override
  public void put(CacheEntry entry, String zone) {
    if (entry.sizeBytes() > maxEntryBytes || entry.hardExpiryNanos() <= entry.createdNanos()) {
      return;
    }
    if (!pending.offer(new Slot(entry.fingerprint(), zone), entry)) {
      count("dropped");
    }
  }

  /// Says 0: nobody counts what a server holds.
  @Override
  public int clear() {
    generation.next();
    pending.clear();
    sweep.order();
    return 0;
  }

  /// What the server holds stays.
  @Override
  public void crash() {
    pending.clear();
  }

  /// Whether everything that was put has been brought to the server, or dropped.
  boolean isSettled() {
    return pending.isEmpty();
  }

  private void write() {
    try {
      while (!isClosed) {
        Optional<Pending.Write> next = pending.next(IDLE_MILLIS);
        if (next.isPresent()) {
          write(next.get());
          pending.done(next.get());
        } else {
          sweep.step();
        }
      }
    } catch (InterruptedException | Interruption closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Pending.Write next) {
    byte[] key = key(next.slot());
    byte[] value = StoredEntry.bytes(next.entry(), next.slot().zone());
    SetArgs ttl = SetArgs.Builder.px(ttl(next.entry()));
    switch (link.ask(redis -> redis.set(key, value, ttl))) {
      case Reply.Said<String> _ -> {
        writing.isWell();
        count("stored");
      }
      case Reply.Silence<String> silence -> {
        if (silence.isRefusal()) {
          writing.isBad(silence.why());
        }
        count("dropped");
      }
    }
  }

  private static Duration ttl(CacheEntry entry) {
    long nanos = entry.hardExpiryNanos() - entry.createdNanos();
    return Duration.ofMillis(Math.max(1, nanos / 1_000_000));
  }

  private void count(String result) {
    events.accept(new Event.CacheStored(LAYER, result, clock.nanos()));
  }

  /// The longest value that may be an entry.
  private long longest() {
    return maxEntryBytes + StoredEntry.LINE_BYTES;
  }

  private static Slot slot(CacheQuestion question) {
    return new Slot(question.fingerprint().orElseThrow(), question.policy().zone());
  }

  private byte[] key(Slot slot) {
    String key = keys + generation.text() + ":" + slot.zone() + ":" + slot.fingerprint().hex();
    return key.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    isClosed = true;
    writer.interrupt();
  }
}
