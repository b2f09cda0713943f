package meridian.fingerprint;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import meridian.fingerprint.FingerprintResult.Fingerprinted;

/// Counts the requests that a cache in article mode would have answered with another request's
/// answer.
///
/// It remembers the latest request in each of a fixed number of slots, chosen by the article's
/// fingerprint; a request that falls on a taken slot takes it over. So it may miss a wrong answer,
/// and never counts one that is none. Safe for several threads.
public final class ArticleWatch {
  private final AtomicReferenceArray<FingerprintPair> latest;
  private final AtomicLong wrong = new AtomicLong();

  /// A watch with room for `slots` requests, one or more.
  public ArticleWatch(int slots) {
    this.latest = new AtomicReferenceArray<>(slots);
  }

  /// Takes note of a request.
  ///
  /// @return whether article mode would have answered it wrongly, from the latest one it takes for
  ///   the same
  public boolean saw(FingerprintPair request) {
    if (!(request.article() instanceof Fingerprinted article)) {
      return false;
    }
    int slot = Math.floorMod(article.fingerprint().hashCode(), latest.length());
    FingerprintPair before = latest.getAndSet(slot, request);
    boolean isWrong = before != null && request.differsOnlyOutsideArticle(before);
    if (isWrong) {
      wrong.incrementAndGet();
    }
    return isWrong;
  }

  /// How many requests article mode would have answered wrongly.
  public long wouldHaveAnsweredWrongly() {
    return wrong.get();
  }
}
