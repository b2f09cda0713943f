package meridian.live.redis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import meridian.Completion;
import meridian.Json;
import meridian.Money;
import meridian.PopId;
import meridian.Source;
import meridian.TokenUsage;
import meridian.cache.CacheEntry;
import meridian.cache.CacheQuestion;
import meridian.wire.JsonReader;
import meridian.wire.JsonWriter;
import meridian.wire.Rendering;

/// An entry as the server keeps it: a line of JSON about the answer, and then the answer as JSON.
///
/// The line names the version of this form, and what the entry is bound to: fingerprint, scope and
/// zone. What is read is an entry only if all of it is there and is bound to the very question;
/// anything else is nothing. No key and no part of a request is in it.
final class StoredEntry {
  /// Longest line, with room to spare: its texts are bounded by the configuration.
  static final int LINE_BYTES = 4_096;

  private static final long VERSION = 1;
  private static final byte END = '\n';

  private StoredEntry() {}

  /// The bytes of `entry`, which belongs to `zone`.
  static byte[] bytes(CacheEntry entry, String zone) {
    TokenUsage usage = entry.completion().usage();
    Json.Obj line =
        Json.Obj.of("v", Json.Num.of(VERSION))
            .with("fingerprint", entry.fingerprint().hex())
            .with("scope", entry.scope())
            .with("zone", zone)
            .with("created", entry.createdNanos())
            .with("soft", entry.softExpiryNanos())
            .with("hard", entry.hardExpiryNanos())
            .with("producer", entry.producer())
            .with("source", entry.source().label())
            .with("pop", entry.pop().code())
            .with("size", entry.sizeBytes())
            .with("prompt", usage.prompt())
            .with("cached", usage.cachedPrompt())
            .with("written", usage.cacheWrite())
            .with("writtenHour", usage.hourCacheWrite())
            .with("completion", usage.completion());
    if (entry.cost().isPresent()) {
      line = line.with("cost", entry.cost().get().microUsd());
    }
    byte[] head = JsonWriter.utf8(line);
    byte[] body = Rendering.json(entry.completion());
    return ByteBuffer.allocate(head.length + 1 + body.length).put(head).put(END).put(body).array();
  }

  /// The entry in `bytes`, if it answers `question`.
  static Optional<CacheEntry> read(byte[] bytes, CacheQuestion question) {
    int end = 0;
    while (end < bytes.length && bytes[end] != END) {
      end++;
    }
    if (end > LINE_BYTES || end == bytes.length) {
      return Optional.empty();
    }
    Optional<Json> line = JsonReader.tryRead(Arrays.copyOf(bytes, end));
    if (line.isEmpty() || !(line.get() instanceof Json.Obj head) || !isOf(head, question)) {
      return Optional.empty();
    }
    Optional<Json> body = JsonReader.tryRead(Arrays.copyOfRange(bytes, end + 1, bytes.length));
    return body.isPresent() && body.get() instanceof Json.Obj answer
        ? entry(head, answer, question)
        : Optional.empty();
  }

  private static boolean isOf(Json.Obj head, CacheQuestion question) {
    return head.number("v", 0) == VERSION
        && head.text("fingerprint").equals(question.fingerprint().map(print -> print.hex()))
        && head.text("scope").equals(Optional.of(question.scope()))
        && head.text("zone").equals(Optional.of(question.policy().zone()));
  }

  private static Optional<CacheEntry> entry(Json.Obj head, Json.Obj body, CacheQuestion question) {
    try {
      TokenUsage usage =
          new TokenUsage(
              head.number("prompt", -1),
              head.number("cached", -1),
              head.number("written", -1),
              head.number("writtenHour", -1),
              head.number("completion", -1));
      return Optional.of(
          new CacheEntry(
              question.fingerprint().orElseThrow(),
              question.scope(),
              new Completion(body, usage),
              head.has("cost") ? Optional.of(new Money(head.number("cost", 0))) : Optional.empty(),
              head.number("created", Long.MAX_VALUE),
              head.number("soft", Long.MIN_VALUE),
              head.number("hard", Long.MIN_VALUE),
              head.text("producer").orElse(""),
              head.text("source").map(Source::labelled).orElse(Source.MODELLED),
              new PopId(head.text("pop").orElse("")),
              sizeBytes(head)));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private static long sizeBytes(Json.Obj head) {
    long sizeBytes = head.number("size", -1);
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("stored entry: expected a size, found none");
    }
    return sizeBytes;
  }
}
