package meridian.contract;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.CacheDirectives;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Fingerprint;
import meridian.Json;
import meridian.Money;
import meridian.PopId;
import meridian.TokenUsage;
import meridian.cache.CacheEntry;
import meridian.cache.CachePolicy;
import meridian.cache.CacheQuestion;

/// Answers as an exact cache stores them, and the questions they answer.
public final class Answers {
  /// When all of them were made, nanoseconds since the epoch.
  public static final long MADE = Duration.ofDays(20_000).toNanos() + 1;

  /// When they become stale.
  public static final long STALE = MADE + Duration.ofHours(1).toNanos();

  /// When they are gone.
  public static final long GONE = MADE + Duration.ofHours(24).toNanos();

  private Answers() {}

  /// Answer `number` of project demo.
  public static CacheEntry answer(int number) {
    return answer(number, 100);
  }

  /// Answer `number` of project demo with a length of its own.
  public static CacheEntry answer(int number, long sizeBytes) {
    return answer(number, sizeBytes, GONE);
  }

  /// Answer `number` of project demo with a length and an end of its own.
  public static CacheEntry answer(int number, long sizeBytes, long hardExpiryNanos) {
    return new CacheEntry(
        fingerprint(number),
        "project:demo",
        new Completion(body(number), new TokenUsage(9, 1, 2, 3, 5)),
        number % 2 == 0 ? Optional.of(new Money(number)) : Optional.empty(),
        MADE,
        Math.min(STALE, hardExpiryNanos),
        hardExpiryNanos,
        "openai/us-east-1/gpt-4o",
        number % 2 == 0,
        new PopId("SIN"),
        sizeBytes);
  }

  /// What [#answer(int)] answers, asked by project demo without a zone.
  public static CacheQuestion question(int number) {
    return question(number, "project:demo", "");
  }

  /// The question of that fingerprint, asked by `scope` in `zone`.
  public static CacheQuestion question(int number, String scope, String zone) {
    CachePolicy policy = CachePolicy.DEFAULT;
    return new CacheQuestion(
        new ChatRequest(Json.Obj.empty(), "gpt-4o", false, false),
        new CachePolicy(
            policy.mode(),
            policy.scope(),
            policy.softTtl(),
            policy.hardTtl(),
            policy.stale(),
            zone),
        scope,
        CacheDirectives.NONE,
        Optional.of(fingerprint(number)),
        "");
  }

  private static Fingerprint fingerprint(int number) {
    return new Fingerprint(ByteBuffer.allocate(Fingerprint.BYTES).putInt(number).array());
  }

  /// What a text could change: numbers as they were written, characters of every length, a line's
  /// end, an empty object, and `null`.
  private static Json.Obj body(int number) {
    return Json.Obj.of("id", new Json.Text("chatcmpl-" + number))
        .with("created", new Json.Num("1.0e3"))
        .with("text", "\u0000 \" \\ \n é 漢 \uD83D\uDE00 \u2028")
        .with(
            "choices",
            new Json.Arr(List.of(Json.Obj.empty(), Json.Null.NULL, new Json.Bool(true))));
  }
}
